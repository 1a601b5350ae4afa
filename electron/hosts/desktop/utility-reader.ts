/** The reading process as Electron's utility process: no key, no window, no network service of ours. */
import type { utilityProcess } from 'electron';
import type { ReaderChannel } from '../../ingest/reader-client.ts';

/** `hostFile` is the built reader-host. The child gets no environment: it may hold secrets of the parent. */
export function spawnUtilityReader(utility: typeof utilityProcess, hostFile: string): ReaderChannel {
  const child = utility.fork(hostFile, [], { env: {}, stdio: 'ignore', serviceName: 'Rejoinder reader' });
  return {
    send: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', () => listener()),
    kill: () => void child.kill(),
    // A utility process never keeps the app running.
    hold: () => {},
  };
}
