/**
 * Text that a note brings along from an earlier one ("[carried forward from 12/29/2025] Saw urology two weeks ago"): it belongs
 * to the day on which it was written, so that "two weeks ago" in it does not count from the visit.
 */
import type { IsoDate } from '../../domain/kinds.ts';
import { readDates } from '../../text/dates.ts';

export interface Carried {
  readonly start: number;
  readonly end: number;
  /** The day of the note it comes from; null where the note does not say. */
  readonly date: IsoDate | null;
}

const day = String.raw`(?:\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?|\d{4}-\d{2}-\d{2}|[A-Z][a-z]{2,8}\.? \d{1,2}(?:, ?\d{4})?|\d{1,2} [A-Z][a-z]{2,8} \d{4})`;
const earlier = String.raw`(?:prior|previous|last|earlier|old(?:er)?|past)`;
const writing = String.raw`(?:notes?|visit|encounter|HPI|history|consult(?:ation)?|OV|progress note|office note|office visit|H&P|documentation|record|entry|assessment|A\/P|plan)`;
const brought = String.raw`(?:(?:copied|copy|carried|pulled|brought|rolled|moved|pasted)[- ](?:forward|over|down)|CF(?:'d)?\b(?= from)|(?:copied|pasted|imported|cloned|re-?copied|reproduced|transcribed|cut and pasted|copy[- /]?(?:and )?pasted?)(?: in)?(?= (?:from|of|on)\b))`;
const from = String.raw`(?:(?: (?:from|of|on|with|as of|dated?|my|the|his|her|our|this|office|clinic|notes|${writing})|:|,)*)`;

/** "Copied forward from my note of 12/29/2025", with its brackets and its colon. */
const bringing = new RegExp(
  String.raw`[[({*=<~-]*[ \t]*(?:(?:text|note|HPI|history|section|below|above|following|the (?:below|following|above)|information|details?)(?: (?:is|was|were|has been))? )?${brought}${from}(?:[ (]*(?:${day}|(?:an? |the |my )?${earlier} ${writing}(?:[ (,]*(?:of|on|from|dated)?[ (]*${day})?))(?: ${writing})?[^\S\n]*[\])}*=>~:.-]*`,
  'gi',
);

/** "Per my note of 12/29/2025:", "Previous HPI (12/29/2025):": a head of its own, at the beginning of a line and with a colon. */
const heading = new RegExp(
  String.raw`(?<=^|\n)[ \t[({*-]*(?:(?:HPI|history|background)[ (]+)?(?:(?:from|per|as (?:documented|noted|written|recorded) (?:in|on)|excerpt (?:from|of)|quoted? from|(?:as )?(?:previously|last) documented|originally written)\s+)?(?:(?:my|the|his|her|our|Dr\.? [A-Z][\p{L}'’-]+['’]s)\s+)?(?:${earlier}\s+)?(?:${writing})?[ (,]*(?:of|on|from|dated)?[ (]*${day}[)\]]?(?:\s+${writing})?[)\]}]?\s*[:—–][ \t]*`,
  'giu',
);
/** A head that is only a day opens a row; it must say that something is quoted or earlier, or of what kind of note it is. */
const saysEarlier = new RegExp(
  String.raw`\b(?:from|per|as (?:documented|noted|written|recorded)|excerpt|quoted?|previously|last documented|originally|${earlier}|${writing})\b`,
  'i',
);
/** "12/29/2025: saw urology two weeks ago": a row of an earlier day that counts back from it. */
const rowCountingBack = new RegExp(
  String.raw`(?<=^|\n)[ \t•*-]*${day}[ \t]*[:—–-][ \t]*(?=[^\n]*\b(?:ago|yesterday|last (?:week|month|night|year))\b)`,
  'g',
);

