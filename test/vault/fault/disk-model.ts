/**
 * A disk that loses power. What was synced is there. Of what was written since, each write to a file may be there,
 * missing, or there in some of its sectors, whatever the order; of names made, changed or removed since their folder
 * was synced, the first few are there, in order, as file systems with a journal promise. A disk that reports a sync
 * it has not done is not modelled.
 */
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FileEvent } from './strace-log.ts';

const sectorBytes = 512;

interface FileNode {
  content: Buffer;
  pending: Change[];
  /** Also what is not on the disk yet. */
  size: number;
}

type Change =
  | { readonly kind: 'write'; readonly bytes: Buffer; readonly at: number }
  | { readonly kind: 'truncate'; readonly size: number };

/** What names lead to. */
class Names {
  readonly files: Map<string, FileNode>;
  readonly folders: Set<string>;

  constructor(files: Iterable<[string, FileNode]>, folders: Iterable<string>) {
    this.files = new Map(files);
    this.folders = new Set(folders);
  }

  copy(): Names {
    return new Names(this.files, this.folders);
  }

  add(path: string, node: FileNode): void {
    if (this.folders.has(dirname(path))) this.files.set(path, node);
  }

  addFolder(path: string): void {
    if (this.folders.has(dirname(path))) this.folders.add(path);
  }

  remove(path: string): void {
    this.files.delete(path);
    this.folders.delete(path);
  }

  move(from: string, to: string): void {
    const moved = (path: string): string | null =>
      path === from ? to : path.startsWith(`${from}/`) ? to + path.slice(from.length) : null;
    const files = Array.from(this.files, ([path, node]) => [moved(path) ?? path, node, path] as const);
    const folders = Array.from(this.folders, (path) => moved(path) ?? path);
    // What has the new name already is replaced.
    const replaced = new Set(files.flatMap(([next, , path]) => (next === path ? [] : [next])));
    this.files.clear();
    for (const [next, node, path] of files)
      if (next !== path || !replaced.has(next)) this.files.set(next, node);
    this.folders.clear();
    for (const path of folders) this.folders.add(path);
  }
}

interface NameChange {
  /** Folders whose sync makes it last. */
  readonly folder: string;
  readonly apply: (names: Names) => void;
  synced: boolean;
}

export class Disk {
  readonly #root: string;
  readonly #start: Names;
  readonly #live: Names;
  readonly #changes: NameChange[] = [];
  readonly #handles = new Map<number, { node: FileNode | null; path: string; position: number }>();

  /** Begins with what lies in the folder `start`, all of it on the disk, under the name `root`. */
  constructor(start: string, root: string) {
    this.#root = root;
    const files: [string, FileNode][] = [];
    const folders = [root];
    for (const entry of readdirSync(start, { recursive: true, withFileTypes: true })) {
      const path = root + join(entry.parentPath, entry.name).slice(start.length);
      if (entry.isDirectory()) folders.push(path);
      else {
        const content = readFileSync(join(entry.parentPath, entry.name));
        files.push([path, { content, pending: [], size: content.length }]);
      }
    }
    this.#start = new Names(files, folders);
    this.#live = this.#start.copy();
  }

  apply(event: FileEvent): void {
    switch (event.kind) {
      case 'open':
        return this.#open(event);
      case 'close':
        this.#handles.delete(event.fd);
        return;
      case 'write': {
        const handle = this.#handles.get(event.fd);
        if (!handle?.node) return;
        const at = event.at ?? handle.position;
        handle.node.pending.push({ kind: 'write', bytes: event.bytes, at });
        handle.node.size = Math.max(handle.node.size, at + event.bytes.length);
        if (event.at === null) handle.position = at + event.bytes.length;
        return;
      }
      case 'truncate':
        return this.#truncate(this.#handles.get(event.fd)?.node ?? null, event.size);
      case 'sync':
        return this.#sync(event.fd);
      case 'rename':
        return this.#change(event.to, (names) => names.move(event.from, event.to));
      case 'remove':
        return this.#change(event.path, (names) => names.remove(event.path));
      case 'folder':
        return this.#change(event.path, (names) => names.addFolder(event.path));
    }
  }

