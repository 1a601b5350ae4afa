/**
 * A stand-in for Electron's published program, for packing where the real one cannot be had: the same file names, and a
 * binary that holds the fuse wire as the real one does, so that the real tool can set and read the fuses.
 */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The mark before the fuses in every Electron program, as @electron/fuses looks for it. */
const mark = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** As many fuses as the tool knows, all as Electron ships them. */
export const fuseCount = 9;

export function makeFakeElectron(folder: string): string {
  mkdirSync(join(folder, 'locales'), { recursive: true });
  mkdirSync(join(folder, 'resources'), { recursive: true });
  const wire = Buffer.concat([
    Buffer.alloc(4096, 1),
    Buffer.from(mark),
    Buffer.from([1, fuseCount]),
    Buffer.alloc(fuseCount, '1'),
    Buffer.alloc(4096, 2),
  ]);
  writeFileSync(join(folder, 'electron'), wire);
  chmodSync(join(folder, 'electron'), 0o755);
  for (const name of [
    'LICENSE',
    'LICENSES.chromium.html',
    'version',
    'resources.pak',
    'chrome-sandbox',
    'icudtl.dat',
  ])
    writeFileSync(join(folder, name), '45.4.1');
  for (const name of ['en-US.pak', 'de.pak']) writeFileSync(join(folder, 'locales', name), '');
  return folder;
}