const ending =
  /[[({*=<~-]+[ \t]*end(?: of)?(?: (?:copied|carried|pasted|imported|quoted|prior|previous|the))*(?: (?:text|forward|note|section|HPI|material|over))*[ \t]*[\])}*=>~-]+|\bend (?:of )?(?:copied|carried|pasted|imported)(?: (?:text|forward|note|section))?\b/i;
/** Where the note speaks of its own day again. */
const ownDay =
  /(?:(?<=\n)|(?<=[.;\]] ))[ \t]*(?:today|now|currently|at present|update|updated|interval(?: history| hx)?|interim|since (?:then|that|last)|new today|this visit)\b/i;
const label = /\n[ \t]*(?=[A-Z][A-Za-z/&' ]{0,28}:(?!\d))/;

/** The stretches of `[start, end)` that come from a note before the day `own`, in order and apart from each other. */
export function carriedStretches(text: string, start: number, end: number, own: IsoDate | null): Carried[] {
  const found: Carried[] = [];
  const words = text.slice(start, end);
  const marks = [
    ...words.matchAll(bringing),
    ...[...words.matchAll(heading)].filter(([head]) => saysEarlier.test(head)),
    ...words.matchAll(rowCountingBack),
  ].toSorted((a, b) => a.index - b.index);
  for (const mark of marks) {
    const at = start + mark.index;
    const behind = at + mark[0].length;
    const least = found.at(-1)?.end ?? start;
    const date = dayOf(mark[0], own);
    if (at < least || date === undefined) continue;
    const closing = closes(text, at, behind, end);
    const from = closing ? paragraphStart(text, start, at) : labelBefore(text, at);
    const to = closing ? behind : stretchEnd(text, behind, end);
    if (closing || text.slice(behind, to).trim() !== '')
      found.push({ start: Math.max(from, least), end: to, date });
  }
  return found;
}

/** The day that a mark names, null where it names none; undefined where that is the day of the note itself or later. */
function dayOf(mark: string, own: IsoDate | null): IsoDate | null | undefined {
  const named = readDates(mark, own).find(({ precision }) => precision === 'day');
  if (named === undefined) return null;
  return own !== null && named.iso >= own ? undefined : named.iso;
}

/** Where the mark begins, or the label in front of it: "HPI (copied from 12/29/2025):". */
function labelBefore(text: string, at: number): number {
  const line = text.lastIndexOf('\n', at - 1) + 1;
  return /^[ \t]*[A-Z][A-Za-z/& ]{0,28}:?[ \t]*$/.test(text.slice(line, at)) ? line : at;
}

/** The mark stands in brackets behind what it speaks of, with nothing more on its line. */
function closes(text: string, at: number, behind: number, end: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  return (
    /^[^\S\n]*[[(]/.test(text.slice(at, behind)) &&
    !/:\s*$/.test(text.slice(at, behind)) &&
    /[\p{L}\d][^\n]{0,3}$/u.test(line) &&
    !/^[ \t]*[A-Z][A-Za-z/& ]{0,28}:?\s*$/.test(line) &&
    /^[ \t.;,]*(?:\n|$)/.test(text.slice(behind, end))
  );
}

function paragraphStart(text: string, start: number, at: number): number {
  const above = text.slice(start, at);
  const gap = above.lastIndexOf('\n\n');
  const labels = [...above.matchAll(new RegExp(label.source, 'g'))].at(-1);
  return start + Math.max(gap < 0 ? 0 : gap + 2, labels === undefined ? 0 : labels.index + labels[0].length);
}

function stretchEnd(text: string, behind: number, end: number): number {
  const rest = text.slice(behind, end);
  const marked = ending.exec(rest);
  if (marked !== null) return behind + marked.index;
  const lead = /^\s*/.exec(rest)?.[0].length ?? 0;
  const body = rest.slice(lead);
  const stops = [/\n[ \t]*\n/, label, ownDay].flatMap((stop) => stop.exec(body)?.index ?? []);
  return behind + lead + Math.min(body.length, ...stops);
}
