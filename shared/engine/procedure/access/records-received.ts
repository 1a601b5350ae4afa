/** "We received no records" against proof that they were sent. */
import type { Citation, Finding } from '../../../domain/finding.ts';
import { daysBetween } from '../../../text/calendar.ts';
import { readDates } from '../../../text/dates.ts';
import { spanOf } from '../../../text/spans.ts';
import { cite, findGroup, makeFinding, sentenceAround } from '../../folder.ts';
import type { CaseContext, FolderPage } from '../../folder.ts';
import { distinct, mostEvidence } from './grounds.ts';
import { sentNotes } from './sent-log.ts';

/** "No records were received" against a fax report, the office's own note of the sending, or the insurer's log. */
export function recordsReceived(context: CaseContext): readonly Finding[] {
  const denied = context.latest.denial.assertions.find(
    ({ concept, claim }) =>
      concept === 'records-received' && (claim === 'absent' || claim === 'insufficient'),
  );
  const before = context.latest.denial.letterDate?.value;
  if (denied === undefined || before === undefined) return [];
  const proofs: Citation[] = [];
  for (const entry of context.pages) {
    const { page, kind } = entry;
    if (entry.otherPatient) continue;
    if (kind === 'medical-record' || kind === 'correspondence')
      for (const note of sentNotes(page.text, before, context.latest.denial.insurer?.value ?? null).slice(
        0,
        1,
      ))
        proofs.push(cite('record', spanOf(page, note.start, note.end)));
    if (kind !== 'correspondence' && kind !== 'claim-file' && kind !== 'other') continue;
    const ok = findGroup(context.rules, 'sentOk', page.text)[0];
    const report = reportAround(context, entry);
    if (
      ok === undefined ||
      findGroup(context.rules, 'transmission', report).length === 0 ||
      findGroup(context.rules, 'sentRecords', report).length === 0
    )
      continue;
    const dates = readDates(report, before)
      .filter(({ precision }) => precision === 'day')
      .map(({ iso }) => iso);
    if (!dates.some((day) => day <= before && daysBetween(day, before) < 200)) continue;
    proofs.push(cite('record', sentenceAround(page, ok.start, ok.end)));
  }
  if (proofs.length === 0) return [];
  return [
    makeFinding(
      'denial-contradicted-by-record',
      'records-received',
      'The denial says that no records came; a transmission report or the insurer\u2019s own log shows that they did.',
      [cite('denial', denied.span), ...distinct(proofs).slice(0, mostEvidence)],
      {
        ruleIds: ['procedure.records-received'],
        steps: [
          'The letter says that records were not received.',
          'Proof of sending is dated before the decision.',
        ],
      },
    ),
  ];
}

/** The confirmation stands on a page of its own behind the cover sheet that tells what was sent: both are one report. */
function reportAround({ pages }: CaseContext, { page, kind }: FolderPage): string {
  if (kind === 'claim-file') return page.text;
  return pages
    .filter(
      (other) =>
        other.kind === kind &&
        other.page.documentId === page.documentId &&
        Math.abs(other.page.pageIndex - page.pageIndex) <= 1,
    )
    .map((other) => other.page.text)
    .join('\n');
}
