/**
 * The vault at size: node test/bench/vault.ts [--documents 10000] [--pages 10] [--plain-share 0.1] [--keep]
 * Imports, searches and reopens an encrypted vault, then does a share of the same work on plain SQLite with
 * the same schema, pragmas and code, for the price of encryption. Prints one JSON object.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { PageText } from '../../shared/domain/page-text.ts';
import { wrapDatabase, type WriteDb } from '../../electron/vault/db.ts';
import { randomDataKey } from '../../electron/vault/key-slots.ts';
import { migrate } from '../../electron/vault/migrate.ts';
import { openDatabase } from '../../electron/vault/open-database.ts';
import { searchPages } from '../../electron/vault/search/search.ts';
import { connect, type Connection } from '../../electron/vault/sqlite-driver.ts';
import { addCase, listCases } from '../../electron/vault/stores/cases.ts';
import { addDocument } from '../../electron/vault/stores/documents.ts';
import { getPage, savePage } from '../../electron/vault/stores/pages.ts';
import { addPerson } from '../../electron/vault/stores/people.ts';
import { createVault, openVault } from '../../electron/vault/vault.ts';

const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '10000' },
    pages: { type: 'string', default: '10' },
    'plain-share': { type: 'string', default: '0.1' },
    keep: { type: 'boolean', default: false },
  },
});
const documentCount = Number(values.documents);
const pagesPerDocument = Number(values.pages);
const root = mkdtempSync(join(tmpdir(), 'rejoinder-bench-'));
const clock = () => '2026-01-01T00:00:00.000Z';

/** mulberry32, so that every run does the same work. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const syllables = [
  'ra',
  'di',
  'cu',
  'lo',
  'pa',
  'thy',
  'ste',
  'no',
  'sis',
  'lum',
  'bar',
  'cer',
  'vi',
  'cal',
  'the',
  'men',
  'tal',
  'gia',
  'os',
  'te',
];
const vocabulary = makeVocabulary();

function makeVocabulary(): string[] {
  const next = generator(1);
  const words = [
    'pain',
    'patient',
    'therapy',
    'the',
    'lumbar',
    'spine',
    'denied',
    'exam',
    'weakness',
    'radiculopathy',
  ];
  while (words.length < 20_000)
    words.push(
      Array.from(
        { length: 2 + Math.floor(next() * 3) },
        () => syllables[Math.floor(next() * syllables.length)],
      ).join(''),
    );
  return words;
}

/** Words as frequent as in a language (Zipf); one in a hundred misread, as OCR does; a code now and then. */
function pageText(next: () => number): string {
  const words = Array.from({ length: 350 }, () => {
    const word = vocabulary[Math.floor(vocabulary.length ** next()) - 1] ?? 'pain';
    const roll = next();
    if (roll < 0.01)
      return word.replace(/[aeio]/, (letter) => ({ a: 'o', e: 'c', i: '1', o: '0' })[letter] ?? letter);
    if (roll < 0.013) return `M${10 + Math.floor(next() * 89)}.${Math.floor(next() * 99)}`;
    if (roll < 0.016) return String(70_000 + Math.floor(next() * 9_999));
    return word;
  });
  return words.map((word, index) => (index % 12 === 11 ? `${word}\n` : `${word} `)).join('');
}

function makePage(documentId: string, pageIndex: number, text: string): PageText {
  const words = Array.from(text.matchAll(/\S+/g), (match, index) => ({
    start: match.index,
    end: match.index + match[0].length,
    box: [(index % 12) / 12, index / 400, (index % 12) / 12 + 0.07, index / 400 + 0.01] as const,
    confidence: 0.95,
  }));
  return { documentId, pageIndex, text, words, width: 612, height: 792, source: 'ocr', confidence: 0.95 };
}

/** Processor time of this process: what a busy machine does not distort (much). */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Returns milliseconds per thousand documents (or per tenth, for small runs). */
async function importAll(
  db: WriteDb,
  count: number,
): Promise<{ documentIds: string[]; batches: number[]; cpuBatches: number[] }> {
  const next = generator(2);
  const person = addPerson(db, { name: 'Bench' });
  const caseIds = Array.from(
    { length: 20 },
    (_, index) => addCase(db, { personId: person.id, name: `Case ${index}` }).id,
  );
  const documentIds: string[] = [];
  const batches: number[] = [];
  const batchSize = Math.max(1, Math.min(1000, Math.floor(count / 10)));
  const cpuBatches: number[] = [];
  let spent = 0;
  let cpuSpent = 0;
  for (let i = 0; i < count; i += 1) {
    const bytes = Buffer.alloc(60_000, `${i} `);
    const texts = Array.from({ length: pagesPerDocument }, () => pageText(next));
    const started = performance.now();
    const cpuStarted = cpuMs();
    const { document } = await addDocument(
      db,
      { fileName: `d${i}.pdf`, mediaType: 'application/pdf', caseId: caseIds[i % 20] ?? null },
      [bytes],
    );
    for (const [pageIndex, text] of texts.entries()) savePage(db, makePage(document.id, pageIndex, text));
    spent += performance.now() - started;
    cpuSpent += cpuMs() - cpuStarted;
    documentIds.push(document.id);
    if ((i + 1) % batchSize === 0) {
      batches.push(Math.round((spent / batchSize) * 1000));
      cpuBatches.push(Math.round((cpuSpent / batchSize) * 1000));
      spent = 0;
      cpuSpent = 0;
      process.stderr.write(`${i + 1} documents\n`);
    }
  }
  return { documentIds, batches, cpuBatches };
}

