// Pages that answer a form may be shown again by "back" (ADR 0017). After leaving they must not be: leaving is remembered in this tab,
// the stored pages are taken away, and a page that comes up again by "back" makes way at once. Without script the posted form does the same.
const key = 'left';
const form = document.querySelector('form[data-exit]');

function remembered() {
  try { return sessionStorage.getItem(key) === '1'; } catch { return false; }
}

function remember(left) {
  try { if (left) sessionStorage.setItem(key, '1'); else sessionStorage.removeItem(key); } catch { /* without storage the posted form still clears the pages */ }
}

window.addEventListener('pagehide', () => {
  // Only leaving hides the document before it goes.
  if (!document.documentElement.hidden) return;
  remember(true);
  fetch('/exit', { method: 'POST', keepalive: true, redirect: 'manual' }).catch(() => {});
});
window.addEventListener('pageshow', event => {
  const back = event.persisted || performance.getEntriesByType('navigation')[0]?.type === 'back_forward';
  if (!remembered()) return;
  if (back && form) {
    document.documentElement.hidden = true;
    location.replace(form.dataset.exit);
  } else {
    remember(false);
  }
});
