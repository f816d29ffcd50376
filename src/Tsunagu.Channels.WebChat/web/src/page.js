// Opens the chat on a page of this site. Web Chat is loaded only now.
import { here } from './talk.js';
import { Session } from './session.js';

const data = JSON.parse(document.getElementById('page-data').textContent);
const chat = document.getElementById('chat');
const start = document.getElementById('start');
const status = document.getElementById('status');
const [body, over, line] = ['body', 'over', 'line'].map(name => chat.querySelector(`.talk-${name}`));
const framed = document.body.classList.contains('framed');
let { words, locale } = data;
let session;
let opener;

function load(name) {
  return new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement('script'), { src: data.assets[name], async: false, onload: resolve, onerror: () => reject(new Error(name)) });
    document.head.append(script);
  });
}

const view = {
  element: body,
  locale: () => locale,
  words: () => words,
  online(is) {
    if (line.hidden === is) return;
    line.hidden = is;
    line.textContent = is ? '' : words.offline;
  },
  spoke(said) { if (said.locale && said.locale !== locale) speak(said.locale); },
  over(how) {
    body.hidden = true;
    over.hidden = false;
    over.querySelector('p').textContent = words[how];
    over.querySelector('button').focus();
  },
  failed() { fail(); },
};

/** The words around the talk follow its language. */
async function speak(tag) {
  locale = tag;
  chat.querySelector('select').value = tag;
  try {
    const response = await fetch(`/web/words/${tag}.json`);
    if (!response.ok) return;
    words = await response.json();
  } catch { return; }
  // Around a talk in another language English words stand; what the bot says and asks has its own language.
  chat.lang = tag.startsWith('ja') ? 'ja' : 'en';
  for (const element of chat.querySelectorAll('[data-word]')) element.textContent = words[element.dataset.word];
  for (const element of chat.querySelectorAll('[data-label]')) element.setAttribute('aria-label', words[element.dataset.label]);
  session.show();
  renewOrganization();
}

/** On an organisation's own page its open state stands above the talk; it is told anew when it changes, and in the talk's language. */
async function renewOrganization() {
  const note = document.getElementById('organization');
  if (!note) return;
  let seconds = 60;
  try {
    const address = new URL(location.href);
    address.searchParams.set('lang', locale.startsWith('ja') ? locale : 'en');
    const page = new DOMParser().parseFromString(await (await fetch(address)).text(), 'text/html');
    const now = page.getElementById('organization');
    note.lang = now.lang;
    note.replaceChildren(...now.childNodes);
    seconds = now.dataset.seconds;
  } catch { /* no connection: once more in a minute */ }
  awaitOrganization(seconds);
}

let change;

function awaitOrganization(seconds) {
  clearTimeout(change);
  if (seconds) change = setTimeout(renewOrganization, Math.min(Number(seconds) + 1, 3600) * 1000);
}

function fail() {
  status.replaceChildren(words.failed, document.createElement('br'), words.emergency);
  show(false);
  if (start) { start.textContent = words.retry; start.removeAttribute('aria-disabled'); }
  else status.append(document.createElement('br'), Object.assign(document.createElement('button'), { className: 'button', textContent: words.retry, onclick: open }));
}

function show(is) {
  chat.hidden = !is;
  document.body.classList.toggle('chat-open', is);
}

async function open() {
  if (start?.getAttribute('aria-disabled') === 'true') return;
  opener = document.activeElement;
  if (session?.chat) return enter();
  start?.setAttribute('aria-disabled', 'true');
  status.textContent = words.loading;
  try {
    session ??= new Session(view);
    session.prepare();
    if (!window.WebChat) await Promise.all([load('chat.js'), load('webchat.js')]);
    await session.open();
    status.textContent = '';
    enter();
  } catch {
    return fail();
  }
  start?.removeAttribute('aria-disabled');
}

function enter() {
  body.hidden = false;
  over.hidden = true;
  show(true);
  // Until the question is there and takes it, the focus is in the chat.
  if (!chat.contains(document.activeElement)) chat.querySelector('.now').focus({ preventScroll: true });
}

function close() {
  if (framed) return window.parent.postMessage({ tsunagu: 'close' }, '*');
  if (!start) return location.assign(data.home);
  show(false);
  opener?.focus();
}

start?.addEventListener('click', event => { event.preventDefault(); open(); });
start?.addEventListener('keydown', event => { if (event.key === ' ') { event.preventDefault(); open(); } });
chat.querySelector('.close').addEventListener('click', close);
chat.querySelector('.now').addEventListener('click', () => session.command('now', words.now));
chat.querySelector('select').addEventListener('change', event => session.command('language', data.languages[event.target.value], event.target.value));
over.querySelector('button').addEventListener('click', () => session.begin().then(enter, fail));
if (framed) document.addEventListener('keydown', event => { if (event.key === 'Escape' && !event.isComposing) close(); });

const sizes = [1, 1.25, 1.5];
let size = 0;
chat.querySelector('.size').addEventListener('click', event => {
  size = (size + 1) % sizes.length;
  document.documentElement.style.setProperty('--scale', sizes[size]);
  event.currentTarget.setAttribute('aria-label', `${words['text-size']}: ${words[`text-size.${size + 1}`]}`);
});

if (framed) window.parent.postMessage({ tsunagu: 'ready' }, '*');
if (data.unknownOrganization) console.warn(`widget.js: data-organization="${data.unknownOrganization}" is no id of the directory; the chat is shown without it.`);
awaitOrganization(document.getElementById('organization')?.dataset.seconds);

// A reload goes on with the talk of this tab; a page that is the chat opens it at once.
if (!start || here()) open();
