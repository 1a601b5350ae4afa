/** What a process did to files, as strace recorded it, in the order in which the calls ended. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export type FileEvent =
  | { readonly kind: 'open'; readonly fd: number; readonly path: string; readonly flags: string }
  | { readonly kind: 'close'; readonly fd: number }
  /** `at` null: where the last write through this handle ended. */
  | { readonly kind: 'write'; readonly fd: number; readonly bytes: Buffer; readonly at: number | null }
  | { readonly kind: 'truncate'; readonly fd: number; readonly size: number }
  | { readonly kind: 'sync'; readonly fd: number }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string }
  | { readonly kind: 'remove'; readonly path: string }
  | { readonly kind: 'folder'; readonly path: string };

/** The calls that change files, or make changes last. */
export const tracedCalls =
  'openat,open,creat,close,write,pwrite64,writev,pwritev,ftruncate,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,rmdir,mkdir,mkdirat,copy_file_range,sendfile,fallocate,mmap';

/** Reads the output of `strace -f -xx -s <much> -e trace=<tracedCalls>`. Throws at a call it cannot follow. */
export function readStraceLog(path: string, cwd: string): FileEvent[] {
  const unfinished = new Map<string, string>();
  /** Where each handle leads: names may be given from an open folder. */
  const folders = new Map<number, string>();
  const events: FileEvent[] = [];
  for (const line of readFileSync(path, 'latin1').split('\n')) {
    const head = /^(\d+)\s+/.exec(line);
    if (!head) continue;
    const pid = head[1] ?? '';
    let call = line.slice(head[0].length);
    if (call.endsWith('<unfinished ...>')) {
      unfinished.set(pid, call.slice(0, -'<unfinished ...>'.length));
      continue;
    }
    const resumed = /^<\.\.\. \w+ resumed>/.exec(call);
    if (resumed) call = (unfinished.get(pid) ?? '') + call.slice(resumed[0].length);
    const event = readCall(call, cwd, folders);
    if (event) events.push(event);
  }
  return events;
}

function readCall(call: string, cwd: string, folders: Map<number, string>): FileEvent | null {
  const end = call.lastIndexOf(') ');
  const open = call.indexOf('(');
  const result = Number.parseInt(/= (-?\d+)/.exec(call.slice(end))?.[1] ?? '-1', 10);
  if (open < 0 || end < 0 || result < 0) return null;
  const name = call.slice(0, open);
  const given = call.slice(open + 1, end).split(', ');
  const number = (index: number): number => Number(given[index]);
  const text = (index: number): string => decode(given[index] ?? '').toString('utf8');
  const place = (folderAt: number, pathAt: number): string => {
    const folder = given[folderAt] === 'AT_FDCWD' ? cwd : (folders.get(number(folderAt)) ?? cwd);
    return resolve(folder, text(pathAt));
  };
  switch (name) {
    case 'openat':
    case 'open': {
      const at = name === 'open' ? 0 : 1;
      const opened = name === 'open' ? resolve(cwd, text(0)) : place(0, 1);
      folders.set(result, opened);
      return { kind: 'open', fd: result, path: opened, flags: given[at + 1] ?? '' };
    }
    case 'close':
      folders.delete(number(0));
      return { kind: 'close', fd: number(0) };
    case 'write':
      return { kind: 'write', fd: number(0), bytes: decode(given[1] ?? '').subarray(0, result), at: null };
    case 'pwrite64':
      return {
        kind: 'write',
        fd: number(0),
        bytes: decode(given[1] ?? '').subarray(0, result),
        at: number(3),
      };
    case 'ftruncate':
      return { kind: 'truncate', fd: number(0), size: number(1) };
    case 'fsync':
    case 'fdatasync':
      return { kind: 'sync', fd: number(0) };
    case 'rename':
      return { kind: 'rename', from: resolve(cwd, text(0)), to: resolve(cwd, text(1)) };
    case 'renameat':
    case 'renameat2':
      return { kind: 'rename', from: place(0, 1), to: place(2, 3) };
    case 'unlink':
    case 'rmdir':
      return { kind: 'remove', path: resolve(cwd, text(0)) };
    case 'unlinkat':
      return { kind: 'remove', path: place(0, 1) };
    case 'mkdir':
      return { kind: 'folder', path: resolve(cwd, text(0)) };
    case 'mkdirat':
      return { kind: 'folder', path: place(0, 1) };
    case 'mmap':
      // Memory shared with a file could change it unseen; SQLite's would be a -shm file.
      if (/MAP_SHARED\b/.test(call) && /PROT_WRITE/.test(call) && folders.get(number(4))?.startsWith(cwd))
        throw new Error('A file is written through memory, which the log does not show.');
      return null;
    default:
      throw new Error(`The log holds a call that is not followed: ${name}`);
  }
}

/** "\x41\x42" with its quotes; strace marks a cut with dots, which must not happen. */
function decode(argument: string): Buffer {
  if (argument.endsWith('...')) throw new Error('strace cut a text short.');
  return Buffer.from(argument.replaceAll(/^"|"$|\\x/g, ''), 'hex');
}
