// One line on any page: <script src="https://…/widget.js" defer></script>. A button opens the chat in a dialog; data-lang chooses the language,
// data-organization the organisation of the directory whose page this is.
// "words" is put in front of this file by the server. Nothing is loaded before the button is pressed.
/* global words */
import { onShiftThrice } from './thrice.js';

const script = document.currentScript;
const origin = new URL(script.src).origin;
const language = script.dataset.lang ?? { en: 'en' }[document.documentElement.lang.split('-')[0]] ?? 'ja';
const { organization } = script.dataset;
const text = words[language] ?? words.ja;

const host = document.createElement('div');
const root = host.attachShadow({ mode: 'open' });
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  :host { all: initial; }
  button { font: 700 1rem/1.4 'Noto Sans JP', -apple-system, BlinkMacSystemFont, sans-serif; cursor: pointer; border-radius: 8px; }
  .open { position: fixed; right: 16px; bottom: 16px; z-index: 2147483646; min-height: 48px; max-width: calc(100vw - 32px); padding: 12px 20px; border: 2px solid #fff; background: #0017c1; color: #fff; }
  .open:hover { background: #000071; text-decoration: underline; }
  button:focus-visible { outline: 4px solid #000; outline-offset: 2px; box-shadow: 0 0 0 2px #ffd43d; }
  dialog { position: fixed; inset: auto 16px 16px auto; width: min(440px, 100vw); height: min(760px, 100dvh); max-width: none; max-height: none; margin: 0; padding: 0; border: 1px solid #767676; border-radius: 12px; overflow: hidden; background: Canvas; color: CanvasText; }
  dialog::backdrop { background: rgba(0, 0, 0, .4); }
  iframe { display: block; width: 100%; height: 100%; border: 0; color-scheme: light dark; }
  p { margin: 16px; font: 1rem/1.7 'Noto Sans JP', sans-serif; }
  p button { min-height: 44px; padding: 4px 16px; }
  @media (max-width: 480px), (max-height: 480px) { dialog { inset: 0; width: 100vw; height: 100dvh; border: 0; border-radius: 0; } }
`);
root.adoptedStyleSheets = [sheet];

const make = (name, given) => Object.assign(document.createElement(name), given);
const button = make('button', { type: 'button', className: 'open', textContent: text.open });
button.setAttribute('aria-haspopup', 'dialog');
const dialog = make('dialog', {});
dialog.setAttribute('aria-label', text.title);
root.append(button, dialog);

let frame;
let waiting;

function show() {
  if (!frame) {
    frame = make('iframe', { title: text.title, src: `${origin}/chat/frame?${new URLSearchParams({ lang: language, ...(organization && { organization }) })}` });
    dialog.replaceChildren(frame);
    // A page that may not show the chat gets an empty frame: then a person must not be left with nothing.
    waiting = setTimeout(() => failed(), 10000);
  }
  // Modal: what is behind cannot be reached, and the focus comes back to the button.
  if (!dialog.open) dialog.showModal();
  frame.focus();
}

function failed() {
  frame = undefined;
  const close = make('button', { type: 'button', textContent: text.close, onclick: () => dialog.close() });
  const line = make('p', { textContent: text.failed });
  const again = make('p', {});
  again.append(close);
  dialog.replaceChildren(line, again);
  close.focus();
}

button.addEventListener('click', show);
dialog.addEventListener('close', () => button.focus());
window.addEventListener('message', event => {
  if (event.origin !== origin) return;
  const said = event.data ?? {};
  // Only to an ordinary address: a page around us must not be made to run anything. On a slow machine the frame is empty already when this
  // is heard, and no longer known as its source: whoever wants to leave must not be left standing.
  if (said.tsunagu === 'exit' && /^https?:/.test(said.url)) {
    document.documentElement.hidden = true;
    location.replace(said.url);
    return;
  }
  if (event.source !== frame?.contentWindow) return;
  if (said.tsunagu === 'ready') clearTimeout(waiting);
  if (said.tsunagu === 'close') dialog.close();
});

// Shift three times leaves here too, when the chat is open or was.
onShiftThrice(() => frame?.contentWindow.postMessage({ tsunagu: 'leave' }, origin));

document.body.append(host);
