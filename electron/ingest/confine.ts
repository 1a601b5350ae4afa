/**
 * What the reading process gives up before it looks at the first file: networks, other programs, and writing. Beside
 * it the forked process runs under Node's permission model (reader-process.ts), which Electron's utility process
 * does not have. This stops a library, or script that a hostile file gets to run in it; it does not stop machine code.
 */
import { createRequire, syncBuiltinESMExports } from 'node:module';
import process from 'node:process';

const load = createRequire(import.meta.url);

function refuse(): never {
  throw new Error('The reading process only reads.');
}

/** Each as `module`, or `module.object`, and the names that are taken away. `*` is everything that is a function. */
const forbidden: Readonly<Record<string, readonly string[]>> = {
  'net.Socket.prototype': ['connect'],
  'net.Server.prototype': ['listen'],
  dgram: ['createSocket', 'Socket'],
  'dgram.Socket.prototype': ['bind', 'connect', 'send'],
  dns: ['*'],
  'dns.promises': ['*'],
  'dns.Resolver.prototype': ['*'],
  'dns.promises.Resolver.prototype': ['*'],
  child_process: ['*'],
  'child_process.ChildProcess.prototype': ['spawn'],
  cluster: ['fork'],
  inspector: ['open'],
  v8: ['writeHeapSnapshot', 'setHeapSnapshotNearHeapLimit'],
  'process.report': ['writeReport'],
};

const writing =
  'appendFile chmod chown copyFile cp createWriteStream fchmod fchown ftruncate futimes lchmod lchown link lutimes mkdir mkdtemp mkdtempDisposable rename rm rmdir symlink truncate unlink utimes write writeFile writev'.split(
    ' ',
  );

/**
 * Cannot be undone. `workerScripts` are the ends of the paths of threads that may be started (OCR): any other thread
 * would begin without these limits. Loads nothing from Electron.
 */
export function confine(workerScripts: readonly string[]): void {
  for (const [path, names] of Object.entries(forbidden)) takeAway(objectAt(path), names);
  const fs = objectAt('fs');
  takeAway(fs, [...writing, ...writing.map((name) => `${name}Sync`), 'WriteStream', 'FileWriteStream']);
  takeAway(objectAt('fs.promises'), writing);
  for (const [holder, name] of [
    [fs, 'open'],
    [fs, 'openSync'],
    [objectAt('fs.promises'), 'open'],
  ] as const) {
    readOnly(holder, name);
  }
  const threads = objectAt('worker_threads');
  const Thread: unknown = threads?.['Worker'];
  if (threads && typeof Thread === 'function') {
    threads['Worker'] = new Proxy(Thread, {
      construct(target, [script, ...rest]: unknown[], newTarget) {
        const path = String(script).replaceAll('\\', '/');
        const evaluated = rest.some(
          (option) => option !== null && typeof option === 'object' && 'eval' in option,
        );
        if (evaluated || !workerScripts.some((end) => path.endsWith(end))) refuse();
        return Reflect.construct(target, [script, ...rest], newTarget) as object;
      },
    });
  }
  for (const name of ['fetch', 'WebSocket', 'EventSource']) Reflect.set(globalThis, name, refuse);
  for (const name of ['binding', '_linkedBinding', 'kill', 'abort', 'chdir', 'setuid']) {
    if (name in process) Reflect.set(process, name, refuse);
  }
  syncBuiltinESMExports();
}

function objectAt(path: string): Record<string, unknown> | null {
  const [name = '', ...steps] = path.split('.');
  let at: unknown = name === 'process' ? process : load(`node:${name}`);
  for (const step of steps) {
    if (at === null || (typeof at !== 'object' && typeof at !== 'function')) return null;
    at = Reflect.get(at, step);
  }
  return at !== null && (typeof at === 'object' || typeof at === 'function')
    ? (at as Record<string, unknown>)
    : null;
}

function takeAway(holder: Record<string, unknown> | null, names: readonly string[]): void {
  if (holder === null) return;
  const all = names.includes('*')
    ? Object.getOwnPropertyNames(holder).filter((name) => name !== 'constructor' && name !== 'prototype')
    : names;
  for (const name of all) {
    if (typeof holder[name] === 'function')
      Object.defineProperty(holder, name, { value: refuse, writable: true });
  }
}

/** Leaves opening for reading: flags absent, 'r' or O_RDONLY (0). */
function readOnly(holder: Record<string, unknown> | null, name: string): void {
  const open = holder?.[name];
  if (holder === null || typeof open !== 'function') return;
  holder[name] = function openToRead(this: unknown, ...args: unknown[]): unknown {
    const flags = args[1];
    if (
      !(flags === undefined || typeof flags === 'function' || flags === 'r' || flags === 0 || flags === null)
    )
      refuse();
    return Reflect.apply(open, this, args);
  };
}
