/** Words of the invented case that may never be found in a file of the app, and how they are looked for. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const passphrase = 'walnut gravel thimble orchard';

/** From the papers, their names, the log, the settings of the sender, and what opens the vault. */
export const secrets: readonly string[] = [
  passphrase,
  'Dolores',
  'Whitmer',
  'NMH558204417',
  'UR-2026-90417',
  'Naproxen',
  'Lumbar radiculopathy',
  'supervised physical therapy',
  'Northfield',
  'Reyes notes',
  'She promised to call back before Friday',
  '701-555-0142',
  'My knee hurts at night',
];

/** Plain, as UTF-16, and as base64 at each of its three alignments. */
function forms(secret: string): Buffer[] {
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.from(
      Buffer.concat([Buffer.alloc(shift), Buffer.from(secret)])
        .toString('base64')
        // The characters that mix the secret with its neighbours say nothing.
        .slice(shift === 0 ? 0 : shift + 1, -4),
    ),
  );
  return [Buffer.from(secret), Buffer.from(secret, 'utf16le'), ...base64];
}

const needles = secrets.flatMap((secret) => forms(secret).map((form) => ({ secret, form })));

/** Secrets found in these bytes. */
export function secretsIn(bytes: Buffer): string[] {
  return [...new Set(needles.filter(({ form }) => bytes.includes(form)).map(({ secret }) => secret))];
}

export interface Scan {
  readonly files: number;
  readonly bytes: number;
  /** `file: secret`, for each found in content or name. */
  readonly found: readonly string[];
}

/** Every file below `folder`. */
export function scanFolder(folder: string): Scan {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  let bytes = 0;
  const found = files.flatMap((each) => {
    const path = join(each.parentPath, each.name);
    const content = readFileSync(path);
    bytes += content.length;
    return [...secretsIn(content), ...secretsIn(Buffer.from(path))].map((secret) => `${path}: ${secret}`);
  });
  return { files: files.length, bytes, found };
}
