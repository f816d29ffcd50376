// Plays the LINE app for this bot: makes events, shows what the fake Messaging API accepted. What is typed stays in this page.
import { flex, tag, actionElement } from './flex.js';

const $ = id => document.getElementById(id);
const chat = $('chat');
const state = { user: newUser(), seen: 0, last: null, lastBubble: null, double: false, sent: 0, refused: 0 };

function newUser() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return 'U' + Array.from(bytes, b => b.toString(16).padStart(2, '0')).join('');
}

const clockOf = at => new Intl.DateTimeFormat('ja-JP', { timeStyle: 'short', timeZone: 'Asia/Tokyo' }).format(new Date(at));

function add(element) {
  chat.append(element);
  chat.scrollTop = chat.scrollHeight;
  return element;
}

/** What the person sends, at the right with its time; 「既読」 comes when the webhook took it. */
function mine(shown, className = '') {
  const line = tag('div', 'line me');
  const note = tag('small', 'note');
  note.append(tag('span', 'read'), tag('span', '', clockOf(state.now ?? Date.now())));
  line.append(note, tag('p', `bubble me ${className}`, shown));
  return add(line);
}

/** What the bot sends, with its face and name before the first of several. */
function theirs(content, at, pushed) {
  const goesOn = chat.lastElementChild?.classList.contains('bot');
  const line = tag('div', `line bot${goesOn ? ' goes-on' : ''}`);
  const face = tag('img', 'face');
  face.src = '/dev/line/icon.svg';
  face.alt = '';
  const column = tag('div', 'column');
  if (!goesOn) column.append(tag('small', 'name', 'つなぐ'));
  column.append(content, tag('small', 'note', `${pushed ? 'プッシュ ' : ''}${clockOf(at)}`));
  line.append(face, column);
  return add(line);
}

const aside = text => add(tag('p', 'bubble aside', text));

function log(text, bad) {
  const item = tag('li', bad ? 'bad' : '', text);
  $('log').prepend(item);
  while ($('log').children.length > 40) $('log').lastChild.remove();
}

async function deliver(event, note) {
  const response = await fetch('/dev/line/deliver', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ user: state.user, event }),
  });
  const answer = await response.json();
  log(`${note ?? event.type}: webhook ${answer.status ?? response.status}`, answer.status !== 200);
  if (answer.event) state.last = answer.event;
  if (answer.status === 200) for (const read of document.querySelectorAll('.read:empty')) read.textContent = '既読';
  await poll();
}

/** One event, or two at once of the same tap. */
async function send(event) {
  $('quick').replaceChildren();
  if (state.double && event.type === 'postback')
    await Promise.all([deliver(event, '1つ目'), deliver(structuredClone(event), '2つ目')]);
  else await deliver(event);
}

const messageId = () => String(Date.now()) + String(++state.sent).padStart(3, '0');

function message(kind, more, shown, className = '') {
  state.lastBubble = mine(shown, className);
  return send({ type: 'message', message: { id: messageId(), type: kind, ...more } });
}

function tap(action) {
  if (action.type !== 'postback') return undefined;
  if (action.displayText) state.lastBubble = mine(action.displayText);
  return send({ type: 'postback', postback: { data: action.data } });
}

