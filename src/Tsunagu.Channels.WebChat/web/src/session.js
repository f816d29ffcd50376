// One talk in one tab: begins it, goes on with it, notices when nobody was there for a while, when the net is gone, when it was erased.
import { drop, elsewhere, ERASED, here, keep, LEAVING } from './talk.js';
import { commandValue, commandOf, isBotMessage } from './wire.js';

const API = '/v3/directline';
const IDLE = 15 * 60 * 1000;
const ONLINE = 2, EXPIRED = 3, FAILED = 4, ENDED = 5;
// Web Chat says "failed" when it has given up; then we try again ourselves.
const RETRY = 5000;

export class Session {
  /** @param view element, locale(), words(), online(bool), spoke(data), over('erased' | 'ended'), failed() */
  constructor(view) {
    this.view = view;
    this.generation = 0;
    setInterval(() => this.look(), 20000);
    document.addEventListener('visibilitychange', () => this.look());
    for (const name of ['keydown', 'pointerdown']) document.addEventListener(name, () => this.touch(), true);
    document.addEventListener(LEAVING, () => {
      this.unmount();
      this.talk = undefined;
    });
    document.addEventListener(ERASED, () => { if (this.talk) this.over('erased'); });
    window.addEventListener('offline', () => this.view.online(false));
    window.addEventListener('online', () => this.mount(''));
  }

  /** Shows the talk of this tab, offers that of another, or begins one. Rejects when the server cannot be reached. */
  async open() {
    const mine = here();
    const talk = mine ?? elsewhere();
    if (!talk) return this.begin();
    this.talk = talk;
    if (!mine || Date.now() - mine.at >= IDLE) return this.pause();
    if (await this.renew()) return this.mount('', true);
    if (!this.talk) return;
    drop(talk.id);
    return this.begin();
  }

  /** Fetches a token while the scripts still load, when a new talk is all that can come. */
  prepare() {
    if (here() || elsewhere() || this.coming) return;
    this.coming = fetch(`${API}/tokens/generate`, { method: 'POST' });
    // Whoever waits for it hears of the failure.
    this.coming.catch(() => {});
  }

  async begin() {
    const coming = this.coming ?? fetch(`${API}/tokens/generate`, { method: 'POST' });
    this.coming = undefined;
    const response = await coming;
    if (!response.ok) throw new Error(`token ${response.status}`);
    const { conversationId, token, ticket } = await response.json();
    this.talk = { id: conversationId, token, ticket, begun: false, at: Date.now() };
    this.mount('', true);
  }

  /** Somebody else may be looking: only "go on or erase?" is shown. The server asks it; what was said before is not loaded. */
  async pause() {
    this.unmount();
    const { id } = this.talk;
    const watermark = await this.renew() ? await this.askToResume(this.talk) : null;
    // Erased while the server was asked: here, or in another tab.
    if (this.talk?.id !== id) return;
    if (watermark === null) {
      drop(id);
      return this.begin();
    }
    this.talk = { ...this.talk, begun: true, at: Date.now() };
    keep(this.talk);
    return this.mount(watermark, true);
  }

  /** A fresh token: the last one may have ended while the phone slept. False when the talk cannot be opened any more. */
  async renew() {
    const response = await fetch(`${API}/tokens/refresh`, { method: 'POST', headers: { authorization: `Bearer ${this.talk.ticket ?? this.talk.token}` } });
    if (response.status === 401 || response.status === 403) return false;
    if (!response.ok) throw new Error(`refresh ${response.status}`);
    const { token, ticket } = await response.json();
    if (!this.talk) return false;
    this.talk = { ...this.talk, token, ticket };
    return true;
  }

  mount(watermark, focus = false) {
    if (!this.talk) return;
    this.unmount();
    const generation = this.generation;
    const current = then => value => { if (generation === this.generation) then(value); };
    this.chat = window.tsunaguChat({
      element: this.view.element, talk: this.talk, watermark, locale: this.view.locale(), words: this.view.words(), focus,
      on: { message: (activity, token) => generation === this.generation && this.heard(activity, token), status: current(value => this.status(value)) },
    });
  }

  unmount() {
    this.generation++;
    this.chat?.end();
    this.chat = undefined;
  }

  /** Sends a command that stands beside every question, such as help now. */
  command(name, text, argument) {
    if (!this.chat || !this.last) return;
    this.chat.send(this.commands?.[name] && !argument ? this.commands[name] : commandValue(this.last, name, argument), text);
  }

  show() { this.chat?.show(this.view.locale(), this.view.words()); }

  heard(activity, token) {
    const data = activity.channelData ?? {};
    const alone = this.talk.where === 'alone' || data.tabOnly === true;
    this.talk = { ...this.talk, token, begun: true, at: Date.now(), where: alone ? 'alone' : undefined };
    keep(this.talk);
    if (!isBotMessage(activity)) return;
    this.last = data;
    this.commands = Object.fromEntries((data.buttons ?? []).map(b => [commandOf(b), b.value]).filter(([name]) => name));
    this.view.spoke(data);
    if (data.message === 'erase.done') Promise.resolve().then(() => this.over('erased'));
  }

  over(how) {
    this.unmount();
    const id = this.talk?.id;
    this.talk = undefined;
    drop(id);
    this.view.over(how);
  }

  status(value) {
    if (value === ENDED) this.over('ended');
    else if (value === EXPIRED) this.pause().catch(() => this.view.failed());
    else if (value === FAILED) {
      this.view.online(false);
      setTimeout(() => this.mount(''), RETRY);
    } else if (value === ONLINE) this.view.online(true);
  }

  touch() { if (this.talk?.begun && this.chat && Date.now() - this.talk.at < IDLE) this.talk.at = Date.now(); }

  look() {
    if (!this.chat || !this.talk?.begun) return;
    if (Date.now() - this.talk.at >= IDLE) this.pause().catch(() => this.view.failed());
    else keep(this.talk);
  }

  /** Where to begin to read so that the question "go on?" is all that is seen; '' when there is nothing to hide; null when the talk is gone. */
  async askToResume(talk) {
    const before = await read(talk);
    if (before === null) return null;
    const last = before.activities.filter(isBotMessage).pop();
    if (last?.channelData?.question?.id === 'resume') return String(Number(before.watermark) - 1);
    const body = JSON.stringify({ type: 'event', name: 'resume', from: { id: 'person' } });
    await fetch(activitiesOf(talk), { method: 'POST', headers: { ...headersOf(talk), 'content-type': 'application/json' }, body });
    const after = await read(talk);
    if (after === null) return null;
    return after.watermark === before.watermark ? '' : before.watermark;
  }
}

const activitiesOf = talk => `${API}/conversations/${talk.id}/activities`;

const headersOf = talk => ({ authorization: `Bearer ${talk.token}` });

async function read(talk) {
  const response = await fetch(activitiesOf(talk), { headers: headersOf(talk) });
  if (response.status === 403 || response.status === 404) return null;
  if (!response.ok) throw new Error(`activities ${response.status}`);
  return response.json();
}
