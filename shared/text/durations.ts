/** Lengths of time and counts of visits in any writing: "six (6) weeks", "x6 wks", "1½ months", "8 visits". */
import { numberSource, readNumber } from './numbers.ts';

export type TimeUnit = 'hour' | 'day' | 'week' | 'month' | 'year';

/** A length of time. Ranges ("6-8 weeks") have `value` as the lower and `maxValue` as the upper end. */
export interface DurationMention {
  readonly start: number;
  readonly end: number;
  readonly value: number;
  readonly maxValue: number;
  readonly unit: TimeUnit;
  /** Of the lower end: week 7, month 30, year 365 days. Compare with `monthsTolerance` in mind. */
  readonly days: number;
  readonly maxDays: number;
  /** Words before or after that change its sense. */
  readonly qualifier: 'at-least' | 'more-than' | 'less-than' | 'about' | null;
  /** "ago", "prior": a point in time, not a length. */
  readonly ago: boolean;
  /** "every 3 months", "per week", "2x/wk", "q6 weeks": a rhythm, not a length. */
  readonly recurring: boolean;
  /** "within the last 6 months", "in the past 30 days", "six months before the request": a window. */
  readonly window: boolean;
}

/** A count of visits, sessions, treatments. */
export interface VisitCount {
  readonly start: number;
  readonly end: number;
  readonly value: number;
  /** "Fewer than 6 visits", "up to 12 visits": no more than that, and perhaps fewer. */
  readonly bounded: boolean;
}

const daysOf: Readonly<Record<TimeUnit, number>> = { hour: 1 / 24, day: 1, week: 7, month: 30, year: 365 };

const unitSource =
  "(?:hours?|hrs?|calendar days?|business days?|days?|dys?|weeks?|weekly|wks?|wk|months?|mths?|mos?|years?|yrs?|d|w|y)(?:['’]s?)?";
const numberOrWord = `(?:(?:one|two|three|four|five|six) and a half|${numberSource}|a couple of|couple of|half an?|an?(?= (?:hour|day|week|month|year|full|whole|wk|mo|yr)))`;

/** "A month and a half": the half stands behind the unit. */
const andHalf = /^ and a half\b/i;

const durationPattern = new RegExp(
  `(?<![\\w./$])(?:(x ?|×|>|≥|<|≤|~|≈|\\+)\\s*)?(${numberOrWord})(\\+)?(?: ?(?:-|–|—|to|or) ?(${numberSource}))?(\\+)? ?-?(?:(?:full|whole|consecutive|continuous|calendar|complete|more|additional|solid|plus|or more)[ -])?(${unitSource})(?![\\w½]|\\/o\\b|\\.o\\b)`,
  'gi',
);

/** All lengths of time of a text, in order. */
export function readDurations(text: string): DurationMention[] {
  const flat = text.replace(/[\n\r\t\u00a0]/g, ' ');
  const found: DurationMention[] = [];
  durationPattern.lastIndex = 0;
  let m: RegExpExecArray | null;
  while ((m = durationPattern.exec(flat)) !== null) {
    const unit = unitOf(m[6] ?? '');
    const low = amount(m[2] ?? '');
    const high = m[4] === undefined ? low : readNumber(m[4]);
    if (unit === null || low === null || high === null) continue;
    const start = m.index;
    const half = andHalf.exec(flat.slice(start + m[0].length, start + m[0].length + 12))?.[0] ?? '';
    const end = start + m[0].length + half.length;
    const more = half === '' ? 0 : 0.5;
    const before = flat.slice(Math.max(0, start - 40), start);
    const after = flat.slice(end, end + 40);
    // One letter is a unit only right behind digits ("x 10d", "6w"), never "4 d" of a list or "2 y".
    if (/^[dwy]$/i.test(m[6] ?? '') && !/\d ?[dwy]$/i.test(m[0])) continue;
    if (/^ ?-?(?:old\b|yo\b|o\b)/i.test(after) && unit === 'year') continue;
    const prefix = (m[1] ?? '').trim();
    found.push({
      start,
      end,
      value: Math.min(low, high) + more,
      maxValue: Math.max(low, high) + more,
      unit,
      days: (Math.min(low, high) + more) * daysOf[unit],
      maxDays: (Math.max(low, high) + more) * daysOf[unit],
      qualifier: qualifierOf(
        prefix,
        before,
        after,
        m[3] !== undefined || m[5] !== undefined || /or more|plus/i.test(m[0]),
      ),
      ago: /^ ?(?:ago|prior\b(?! to (?:the )?(?:request|imaging))|earlier|back\b|post|status post|s\/p|later)/i.test(
        after,
      ),
      recurring:
        /(?:\b(?:every|each|q|per|once (?:a|every)|times (?:a|per)|days? (?:a|per)|nightly for)|x ?\/|\/) ?(?:other )?$/i.test(
          before,
        ) ||
        (/^an? /i.test(m[0]) &&
          /(?:once|twice|times|x|\d|days|nights|hours|visits|headaches|attacks|episodes|sessions)\s*$/i.test(
            before,
          )) ||
        // "5 days a week", "three days per month": how often, not how long.
        /^ ?(?:a|per|each|every|out of (?:the|each|every)|of (?:the|each|every)) (?:week|wk|month|year)\b/i.test(
          after,
        ),
      window:
        // "has to last six weeks": a length, not a window.
        !/\b(?:to|must|should|shall|may|can|will|that|which|pain|symptoms?|it) lasts? $/i.test(before) &&
        /(?:with?in|in|over|during|for|of|last|past|previous|preceding|prior) (?:the )?(?:(?:last|past|previous|preceding|prior|most recent) )?$/i.test(
          before,
        ) &&
        (/(?:last|past|previous|preceding|prior|recent|within(?: the)?|with?in(?: the)?) $/i.test(before) ||
          /^ (?:before|prior to|preceding|leading up)/i.test(after)),
    });
  }
  return found;
}

