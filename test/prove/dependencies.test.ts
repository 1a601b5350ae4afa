/** What others wrote of the app: no script of theirs runs unlisted, each licence is known, the bill of materials is whole, and no known hole is of weight. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { billOfMaterials, licenceText, thirdParty } from '../../scripts/third-party.ts';
import { amount, proven } from './proof.ts';

const root = join(import.meta.dirname, '../..');
const read = (name: string): string => readFileSync(join(root, name), 'utf8');
const lock = JSON.parse(read('package-lock.json')) as {
  packages: Record<
    string,
    { hasInstallScript?: boolean; resolved?: string; integrity?: string; link?: boolean }
  >;
};
const own = JSON.parse(read('package.json')) as {
  allowScripts: Record<string, boolean>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};

describe('dependencies', () => {
  it('run no install script that is not listed and explained', () => {
    const withScript = Object.entries(lock.packages)
      .filter(([path, entry]) => path !== '' && entry.hasInstallScript === true)
      .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
    const reasons = read('ARCHITECTURE.md');
    expect(withScript.filter((name) => !(name in own.allowScripts))).toEqual([]);
    expect(withScript.filter((name) => !reasons.includes(`\`${name}\``))).toEqual([]);
    const allowed = withScript.filter((name) => own.allowScripts[name]);
    expect(allowed).toEqual(['node']);
    proven(
      'Nobody else runs code while it is installed',
      `${Object.keys(lock.packages).length - 1} packages: ${withScript.length} have an install script, ${allowed.length} may run (${allowed.join(', ')}), each explained`,
    );
  });

  it('are of one exact version, with a checksum, from the registry', () => {
    const loose = Object.entries({ ...own.dependencies, ...own.devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+/.test(version),
    );
    expect(loose).toEqual([]);
    const unsure = Object.entries(lock.packages).filter(
      ([path, { integrity, resolved, link }]) =>
        path !== '' &&
        link !== true &&
        resolved !== undefined &&
        (integrity === undefined || resolved.startsWith('git')),
    );
    expect(unsure.map(([path]) => path)).toEqual([]);
  });

  it('that ship have licences that allow it, and the app shows them all', () => {
    const parts = thirdParty();
    const fine =
      /^\(?(MIT|ISC|Apache-2\.0|BSD(-[23]-Clause)?|0BSD|OFL-1\.1|CC0-1\.0|Unlicense|Zlib|BlueOak-1\.0\.0|LGPL-3\.0|MPL-2\.0|Python-2\.0|CC-BY-4\.0)\b/;
    expect(
      parts.filter(({ licence }) => !fine.test(licence)).map(({ name, licence }) => `${name}: ${licence}`),
    ).toEqual([]);
    const text = licenceText(parts);
    expect(parts.filter(({ name, version }) => !text.includes(`${name} ${version}`))).toEqual([]);
    for (const name of [
      'react',
      'pdfjs-dist',
      'tesseract.js-core',
      'better-sqlite3-multiple-ciphers',
      'zod',
      'electron',
    ])
      expect(parts.map((part) => part.name)).toContain(name);
  });

  it('are in the bill of materials: all that npm says ships, and the same each time', () => {
    const parts = thirdParty();
    const bill = JSON.stringify(billOfMaterials(parts, '1.0.0'));
    expect(JSON.stringify(billOfMaterials(thirdParty(), '1.0.0'))).toBe(bill);
    const told = spawnSync('npm', ['sbom', '--omit=dev', '--package-lock-only', '--sbom-format=cyclonedx'], {
      cwd: root,
      encoding: 'utf8',
    });
    const theirs = (JSON.parse(told.stdout) as { components: { purl: string }[] }).components.map(
      ({ purl }) => purl.split('?')[0] ?? '',
    );
    expect(theirs.length).toBeGreaterThan(30);
    expect(theirs.filter((purl) => !bill.includes(`"${purl}"`))).toEqual([]);
    proven(
      'What it is made of is written down',
      `bill of materials (CycloneDX 1.6) of ${parts.length} parts, every one that npm lists among them; licences shown in the app`,
    );
  });

  it.skipIf(amount(1, 0) === 0)('have no known hole of weight', { timeout: 180_000 }, () => {
    const { stdout } = spawnSync('npm', ['audit', '--json', '--package-lock-only'], {
      cwd: root,
      encoding: 'utf8',
      timeout: 120_000,
    });
    const answer = parse(stdout);
    const counts = answer.metadata?.vulnerabilities;
    if (!counts) {
      proven(
        'No known vulnerability of weight',
        "not run: the registry's audit service cannot be reached from here",
        true,
      );
      return;
    }
    proven(
      'No known vulnerability of weight',
      `npm audit: ${counts['critical']} critical, ${counts['high']} high, ${counts['moderate']} moderate, ${counts['low']} low`,
    );
    expect({ critical: counts['critical'], high: counts['high'] }).toEqual({ critical: 0, high: 0 });
  });
});

function parse(text: string): { metadata?: { vulnerabilities?: Record<string, number> } } {
  try {
    return JSON.parse(text) as ReturnType<typeof parse>;
  } catch {
    return {};
  }
}
