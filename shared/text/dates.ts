/** Reading dates in the ways American charts, letters and policies write them. */
import type { IsoDate } from '../domain/kinds.ts';
import { addDays, addMonths, addYears, daysBetween, daysInMonth, isoDate } from './calendar.ts';
import { numberSource, readNumber } from './numbers.ts';

/** A date found in text. `iso` is the first day of the month or year where the words name no day. */
export interface DateMention {
  readonly start: number;
  readonly end: number;
  readonly iso: IsoDate;
  readonly precision: 'day' | 'month' | 'year';
  /** Read from the anchor: "three weeks ago", "7/21" without a year. */
  readonly relative: boolean;
  /** "about", "mid January", "three weeks ago": right within a few days or weeks. */
  readonly approximate: boolean;
  /** Digits that OCR had turned into letters were turned back. */
  readonly repaired: boolean;
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const month =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\b\\.?';
const d = '[0-9OolI|]';

interface Form {
  readonly pattern: RegExp;
  readonly read: (m: RegExpExecArray, context: Context) => Omit<DateMention, 'start' | 'end'> | null;
}
interface Context {
  readonly anchor: IsoDate | null;
  readonly text: string;
}

const day = (
  iso: IsoDate | null,
  extra: Partial<DateMention> = {},
): Omit<DateMention, 'start' | 'end'> | null =>
  iso === null
    ? null
    : { iso, precision: 'day', relative: false, approximate: false, repaired: false, ...extra };

const forms: readonly Form[] = [
  {
    // 2026-08-19, 2026/08/19
    pattern: /(?<![\d/-])(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?![\d/-])/g,
    read: (m) => day(isoDate(Number(m[1]), Number(m[2]), Number(m[3]))),
  },
  {
    // 08/19/2026, 8-19-26, 08.19.2026, O8/l9/2O26
    pattern: new RegExp(
      `(?<![\\w/.-])(${d}{1,2}) ?([/.-]) ?(${d}{1,2}) ?\\2 ?(${d}{4}|${d}{2})(?![\\w/]|-\\d|\\.\\d)`,
      'g',
    ),
    read: (m) => {
      const [a, b, y] = [m[1] ?? '', m[3] ?? '', m[4] ?? ''];
      const raw = a + b + y;
      const repaired = /\D/.test(raw);
      const letters = raw.replace(/\d/g, '').length;
      if (repaired && (letters > 3 || !/\d/.test(a + b) || !/\d/.test(y))) return null;
      if (m[2] === '.' && y.length === 2 && !/^0\d|^\d$/.test(a)) return null;
      return numericDate(digit(a), digit(b), digit(y), repaired);
    },
  },
  {
    // Aug 19, 2026; August 19th 2026; APR-12-2026; "April 16, 16 2026", as scanners read a day twice
    pattern: new RegExp(
      `\\b(${month})[ -]{0,2}(\\d{1,2})(?:st|nd|rd|th)?(?:,? \\2)?[ ,-]{1,3}([12][\\dO][\\dOlI]{2})\\b`,
      'gi',
    ),
    read: (m) =>
      day(isoDate(Number(digit(m[3] ?? '')), monthNumber(m[1] ?? ''), Number(m[2])), {
        repaired: /\D/.test(m[3] ?? ''),
      }),
  },
  {
    // 19 Aug 2026; 19-Aug-26; 19th of August 2026
    pattern: new RegExp(
      `(?<![\\d/.])(\\d{1,2})(?:st|nd|rd|th)?(?: day)?(?: of)?[ -]{1,2}(${month})[ ,-]{1,3}(\\d{4}|\\d{2})\\b(?![/:])`,
      'gi',
    ),
    read: (m) => day(isoDate(fullYear(m[3] ?? ''), monthNumber(m[2] ?? ''), Number(m[1]))),
  },
  {
    // August 2026; Aug. of 2026; mid-August 2026
    pattern: new RegExp(`\\b(?:(early|mid|late)[- ])?(${month})(?:,| of)? ?[ '’-](\\d{4})\\b`, 'gi'),
    read: (m) => partOfMonth(Number(m[3]), monthNumber(m[2] ?? ''), m[1], false),
  },
  {
    // the first month of "Aug-Nov 2025", "January to April", with the year of the second one or of the anchor
    pattern: new RegExp(
      `\\b(${month}) ?(?=(?:-|–|—|to|thru|through|until|till|and) ?(?:early |mid[- ]|late )?(${month})(?:,? ?(\\d{4}))?(?! ?\\d))`,
      'gi',
    ),
    read: (m, c) => monthOfRange(m, c.anchor),
  },
  {
    // the second month of "Aug-Nov", "from January to mid-April"
    pattern: new RegExp(
      `(?<=\\b${month} ?(?:-|–|—|to|thru|through|until|till) ?)(?:(early|mid|late)[- ])?(${month})(?!,? ?\\d)`,
      'gi',
    ),
    read: (m, c) => {
      const name = m[2] ?? '';
      const iso = /^[A-Z]/.test(name) ? nearYear(monthNumber(name), 1, c.anchor) : null;
      return iso === null ? null : partOfMonth(Number(iso.slice(0, 4)), monthNumber(name), m[1], true);
    },
  },
  {
    // 08/2026
    pattern: /(?<![\d/.-])(0?[1-9]|1[0-2])\/((?:19|20)\d{2})(?![\d/])/g,
    read: (m) => partOfMonth(Number(m[2]), Number(m[1]), undefined, false),
  },
  {
    // Aug 19; April 18th, with the year from the anchor
    pattern: new RegExp(
      `\\b(${month})[ -](\\d{1,2})(?:st|nd|rd|th)?\\b(?![ ,-]*\\d{4}|:\\d|[/%]| ?(?:mg|mm|cm|wks?|weeks?|days?)\\b)`,
      'gi',
    ),
    read: (m, c) => {
      if (!/^[A-Z]/.test(m[1] ?? '')) return null;
      const iso = nearYear(monthNumber(m[1] ?? ''), Number(m[2]), c.anchor);
      return day(iso, { relative: true });
    },
  },
  {
    // 7/21, 06/02 without a year: only where the words around speak of a date
    pattern:
      /(?<![\w/.+-]|\d[ -])(0?[1-9]|1[0-2])\/(0?[1-9]|[12]\d|3[01])(?![\d/%+]|\.\d|-?\/| ?(?:mg|mcg|strength|wks?|weeks?|hrs?|pain))/g,
    read: (m, c) => {
      if (!c.anchor || !looksLikeDay(m, c.text)) return null;
      return day(nearYear(Number(m[1]), Number(m[2]), c.anchor), { relative: true });
    },
  },
  {
    // the 12th of September, 3rd of May, with the year from the anchor
    pattern: new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th) (?:of )?(${month})(?![ ,-]*\\d{4})`, 'gi'),
    read: (m, c) =>
      /^[A-Z]/.test(m[2] ?? '')
        ? day(nearYear(monthNumber(m[2] ?? ''), Number(m[1]), c.anchor), { relative: true })
        : null,
  },
  {
    // "began mid-July", "late August or so": a part of a month by itself
    pattern: new RegExp(`\\b(early|mid|late)[- ](${month})(?![ ,'’-]*\\d)`, 'gi'),
    read: (m, c) => {
      const iso = /^[A-Z]/.test(m[2] ?? '') ? nearYear(monthNumber(m[2] ?? ''), 1, c.anchor) : null;
      return iso === null ? null : partOfMonth(Number(iso.slice(0, 4)), monthNumber(m[2] ?? ''), m[1], true);
    },
  },
  {
    // July of last year
    pattern: new RegExp(`\\b${month}\\.? (?:of )?last year\\b`, 'gi'),
    read: (m, c) =>
      c.anchor === null
        ? null
        : partOfMonth(Number(c.anchor.slice(0, 4)) - 1, monthNumber(m[0]), undefined, true),
  },
  {
    // since January; in mid March
    pattern: new RegExp(
      `\\b(since|in|until|till|during|last|this|of|from|by|around)(?: (?:about|around|approximately|sometime in|the))*(?: (early|mid(?:dle)?(?: of)?|late|end of|beginning of|start of|first week of|first part of)[- ]?)? (${month})(?![ -]?\\d)`,
      'gi',
    ),
    read: (m, c) => {
      const name = m[3] ?? '';
      if (!/^[A-Z]/.test(name) || !c.anchor) return null;
      const number = monthNumber(name);
      const iso = nearYear(number, 1, c.anchor);
      if (!iso) return null;
      // "Since October", said in August, is of the year before.
      const past = /^(?:since|last)$/i.test(m[1] ?? '') && iso > c.anchor;
      return partOfMonth(Number(iso.slice(0, 4)) - (past ? 1 : 0), number, m[2], true);
    },
  },
  {
    // since the spring; last fall; summer of 2025
    pattern:
      /\b(?:(?:since|in|during|over|from|until|till|last|this|of|late|early|back in)(?: about)?(?: the)? (?:last )?)?(spring|summer|fall|autumn|winter)(?:(?: of|,)? ((?:19|20)\d{2})\b)?/gi,
    read: (m, c) => {
      const given = m[2] === undefined ? null : Number(m[2]);
      if (given === null && (!c.anchor || !/^(?:since|last|over)\b/i.test(m[0]))) return null;
      const number = lastMonthOf[(m[1] ?? '').toLowerCase()] ?? 1;
      if (given !== null) return partOfMonth(given, number, undefined, false);
      const year = Number(c.anchor?.slice(0, 4));
      const iso = isoDate(year, number, 1);
      const before = iso !== null && c.anchor !== null && iso <= c.anchor;
      return partOfMonth(before ? year : year - 1, number, undefined, true);
    },
  },
  {
    // since Christmas; on Labor Day
    pattern:
      /\b(christmas(?: day| eve)?|new year'?s?(?: day| eve)?|thanksgiving|memorial day|labor day|halloween|fourth of july|july 4th|valentine'?s day)\b(?! (?:19|20)\d{2})/gi,
    read: (m, c) => {
      if (!c.anchor) return null;
      const year = Number(c.anchor.slice(0, 4));
      const word = (m[1] ?? '').toLowerCase();
      const iso = [year, year - 1]
        .map((each) => holiday(word, each))
        .find((each) => each <= (c.anchor ?? ''));
      return iso === undefined ? null : day(iso, { relative: true, approximate: true });
    },
  },
  {
    // in 2019; since 2024; spring of 2023
    pattern:
      /\b(?:in|since|from|of|until|till|circa|ca|year|fall|spring|summer|winter|autumn|early|mid|late|back in|dx|s\/p|quit)[ -]((?:19|20)\d{2})\b(?![/-]\d)/gi,
    read: (m) => {
      const iso = isoDate(Number(m[1]), 1, 1);
      return iso ? { iso, precision: 'year', relative: false, approximate: true, repaired: false } : null;
    },
  },
  {
    // three weeks ago; 2 wks prior
    pattern: new RegExp(
      `\\b(${numberSource}|a|an|a couple(?: of)?|couple(?: of)?|a few|several)\\+? ?(days?|d|weeks?|wks?|months?|mos?|years?|yrs?|y)\\.? (?:ago|prior|before|earlier|back)\\b`,
      'gi',
    ),
    read: (m, c) => {
      if (!c.anchor) return null;
      const word = (m[1] ?? '').toLowerCase();
      const n = /^an?$/.test(word)
        ? 1
        : /couple/.test(word)
          ? 2
          : /few|several/.test(word)
            ? 3
            : readNumber(word);
      if (n === null || n > 120) return null;
      const unit = (m[2] ?? '').toLowerCase()[0];
      const iso =
        unit === 'd'
          ? addDays(c.anchor, -Math.round(n))
          : unit === 'w'
            ? addDays(c.anchor, -Math.round(n * 7))
            : unit === 'm'
              ? addDays(addMonths(c.anchor, -Math.floor(n)), -Math.round((n % 1) * 30))
              : addYears(c.anchor, -Math.floor(n));
      return { iso, precision: 'day', relative: true, approximate: true, repaired: false };
    },
  },
  {
    pattern: /\b(today|yesterday|last night|this morning|last week|last month|last year)\b/gi,
    read: (m, c) => {
      if (!c.anchor) return null;
      const word = (m[1] ?? '').toLowerCase();
      const iso =
        word === 'yesterday' || word === 'last night'
          ? addDays(c.anchor, -1)
          : word === 'last week'
            ? addDays(c.anchor, -7)
            : word === 'last month'
              ? addMonths(c.anchor, -1)
              : word === 'last year'
                ? addYears(c.anchor, -1)
                : c.anchor;
      return {
        iso,
        precision: 'day',
        relative: true,
        approximate: /^last [wmy]/.test(word),
        repaired: false,
      };
    },
  },
];

/**
 * All dates of a text in order, none overlapping; the fuller form wins ("08/19/2026" over "08/19").
 * Forms that need a year or "now" are read against `anchor`, the date of the note; without it they are left out.
 */
export function readDates(text: string, anchor: IsoDate | null = null): DateMention[] {
  const flat = openRanges(text.replace(/[\n\r\t\u00a0]/g, ' '));
  const found: DateMention[] = [];
  const taken: [number, number][] = [];
  for (const form of forms) {
    form.pattern.lastIndex = 0;
    let m: RegExpExecArray | null;
    while ((m = form.pattern.exec(flat)) !== null) {
      if (m[0].length === 0) {
        form.pattern.lastIndex++;
        continue;
      }
      const start = m.index;
      const end = start + m[0].trimEnd().replace(/[.,]$/, '').length;
      if (taken.some(([a, b]) => start < b && a < end)) continue;
      const mention = form.read(m, { anchor, text: flat });
      if (!mention) continue;
      found.push({ ...mention, start, end });
      taken.push([start, end]);
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** A date range as written: "06/02-07/21/2026", "3/9 to 4/20", "10/30/2023 to 04/15/2024". */
export interface DateRange {
  readonly start: number;
  readonly end: number;
  readonly from: DateMention;
  readonly to: DateMention;
}

/** "03/17 - present", "Apr 1 to date": a range that goes on until the day of the note. */
const untilNow =
  /^\s*(?:[-–—−]|to|thru|through|until|till|up to)\s*(?:the )?(?:present|now|date|current|ongoing)\b/i;

/** All ranges of a text: two dates joined by a dash or "to", "through", "until"; the last day may be that of the note. */
export function readDateRanges(text: string, anchor: IsoDate | null = null): DateRange[] {
  const dates = readDates(text, anchor);
  const ranges: DateRange[] = [];
  for (let i = 0; i < dates.length; i++) {
    const from = dates[i];
    const to = dates[i + 1];
    if (!from) continue;
    const now = anchor === null ? null : untilNow.exec(text.slice(from.end, from.end + 24));
    if (now && anchor !== null && from.iso < anchor) {
      const end = from.end + now[0].length;
      ranges.push({
        start: from.start,
        end,
        from,
        to: { ...from, iso: anchor, start: end, end, relative: true },
      });
      continue;
    }
    if (!to) continue;
    const between = text.slice(from.end, to.start);
    if (!/^\s*(?:[-–—−]+>?|→|to|thru|through|until|till|and)\s*$/i.test(between)) continue;
    if (to.iso < from.iso) continue;
    if (/and/i.test(between) && !/between\s*$/i.test(text.slice(0, from.start))) continue;
    ranges.push({ start: from.start, end: to.end, from, to });
    i++;
  }
  return ranges;
}

/** Lets "06/02-07/21/2026" and "5/28-6/11" be seen as dates by their own patterns. Same length. */
function openRanges(text: string): string {
  return text.replace(/(\d)[-–](?=\d{1,2}\/\d{1,2}(?!\d))/g, '$1–');
}

function numericDate(
  a: string,
  b: string,
  y: string,
  repaired: boolean,
): Omit<DateMention, 'start' | 'end'> | null {
  const year = fullYear(y);
  const first = Number(a);
  const second = Number(b);
  const iso = first <= 12 ? isoDate(year, first, second) : isoDate(year, second, first);
  return day(iso, { repaired });
}

/** Two digits: 00-39 are this century, 40-99 the last one (birth dates). */
function fullYear(y: string): number {
  const n = Number(y);
  if (y.length === 4) return n;
  return n < 40 ? 2000 + n : 1900 + n;
}

function digit(text: string): string {
  return text.replace(/[Oo]/g, '0').replace(/[lI|]/g, '1');
}

function monthNumber(name: string): number {
  return monthNames.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

/** The month with which a range begins: of the year in which it lies before the month that ends it. */
function monthOfRange(
  [, first = '', second = '', year]: RegExpExecArray,
  anchor: IsoDate | null,
): Omit<DateMention, 'start' | 'end'> | null {
  if (!/^[A-Z]/.test(first) || !/^[A-Z]/.test(second)) return null;
  const [from, to] = [monthNumber(first), monthNumber(second)];
  const last = year === undefined ? nearYear(to, 1, anchor)?.slice(0, 4) : year;
  if (last === undefined) return null;
  return partOfMonth(Number(last) - (from > to ? 1 : 0), from, undefined, year === undefined);
}

function partOfMonth(
  year: number,
  number: number,
  part: string | undefined,
  relative: boolean,
): Omit<DateMention, 'start' | 'end'> | null {
  const word = part?.toLowerCase();
  const dayOf =
    word?.startsWith('mid') === true
      ? 15
      : word === 'late' || word === 'end of'
        ? Math.min(25, daysInMonth(year, number || 1))
        : 1;
  const iso = isoDate(year, number, dayOf);
  return iso ? { iso, precision: 'month', relative, approximate: true, repaired: false } : null;
}

/** The last month of each season, so that no length counted from it is too long. */
const lastMonthOf: Readonly<Record<string, number>> = {
  spring: 5,
  summer: 8,
  fall: 11,
  autumn: 11,
  winter: 2,
};

/** The day of a holiday (lower case) in that year. */
function holiday(word: string, year: number): IsoDate {
  const weekday = (month: number, dayOf: number): number =>
    new Date(Date.UTC(year, month - 1, dayOf)).getUTCDay();
  const iso = (month: number, dayOf: number): IsoDate => isoDate(year, month, dayOf) ?? `${year}-01-01`;
  if (word.startsWith('christmas')) return iso(12, 25);
  if (word.startsWith('thanksgiving')) return iso(11, 22 + ((11 - weekday(11, 1)) % 7));
  if (word.startsWith('memorial')) return iso(5, 31 - ((weekday(5, 31) + 6) % 7));
  if (word.startsWith('labor')) return iso(9, 1 + ((8 - weekday(9, 1)) % 7));
  if (word.startsWith('halloween')) return iso(10, 31);
  if (word.startsWith('valentine')) return iso(2, 14);
  return word.startsWith('new') ? iso(1, 1) : iso(7, 4);
}

/** The year that puts month and day nearest before the anchor; up to two months after it is "soon". */
function nearYear(monthOf: number, dayOf: number, anchor: IsoDate | null): IsoDate | null {
  if (!anchor) return null;
  const year = Number(anchor.slice(0, 4));
  for (const candidate of [year + 1, year, year - 1]) {
    const iso = isoDate(candidate, monthOf, dayOf);
    if (iso && daysBetween(anchor, iso) <= 62) return iso;
  }
  return null;
}

const dayCue =
  /(?:\b(?:on|since|from|between|began|begun|started?|stopped|stop|after|before|dated?|until|till|thru|through|to|by|of|seen|visits?|eval(?:uation)?|onset|finished|completed|done|ct|mri|mr|x-?rays?|xr|submitted|er|ed|note|for|was|appt|set for|denied|ordered|sent|last|next|due|taken|and|w\/|dc'?d|d\/c'?d|discharged?|returned|signed|faxed|called|received|issued|held|surgery|tx|injection|inj|rx)\.?:?|[(,;&–—-]|^|\n) ?$/i;
const scoreBefore =
  /(?:pain|worst|best|score|rated?|vas|nprs|nrs|severity|intensity|strength|motor|mmt|power|grade|phq|\d\/10|\/10|[0-5][+-]?\/5|reflex)[^.;\n]{0,25}$/i;

function looksLikeDay(m: RegExpExecArray, text: string): boolean {
  const before = text.slice(Math.max(0, m.index - 40), m.index);
  const after = text.slice(m.index + m[0].length, m.index + m[0].length + 14);
  const second = Number(m[2]);
  if ((second === 10 || second === 5) && scoreBefore.test(before)) return false;
  if (
    second === 10 &&
    /^(?:[^\w]*(?:pain|on|at|in the|to \d\/10))/i.test(after) &&
    !(m[2] ?? '').startsWith('0')
  ) {
    if (/pain|\/10/i.test(after)) return false;
  }
  if (
    second === 5 &&
    /^\s*(?:strength|[LR]\b|bilat|throughout|in\b|ehl|quad|hip|grip|all over|x ?4|b\/l|weak)/i.test(after)
  )
    return false;
  if (/^ ?to \d{1,2}\/10\b(?!\/)/.test(after) || (second === 10 && /\d\/10 to ?$/.test(before))) return false;
  if (/^ ?(?:[-–]+>?|→|to|thru|through|until) ?\d{1,2}\/\d{1,2}/.test(after)) return true;
  if (/\d{1,2}\/\d{1,2} ?(?:-+>|→|to|thru|through|until) ?$/.test(before)) return true;
  if (/\d{1,2}\/\d{1,2} ?[-–] ?$/.test(before)) return true;
  if (/^0\d$/.test(m[1] ?? '') || /^0\d$/.test(m[2] ?? '')) return true;
  if (second > 12) return dayCue.test(before) || /^\s*(?:[:,.;)–-]|$)/.test(after);
  return dayCue.test(before);
}