const queries = [
  'pain',
  'therapy ',
  'lumbar spine',
  '"lumbar spine"',
  'radiculopathy',
  'radiculopthy ',
  'M54.16',
  '72148',
  'weakness exam',
  'patient denied therapy',
  'cervi',
  'stenosis lumbar',
  'raditallum',
  'the',
  'thy',
  'exam pain weakness',
  'M1',
  '700',
  'spine therapy exam patient',
  'osteogia',
];

function measure(
  count: number,
  work: (index: number) => void,
  clock: () => number = () => performance.now(),
): { p50: number; p95: number; max: number; total: number } {
  const times = Array.from({ length: count }, (_, index) => {
    const started = clock();
    work(index);
    return clock() - started;
  }).sort((a, b) => a - b);
  const at = (share: number): number =>
    Number((times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(2));
  return {
    p50: at(0.5),
    p95: at(0.95),
    max: at(1),
    total: Math.round(times.reduce((sum, time) => sum + time, 0)),
  };
}

/** Over the whole vault, or in one case: here a twentieth of it, scattered over all of it. */
function search(db: WriteDb, caseId?: string) {
  const options = caseId === undefined ? {} : { filter: { caseId } };
  const one = (index: number): void => void searchPages(db, queries[index % queries.length] ?? '', options);
  const all = measure(200, one);
  const cpu = measure(200, one, cpuMs);
  const slowest = queries
    .map((query) => ({ query, cpuMs: measure(5, () => void searchPages(db, query, options), cpuMs).p50 }))
    .sort((a, b) => b.cpuMs - a.cpuMs);
  return { ...all, cpu, slowest: slowest.slice(0, 5) };
}

function lastAgainstFirst(batches: readonly number[]): number {
  return Number(((batches.at(-1) ?? 0) / (batches[0] ?? 1)).toFixed(2));
}

function openPlain(path: string): Connection {
  const connection = connect(path);
  for (const pragma of [
    'temp_store = MEMORY',
    'foreign_keys = ON',
    'cache_size = -65536',
    'locking_mode = EXCLUSIVE',
    'page_size = 8192',
    'auto_vacuum = INCREMENTAL',
    'journal_mode = WAL',
    'synchronous = FULL',
    'secure_delete = ON',
  ])
    connection.pragma(pragma);
  return connection;
}

/** In processor time, as both runs share the machine with others. */
async function compare(
  connection: Connection,
  count: number,
): Promise<{ insertMs: number; queryMs: number; readMs: number }> {
  migrate(connection);
  const db = wrapDatabase(connection, clock);
  const started = cpuMs();
  const { documentIds } = await importAll(db, count);
  const insertMs = Math.round(cpuMs() - started);
  const queryMs = measure(
    200,
    (index) => void searchPages(db, queries[index % queries.length] ?? ''),
    cpuMs,
  ).total;
  const next = generator(3);
  const readMs = measure(
    5000,
    () =>
      void getPage(
        db,
        documentIds[Math.floor(next() * documentIds.length)] ?? '',
        Math.floor(next() * pagesPerDocument),
      ),
    cpuMs,
  ).total;
  connection.close();
  return { insertMs, queryMs, readMs };
}

try {
  const folder = join(root, 'bench.rejoinder');
  const passphrase = 'benchmark passphrase';
  const { vault, recoveryCode } = await createVault(folder, passphrase);
  const { documentIds, batches, cpuBatches } = await importAll(vault.db, documentCount);
  const searching = search(vault.db);
  const inCase = search(vault.db, listCases(vault.db)[0]?.id);
  const next = generator(4);
  const reading = measure(
    2000,
    () => void getPage(vault.db, documentIds[Math.floor(next() * documentIds.length)] ?? '', 0),
  );
  vault.close();
  // The recovery code's key takes no time to derive, so this is the opening itself.
  const started = performance.now();
  const again = await openVault(folder, { recoveryCode });
  const openMs = Math.round(performance.now() - started);
  const firstSearchMs = Math.round(measure(1, () => void searchPages(again.db, 'lumbar spine')).max);
  again.close();
  if (values.keep) process.stderr.write(`kept: ${folder} ${recoveryCode}\n`);
  const sizeMb = Math.round(statSync(join(folder, 'vault-1.db')).size / 1e6);

  const share = Math.max(1, Math.round(documentCount * Number(values['plain-share'])));
  const key = randomDataKey();
  // The first run warms the compiler up; without it the second would look faster than it is.
  await compare(openPlain(join(root, 'warm.db')), Math.min(share, 40));
  const plain = await compare(openPlain(join(root, 'plain.db')), share);
  const encrypted = await compare(openDatabase(join(root, 'encrypted.db'), key, { mustExist: false }), share);
  const ratio = (name: keyof typeof plain): number => Number((encrypted[name] / plain[name]).toFixed(2));
  const result = {
    documents: documentCount,
    pages: documentCount * pagesPerDocument,
    sizeMb,
    importMsPerThousand: batches,
    importCpuMsPerThousand: cpuBatches,
    lastAgainstFirst: lastAgainstFirst(batches),
    lastAgainstFirstCpu: lastAgainstFirst(cpuBatches),
    search: searching,
    searchInCase: inCase,
    readPage: reading,
    openMs,
    firstSearchMs,
    comparedOn: share,
    plain,
    encrypted,
    encryptedAgainstPlain: { insert: ratio('insertMs'), query: ratio('queryMs'), read: ratio('readMs') },
  };
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
} finally {
  if (!values.keep) rmSync(root, { recursive: true, force: true });
}
