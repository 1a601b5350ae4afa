/** The terminal host as a script uses it: output, exit statuses, bad files, and no network at all. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PDFDocument } from '@cantoo/pdf-lib';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { exportVault } from '../../electron/vault/portable/export.ts';
import { listCases } from '../../electron/vault/stores/cases.ts';
import { readOriginalWhole } from '../../electron/vault/stores/originals.ts';
import { openVault } from '../../electron/vault/vault.ts';
import { seed, tempFolder, tempVault } from '../vault/temp-vault.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const sample = join(root, 'resources', 'sample-case');
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rejoinder-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(args: readonly string[], input = '', wrap: readonly string[] = []) {
  const argv = [
    ...wrap,
    process.execPath,
    '--disable-warning=ExperimentalWarning',
    'electron/hosts/cli/main.ts',
    ...args,
  ];
  return spawnSync(argv[0] ?? '', argv.slice(1), { cwd: root, encoding: 'utf8', input, timeout: 280_000 });
}

/** A network namespace of its own, without any interface up: nothing can be reached, whoever tries. */
const cutOff = spawnSync('unshare', ['-n', 'true']).status === 0 ? ['unshare', '-n'] : null;

async function lockedPdf(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.addPage().drawText('locked away');
  document.encrypt({ userPassword: 'open sesame', ownerPassword: 'owner' });
  return document.save();
}

const output = z.looseObject({
  schema: z.literal('rejoinder.analysis/1'),
  documents: z.array(z.looseObject({ file: z.string(), kind: z.string() })),
  problems: z.array(z.looseObject({ file: z.string(), code: z.string(), message: z.string() })),
});

describe('rejoinder analyze', () => {
  it('gives one clear sentence for each bad file and reads the rest', { timeout: 300_000 }, async () => {
    writeFileSync(join(folder, 'empty.pdf'), '');
    writeFileSync(join(folder, 'broken.pdf'), '%PDF-1.7\n1 0 obj <<'.repeat(20));
    writeFileSync(
      join(folder, 'note.pdf'),
      'Patient: Ann Example\nVisit 05/04/2026\nAssessment: knee pain, right.\n',
    );
    writeFileSync(
      join(folder, 'noise.bin'),
      Buffer.from(Array.from({ length: 2000 }, (_unused, index) => (index * 7919) % 256)),
    );
    writeFileSync(join(folder, 'locked.pdf'), await lockedPdf());
    const { status, stdout, stderr } = run(['analyze', folder, '--json', '--today', '2026-06-01']);
    expect(status).toBe(0);
    const { documents, problems } = output.parse(JSON.parse(stdout));
    expect(documents.map((each) => each.file)).toEqual(['note.pdf']);
    expect(Object.fromEntries(problems.map((each) => [each.file, each.code]))).toEqual({
      'broken.pdf': 'unreadable',
      'empty.pdf': 'empty',
      'locked.pdf': 'password-needed',
      'noise.bin': 'unsupported',
    });
    for (const { message } of problems) {
      expect(message).toMatch(/^[A-Z].*\.$/);
      expect(stderr).toContain(message);
    }
  });

  it('refuses arguments it cannot use with status 2', { timeout: 120_000 }, () => {
    expect(run(['analyze', join(folder, 'nowhere'), '--json']).status).toBe(2);
    expect(run(['analyze', folder, '--today', '2026-02-30']).status).toBe(2);
    expect(run(['analyze', folder, '--plan', 'moon']).status).toBe(2);
    expect(run(['analyze', folder, '--no-such-option']).status).toBe(2);
    expect(run(['dance']).status).toBe(2);
  });
});

describe('rejoinder appeal', () => {
  it.skipIf(cutOff === null)('writes the sample letter with networking cut off', { timeout: 300_000 }, () => {
    const out = join(folder, 'appeal.docx');
    const { status, stdout } = run(
      ['appeal', sample, '--out', out, '--plan', 'erisa-self-funded', '--today', '2026-09-28'],
      '',
      cutOff ?? [],
    );
    expect(status).toBe(0);
    expect(stdout.trim()).toBe(out);
    expect(existsSync(out)).toBe(true);
    const parts = unzipSync(new Uint8Array(readFileSync(out)));
    const text = strFromU8(parts['word/document.xml'] ?? new Uint8Array()).replaceAll(/<[^>]+>/g, '');
    expect(text).toContain('no record that a prescription anti-inflammatory medicine was tried');
    expect(text).toContain('strength 4/5 L EHL');
    expect(text).toMatch(/Ex\.\s[A-Z],\sp\.\s\d/);
    expect(text).not.toMatch(/bad faith|prostate/i);
  });
});

