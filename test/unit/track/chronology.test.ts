/** The line of time: order, contradictions, gaps, and its table. */
import { describe, expect, it } from 'vitest';
import type { DocumentPart } from '../../../shared/domain/finding.ts';
import { caseDeadlines } from '../../../shared/track/case-deadlines.ts';
import { chronology, chronologyRows, samePerson, toCsv } from '../../../shared/track/chronology.ts';
import type { TrackSituation } from '../../../shared/track/situation.ts';
import { writeChronologyDocx } from '../../../electron/docx/chronology-docx.ts';
import { loadDeadlineRules } from '../../../electron/rules/deadline-rules.ts';
import mammoth from 'mammoth';
import { decision, entry, situation } from './build.ts';

const rules = loadDeadlineRules();
const note = (date: string, fields: Partial<DocumentPart> = {}): DocumentPart => ({
  documentId: 'n1',
  firstPage: 2,
  lastPage: 3,
  kind: 'medical-record',
  date,
  author: 'Dr. Sample',
  patientName: null,
  title: 'Office visit',
  ...fields,
});
function line(fields: Partial<TrackSituation>, parts: readonly DocumentPart[] = []) {
  const at = situation(fields);
  return chronology({
    situation: at,
    deadlines: caseDeadlines(at, rules),
    documents: [{ documentId: 'n1', fileName: 'chart.pdf', parts }],
  });
}
const warningOf = (items: ReturnType<typeof line>, id: string) =>
  items.find((each) => each.id === id)?.warning ?? null;

describe('the chronology', () => {
  it('puts papers, decisions, log and deadlines in one order', () => {
    const items = line(
      {
        decisions: [decision({ requestDate: '2026-02-20', receivedDate: '2026-03-06' })],
        log: [entry({ personName: 'Kim' })],
      },
      [note('2026-01-15')],
    );
    expect(items.map((each) => [each.at.slice(0, 10), each.kind])).toEqual([
      ['2026-01-15', 'document'],
      ['2026-02-20', 'event'],
      ['2026-03-02', 'decision'],
      ['2026-03-06', 'event'],
      ['2026-03-09', 'log'],
      ['2026-09-02', 'deadline'],
    ]);
    expect(items[0]).toMatchObject({ documentId: 'n1', pageIndex: 2, title: 'Office visit', warning: null });
    expect(new Set(items.map((each) => each.id)).size).toBe(items.length);
  });

  it('marks a letter that misses records which were there before it', () => {
    const decisions = [decision({ missingRecordsQuote: 'We did not receive the notes.' })];
    const fax = (at: string) =>
      line({ decisions, log: [entry({ kind: 'fax', at, pagesSent: 12, pagesConfirmed: 12 })] });
    expect(warningOf(fax('2026-02-27T09:00'), 'decision.d1')).toMatch(
      /“We did not receive the notes.”, but the log shows 12 pages sent by fax and there on 2026-02-27/,
    );
    expect(warningOf(fax('2026-03-03T09:00'), 'decision.d1')).toBeNull();
    const mail = line({
      decisions,
      log: [entry({ kind: 'mail', at: '2026-02-20', sentOn: '2026-02-20', pagesSent: 5 })],
    });
    expect(warningOf(mail, 'decision.d1')).toBeNull();
  });

  it.each([
    [{ requestDate: '2026-03-05' }, /before the request/],
    [{ receivedDate: '2026-03-01' }, /before its own date/],
    [{ letterDate: '2026-04-02' }, /dated in the future/],
  ])('marks dates that contradict each other: %o', (fields, words) => {
    expect(warningOf(line({ decisions: [decision(fields)] }), 'decision.d1')).toMatch(words);
  });

  it('marks a decision dated before the appeal it answers, and the same reviewer twice', () => {
    const log = [
      entry({ kind: 'mail', at: '2026-06-01', sentOn: '2026-06-01', about: 'first-level-appeal' }),
    ];
    const decisions = [
      decision({ reviewerName: 'Alex Sample, MD' }),
      decision({ id: 'd2', letterDate: '2026-05-04', reviewerName: 'Dr. Alex Sample' }),
    ];
    const warning = warningOf(line({ log, decisions, now: '2026-07-01T09:00' }), 'decision.d2');
    expect(warning).toMatch(/before the appeal was sent/);
    expect(warning).toMatch(/same reviewer/);
  });

  it('says of a note written after the denial that the reviewer cannot have seen it', () => {
    const items = line({}, [note('2026-03-05'), note('2027-01-01', { firstPage: 8 })]);
    expect(warningOf(items, 'document.n1.2')).toMatch(/cannot have seen it/);
    expect(warningOf(items, 'document.n1.8')).toMatch(/in the future/);
  });

  it('marks long silences after the denial, but not the days until a deadline', () => {
    const items = line({
      log: [entry({ id: 'late', at: '2026-05-20', personName: 'Kim' })],
      now: '2026-06-01T09:00',
    });
    expect(warningOf(items, 'log.late')).toMatch(/79 days/);
    expect(items.at(-1)).toMatchObject({ kind: 'deadline', warning: null });
  });

  it('tells apart people of the same short or missing name', () => {
    expect(samePerson('Dr. Alex Sample, M.D.', 'ALEX SAMPLE')).toBe(true);
    expect(samePerson('Sample', 'Sample')).toBe(false);
    expect(samePerson(null, null)).toBe(false);
    expect(samePerson('Alex Sample', 'Alexa Sample')).toBe(false);
  });

  it('gives a table that no spreadsheet runs and no comma breaks', () => {
    const items = line({ log: [entry({ said: '=HYPERLINK("http://x","y"), wait\nand see' })] });
    const csv = toCsv(chronologyRows(items, new Map([['d1', '=evil, "file".pdf']])));
    expect(csv).toContain('"\'=evil, ""file"".pdf"');
    expect(csv).toContain('"Said: =HYPERLINK(""http://x"",""y""), wait\nand see"');
    for (const row of csv.split('\r\n')) expect(row).not.toMatch(/^\uFEFF?[=+@]/);
  });

  it('gives the same Word bytes each time, also with letters that XML cannot hold', async () => {
    const rows = chronologyRows(
      line({ log: [entry({ said: 'bell \u0007 and half \uD83D letter' })] }),
      new Map(),
    );
    const head = { title: 'Chronology', subtitle: 'As of today', date: '2026-03-10' };
    const [one, two] = [await writeChronologyDocx(rows, head), await writeChronologyDocx(rows, head)];
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true);
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(one) });
    expect(value).toContain('Said: bell  and half  letter');
    expect(value).toContain('The plan denies the scan');
  });
});
