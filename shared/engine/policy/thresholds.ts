/** Reads how much a policy (or a denial) asks for: lengths of time, windows, visits, grades, sizes, percentages. */
import type { Threshold } from '../../domain/denial.ts';
import { readDurations } from '../../text/durations.ts';
import { readVisitCounts } from '../../text/durations.ts';
import { numberSource, readNumber } from '../../text/numbers.ts';
import { drugsAsked } from './criteria/several-drugs.ts';

/** Words behind a window that is counted from an event of the illness. */
const afterEvent =
  /^\s*(?:of|from|after|following|since) (?:the |an? |this |that |such )?(?:\w+ )?(?:injury|trauma|accident|fall|onset|surgery|operation|event|exposure|birth|delivery)\b/i;

/** "Onset more than six weeks before the request", "began at least six weeks ago": how long it has lasted. */
const sinceOnset =
  /\b(?:onset|began|begun|started|starting|first (?:noted|noticed|seen))\b[^.;]{0,40}\b(?:more than|over|at least|no less than|not less than|a minimum of|longer than)\s*$/i;

/** "Pain for more than 6 weeks after the injury": a length that lasts, not a time at which something is done. */
const persisting =
  /\b(?:for|last(?:s|ed|ing)?|persist(?:s|ed|ing)?|continu(?:es|ed|ing)|going on|present)(?: for)?(?: (?:more than|longer than|greater than|over|at least|a minimum of|no less than|not less than))?\s*$/i;

/** Null where the words name no amount. The longest length of care and the longest window win. */
export function readThreshold(text: string): Threshold | null {
  let minDays: number | undefined;
  let lookBackDays: number | undefined;
  for (const length of readDurations(text)) {
    const before = text.slice(Math.max(0, length.start - 40), length.start);
    const after = text.slice(length.end, length.end + 40);
    if (length.recurring || /^\s*(?:apart|in between|of age)/i.test(after) || /\bage\s*$/i.test(before))
      continue;
    // "An effusion within 24 hours of the injury": counted from the injury, not back from the request.
    if (length.window && afterEvent.test(after)) continue;
    // "Therapy for at least six weeks before an MRI" is a length that comes first, not a window.
    const lasting =
      /\b(?:for(?: at least| a minimum of| no less than)?|at least|a minimum of|no less than)\s*$/i.test(
        before,
      ) && /^\s*(?:before|prior to)\b/i.test(after);
    const windowed =
      (length.window && !lasting) ||
      (!lasting &&
        /^\s*(?:(?:or less|immediately|just) )?(?:before|prior to|preceding|leading up to|of|from) (?:the )?(?:\w+ )?(?:request|scan|study|order|imaging|submission|date|review|visit|mri|ct|pet)/i.test(
          after,
        )) ||
      /\b(?:within|in the (?:past|last|previous|preceding|prior)|during the (?:past|last|previous|preceding|prior)|no (?:older|more) than|not older than|in the|the (?:past|last))\s*$/i.test(
        before,
      );
    if (sinceOnset.test(text.slice(Math.max(0, length.start - 90), length.start))) {
      minDays = Math.max(minDays ?? 0, length.days);
      continue;
    }
    if (/^\s*old\b/i.test(after)) {
      if (/\b(?:no|not) (?:more|older|greater) than\s*$|\bwithin\s*$/i.test(before))
        lookBackDays = Math.max(lookBackDays ?? 0, length.maxDays);
      else if (/\b(?:more|older|over) than\s*$|\bat least\s*$/i.test(before))
        minDays = Math.max(minDays ?? 0, length.days);
      continue;
    }
    if (/(?<!\b(?:no|not|nor) )\bolder than\s*$/i.test(before)) {
      minDays = Math.max(minDays ?? 0, length.days);
      continue;
    }
    if (windowed) {
      lookBackDays = Math.max(lookBackDays ?? 0, length.maxDays);
    } else if (length.ago || (!persisting.test(before) && /^\s*(?:after|from|since|later)\b/i.test(after))) {
      continue;
    } else if (/\b(?:not|no|never) (?:(?:less|fewer|shorter) than|under|below|short of)\s*$/i.test(before)) {
      minDays = Math.max(minDays ?? 0, length.days);
    } else if (length.qualifier === 'less-than' || /\b(?:less than|under|before|up to)\s*$/i.test(before)) {
      continue;
    } else if (length.unit === 'year' && /^\s*(?:of age|old|or older|and older)/i.test(after)) {
      continue;
    } else {
      minDays = Math.max(minDays ?? 0, length.days);
    }
  }
  // "within the past year": a window without a number.
  const single =
    /\b(?:within|in|during|over|inside) the (?:past|last|previous|preceding|prior) (week|month|year)\b/i
      .exec(text)?.[1]
      ?.toLowerCase();
  if (single !== undefined)
    lookBackDays = Math.max(lookBackDays ?? 0, single === 'week' ? 7 : single === 'month' ? 30 : 360);
  const visits = readVisitCounts(text).map((count) => count.value);
  const minVisits = visits.length > 0 ? Math.max(...visits) : undefined;
  const quantity = readQuantity(text);
  const minDrugs = drugsAsked(text);
  if ([minDays, lookBackDays, minVisits, minDrugs].every((part) => part === undefined) && quantity === null)
    return null;
  return {
    ...(minDays === undefined ? {} : { minDays: Math.round(minDays) }),
    ...(lookBackDays === undefined ? {} : { lookBackDays: Math.round(lookBackDays) }),
    ...(minVisits === undefined ? {} : { minVisits }),
    ...(minDrugs === undefined ? {} : { minDrugs }),
    ...(quantity === null ? {} : { quantity }),
  };
}

