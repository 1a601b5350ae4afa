/** What an office notes of its own sending: "10/09 faxed 9 pages to 406-555-0151, confirmation filed". */
import type { IsoDate } from '../../../domain/kinds.ts';
import { daysBetween, isoDate } from '../../../text/calendar.ts';
import { readDates } from '../../../text/dates.ts';

export interface SentNote {
  readonly start: number;
  readonly end: number;
  readonly day: IsoDate;
}

const sent = /\b(?:re-?)?(?:faxed|sent|uploaded|e-?mailed|mailed|submitted|transmitted|fax(?:es)? out)\b/i;
const papers =
  /\b(?:\d+ ?(?:pp?|pgs?|pages?|sheets)\b|records?|notes?|report|labs?|films?|chart|visit|documents?|documentation|clinicals?|packet|path|imaging|mammo\w*|scope|everything|all of it)\b/i;
const wentThrough =
  /\b(?:confirm(?:ation|ed)?|conf\.?|ok|0k|okay|went through|receipt|delivered|success\w*|received by|signed for|tracking)\b/i;
const notSent =
  /\b(?:no (?:confirmation|receipt|answer)|not (?:ok|confirmed|sent|go through|delivered|successful)|fail(?:ed|ure)|busy|will (?:fax|send|be)|to be (?:faxed|sent)|please|needs? to|did(?: not|n't) go|error|unable|could ?n(?:o|')t|pending|bounced|rejected|portal took)\b/i;
/** Words for the insurer, or its number: a fax to another doctor is none. */
const toInsurer =
  /\b(?:insur\w*|plan|payer|precert\w*|auth\w*|PA|UM|utilization|review\w*|medical director|their|carrier|intake|request(?:ed)?|req|RFI|appeals?|letter|as asked|TPA)\b|\b\(?\d{3}\)?[- .]\d{3}[- .]?\d{4}\b/i;
/** Earlier lines of the log that may name whom the sending answers. */
const linesBack = 2;
/** Days before the decision in which a sending is about this request. */
const longAgo = 200;

/** Lines of a log that tell of papers sent to the insurer, and that they went through, in the time before the decision. */
export function sentNotes(text: string, before: IsoDate, insurer: string | null): readonly SentNote[] {
  const name = /[\p{L}-]{4,}/u.exec(insurer ?? '')?.[0] ?? null;
  const isToInsurer = (words: string) =>
    toInsurer.test(words) || (name !== null && words.toLowerCase().includes(name.toLowerCase()));
  const out: SentNote[] = [];
  const above: string[] = [];
  let at = 0;
  for (const line of text.split('\n')) {
    const day = dayOf(line, before);
    const isSent =
      sent.test(line) && papers.test(line) && wentThrough.test(line) && !notSent.test(line) && day !== null;
    if (isSent && day <= before && daysBetween(day, before) < longAgo)
      if (isToInsurer(line) || above.slice(-linesBack).some(isToInsurer))
        out.push({ start: at, end: at + line.length, day });
    above.push(line);
    at += line.length + 1;
  }
  return out;
}

/** The day that opens the line, its year that of the decision or the one before; else the last day named in it. */
function dayOf(line: string, before: IsoDate): IsoDate | null {
  const short = /^\W*(?:[A-Za-z]+\W+)?(\d{1,2})[/-](\d{1,2})(?![/-]?\d)/.exec(line);
  if (short !== null) {
    const [month, day] = [Number(short[1]), Number(short[2])];
    const year = Number(before.slice(0, 4));
    const own = isoDate(year, month, day);
    return own !== null && own <= before ? own : isoDate(year - 1, month, day);
  }
  return readDates(line, before).find(({ precision }) => precision === 'day')?.iso ?? null;
}
