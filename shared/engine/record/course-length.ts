/** How long a course of treatment went and how many visits it had, as its own sentence tells it. */
import type { IsoDate } from '../../domain/kinds.ts';
import { daysBetween } from '../../text/calendar.ts';
import { readDateRanges, readDates } from '../../text/dates.ts';
import { type DurationMention, readDurations, readVisitCounts } from '../../text/durations.ts';
import { measureOf } from './draft.ts';
import type { NoteReading } from './page-reading.ts';

/** "Conservative care since 02/18/2026", on the day of the note: from that day to this. */
export function sinceMeasure(
  after: string,
  note: NoteReading,
): { readonly measure: ReturnType<typeof measureOf>; readonly why: string } | null {
  const lead = /^[^.;\n]{0,24}?\bsince\s+(?:about |around )?/i.exec(after);
  const to = note.note.date;
  if (lead === null || to === null) return null;
  const from = readDates(after, note.anchor).find(
    ({ start, precision }) => precision !== 'year' && Math.abs(start - lead[0].length) <= 1,
  );
  if (from === undefined || from.iso >= to) return null;
  const days = daysBetween(from.iso, to);
  return {
    measure: measureOf({ days, from: from.iso, to }),
    why: `since ${from.iso}, on ${to}: ${days} days`,
  };
}

/** Length and visits of a course of treatment as its sentence tells them, nearest to the mention. */
export function courseMeasure(
  words: string,
  anchor: IsoDate | null,
  at: number,
): { readonly measure: ReturnType<typeof measureOf>; readonly why: string } | null {
  const [range] = readDateRanges(words, anchor);
  const visits =
    readVisitCounts(words)
      .filter(({ bounded }) => !bounded)
      .sort((a, b) => Math.abs(a.start - at) - Math.abs(b.start - at))[0]?.value ?? null;
  if (range) {
    const days = daysBetween(range.from.iso, range.to.iso);
    return {
      measure: measureOf({ from: range.from.iso, to: range.to.iso, days, visits }),
      why: `${range.from.iso} to ${range.to.iso} = ${days} days`,
    };
  }
  const listed = visitList(words, anchor);
  if (listed) return listed;
  const spanned = spannedDays(words, anchor);
  if (spanned) return { ...spanned, measure: { ...spanned.measure, visits } };
  const length = lengthOf(words, at);
  if (length) {
    return {
      measure: measureOf({ days: Math.round(length.days), visits }),
      why: `${length.value} ${length.unit}s = ${Math.round(length.days)} days`,
    };
  }
  return visits === null ? null : { measure: measureOf({ visits }), why: `${visits} visits` };
}

/** Fewest days in a row that are a list of visits and no pair of other days. */
const fewestListed = 3;

/** "PT 02/09, 02/16, 02/23 and 03/02/2026": the days of the visits themselves. */
function visitList(
  words: string,
  anchor: IsoDate | null,
): { readonly measure: ReturnType<typeof measureOf>; readonly why: string } | null {
  const dates = readDates(words, anchor)
    .filter(({ precision }) => precision === 'day')
    .toSorted((a, b) => a.start - b.start);
  const [from, ...rest] = dates;
  const to = rest.at(-1);
  if (from === undefined || to === undefined || dates.length < fewestListed) return null;
  const inRow = rest.every(
    ({ start, iso }, index) =>
      iso > (dates[index]?.iso ?? '') &&
      /^\s*(?:,|and|&|,\s*and)\s*$/i.test(words.slice(dates[index]?.end, start)),
  );
  if (!inRow) return null;
  const days = daysBetween(from.iso, to.iso);
  return {
    measure: measureOf({ from: from.iso, to: to.iso, days, visits: dates.length }),
    why: `${dates.length} visits, ${from.iso} to ${to.iso} = ${days} days`,
  };
}

/** Before the day on which care began, and before the one on which it ended. */
const firstDay =
  /\b(?:on|from|since|began|begun|start|started|starting|starts|beginning|gave|given|taught|first|initial|eval(?:uat\w+)?|soc|start of care|enrolled|admitted)\b[^.;]{0,24}$/i;
