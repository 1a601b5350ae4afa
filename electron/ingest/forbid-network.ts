/** The reading process has no business on a network; should a library try, it fails here. */
import dns from 'node:dns';
import net from 'node:net';

/** Makes every outgoing connection and look-up of this thread fail. Cannot be undone. */
export function forbidNetwork(): void {
  const refuse = (): never => {
    throw new Error('The reading process does not use networks.');
  };
  net.Socket.prototype.connect = refuse;
  dns.lookup = Object.assign(refuse, { __promisify__: refuse });
  globalThis.fetch = refuse;
}