type Quantity = NonNullable<Threshold['quantity']>;

const more = String.raw`(?:asks? for|requires?|required|calls? for|needs?|more than|above|over|greater than|exceed(?:s|ing)?|at least|a minimum of|minimum of|no less than|not less than|>=?|≥|of)`;
const orMore = String.raw`(?:or (?:more|higher|greater|above|over|larger)|and (?:above|over)|\+)`;
const units = String.raw`(?:percent|%|mm|millimet(?:er|re)s?|cm|centimet(?:er|re)s?|micrograms? per gram|mcg\/g|[µu]g\/g|ng\/m[lL]|ng\/dL|mg\/d[lL]|mg\/L|U\/[mM]?L|pack[- ]?years?|cycles?|episodes?|points?|pounds?|lbs?|kg|METs?)`;

/** A bound of another quantity with its unit in our spelling, or null. */
export function readQuantity(text: string): Quantity | null {
  const strength =
    /(?:grade |strength (?:of |grade )?)?\b([0-5])[+-]?\s*(?:\/|out of|of)\s*(?:5|five)\s*(?:or (?:less|worse|lower|below)|and below)/i.exec(
      text,
    );
  if (strength) return { unit: 'strength-grade', max: Number(strength[1]) };
  const range = new RegExp(
    `(?:from |between )?(?<![\\d.])(${numberSource})\\s*(?:${units})?\\s*(?:to|and|through|[-–])\\s*(${numberSource})\\s*(${units})(?![\\w])`,
    'i',
  ).exec(text);
  if (range !== null) {
    const min = readNumber(range[1] ?? '');
    const max = readNumber(range[2] ?? '');
    const unit = unitOf(range[3] ?? '');
    if (min !== null && max !== null && unit !== null && min < max && (unit === 'percent' || unit === 'mm'))
      return { unit, min, max };
  }
  const pain = /\b(\d{1,2})\s*(?:\/|out of)\s*10\s*(?:or (?:more|higher|greater|worse))/i.exec(text);
  if (pain) return { unit: 'pain-score', min: Number(pain[1]) };
  const score =
    /\bscore (?:of )?(?:(above|over|more than|greater than|at least|of)\s*)?(\d+(?:\.\d+)?)/i.exec(text);
  const before = new RegExp(`${more}\\s*(${numberSource})\\s*(?:or more\\s*)?(${units})(?![\\w])`, 'i').exec(
    text,
  );
  const after = new RegExp(
    `(?<![\\d.])(${numberSource})\\s*(${units})?\\s*${orMore}\\s*(?:of\\s+)?(?:\\w+\\s+){0,2}?(${units})?(?![\\w])`,
    'i',
  ).exec(text);
  const found = before ?? after;
  if (found !== null) {
    const value = readNumber(found[1] ?? '');
    const unit = unitOf(found[2] ?? found[3] ?? '');
    // Two bounds in one unit ("0.2 ng/mL …; after radiation a rise of 2 ng/mL") depend on the case: none is read.
    const bounds = new Set(
      [...text.matchAll(new RegExp(`(?<![\\d.])(${numberSource})\\s*(${units})(?![\\w])`, 'gi'))]
        .filter((m) => unitOf(m[2] ?? '') === unit)
        .map((m) => m[1]),
    );
    const range = new RegExp(
      `up to (${numberSource})\\s*${units}|to ${numberSource} (?:percent|%)`,
      'i',
    ).test(text);
    if (value !== null && unit !== null && (bounds.size <= 1 || range)) {
      const upper = new RegExp(`up to (${numberSource})\\s*${units}`, 'i').exec(text);
      const max = upper === null ? null : readNumber(upper[1] ?? '');
      return { unit, min: value, ...(max === null || max <= value ? {} : { max }) };
    }
  }
  const age = readAgeLimits(text);
  if (age !== null) return { unit: 'years', ...age };
  if (score !== null && score[1] !== undefined) return { unit: 'points', min: Number(score[2]) };
  return null;
}

