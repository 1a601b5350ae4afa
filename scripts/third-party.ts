/**
 * What others wrote of the app: `npm run build` puts their licences (shown under Settings) and a bill of materials
 * (CycloneDX 1.6) beside the page. Read from package-lock.json and the installed packages: what the main program
 * needs (`dependencies`), and what the page's sources import, each with all that it needs. No clock, no chance: the
 * same bytes from the same lock file.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as z from 'zod';

const root = join(import.meta.dirname, '..');

const lockSchema = z.object({
  version: z.string(),
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      integrity: z.string().optional(),
      dependencies: z.record(z.string(), z.string()).optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
});
type Lock = z.output<typeof lockSchema>;

export interface ThirdParty {
  readonly name: string;
  readonly version: string;
  /** SPDX. */
  readonly licence: string;
  /** Of the archive as npm served it, hexadecimal SHA-512; null where the lock file has none. */
  readonly sha512: string | null;
  /** The licence's words, and notices; empty where the package brings none. */
  readonly texts: readonly string[];
}

/** Packages whose code or data is in the shipped app, by name, then version. */
export function thirdParty(): ThirdParty[] {
  const lock = lockSchema.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  const own = lock.packages[''];
  const seen = new Set<string>();
  const visit = (name: string, from: string): void => {
    const path = placeOf(lock, name, from);
    if (path === null || seen.has(path)) return;
    seen.add(path);
    const entry = lock.packages[path];
    for (const next of Object.keys({ ...entry?.dependencies, ...entry?.optionalDependencies }))
      visit(next, path);
  };
  for (const name of [...Object.keys(own?.dependencies ?? {}), ...importedByPage(), 'electron']) {
    // Electron is the program itself; what its npm package needs only fetches it.
    if (name === 'electron') seen.add('node_modules/electron');
    else visit(name, '');
  }
  return [...seen]
    .map((path) => {
      const entry = lock.packages[path];
      const folder = join(root, path);
      return {
        name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
        version: entry?.version ?? '',
        licence: entry?.license ?? declared(folder),
        sha512: entry?.integrity?.startsWith('sha512-')
          ? Buffer.from(entry.integrity.slice('sha512-'.length), 'base64').toString('hex')
          : null,
        texts: textsIn(folder),
      };
    })
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1));
}

/** Where Node would find `name` for the package at `from`: the nearest node_modules upwards. */
function placeOf(lock: Lock, name: string, from: string): string | null {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const path = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
    if (lock.packages[path]) return path;
    if (at === '') return null;
  }
}

function importedByPage(): string[] {
  const files = ['renderer', 'shared'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('vite.config.ts'))
      .map((name) => join(root, folder, name)),
  );
  const names = files.flatMap((file) =>
    Array.from(readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'([^'.][^']*)'/g), ([, name = '']) =>
      name
        .split('/')
        .slice(0, name.startsWith('@') ? 2 : 1)
        .join('/'),
    ),
  );
  return [...new Set(names)];
}

/** Optional parts for other systems are not installed: their licence is that of the package they belong to. */
function textsIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^(licen[cs]e|copying|notice|ofl)/i.test(name) && !/\.(js|json|html)$/.test(name))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim());
}

function declared(folder: string): string {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return 'NOASSERTION';
  const told: unknown = createRequire(import.meta.url)(file);
  return z.object({ license: z.string() }).catch({ license: 'NOASSERTION' }).parse(told).license;
}

/** One text, the same licence once with all that come under it. */
export function licenceText(parts: readonly ThirdParty[]): string {
  const byText = new Map<string, string[]>();
  for (const { name, version, licence, texts } of parts) {
    const text = texts.length > 0 ? texts.join('\n\n') : `(no text of its own; ${licence})`;
    byText.set(text, [...(byText.get(text) ?? []), `${name} ${version} (${licence})`]);
  }
  const fonts = ['OFL-atkinson-hyperlegible.txt', 'OFL-source-serif-4.txt'].map((name) => ({
    names: [`Typeface: ${name.slice(4, -4)}`],
    text: readFileSync(join(root, 'renderer', 'fonts', name), 'utf8')
      .replaceAll('\r\n', '\n')
      .trim(),
  }));
  const rule = '-'.repeat(72);
  return [
    'Rejoinder is made with the work of many others. These are their licences.',
    'The desktop app also holds Chromium and Node.js; their licences lie beside the program, in LICENSES.chromium.html.',
    ...[...Array.from(byText, ([text, names]) => ({ names, text })), ...fonts].map(
      ({ names, text }) => `${rule}\n${names.join('\n')}\n\n${text}`,
    ),
    '',
  ].join('\n\n');
}

/** CycloneDX 1.6. */
export function billOfMaterials(parts: readonly ThirdParty[], version: string): object {
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': `rejoinder@${version}`,
        name: 'rejoinder',
        version,
        licenses: [{ license: { id: 'MIT' } }],
      },
    },
    components: parts.map(({ name, version: at, licence, sha512 }) => {
      const purl = `pkg:npm/${name.replace('@', '%40')}@${at}`;
      return {
        type: name === 'electron' ? 'framework' : 'library',
        'bom-ref': purl,
        name,
        version: at,
        purl,
        licenses: [spdx(licence)],
        ...(sha512 === null ? {} : { hashes: [{ alg: 'SHA-512', content: sha512 }] }),
      };
    }),
  };
}

/** What is no SPDX name of one licence is written as an expression of several, or as words. */
function spdx(licence: string): object {
  if (/ (AND|OR) /.test(licence)) return { expression: licence };
  return { license: /^(BSD|NOASSERTION)$| /.test(licence) ? { name: licence } : { id: licence } };
}

if (import.meta.main) {
  const parts = thirdParty();
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  const page = join(root, 'out', 'renderer');
  writeFileSync(join(page, 'third-party-licences.txt'), licenceText(parts));
  writeFileSync(join(page, 'sbom.cdx.json'), `${JSON.stringify(billOfMaterials(parts, version), null, 1)}\n`);
}
