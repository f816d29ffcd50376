// Leaving at once: the button, or Shift three times. Hides the page, erases the talk here and on the server, replaces this entry of the history.
import { forget } from './talk.js';
import { onShiftThrice } from './thrice.js';

function leave() {
  const url = document.querySelector('form[data-exit]')?.dataset.exit;
  if (!url) return;
  document.documentElement.hidden = true;
  document.title = '';
  forget();
  // In a frame the page around it is what is to be left; here nothing stays.
  if (window.parent === window) return location.replace(url);
  window.parent.postMessage({ tsunagu: 'exit', url: new URL(url, location.href).href }, '*');
  location.replace('about:blank');
}

document.addEventListener('submit', event => {
  if (!event.target.matches('form[data-exit]')) return;
  event.preventDefault();
  leave();
});

onShiftThrice(leave);

// The page around a frame noticed that the person wants to leave.
window.addEventListener('message', event => { if (event.source === window.parent && event.data?.tsunagu === 'leave') leave(); });

// A page that a browser kept and shows again must not show the talk again; kept.js looks after those that may be.
window.addEventListener('pageshow', event => { if (event.persisted && !('kept' in document.body.dataset)) location.reload(); });