const lastDay =
  /\b(?:through|thru|until|till|til|up to|(?:last|final|latest|most recent) (?:visit|session|seen|appointment|appt|attended|treatment|day)|discharged?|d\/?c'?d?|ended|ending|ends|end|finished|finishing|completed|completing|concluded|concluding|graduated|stopped|released|plateaued)\b(?: (?:was|were|from (?:PT|therapy|care)|therapy|treatment|PT|care|date))*[\s:]*(?:on |in |about |the |as of )*$/i;

/** "gave her on 2/10 … every day through 4/1": two days of one sentence, the second behind a word for the end. */
function spannedDays(
  words: string,
  anchor: IsoDate | null,
): { readonly measure: ReturnType<typeof measureOf>; readonly why: string } | null {
  const dates = readDates(words, anchor)
    .filter(({ precision }) => precision === 'day')
    .toSorted((a, b) => a.start - b.start);
  for (const [index, from] of dates.entries()) {
    const to = dates[index + 1];
    if (to === undefined || to.iso <= from.iso) continue;
    if (!lastDay.test(words.slice(from.end, to.start)) || !firstDay.test(words.slice(0, from.start)))
      continue;
    const days = daysBetween(from.iso, to.iso);
    return {
      measure: measureOf({ from: from.iso, to: to.iso, days }),
      why: `${from.iso} to ${to.iso} = ${days} days`,
    };
  }
  return null;
}

/**
 * The length that belongs to the treatment at `at`: before it when joined ("six weeks of PT"), behind it in the
 * same clause ("PT x 6 wks", "PT for two months"). "Radiculopathy > 6 wks, failed PT" gives none.
 */
export function lengthOf(words: string, at: number): DurationMention | null {
  const lengths = readDurations(words).filter(
    (d) =>
      !d.ago &&
      !d.recurring &&
      (!d.window || throughout.test(words.slice(Math.max(0, d.start - 40), d.start))) &&
      d.unit !== 'hour' &&
      // "900 mg a day" is a dose.
      d.days >= 2 &&
      d.qualifier !== 'less-than' &&
      !/^\s*(?:of )?(?:relief|improvement|benefit)\b/i.test(words.slice(d.end, d.end + 16)),
  );
  const before = lengths.findLast(
    (d) =>
      d.end <= at &&
      (/^\s*(?:course |trial |program |regimen |period |supervised |outpatient |formal |daily )*(?:of|on|in|with|doing|attending)\b[^,;.]{0,40}$|^[- ]?(?:course|trial|program|regimen)?(?: of)?[^,;.]{0,12}$/i.test(
        words.slice(d.end, at),
      ) ||
        treatedMeanwhile.test(words.slice(d.end, at))),
  );
  // "a 6-week physician-directed home exercise program"
  const attributive = lengths.findLast(
    (d) =>
      d.end <= at &&
      /\w-\w/.test(words.slice(d.start, d.end)) &&
      /^\s(?:[\w-]+\s){0,4}$/.test(words.slice(d.end, at)),
  );
  if (attributive !== undefined) return attributive;
  // "six weeks of PT and two weeks of ibuprofen": a length joined to what stands behind it is that one's.
  if (before !== undefined && joinedTo.test(words.slice(before.end, at))) return before;
  const after = lengths.find(
    (d) =>
      d.start >= at &&
      d.start - at < 70 &&
      !/[;.]|, (?:now|pain|still|then|return|rtc|with pain|symptoms)|\b(?:return|rtc|f\/u|follow|next|after|in|q|every|then|but|ago)\s*$|\b(?:re-?assess\w*|re-?check\w*|re-?eval\w*|revisit|return|rtc|f\/?u|follow[- ]?up|see (?:me|us|her|him|them|pt|patient|back|again)|appt|appointment)\b/i.test(
        words.slice(at, d.start),
      ) &&
      // "6 weeks of conservative care", taken as one phrase, is joined to itself.
      (d.start - at < 2 || !joinedElsewhere.test(words.slice(d.end, d.end + 40))),
  );
  return after ?? before ?? null;
}

/** "For the past ten weeks", "over the last two months": as long as that, and no window in which it happened. */
const throughout =
  /\b(?:for|over|during|throughout|through|across)(?: (?:the|these|about|at least|all of))* (?:last|past|previous)(?: (?:about|nearly|almost))? $/i;
/** "Over the last 8 weeks she has been treated with therapy, naproxen": what is told of the whole time. */
const treatedMeanwhile =
  /^,? (?:(?:he|she|they|I|the patient|the member|patient|pt|(?:mr|ms|mrs)\.? \w+) )?(?:has|have|had|was|were)(?: (?:also|been|now|faithfully|consistently|regularly|continuously|daily|diligently))* (?:treated|managed|taking|taken|doing|done|using|used|trying|tried|attending|attended|going|gone|participat\w+|undergo\w+|receiv\w+|on|in|under)\b[^.;]{0,70}$/i;

/** "of", "of supervised": what stands between a length and the treatment it is the length of. */
const joinedTo =
  /^\s*(?:(?:long|full|consecutive|straight|supervised) )?(?:(?:course|trial|program|regimen) )?of (?:\w+ ){0,3}$/i;

/** "two weeks of ibuprofen": the length of another treatment, not of the one before. */
const joinedElsewhere =
  /^\s*(?:(?:course|trial|regimen) )?of (?!(?:it|this|that|these|them|care|treatments?|therapy|visits?|sessions?|exercises?|supervised|twice|once|pain|symptoms?)\b)[a-z]{3}/i;
