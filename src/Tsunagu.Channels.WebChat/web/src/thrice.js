// Shift three times within a few seconds: the sign of somebody who must leave and cannot aim at a button.
const PRESSES = 3;
const WITHIN = 5000;

/** Calls then whenever Shift was pressed three times, with no other key between. */
export function onShiftThrice(then) {
  let presses = 0;
  let last = 0;
  document.addEventListener('keydown', event => {
    if (event.repeat) return;
    const now = Date.now();
    if (event.key !== 'Shift') presses = 0;
    else presses = now - last < WITHIN ? presses + 1 : 1;
    last = now;
    if (presses === PRESSES) then();
  }, true);
}