/** Limits of age in years, or null. */
export function readAgeLimits(text: string): { min?: number; max?: number } | null {
  const between =
    /\b(?:aged?|ages|between(?: the)? ages?(?: of)?) (?:of )?(\d{1,2})(?: years?)? ?(?:to|through|and|-|–) ?(\d{1,2})\b/i.exec(
      text,
    ) ?? /\bbetween (\d{2}) and (\d{2}) years\b/i.exec(text);
  if (between) return { min: Number(between[1]), max: Number(between[2]) };
  const least =
    /\b(\d{1,2}) ?(?:years?)?(?: of age)? ?(?:or|and) (?:older|over|above|later)\b/i.exec(text) ??
    /\b(?:over|older than|above|past(?= (?:the )?age))(?: the age of| age)? (\d{2})\b(?! (?:days|weeks|months|hours|mm|percent|pounds|degrees|visits|mg|kg)|%|\/)/i.exec(
      text,
    ) ??
    /\bage (?:of )?(\d{1,2}) (?:or|and) (?:older|over|above|later)\b/i.exec(text) ??
    /\b(?:(?:begins?|starts?|opens?|allowed|covered|paid|meant)(?: only)?(?: at| from| with| on)?|from|not before|at least)(?: the)? ages? (?:of )?(\d{2})\b/i.exec(
      text,
    ) ??
    /\b(?:from|at least|not before) (\d{2}) years of age\b/i.exec(text);
  if (least) return { min: Number(least[1]) };
  const scale =
    /\b(?:GCS|e?GFR|LVEF|EF|BMI|score|index|rate|hemoglobin|platelets?|creatinine|fraction|elevation|is|stays?)\s*(?:of |is )?(?:under|below)\b/i;
  const most = scale.test(text)
    ? null
    : /\b(?:under|below|younger than)(?: the age of| age)? (\d{1,2})\b(?! (?:days|weeks|months|hours|mm|percent|pounds|degrees|visits|mg|kg|METs)|%|\/|\.)/i.exec(
        text,
      );
  if (most) return { max: Number(most[1]) - 1 };
  const upTo =
    /\bup to (\d{2}) years(?: of age)?\b/i.exec(text) ??
    /\b(\d{2}) years(?: of age)? (?:or|and) (?:younger|under|less)\b/i.exec(text);
  if (upTo) return { max: Number(upTo[1]) };
  return null;
}

function unitOf(text: string): string | null {
  const word = text.toLowerCase().replace(/\s+/g, ' ').trim();
  if (word === '') return null;
  if (word === '%' || word === 'percent') return 'percent';
  if (/^mm|^milli/.test(word)) return 'mm';
  if (/^cm|^centi/.test(word)) return 'cm';
  if (/microgram|mcg\/g|[µu]g\/g/.test(word)) return 'mcg/g';
  if (/^pack/.test(word)) return 'pack-years';
  if (/^(?:pounds?|lbs?)$/.test(word)) return 'pounds';
  return word.replace(/s$/, '');
}
