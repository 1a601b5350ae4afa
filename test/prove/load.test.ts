/** A vault of very many papers stays quick: the lists, the search and one page, through the contract, in processor time. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDocument } from '../../electron/vault/stores/documents.ts';
import { savePage } from '../../electron/vault/stores/pages.ts';
import { startTestApp, testPassphrase, type TestApp } from '../support/app-client.ts';
import { seeded } from './mutate.ts';
import { amount, proven } from './proof.ts';

const count = amount(10_000, 1_000);
/** Nobody waits longer for a list or a search, on a slow computer too. */
const MOST_MS = 1_000;

let test: TestApp;
let caseId = '';
beforeAll(async () => {
  test = await startTestApp();
  await test.client.vault.create({ passphrase: testPassphrase });
  caseId = (await test.client.cases.create({ title: 'Many papers' })).id;
});
afterAll(() => test.close());

/** Milliseconds of processor time; wall time would measure what else the machine does. */
async function cost(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

describe('a vault of very many papers', () => {
  it(`takes ${count} papers in, the last as quickly as the first`, { timeout: 1_200_000 }, async () => {
    const random = seeded(5);
    const db = test.app.context.session.db();
    const words = [
      'lumbar',
      'spine',
      'pain',
      'therapy',
      'denied',
      'visit',
      'exam',
      'weakness',
      'naproxen',
      'left',
    ];
    const text = () =>
      Array.from({ length: 300 }, () => words[Math.floor(random() ** 2 * words.length)] ?? '').join(' ');
    const tenth = Math.floor(count / 10);
    const costs: number[] = [];
    for (let part = 0; part < 10; part++) {
      costs.push(
        await cost(async () => {
          for (let nth = 0; nth < tenth; nth++) {
            const number = part * tenth + nth;
            const { document } = await addDocument(
              db,
              { fileName: `Paper ${number}.pdf`, mediaType: 'application/pdf', caseId },
              [Buffer.alloc(20_000, `${number} `)],
            );
            const page = number === count - 7 ? `${text()} spondylolisthesis` : text();
            savePage(db, {
              documentId: document.id,
              pageIndex: 0,
              text: page,
              words: [],
              width: 612,
              height: 792,
              source: 'ocr',
              confidence: 0.9,
            });
          }
        }),
      );
    }
    const slower = (costs.at(-1) ?? 0) / (costs[0] ?? 1);
    expect(slower).toBeLessThan(3);
    const list = await cost(async () =>
      expect(await test.client.documents.list({ caseId })).toHaveLength(count),
    );
    const search = await cost(async () => {
      const hits = await test.client.search.query({ text: 'spondylolisthesis', caseId, limit: 10 });
      expect(hits.some((hit) => hit.kind === 'page')).toBe(true);
    });
    const common = await cost(() =>
      test.client.search.query({ text: 'lumbar spine', caseId: null, limit: 30 }),
    );
    await test.client.vault.lock();
    const open = await cost(() => test.client.vault.open({ passphrase: testPassphrase }));
    expect({ list, search, common, open }).toEqual({
      list: expect.toSatisfy((ms: number) => ms < MOST_MS),
      search: expect.toSatisfy((ms: number) => ms < MOST_MS),
      common: expect.toSatisfy((ms: number) => ms < MOST_MS),
      open: expect.toSatisfy((ms: number) => ms < MOST_MS),
    });
    proven(
      `It stays quick with ${count.toLocaleString('en')} papers`,
      `processor time: list ${list.toFixed(0)} ms, rare word ${search.toFixed(0)} ms, common words ${common.toFixed(0)} ms, opening ${open.toFixed(0)} ms; the last tenth cost ${slower.toFixed(2)} × the first`,
    );
  });
});
