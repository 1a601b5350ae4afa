/** The loopback host does not outlive a locked vault for long: its page may stay open in a tab for days. */

/**
 * Calls `stop` once the vault has been locked (or not there yet) for `ms` without a break; looks ten times in that
 * time. Returns what ends the looking.
 */
export function whenLockedFor(ms: number, state: () => string, stop: () => void): () => void {
  let since = Date.now();
  const timer = setInterval(() => {
    if (state() === 'open') since = Date.now();
    else if (Date.now() - since >= ms) {
      clearInterval(timer);
      stop();
    }
  }, ms / 10);
  timer.unref();
  return () => clearInterval(timer);
}
