/** Papers under headings, the names of cases, and changes in words: the pure steps of these screens. */
import { describe, expect, it } from 'vitest';
import { otherKinds, paperRows } from '../../../renderer/features/papers/groups.ts';
import { historyWords } from '../../../renderer/features/track/history-words.ts';
import { calm, caseTitle } from '../../../renderer/ui/case-title.ts';
import { t } from '../../../renderer/text/index.ts';
import type { DocumentSummary } from '../../../shared/api/contract.ts';

function paper(id: string, change: Partial<DocumentSummary> = {}): DocumentSummary {
  return {
    id,
    fileName: `${id}.pdf`,
    mediaType: 'application/pdf',
    byteSize: 1000,
    addedAt: '2026-09-28T10:00:00Z',
    kind: 'medical-record',
    kindIsCorrected: false,
    pageCount: 7,
    pagesRead: 7,
    state: 'read',
    problem: null,
    parts: [],
    ...change,
  };
}
const part = (firstPage: number, lastPage: number, kind: DocumentSummary['parts'][number]['kind']) => ({
  documentId: 'fax',
  firstPage,
  lastPage,
  kind,
  date: null,
  author: null,
  patientName: null,
  title: null,
});
const outline = (documents: DocumentSummary[]) =>
  paperRows(documents).map((row) =>
    row.type === 'group'
      ? `${row.group}: ${row.count}`
      : row.type === 'part'
        ? `${row.document.id} from ${row.part.firstPage}`
        : row.document.id,
  );

describe('papers under headings', () => {
  it('stand in the order of the appeal, and what the comparison lacks is shown empty', () => {
    expect(outline([paper('note'), paper('letter', { kind: 'denial-letter' }), paper('note 2')])).toEqual([
      'denial-letter: 1',
      'letter',
      'clinical-policy: 0',
      'medical-record: 2',
      'note',
      'note 2',
    ]);
  });
  it('show a packet part by part, each under its own kind', () => {
    const fax = paper('fax', { parts: [part(0, 1, 'denial-letter'), part(2, 6, 'medical-record')] });
    expect(outline([fax])).toEqual([
      'denial-letter: 1',
      'fax from 0',
      'clinical-policy: 0',
      'medical-record: 1',
      'fax from 2',
    ]);
  });
  it('call nothing missing while papers are being read, and keep failed ones apart', () => {
    expect(
      outline([
        paper('new', { state: 'reading', kind: null }),
        paper('bad', { state: 'failed', kind: null }),
      ]),
    ).toEqual(['problem: 1', 'bad', 'reading: 1', 'new']);
  });
  it('offer the kinds that have no heading for dropping on', () => {
    expect(otherKinds(paperRows([paper('note')]))).toEqual([
      'plan-document',
      'claim-file',
      'correspondence',
      'literature',
      'other',
    ]);
  });
});

describe('names of cases', () => {
  it('say scan and insurer, and do not shout', () => {
    const insurer = 'NORTHFIELD MUTUAL HEALTH PLAN';
    const scan = 'MRI of the lumbar spine';
    expect(caseTitle({ title: t.cases.newTitle, scan, insurer })).toBe(
      'MRI of the lumbar spine, Northfield Mutual Health Plan',
    );
    expect(caseTitle({ title: 'My back', scan, insurer })).toBe('My back');
    expect(caseTitle({ title: t.cases.newTitle, scan: null, insurer: null })).toBe(t.cases.newTitle);
  });
  it.each([
    ['BCN HMO OF MICHIGAN', 'BCN HMO of Michigan'],
    ['Aetna', 'Aetna'],
  ])('%s becomes %s', (given, wanted) => expect(calm(given)).toBe(wanted));
});

describe('changes in words', () => {
  const names = new Map([['f1', 'The reviewer is no specialist.']]);
  it('say what a person decided about which finding', () => {
    const after = JSON.stringify({ verdict: 'accepted', note: '' });
    expect(historyWords({ what: 'finding changed', item: 'f1', before: null, after }, names)).toEqual({
      title: 'Put in the letter: The reviewer is no specialist.',
      before: null,
      after: null,
    });
  });
  it('show the corrected words of a page and not the whole page', () => {
    const page = (text: string) => JSON.stringify({ pageIndex: 2, text });
    expect(
      historyWords(
        {
          what: 'page changed',
          item: 'x',
          before: page('took Naproxcn daily'),
          after: page('took Naproxen daily'),
        },
        names,
      ),
    ).toMatchObject({ before: 'Naproxcn', after: 'Naproxen' });
  });
  it('never show JSON, whatever the vault kept', () => {
    const json = '{"a":[1]}';
    for (const what of ['field changed', 'log created', 'letter kept', 'unheard of', 'parts changed'])
      expect(
        JSON.stringify(historyWords({ what, item: 'field:profile', before: json, after: json }, names)),
      ).not.toContain('[1]');
  });
});
