/** The pages that mismatches are looked for on: the member's own care, and its orders. */
import type { IsoDate } from '../../../domain/kinds.ts';
import type { Span } from '../../../domain/page-text.ts';
import { splitSentences } from '../../../text/blocks.ts';
import { daysBetween } from '../../../text/calendar.ts';
import { readDates } from '../../../text/dates.ts';
import { procedureCodesIn } from '../../denial/fields/codes.ts';
import { lineAround, pageOf } from '../../folder.ts';
import type { CaseContext, FolderPage } from '../../folder.ts';
import { describeScan, limbOf, scansOfCode } from '../../scan-names.ts';
import { isFaxStrip } from '../../segment/notes.ts';

/** Pages of the member's own care. */
export function ownRecords(context: CaseContext): readonly FolderPage[] {
  return context.pages.filter(
    ({ kind, otherPatient }) => (kind === 'medical-record' || kind === 'correspondence') && !otherPatient,
  );
}

/** Words of a page that come from the insurer, not from the one who ordered. */
export const fromInsurer =
  /\b(?:claim acknowledg|277CA|we have approved|authorization (?:number|no)|precertified|our records show|denied|adverse determination|claims? department)\b/i;

/** Papers of the last year: older orders are of other episodes. */
export function isRecent(entry: FolderPage, until: IsoDate): boolean {
  // The line a fax machine prints bears the day of sending.
  const text = entry.page.text
    .split('\n')
    .filter((line) => !isFaxStrip(line))
    .join('\n');
  const days = readDates(text)
    .filter(({ precision }) => precision === 'day')
    .map(({ iso }) => iso);
  return days.length === 0 || days.some((day) => Math.abs(daysBetween(day, until)) < 330);
}

/** A page that orders the scan: says so, and bears a code of the scan's family. */
export function isOrderPage(context: CaseContext, entry: FolderPage): boolean {
  if (entry.kind !== 'medical-record' || !/\b(?:order|requisition|imaging request)\b/i.test(entry.page.text))
    return false;
  const own = context.latest.denial.procedureCodes.map(({ value }) => value);
  return procedureCodesIn(entry.page.text, context.rules.scans).some(({ code }) =>
    own.some((value) => value === code || sameFamily(context, code, value)),
  );
}

/** Codes whose scans share body region, or neighbours in the code book. */
export function sameFamily(context: CaseContext, a: string, b: string): boolean {
  const left = scansOfCode(a, context.rules.scans).map(({ scan }) => scan);
  const right = scansOfCode(b, context.rules.scans).map(({ scan }) => scan);
  return left.some((x) =>
    right.some(
      (y) =>
        x.region !== null &&
        y.region !== null &&
        limbOf(x.region).includes(y.region) &&
        imagingGroup(x.modality) === imagingGroup(y.modality),
    ),
  );
}

function imagingGroup(modality: string): string {
  return modality === 'MRI' || modality === 'MRA'
    ? 'MR'
    : modality === 'CT' || modality === 'CTA'
      ? 'CT'
      : modality;
}

export function lineAt(context: CaseContext, span: Span): Span {
  const page = pageOf(context.latest.letter.pages, span);
  return page === undefined ? span : lineAround(page, span.start, span.end);
}

export function lineOfPage(entry: FolderPage, start: number, end: number): Span {
  return lineAround(entry.page, start, end);
}

/** The page names a scan of the denied kind and part. */
export function scanNamedOn(context: CaseContext, { page }: FolderPage): boolean {
  const denied = context.latest.denial.scan?.value;
  return (
    denied !== undefined &&
    denied.modality !== null &&
    splitSentences(page.text).some(({ start, end }) => {
      const scan = describeScan(page.text.slice(start, end), [], context.rules.scans);
      return scan.modality === denied.modality && (scan.region === denied.region || denied.region === null);
    })
  );
}
