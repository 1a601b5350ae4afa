/** The layer rules bite: probes that break an arrow are refused by the linter, an honest one is not. */
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

const broken: readonly (readonly [folder: string, line: string])[] = [
  ['shared/text', "import { thing } from '../engine/index.ts';"],
  ['shared/engine', "import { thing } from '../../electron/app/events.ts';"],
  ['shared/deadlines', "import thing from 'node:fs';"],
  ['shared/api', "import { thing } from '../engine/index.ts';"],
  ['electron/vault', "import { thing } from '../ingest/limits.ts';"],
  ['electron/ingest', "import { thing } from '../vault/vault.ts';"],
  ['electron/app', "import { thing } from '../hosts/loopback/server.ts';"],
  ['electron/hosts/cli', "import { thing } from 'electron';"],
  ['renderer/client', "import { thing } from '../../shared/engine/index.ts';"],
];
const honest = ['shared/letter', "import { addDays as thing } from '../text/calendar.ts';"] as const;

const probeOf = (folder: string): string => join(root, folder, 'layer-probe.ts');
let refused = '';

beforeAll(() => {
  for (const [folder, line] of [...broken, honest]) {
    writeFileSync(probeOf(folder), `${line}\nexport const probed = thing;\n`);
  }
  const probes = [...broken, honest].map(([folder]) => probeOf(folder));
  refused = spawnSync('npx', ['oxlint', '--format=unix', ...probes], { cwd: root, encoding: 'utf8' }).stdout;
}, 60_000);
afterAll(() => {
  for (const [folder] of [...broken, honest]) rmSync(probeOf(folder), { force: true });
});

function restricted(folder: string): boolean {
  return refused
    .split('\n')
    .some((line) => line.includes(`${folder}/layer-probe.ts`) && line.includes('no-restricted-imports'));
}

describe('layers', () => {
  it.each(broken)('refuses in %s: %s', (folder) => {
    expect(restricted(folder)).toBe(true);
  });

  it('lets through what the arrows allow', () => {
    expect(restricted(honest[0])).toBe(false);
  });
});