describe('rejoinder import', () => {
  it('makes a vault of an export once, and refuses what it must', { timeout: 120_000 }, async () => {
    const { vault } = await tempVault();
    const { document } = await seed(
      vault,
      ['Straight leg raise positive on the left'],
      Buffer.from('the file'),
    );
    const place = tempFolder();
    const zip = join(place, 'export.zip');
    await exportVault(vault, zip);
    const fresh = join(place, 'new.rejoinder');
    const typed = 'a passphrase of its own\n';

    expect(run(['help']).stdout).toContain('rejoinder import <export.zip> --vault <new folder>');
    expect(run(['import', zip], typed).status).toBe(2);
    expect(run(['import', join(place, 'no.zip'), '--vault', fresh], typed).status).toBe(2);
    expect(run(['import', zip, '--vault', fresh]).stderr).toContain('REJOINDER_PASSPHRASE');
    expect(run(['import', zip, '--vault', vault.folder], typed).status).toBe(3);
    writeFileSync(join(place, 'other.zip'), 'PK no export');
    expect(run(['import', join(place, 'other.zip'), '--vault', fresh], typed).status).toBe(2);
    expect(readdirSync(place).toSorted()).toEqual(['export.zip', 'other.zip']);

    const { status, stdout, stderr } = run(['import', zip, '--vault', fresh], typed);
    expect(status).toBe(0);
    expect(stderr).toContain('100 %');
    expect(stderr).not.toContain(stdout.trim());
    expect(readdirSync(place).toSorted()).toEqual(['export.zip', 'new.rejoinder', 'other.zip']);
    for (const key of [{ passphrase: typed.trim() }, { recoveryCode: stdout.trim() }]) {
      const again = await openVault(fresh, key);
      expect(listCases(again.db)).toEqual(listCases(vault.db));
      expect(readOriginalWhole(again.db, document.id)).toEqual(readOriginalWhole(vault.db, document.id));
      again.close();
    }
    expect(run(['import', zip, '--vault', fresh], typed).status).toBe(3);
    const other = join(place, 'second.rejoinder');
    const scripted = run(['import', zip, '--vault', other, '--quiet'], '', [
      'env',
      'REJOINDER_PASSPHRASE=from the surroundings',
    ]);
    expect(scripted.status).toBe(0);
    (await openVault(other, { passphrase: 'from the surroundings' })).close();
  });
});

describe('line commands', () => {
  it('answers deadlines line by line and survives a bad line', { timeout: 60_000 }, () => {
    const question = {
      id: 'a',
      planType: 'medicaid-managed-care',
      event: 'plan-appeal-request',
      letterDate: '2026-12-31',
      receivedDate: '2027-01-06',
    };
    const { status, stdout } = run(['deadlines'], `${JSON.stringify(question)}\nnot json\n`);
    expect(status).toBe(0);
    const [first, second] = stdout.trim().split('\n');
    expect(JSON.parse(first ?? '')).toMatchObject({ id: 'a', lastDay: '2027-03-01' });
    expect(JSON.parse(second ?? '')).toHaveProperty('error');
  });

  it('tells negation, time and person of a phrase', { timeout: 60_000 }, () => {
    const item = (id: string, text: string, phrase: string) => ({
      id,
      text,
      start: text.indexOf(phrase),
      end: text.indexOf(phrase) + phrase.length,
    });
    const items = [
      item('a', 'Patient denies fever, chills or weight loss.', 'weight loss'),
      item('b', 'Mother had breast cancer.', 'breast cancer'),
      item('c', 'Return if you develop saddle numbness.', 'saddle numbness'),
      item('d', 'Strength is 4/5 in the left EHL.', '4/5'),
    ];
    const { stdout } = run(['context'], items.map((each) => JSON.stringify(each)).join('\n'));
    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => z.looseObject({ id: z.string() }).parse(JSON.parse(line)));
    expect(answers).toEqual([
      expect.objectContaining({ id: 'a', negation: 'negated', experiencer: 'patient' }),
      expect.objectContaining({ id: 'b', experiencer: 'family' }),
      expect.objectContaining({ id: 'c', temporality: 'hypothetical' }),
      expect.objectContaining({ id: 'd', negation: 'affirmed', temporality: 'recent' }),
    ]);
  });
});
