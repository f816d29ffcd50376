// Leaving at once: the button, or Shift three times. Hides the page, erases the talk here and on the server, replaces this entry of the history.
import { forget } from './talk.js';

const form = document.querySelector('form[data-exit]');

export function leave(url) {
  document.documentElement.hidden = true;
  document.title = '';
  forget();
  // A page in a frame asks the page around it to leave as well.
  if (window.parent !== window) window.parent.postMessage({ tsunagu: 'exit', url: new URL(url, location.href).href }, '*');
  location.replace(url);
}

if (form) {
  form.addEventListener('submit', event => {
    event.preventDefault();
    leave(form.dataset.exit);
  });
  let presses = 0;
  let last = 0;
  document.addEventListener('keydown', event => {
    if (event.repeat) return;
    const now = Date.now();
    presses = event.key === 'Shift' && now - last < 5000 ? presses + 1 : event.key === 'Shift' ? 1 : 0;
    last = now;
    if (presses === 3) leave(form.dataset.exit);
  }, true);
  // A page that a browser kept and shows again must not show the talk again.
  window.addEventListener('pageshow', event => { if (event.persisted && !('kept' in document.body.dataset)) location.reload(); });
}