function linked(text) {
  const element = tag('p', 'bubble');
  for (const part of text.split(/(https?:\/\/[^\s]+)/)) {
    if (!/^https?:\/\//.test(part)) { element.append(part); continue; }
    const link = tag('a', '', part);
    link.href = part; link.target = '_blank'; link.rel = 'noreferrer';
    element.append(link);
  }
  return element;
}

function show({ message: said, at, pushed }) {
  const line = theirs(said.type === 'flex' ? flex(said.contents, tap) : linked(said.text), at, pushed);
  if (said.type === 'flex') line.classList.add('wide');
  // Only the last message's buttons are there, and any new message takes them away, as in the app.
  $('quick').replaceChildren(...(said.quickReply?.items ?? []).map(item => actionElement(item.action, '', tap)));
  $('quick').scrollLeft = 0;
  chat.scrollTop = chat.scrollHeight;
}

/** The very picture that goes to LINE, with its areas to tap on top; their labels are what a screen reader says. */
function drawMenu(menu, picture) {
  const key = JSON.stringify(menu) + picture;
  if ($('menu').dataset.key === key) return;
  $('menu').dataset.key = key;
  const { width, height } = menu.size;
  $('menu').style.aspectRatio = `${width} / ${height}`;
  const image = tag('img');
  image.src = picture;
  image.alt = '';
  const percent = (part, whole) => `${(100 * part) / whole}%`;
  $('menu').replaceChildren(image, ...menu.areas.map(({ bounds, action }) => {
    const area = actionElement(action, 'area', tap, '');
    area.setAttribute('aria-label', action.label);
    Object.assign(area.style, { left: percent(bounds.x, width), top: percent(bounds.y, height), width: percent(bounds.width, width), height: percent(bounds.height, height) });
    return area;
  }));
  $('menu-toggle').textContent = menu.chatBarText;
}

function open(button, panel, shown) {
  $(panel).hidden = !shown;
  $(button).setAttribute('aria-expanded', String(shown));
  chat.scrollTop = chat.scrollHeight;
}

let polling = Promise.resolve();
const poll = () => (polling = polling.then(read, read));

async function read() {
  const response = await fetch(`/dev/line/chat?user=${state.user}&after=${state.seen}&refused=${state.refused}`);
  if (!response.ok) return;
  const now = await response.json();
  state.now = now.now;
  $('clock').textContent = new Intl.DateTimeFormat('ja-JP', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Asia/Tokyo' }).format(new Date(now.now));
  $('counts').textContent = `返信 ${now.replies} 通、プッシュ ${now.pushes} 通、断られた呼び出し ${now.refused} 件`;
  for (const refusal of now.refusals) log(refusal, true);
  state.refused = now.refused;
  drawMenu(now.menu, now.menuPicture);
  document.querySelector('.loading')?.remove();
  for (const one of now.messages) {
    if (one.number <= state.seen) continue;
    state.seen = one.number;
    show(one);
  }
  if (now.loading) add(tag('p', 'loading', '・・・')).setAttribute('aria-label', '読みこみ中');
}

const deeds = {
  follow: () => deliver({ type: 'follow', follow: { isUnblocked: false } }),
  block: () => { aside('ブロックしました'); return deliver({ type: 'unfollow' }); },
  unblock: () => { aside('ブロックを解除しました'); return deliver({ type: 'follow', follow: { isUnblocked: true } }); },
  unsend: () => {
    if (state.last?.type !== 'message') return log('取り消せるメッセージがありません', true);
    state.lastBubble?.replaceWith(tag('p', 'bubble aside', 'メッセージの送信を取り消しました'));
    return deliver({ type: 'unsend', unsend: { messageId: state.last.message.id } });
  },
  redeliver: () => (state.last ? deliver(state.last, '再送') : log('まだ何も届けていません', true)),
  double: button => {
    state.double = !state.double;
    button.setAttribute('aria-pressed', String(state.double));
    button.textContent = `二度押し: ${state.double ? '入' : '切'}`;
  },
  group: () => deliver({ type: 'message', source: { type: 'group', groupId: 'C' + state.user.slice(1), userId: state.user }, message: { id: messageId(), type: 'text', text: '/line' } }, 'グループ'),
  standby: () => deliver({ type: 'message', mode: 'standby', message: { id: messageId(), type: 'text', text: 'こんにちは' } }, 'スタンバイ'),
  person: () => {
    Object.assign(state, { user: newUser(), seen: 0, last: null, lastBubble: null });
    chat.replaceChildren();
    $('quick').replaceChildren();
    return deeds.follow();
  },
  clock: async () => {
    if (!$('at').value) return log('時刻を入れてください', true);
    const response = await fetch('/dev/line/clock', { method: 'POST', body: `${$('at').value}:00+09:00` });
    log(response.ok ? '時計を動かしました' : '時計を動かせません', !response.ok);
    await poll();
  },
};

const things = {
  sticker: () => message('sticker', { packageId: '11537', stickerId: '52002738', stickerResourceType: 'STATIC' }, '🐻', 'sticker'),
  image: () => message('image', { contentProvider: { type: 'line' } }, '🖼 写真'),
  audio: () => message('audio', { duration: 6000, contentProvider: { type: 'line' } }, '🎤 ボイスメッセージ'),
  location: button => {
    const [latitude, longitude] = button.dataset.place.split(',').map(Number);
    return message('location', { latitude, longitude }, `📍 ${button.textContent}`);
  },
};

document.addEventListener('click', event => {
  const button = event.target.closest('[data-do], [data-send]');
  if (!button) return;
  if (button.dataset.do) deeds[button.dataset.do](button);
  else things[button.dataset.send](button);
});

$('say').addEventListener('submit', event => {
  event.preventDefault();
  const text = $('text').value;
  if (!text.trim()) return;
  $('text').value = '';
  message('text', { text }, text);
});

// The Enter that confirms kanji must not send.
$('text').addEventListener('keydown', event => { if (event.key === 'Enter' && event.isComposing) event.preventDefault(); });

for (const [button, panel] of [['plus', 'more'], ['menu-toggle', 'menu']])
  $(button).addEventListener('click', () => open(button, panel, $(panel).hidden));
// The app closes the menu where the keyboard comes up.
$('text').addEventListener('focus', () => { if (matchMedia('(max-width: 60rem)').matches) open('menu-toggle', 'menu', false); });

await poll();
await deeds.follow();
setInterval(poll, 1000);