  #open({ fd, path, flags }: Extract<FileEvent, { kind: 'open' }>): void {
    let node = this.#live.files.get(path) ?? null;
    if (!node && flags.includes('O_CREAT') && this.#live.folders.has(dirname(path))) {
      const made: FileNode = { content: Buffer.alloc(0), pending: [], size: 0 };
      this.#change(path, (names) => names.add(path, made));
      node = made;
    }
    if (flags.includes('O_TRUNC')) this.#truncate(node, 0);
    this.#handles.set(fd, { node, path, position: flags.includes('O_APPEND') ? (node?.size ?? 0) : 0 });
  }

  #truncate(node: FileNode | null, size: number): void {
    if (!node || node.size === size) return;
    node.pending.push({ kind: 'truncate', size });
    node.size = size;
  }

  #sync(fd: number): void {
    const handle = this.#handles.get(fd);
    if (handle?.node) {
      handle.node.content = contentAfter(handle.node.content, handle.node.pending);
      handle.node.pending = [];
    } else if (handle)
      for (const change of this.#changes) if (change.folder === handle.path) change.synced = true;
  }

  #change(path: string, apply: (names: Names) => void): void {
    apply(this.#live);
    this.#changes.push({ folder: dirname(path), apply, synced: false });
  }

  /** Writes what a power cut now leaves into the folder `target`. */
  cut(target: string, random: () => number): void {
    const open = this.#changes.filter((change) => !change.synced).length;
    let kept = Math.floor(random() * (open + 1));
    const names = this.#start.copy();
    for (const change of this.#changes) if (change.synced || kept-- > 0) change.apply(names);
    const moved = (path: string): string => target + path.slice(this.#root.length);
    for (const folder of [...names.folders].sort()) mkdirSync(moved(folder), { recursive: true });
    for (const [path, node] of names.files) {
      if (!names.folders.has(dirname(path))) continue;
      const handle = openSync(moved(path), 'w');
      writeSync(handle, contentAfter(node.content, damage(node.pending, random)));
      closeSync(handle);
    }
  }
}

/** Some of the changes, some of them in part. Often all or none: those are cuts, too. */
function damage(pending: readonly Change[], random: () => number): Change[] {
  const mood = random();
  if (mood < 0.2) return [];
  if (mood < 0.4) return [...pending];
  // A cut in time rather than in space: the first few writes, the last of them torn.
  const some = mood < 0.6 ? pending.slice(0, Math.floor(random() * (pending.length + 1))) : pending;
  return some.flatMap((change, index): Change[] => {
    const fate = mood < 0.6 && index < some.length - 1 ? 1 : random();
    if (fate < 0.3) return [];
    if (fate > 0.6 || change.kind === 'truncate') return [change];
    return sectorsOf(change).filter(() => random() < 0.5);
  });
}

function sectorsOf(change: Extract<Change, { kind: 'write' }>): Change[] {
  const sectors: Change[] = [];
  for (let from = 0; from < change.bytes.length;) {
    const to = Math.min(change.bytes.length, from + sectorBytes - ((change.at + from) % sectorBytes));
    sectors.push({ kind: 'write', bytes: change.bytes.subarray(from, to), at: change.at + from });
    from = to;
  }
  return sectors;
}

function contentAfter(content: Buffer, changes: readonly Change[]): Buffer {
  if (changes.length === 0) return content;
  let size = content.length;
  let most = size;
  for (const change of changes) {
    size = change.kind === 'truncate' ? change.size : Math.max(size, change.at + change.bytes.length);
    most = Math.max(most, size);
  }
  const next = Buffer.alloc(most);
  content.copy(next);
  let end = content.length;
  for (const change of changes) {
    if (change.kind === 'write') {
      change.bytes.copy(next, change.at);
      end = Math.max(end, change.at + change.bytes.length);
    } else {
      // What is cut off reads as zeros when the file grows again.
      if (change.size < end) next.fill(0, change.size, end);
      end = change.size;
    }
  }
  return next.subarray(0, size);
}
