/**
 * Notices that time has jumped: the machine slept, the clock was set, midnight passed. Timers cannot be trusted over
 * sleep, so each tick compares the wall clock with the tick before.
 */
import { today } from '../ui/dates.ts';

const TICK_MS = 20_000;
/** A tick this much later or earlier than it should be means sleep, or a clock that was set. */
const JUMP_MS = 60_000;
/** Clocks in hours move on while nothing happens. */
const REFRESH_MS = 10 * 60_000;

/** Calls `onChange` after a jump, on a new day, when the page is looked at again, and every ten minutes. Returns the end of it. */
export function watchTime(onChange: () => void): () => void {
  let last = Date.now();
  let day = today();
  let told = last;
  const look = (always: boolean) => {
    const now = Date.now();
    const jumped = Math.abs(now - last - TICK_MS) > JUMP_MS;
    last = now;
    if (!always && !jumped && today() === day && now - told < REFRESH_MS) return;
    day = today();
    told = now;
    if (document.visibilityState === 'visible') onChange();
  };
  const timer = setInterval(() => look(false), TICK_MS);
  const seen = () => {
    if (document.visibilityState === 'visible') look(true);
  };
  document.addEventListener('visibilitychange', seen);
  globalThis.addEventListener('focus', seen);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', seen);
    globalThis.removeEventListener('focus', seen);
  };
}
