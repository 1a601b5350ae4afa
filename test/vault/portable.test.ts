/** No lock-in: everything comes out byte for byte, and an export makes the same vault again. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ZipReader, ZipWriter, type FileEntry } from '@zip.js/zip.js';
import { describe, expect, it } from 'vitest';
import { exportVault, safeFileName } from '../../electron/vault/portable/export.ts';
import { importExport } from '../../electron/vault/portable/import.ts';
import { csvLine, rowFromJson, rowToJson } from '../../electron/vault/portable/row-text.ts';
import { exportedTables, leftOutTables } from '../../electron/vault/portable/tables.ts';
import { fileSink, ZipFileReader } from '../../electron/vault/portable/zip-file.ts';
import { streamOf } from '../../electron/vault/stream-of.ts';
import { searchPages } from '../../electron/vault/search/search.ts';
import { setCaseField } from '../../electron/vault/stores/case-fields.ts';
import { decideFinding } from '../../electron/vault/stores/decisions.ts';
import { addDocument } from '../../electron/vault/stores/documents.ts';
import { addLetter, keepLetterVersion } from '../../electron/vault/stores/letters.ts';
import { saveLogEntry } from '../../electron/vault/stores/log.ts';
import { readOriginalWhole } from '../../electron/vault/stores/originals.ts';
import { correctPage } from '../../electron/vault/stores/pages.ts';
import { openVault, type Vault } from '../../electron/vault/vault.ts';
import { closeSync, openSync } from 'node:fs';
import { cheap, passphrase, seed, tempFolder, tempVault } from './temp-vault.ts';

async function fullVault() {
  const { vault } = await tempVault();
  const seeded = await seed(vault, ['Straight leg raise <positive>', 'M54.16'], Buffer.alloc(600_000, 'x'));
  const { caseRecord, document } = seeded;
  const second = await addDocument(
    vault.db,
    { fileName: '../../etc/evil\u202E.pdf', mediaType: 'application/pdf', caseId: caseRecord.id },
    [Buffer.alloc(0)],
  );
  correctPage(vault.db, document.id, 1, 'M54.17', []);
  setCaseField(vault.db, caseRecord.id, 'memberId', '=HYPERLINK("x")');
  decideFinding(vault.db, caseRecord.id, 'f1', { verdict: 'accepted', note: 'line\nbreak' });
  keepLetterVersion(
    vault.db,
    addLetter(vault.db, caseRecord.id, { kind: 'first-level', title: 'Appeal', model: { a: 1 } }).id,
    'exported',
  );
  saveLogEntry(vault.db, caseRecord.id, {
    kind: 'call',
    happenedAt: '2026-01-02',
    payload: { who: 'Kim' },
    documentIds: [second.document.id],
  });
  return { vault, ...seeded, second: second.document };
}

function rowsOf(vault: Vault): unknown {
  return exportedTables
    .filter((table) => table !== 'originals' && table !== 'settings')
    .map((table) => [table, vault.connection.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all()]);
}

describe('an export', () => {
  it('makes the same vault again', async () => {
    const { vault, document, second } = await fullVault();
    const folder = tempFolder();
    await exportVault(vault, join(folder, 'out.zip'));
    const { recoveryCode } = await importExport(
      join(folder, 'out.zip'),
      join(folder, 'new'),
      'a new passphrase',
      cheap,
    );
    expect(readdirSync(folder).sort()).toEqual(['new', 'out.zip']);
    const again = await openVault(join(folder, 'new'), { recoveryCode }, cheap);
    expect(rowsOf(again)).toEqual(rowsOf(vault));
    expect(readOriginalWhole(again.db, document.id)).toEqual(Buffer.alloc(600_000, 'x'));
    expect(readOriginalWhole(again.db, second.id).length).toBe(0);
    expect(searchPages(again.db, 'leg raise').hits).toHaveLength(1);
    expect(searchPages(again.db, 'M54.17').hits).toHaveLength(1);
    again.close();
  });

  it('unpacks with common tools to the original bytes, CSV and an index', async () => {
    const { vault } = await fullVault();
    const folder = tempFolder();
    await exportVault(vault, join(folder, 'out.zip'));
    execFileSync(
      'python3',
      ['-c', `import zipfile; z = zipfile.ZipFile('out.zip'); assert z.testzip() is None; z.extractall('x')`],
      { cwd: folder },
    );
    expect(readdirSync(join(folder, 'x', 'originals'))).toEqual(['00001 note.pdf', '00002 evil_.pdf']);
    expect(readFileSync(join(folder, 'x', 'originals', '00001 note.pdf'))).toEqual(
      Buffer.alloc(600_000, 'x'),
    );
    expect(readFileSync(join(folder, 'x', 'csv', 'case_fields.csv'), 'utf8')).toContain('=HYPERLINK');
    expect(readFileSync(join(folder, 'x', 'index.html'), 'utf8')).toContain(
      '<a href="originals/00001%20note.pdf">note.pdf</a>',
    );
    for (const table of exportedTables)
      expect(
        Array.isArray(JSON.parse(readFileSync(join(folder, 'x', 'data', `${table}.json`), 'utf8'))),
      ).toBe(true);
  });

  it('knows every table of the schema', async () => {
    const { vault } = await tempVault();
    const tables = vault.connection
      .prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'page_search%' AND name NOT LIKE 'search_grams%'",
      )
      .pluck()
      .all();
    expect(new Set(tables)).toEqual(new Set<unknown>([...exportedTables, ...leftOutTables]));
  });

  it.each<[string, (name: string, text: string) => string | null]>([
    ['a changed file', (name, text) => (name.startsWith('originals/00001') ? text.replace('x', 'y') : text)],
    ['a longer file', (name, text) => (name.startsWith('originals/00001') ? `${text}x` : text)],
    ['a missing table', (name, text) => (name === 'data/pages.json' ? null : text)],
    [
      'a strange column',
      (name, text) => (name === 'data/people.json' ? text.replace('"note"', '"note) VALUES (1);--"') : text),
    ],
    [
      'a row of the wrong type',
      (name, text) =>
        name === 'data/pages.json' ? text.replace('"page_index":0', '"page_index":"zero"') : text,
    ],
    ['a link to nothing', (name, text) => (name === 'data/people.json' ? '[\n]\n' : text)],
    ['no manifest', (name, text) => (name === 'rejoinder-export.json' ? null : text)],
  ])('with %s is refused and leaves nothing', async (_, alter) => {
    const { vault } = await fullVault();
    const folder = tempFolder();
    await exportVault(vault, join(folder, 'out.zip'));
    await rewrite(join(folder, 'out.zip'), join(folder, 'bad.zip'), alter);
    await expect(
      importExport(join(folder, 'bad.zip'), join(folder, 'new'), passphrase, cheap),
    ).rejects.toMatchObject({ code: 'BAD_INPUT' });
    expect(existsSync(join(folder, 'new'))).toBe(false);
    expect(readdirSync(folder).sort()).toEqual(['bad.zip', 'out.zip']);
  });

  it('that is no ZIP, or of a newer app, is refused', async () => {
    const { vault } = await fullVault();
    const folder = tempFolder();
    writeFileSync(join(folder, 'no.zip'), 'no zip');
    await expect(
      importExport(join(folder, 'no.zip'), join(folder, 'new'), passphrase, cheap),
    ).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await exportVault(vault, join(folder, 'out.zip'));
    await rewrite(join(folder, 'out.zip'), join(folder, 'newer.zip'), (_, text) =>
      text.replace(/"schemaVersion": \d+/, '"schemaVersion": 99'),
    );
    await expect(
      importExport(join(folder, 'newer.zip'), join(folder, 'new'), passphrase, cheap),
    ).rejects.toMatchObject({ code: 'VAULT_NEWER' });
  });
});

async function rewrite(
  from: string,
  to: string,
  alter: (name: string, text: string) => string | null,
): Promise<void> {
  const reader = new ZipFileReader(from);
  const out = openSync(to, 'w');
  const zip = new ZipWriter(fileSink(out));
  for (const entry of await new ZipReader(reader).getEntries()) {
    const text = alter(entry.filename, await textOf(entry as FileEntry));
    if (text !== null) await zip.add(entry.filename, streamOf([Buffer.from(text, 'latin1')]));
  }
  await zip.close();
  reader.close();
  closeSync(out);
}

async function textOf(entry: FileEntry): Promise<string> {
  const pipe = new TransformStream<Uint8Array, Uint8Array>();
  const [bytes] = await Promise.all([
    new Response(pipe.readable).arrayBuffer(),
    entry.getData(pipe.writable),
  ]);
  return Buffer.from(bytes).toString('latin1');
}

describe('rows as text', () => {
  it('come back as they were', () => {
    const row = { a: 'x\n"', b: 1.5, c: null, d: Buffer.from([0, 255]) };
    expect(rowFromJson(rowToJson(row))).toEqual(row);
  });

  it.each([
    [['a,b', 'c"d', 'e\nf', null, 3], '"a,b","c""d","e\nf",,3\r\n'],
    [['=1+1', '-5', '@x', '+1 555'], "'=1+1,-5,'@x,'+1 555\r\n"],
  ])('%j as CSV', (values, line) => {
    expect(csvLine(values)).toBe(line);
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\x\\scan.PDF', 'scan.PDF'],
    ['a:b?.txt', 'a_b_.txt'],
    ['', 'file'],
    ['...', 'file'],
    [`${'n'.repeat(300)}.pdf`, `${'n'.repeat(96)}.pdf`],
  ])('the file name %s becomes %s', (name, safe) => {
    expect(safeFileName(name)).toBe(safe);
  });
});
