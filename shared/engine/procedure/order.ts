/** The scan as the treating side ordered it: the codes, side and region that count where the denial has others. */
import type { ScanDescription } from '../../domain/denial.ts';
import { splitLines } from '../../text/blocks.ts';
import { daysBetween } from '../../text/calendar.ts';
import { procedureCodesIn } from '../denial/fields/codes.ts';
import type { CaseContext, FolderPage } from '../folder.ts';
import { daysOn } from '../folder.ts';
import { ordersNothing } from './mismatch/told-slips.ts';
import { describeScan, isTracer, limbOf, scansOfCode } from '../scan-names.ts';

export interface Order {
  readonly codes: readonly string[];
  readonly scan: ScanDescription;
}

/** Lines of a form before and behind its code that speak of the same scan. */
const formLines = 5;

/** Words of an order, and the head of a plan ("P/ MRI L knee", "A/P: …", "Recs:"). */
const saysOrdered =
  /\b(?:order(?:ed|ing)?|requisition|imaging request|needs|plan:?|request(?:ed)?)\b|^[ \t]*(?:A ?[/&+] ?)?(?:P|PL|Recs?|Recommendations?|Disposition|Dispo)[ \t]*[:/)]/im;

/** How long before the decision an order may have been written. */
const orderAge = 200;

/** The latest order of the same kind of scan on the member's pages; null where the folder holds none. */
export function orderOf(context: CaseContext): Order | null {
  const { denial } = context.latest;
  const until = denial.letterDate?.value ?? context.input.today;
  const denied = denial.procedureCodes.map(({ value }) => value);
  const candidates = context.pages.flatMap((entry) => {
    if (entry.kind !== 'medical-record' || entry.otherPatient) return [];
    const orders = saysOrdered.test(entry.page.text);
    const day =
      daysOn(entry.page)
        .filter((date) => date <= until)
        .toSorted()
        .at(-1) ?? null;
    if (!orders || (day !== null && daysBetween(day, until) > orderAge)) return [];
    const named = procedureCodesIn(entry.page.text, context.rules.scans);
    const hits = named
      .filter((hit) => !ordersNothing(entry, hit, denial.letterDate?.value ?? null))
      .filter(
        ({ code }) =>
          denied.length === 0 ||
          denied.includes(code) ||
          denied.some((own) => sameRegion(context, own, code)) ||
          (isTracer(code) && denied.some(isTracer)),
      );
    const first = hits.find(({ code }) => !isTracer(code)) ?? hits[0];
    if (first === undefined) return [];
    const titled = /\b(?:imaging order|order for imaging|requisition|order)\b/i.test(
      entry.page.text.slice(0, 300),
    );
    return [{ entry, hits, first, day: day ?? '', titled }];
  });
  const best = candidates.toSorted(
    (a, b) => Number(b.titled) - Number(a.titled) || (a.day < b.day ? 1 : a.day > b.day ? -1 : 0),
  )[0];
  if (best === undefined) return null;
  const codes = best.hits.map(({ code }) => code);
  // The code's own sentence ("MRI R HIP 73721. Cane in the left hand.") counts before its line, and that before its neighbours; a
  // form has the part of the body and the side on lines of their own ("Body part: KNEE   Side: [ ] R [X] L").
  const { start } = best.first;
  const around = [
    sentence(best.entry, start),
    ...[0, 1, formLines].map((reach) => lines(best.entry, start, reach)),
  ];
  const scans = around.map((text) => describeScan(tickedOnly(text), codes.slice(0, 1), context.rules.scans));
  const place = scans.find(({ region }) => region !== null) ?? scans.at(-1);
  if (place === undefined) return null;
  const first = <T>(part: (scan: ScanDescription) => T | null): T | null =>
    scans.map(part).find((value) => value !== null) ?? null;
  return {
    codes,
    scan: { ...place, side: first(({ side }) => side), contrast: first(({ contrast }) => contrast) },
  };
}

function sameRegion(context: CaseContext, a: string, b: string): boolean {
  const left = scansOfCode(a, context.rules.scans).map(({ scan }) => scan);
  const right = scansOfCode(b, context.rules.scans).map(({ scan }) => scan);
  return left.some((x) =>
    right.some(
      (y) =>
        x.region !== null &&
        y.region !== null &&
        limbOf(x.region).includes(y.region) &&
        x.modality.slice(0, 2) === y.modality.slice(0, 2),
    ),
  );
}

/**
 * The words of a form without the choices nobody ticked ("[X] RIGHT [ ] LEFT" is the right one), where one of its
 * boxes is ticked; a form with empty boxes alone stays as it is.
 */
function tickedOnly(text: string): string {
  const ticked = /\[ ?[xX\u2713\u2714\u2717] ?\]|\( ?[xX\u2713\u2714] ?\)|[\u2611\u2612]/;
  const empty = /(?:\[ ?_? ?\]|\( \)|\u2610)[ \t]*[A-Za-z]+(?:[ \t]+(?=\[|\(|\u2610|\u2611|\u2612)|$)?/gm;
  return text
    .split('\n')
    .map((line) => (ticked.test(line) ? line.replace(empty, ' ') : line))
    .map((line) =>
      // "Side: [X] L"
      line.replace(
        /([xX\u2713\u2714\u2717] ?[\])]|[\u2611\u2612]) ?(L|R|Lt|Rt|LT|RT)\b/g,
        (_all, box: string, side: string) => `${box} ${side.startsWith('L') ? 'left' : 'right'}`,
      ),
    )
    .join('\n');
}

/** The sentence of its line in which the code stands. */
function sentence({ page }: FolderPage, at: number): string {
  const line = splitLines(page.text).find(({ start, end }) => at >= start && at <= end);
  if (line === undefined) return '';
  const before =
    page.text
      .slice(line.start, at)
      .split(/[.;](?=\s)/)
      .at(-1) ?? '';
  const behind = page.text.slice(at, line.end).split(/[.;](?=\s)/)[0] ?? '';
  return `${before}${behind}`;
}

/** The line of the code with its neighbours, blank lines aside: the scan is named in words beside its code. */
function lines(entry: FolderPage, at: number, reach: number): string {
  const all = splitLines(entry.page.text);
  const index = all.findIndex((line) => at >= line.start && at <= line.end);
  return all
    .slice(Math.max(0, index - reach), index + reach + 1)
    .map(({ text }) => text)
    .join('\n');
}
