// What this browser knows of a talk: its id, its token, when it was last used. Nothing that was said.
// In localStorage another tab may offer to go on; after a sign of danger it is in sessionStorage alone, and closing the tab forgets it.
const KEY = 'talk';
/** Told to the page before it is left, so that nothing is written any more. */
export const LEAVING = 'tsunagu:leaving';
const ALONE = 'alone';
let memory = null;
/** Id of a talk that another tab has forgotten: this one must not write it down again. */
let forgotten = null;

window.addEventListener('storage', event => {
  if (event.storageArea !== localStorage || event.newValue !== null || (event.key !== KEY && event.key !== null)) return;
  forgotten = memory?.id ?? null;
  // What this tab wrote between the other's forgetting and the news of it.
  if (forgotten && elsewhere()?.id === forgotten) write(browser, null);
});

function read(store) {
  try { return JSON.parse(store().getItem(KEY)); } catch { return null; }
}

function write(store, value) {
  try {
    if (value) store().setItem(KEY, JSON.stringify(value));
    else store().removeItem(KEY);
  } catch { /* a browser that keeps nothing: the talk lives as long as the page */ }
}

const tab = () => sessionStorage;
const browser = () => localStorage;

/** The talk of this tab: a reload goes on with it. */
export const here = () => read(tab) ?? memory;

/** A talk that was begun in another tab and may be offered. */
export const elsewhere = () => read(browser);

export function keep(talk) {
  memory = talk;
  if (talk.id === forgotten) return;
  write(tab, talk);
  write(browser, talk.where === ALONE ? null : talk);
}

/** Forgets the talk here; on the server too, in a request that outlives the page. */
export function forget() {
  document.dispatchEvent(new Event(LEAVING));
  for (const talk of [here(), elsewhere()]) {
    if (!talk?.token) continue;
    try {
      fetch(`/v3/directline/conversations/${encodeURIComponent(talk.id)}`, { method: 'DELETE', keepalive: true, headers: { authorization: `Bearer ${talk.token}` } }).catch(() => {});
    } catch { /* offline: the server forgets it by itself after a day */ }
  }
  drop();
}

/** Forgets the talk here only: the server has forgotten it already. */
export function drop() {
  memory = null;
  for (const store of [tab, browser]) {
    try { store().clear(); } catch { /* nothing was kept */ }
  }
}
