// The page: words, and Web Chat loaded only when the person opens it.
const words = JSON.parse(document.getElementById('page-data').textContent).words;

for (const element of document.querySelectorAll('[data-text]')) element.textContent = words[element.dataset.text];
for (const list of document.querySelectorAll('[data-list]')) {
  for (const text of words[list.dataset.list]) list.append(Object.assign(document.createElement('li'), { textContent: text }));
}
document.title = words.title;
document.querySelector('.prototype').hidden = document.documentElement.dataset.operator === 'yes';

const start = document.getElementById('start');
const status = document.getElementById('status');

function load(src) {
  return new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement('script'), { src, onload: resolve, onerror: () => reject(new Error(src)) });
    document.head.append(script);
  });
}

async function open() {
  start.disabled = true;
  status.textContent = words.loading;
  try {
    if (!window.tsunaguChat) await load('/web/chat.js');
    if (!window.WebChat) await load('/web/webchat.js');
    const response = await fetch('/v3/directline/tokens/generate', { method: 'POST' });
    if (!response.ok) throw new Error(`token ${response.status}`);
    const { token } = await response.json();
    document.getElementById('intro').hidden = true;
    const chat = document.getElementById('chat');
    chat.hidden = false;
    window.tsunaguChat(chat, token, words);
  } catch {
    status.textContent = words.failed;
    start.textContent = words.retry;
    start.disabled = false;
  }
}

start.addEventListener('click', open);
if (new URLSearchParams(location.search).has('embed')) open();
