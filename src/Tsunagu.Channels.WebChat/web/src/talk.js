// What this browser knows of a talk: its id, its token, when it was last used. Nothing that was said.
// In localStorage another tab may offer to go on; after a sign of danger it is in sessionStorage alone, and closing the tab forgets it.
const KEY = 'talk';
/** Told to the page before it is left, so that nothing is written any more. */
export const LEAVING = 'tsunagu:leaving';
/** Told to the page when another tab has erased the talk that is shown here. */
export const ERASED = 'tsunagu:erased';
const ALONE = 'alone';
let memory = null;
/** Id of a talk that was forgotten, here or in another tab: this tab must not write it down again. */
let forgotten = null;
/** Id of the talk that the browser holds, as far as this tab has heard. */
let held = elsewhere()?.id;

window.addEventListener('storage', event => {
  if (event.storageArea !== localStorage || (event.key !== KEY && event.key !== null)) return;
  const taken = event.newValue === null;
  if (taken && memory) forgotten = memory.id;
  // All is cleared when a talk is erased; the talk alone is taken away when it moves into one tab after a sign of danger.
  const erased = taken && event.key === null && memory && held === memory.id;
  // What this tab wrote between the other's forgetting and the news of it; and what Chromium shows again when two tabs clear at the same moment.
  if (forgotten && elsewhere()?.id === forgotten) write(browser, null);
  held = taken ? undefined : elsewhere()?.id;
  if (erased) document.dispatchEvent(new Event(ERASED));
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

function tab() { return sessionStorage; }
function browser() { return localStorage; }

/** The talk of this tab: a reload goes on with it. */
export const here = () => read(tab) ?? memory;

/** A talk that was begun in another tab and may be offered. */
export function elsewhere() { return read(browser); }

export function keep(talk) {
  memory = talk;
  if (talk.id === forgotten) return;
  write(tab, talk);
  const shared = talk.where === ALONE ? null : talk;
  write(browser, shared);
  held = shared?.id;
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

/**
 * Forgets the talk here only: the server has forgotten it already.
 * @param id when given, a talk that another tab has begun since then stays in the browser
 */
export function drop(id) {
  forgotten = id ?? memory?.id ?? forgotten;
  memory = null;
  const other = elsewhere()?.id;
  const stays = id && other && other !== id;
  if (!stays) held = undefined;
  for (const store of stays ? [tab] : [tab, browser]) {
    try { store().clear(); } catch { /* nothing was kept */ }
  }
}
