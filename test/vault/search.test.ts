/** Search finds the page a person means, however the word was typed or read. */
import { describe, expect, it } from 'vitest';
import { addCase } from '../../electron/vault/stores/cases.ts';
import { changeDocument, linkDocument, setDocumentFacts } from '../../electron/vault/stores/documents.ts';
import { correctPage, savePage, uncorrectPage } from '../../electron/vault/stores/pages.ts';
import { searchPages } from '../../electron/vault/search/search.ts';
import { countSlips, fold } from '../../electron/vault/search/words.ts';
import { pageOf, seed, tempVault } from './temp-vault.ts';

const pages = [
  'Physical therapy from May to July, eight visits, failed.\nDiagnosis: M54.16, lumbar radiculopathy.',
  'Denied: MRI lumbar spine, CPT 72148, not medically necessary. Therapy of a physical kind is required.',
  'The patient reports rnyelopathy and pa1n in the neck. Code M54.I6 was scanned badly.',
  'Straight leg raise positive at 40 degrees. Café au lait spots absent.',
  'Unrelated page on billing 721480 and M54.1 only.',
];

async function searchVault() {
  const { vault } = await tempVault();
  return { vault, ...(await seed(vault, pages)) };
}

describe('searchPages', () => {
  it.each([
    ['physical therapy', [0, 1]],
    ['"physical therapy"', [0]],
    ['M54.16', [0, 2]],
    ['m5416', [0, 2]],
    ['72148', [1, 4]],
    ['72148 ', [1]],
    ['radicul', [0]],
    ['radicul*', [0]],
    ['myelopathy', [2]],
    ['pain neck', [2]],
    ['radiclopathy ', [0]],
    ['therapies', [0, 1]],
    ['cafe', [3]],
    ['leg straight', [3]],
    ['nothing of this kind zzz', []],
    ['"" ( AND * NEAR(', []],
  ])('finds %s on pages %j', async (query, expected) => {
    const { vault } = await searchVault();
    const { hits } = searchPages(vault.db, query);
    if (expected.length === 0) expect(hits.filter((hit) => !hit.approximate)).toEqual([]);
    else expect(hits.map((hit) => hit.pageIndex)).toEqual(expected);
  });

  it('gives the place of each hit in the page text', async () => {
    const { vault } = await searchVault();
    const [hit] = searchPages(vault.db, 'M54.16 ').hits;
    const quoted = hit?.matches.map((match) => pages[0]?.slice(match.start, match.end));
    expect(quoted).toEqual(['M54.16']);
    const snippet = hit?.snippet;
    expect(snippet?.matches.map((match) => snippet.text.slice(match.start, match.end))).toEqual(['M54.16']);
    expect(pages[0]?.slice(snippet?.start).startsWith(snippet?.text ?? '?')).toBe(true);
  });

  it('marks what was found only by a similar word', async () => {
    const { vault } = await searchVault();
    expect(searchPages(vault.db, 'myelopathy').hits[0]).toMatchObject({ approximate: true, pageIndex: 2 });
    expect(searchPages(vault.db, 'lumbar').hits[0]).toMatchObject({ approximate: false });
  });

  it('filters by case, kind, date and document', async () => {
    const { vault, person, document, caseRecord } = await searchVault();
    const other = addCase(vault.db, { personId: person.id, name: 'Other' });
    const count = (filter: Parameters<typeof searchPages>[2]) =>
      searchPages(vault.db, 'therapy', filter).hits.length;
    expect(count({ filter: { caseId: caseRecord.id } })).toBe(2);
    expect(count({ filter: { caseId: other.id } })).toBe(0);
    linkDocument(vault.db, other.id, document.id);
    expect(count({ filter: { caseId: other.id } })).toBe(2);
    changeDocument(vault.db, document.id, { kindByPerson: 'medical-record' });
    expect(count({ filter: { kinds: ['denial-letter'] } })).toBe(0);
    expect(count({ filter: { kinds: ['denial-letter', 'medical-record'] } })).toBe(2);
    expect(count({ filter: { dateFrom: '2025-01-01' } })).toBe(0);
    setDocumentFacts(vault.db, document.id, { date: '2025-03-02' });
    expect(count({ filter: { dateFrom: '2025-01-01', dateTo: '2025-12-31', documentId: document.id } })).toBe(
      2,
    );
    expect(searchPages(vault.db, 'therapy', { limit: 1 })).toMatchObject({ more: true });
  });

  it('finds a beginning of few words, of many words, and of numbers, with its place', async () => {
    const { vault } = await tempVault();
    const many = Array.from({ length: 80 }, (_, index) => `neuro${'abcdefghij'.charAt(index % 10)}${index}x`);
    await seed(vault, [many.join(' '), 'A neurosurgeon wrote on 20260314.', 'Sciatic nerve, sciatica']);
    const places = (query: string) =>
      searchPages(vault.db, query).hits.map((hit) => [hit.pageIndex, hit.matches.length]);
    expect(places('sciati')).toEqual([[2, 2]]);
    expect(places('neuro')).toEqual([
      [0, 80],
      [1, 1],
    ]);
    expect(places('wrote neuros')).toEqual([[1, 2]]);
    expect(places('202603')).toEqual([[1, 1]]);
  });

  it('follows corrections and re-reads', async () => {
    const { vault, document } = await searchVault();
    const found = (query: string) =>
      searchPages(vault.db, query).hits.filter((hit) => !hit.approximate).length;
    correctPage(vault.db, document.id, 4, 'Sciatica noted', []);
    expect([found('sciatica'), found('billing')]).toEqual([1, 0]);
    savePage(vault.db, pageOf(document.id, 4, 'Invoice read again'));
    expect([found('sciatica'), found('invoice')]).toEqual([1, 0]);
    uncorrectPage(vault.db, document.id, 4);
    expect([found('sciatica'), found('invoice')]).toEqual([0, 1]);
    vault.connection.exec("INSERT INTO page_search (page_search, rank) VALUES ('integrity-check', 1)");
  });
});

describe('similar words', () => {
  it.each([
    ['myelopathy', 'rnyelopathy'],
    ['pain', 'pa1n'],
    ['clinic', 'dinic'],
  ])('%s looks like %s to an OCR engine', (a, b) => {
    expect(fold(a)).toBe(fold(b));
  });

  it.each([
    ['abcdef', 'abcdef', 0],
    ['abcdef', 'abdcef', 1],
    ['abcdef', 'abcef', 1],
    ['abcdef', 'xbcdey', 2],
    ['abcdef', 'uvwxyz', 3],
  ])('counts the slips between %s and %s', (a, b, slips) => {
    expect(countSlips(a, b, 2)).toBe(slips);
  });
});
