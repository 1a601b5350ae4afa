/** The reading process as Electron's utility process: no key, no window, no network service of ours. */
import type * as electron from 'electron';
import type { ReaderChannel } from '../../ingest/reader-client.ts';

/**
 * `hostFile` is the built reader-host. The child gets no environment: it may hold secrets of the parent. Its `net`
 * belongs to a session of its own in which every request is blocked and `app:` is unknown: a reader taken over by a
 * hostile file cannot ask the app for other papers. Electron ignores Node's `--permission` here (as of 42, see
 * ARCHITECTURE.md); `confine.ts` takes its place.
 */
export function spawnUtilityReader(
  { utilityProcess, session }: Pick<typeof electron, 'utilityProcess' | 'session'>,
  hostFile: string,
): ReaderChannel {
  const sealed = session.fromPartition('reader', { cache: false });
  sealed.webRequest.onBeforeRequest((_details, callback) => callback({ cancel: true }));
  const child = utilityProcess.fork(hostFile, [], {
    env: {},
    stdio: 'ignore',
    serviceName: 'Rejoinder reader',
    session: sealed,
  });
  return {
    send: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', () => listener()),
    kill: () => void child.kill(),
    // A utility process never keeps the app running.
    hold: () => {},
  };
}