const visitNoun =
  '(?:(?:attended|completed|supervised|in-person|office|outpatient|dated|documented|skilled|billed|total|scheduled|treatment|therapy|physical therapy|pt|chiropractic|kept|more) ){0,2}(?:visits?|sessions?|treatments?|appts?|appointments?|encounters?|units of therapy)';
const visitPatterns: readonly RegExp[] = [
  new RegExp(
    `(?<![\\w./:-])(${numberSource})(?: ?(?:of|/|out of) ?(?:${numberSource}))? (?:of (?:the )?)?${visitNoun}\\b`,
    'gi',
  ),
  new RegExp(
    `\\b(?:visits?|sessions?|treatments?)(?: (?:attended|completed|to date|total|used|number|count|seen|done))?(?::|#|=| x|-|\\t| ) ?(${numberSource})(?![\\w/:]|-\\d| ?(?:of|x|weeks?|wks?|per|times))`,
    'gi',
  ),
  new RegExp(
    `\\b(?:pt|therapy|rehab|chiro)\\.? ?[x×] ?(${numberSource})(?! ?(?:weeks?|wks?|w\\b|days?|d\\b|months?|mos?\\b|years?|yrs?|per|x|/))\\b`,
    'gi',
  ),
];

/** Without one of these words a text counts no visits. */
const visitWord = /visit|session|treatment|app(?:oin)?t|encounter|therap|rehab|\bpt\b|chiro/i;

/** All counts of visits of a text, in order. "attended 12 of 13 scheduled appts" counts 12. */
export function readVisitCounts(text: string): VisitCount[] {
  if (
    !/\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twel|teen|ty/i.test(text) ||
    !visitWord.test(text)
  )
    return [];
  const flat = text.replace(/[\n\r\u00a0]/g, ' ');
  const found: VisitCount[] = [];
  for (const pattern of visitPatterns) {
    pattern.lastIndex = 0;
    let m: RegExpExecArray | null;
    while ((m = pattern.exec(flat)) !== null) {
      const value = readNumber(m[1] ?? '');
      const start = m.index;
      const end = start + m[0].length;
      if (value === null || value > 300 || !Number.isInteger(value)) continue;
      if (found.some((other) => start < other.end && other.start < end)) continue;
      found.push({ start, end, value, bounded: bounded.test(flat.slice(Math.max(0, start - 40), start)) });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

function amount(text: string): number | null {
  const word = text.trim().toLowerCase();
  if (/couple/.test(word)) return 2;
  if (word.startsWith('half')) return 0.5;
  if (/^an?$/.test(word)) return 1;
  const half = /^(\w+) and a half$/.exec(word);
  return half === null ? readNumber(word) : (readNumber(half[1] ?? '') ?? 0) + 0.5;
}

function unitOf(text: string): TimeUnit | null {
  const word = text.toLowerCase();
  if (word.startsWith('h')) return 'hour';
  if (word.startsWith('w')) return 'week';
  if (word.startsWith('m')) return 'month';
  if (word.startsWith('y')) return 'year';
  return 'day';
}

/** "Under", "just shy of", "not quite", "at most": the amount behind it was not exceeded, and perhaps not reached. */
const bounded =
  /(?:\b(?:(?<!\b(?:no|not|never|nor) )(?:less than|fewer than|shorter than|under|below|(?:just |a little |a bit |slightly )?short of|shy of)|(?:not|no) (?:more|longer) than|not exceeding|up to|at (?:the )?most|not (?:quite|yet)|a maximum of|inside of)(?: (?:a|about|the|full))?|<=?|≤) ?$/i;

function qualifierOf(
  prefix: string,
  before: string,
  after: string,
  plus: boolean,
): DurationMention['qualifier'] {
  if (
    prefix === '<' ||
    prefix === '≤' ||
    bounded.test(before) ||
    /^ ?or (?:less|fewer|under|shorter)\b/i.test(after)
  )
    return 'less-than';
  if (
    prefix === '>' ||
    /(?:more than|over|greater than|longer than|exceeding|in excess of|> ?) ?$/i.test(before)
  )
    return 'more-than';
  if (
    prefix === '≥' ||
    plus ||
    /(?:at least|minimum of|a minimum|(?:no|not|never|nor) (?:less|fewer|shorter) than|min\.?) ?(?:of )?(?:a )?$/i.test(
      before,
    )
  )
    return 'at-least';
  if (/^ ?(?:or more|or longer|minimum|and up|or greater|\+|at least|plus\b)/i.test(after)) return 'at-least';
  if (
    prefix === '~' ||
    prefix === '≈' ||
    /(?:about|around|approximately|approx\.?|roughly|nearly|almost|some|ca\.?|past|over the|last) ?$/i.test(
      before,
    )
  )
    return 'about';
  return null;
}
