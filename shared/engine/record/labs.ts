/** Laboratory values and the scores of risk models as facts. */
import type { IsoDate } from '../../domain/kinds.ts';
import { readDates } from '../../text/dates.ts';
import { measureOf, patientNow, type Draft } from './draft.ts';
import { type NoteReading, type PageReading, sentenceAt, statusOf } from './page-reading.ts';
import { base } from './values.ts';

/** Names of laboratory values, by the detail they are stored under. */
const labs: readonly (readonly [string, RegExp])[] = [
  ['esr', /\b(?:ESR|sed(?:imentation)? rate)\b/gi],
  ['crp', /\b(?:hs-?)?CRP\b|\bC-?reactive protein\b/gi],
  ['d-dimer', /\bD-?dimer\b/gi],
  ['cea', /\bCEA\b/g],
  ['psa', /\bPSA\b/g],
  ['ca-125', /\bCA[- ]?125\b/gi],
  ['ca-15-3', /\bCA[- ]?15-3\b/gi],
  ['ca-19-9', /\bCA[- ]?19-9\b/gi],
  ['afp', /\bAFP\b/g],
  ['creatinine', /\bcreat(?:inine)?\b/gi],
  ['egfr', /\be?GFR\b/gi],
  ['a1c', /\b(?:Hb)?A1c\b/gi],
  ['hemoglobin', /\b(?:hemoglobin|Hgb|Hb)\b/gi],
  ['wbc', /\bWBC\b|\bwhite (?:blood )?(?:cell )?count\b/gi],
  ['platelets', /\bplatelets?\b|\bPlt\b/gi],
  ['troponin', /\btrop(?:onin)?(?: [IT])?\b/gi],
  ['calprotectin', /\b(?:fecal )?calprotectin(?:, fecal)?\b/gi],
  ['bilirubin', /\b(?:total |direct |t\.? ?)?bili(?:rubin)?\b/gi],
  ['alk-phos', /\b(?:alk(?:aline)? ?phos\w*|ALP)\b/gi],
  ['alt', /\bALT\b/g],
  ['ast', /\bAST\b/g],
  ['ggt', /\bGGT\b/g],
  ['lipase', /\blipase\b/gi],
  ['amylase', /\bamylase\b/gi],
  ['albumin', /\balbumin\b/gi],
  ['ldh', /\bLDH\b/g],
  ['tsh', /\bTSH\b/g],
  ['b12', /\bB12\b/g],
  ['vitamin-d', /\bvitamin D\b/gi],
  ['calcium', /\bcalcium\b(?! score)/gi],
  ['rf', /\brheumatoid factor\b/gi],
  ['ana', /\bANA\b/g],
  ['bnp', /\b(?:NT-?pro)?BNP\b/gi],
  ['ef', /\b(?:LV)?EF\b|\bejection fraction\b/gi],
  ['inr', /\bINR\b/g],
  ['testosterone', /\btestosterone\b/gi],
];

const labValue =
  /^(?:[\s:=.(,]|\b(?:of|was|is|at|came back|now|today|then|level|result|value|total|serum|fecal|mcg\/g|ug\/g|µg\/g|mg\/L|g\/dL|mg\/dL|ng\/mL|U\/mL|U\/L|still|back|to|up|rose|risen|fell|increased|decreased|dropped|climbed|doubled|from [\d.]+(?= ?(?:ng|mg|g|mcg|U)?\S* to )|high|low|hs|T|I|H|L)\b)*?([<>]?\s?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[<>]?\s?\d{1,5}(?:\.\d+)?)(?!\d|\/\d{1,2}\/|\/(?:19|20)\d\d| ?-? ?(?:month|week|day|year|mo\b|wk|hour))\s*(ng\/mL|mg\/dL|mg\/L|mm\/h\w*|g\/dL|mcg\/g|ug\/g|µg\/g|U\/mL|U\/L|IU\/L|pg\/mL|%|ng\/dL|mmol\/L)?\s*,?\s*(H\b|L\b|high|low|\(H\)|\(L\)|↑|↓|elevated|\(?normal\)?|\(?nl\)?|\(?wnl\)?)?/i;

/** Laboratory values in lines, sentences and tables ("CEA <tab> 9.8 <tab> H" and dates with values below "CEA"). */
export function readLabs(page: PageReading, note: NoteReading, from: number, to: number): Draft[] {
  const text = page.page.text;
  const drafts: Draft[] = [];
  for (const [name, pattern] of labs) {
    pattern.lastIndex = from;
    let m: RegExpExecArray | null;
    while ((m = pattern.exec(text)) !== null && m.index < to) {
      const start = m.index;
      const end = start + m[0].length;
      const lineEnd = text.indexOf('\n', end);
      const joined = joinedValue(text, start, end, lineEnd < 0 ? text.length : lineEnd);
      const flow =
        joined === null ? flowRow(page, note, name, start, lineEnd < 0 ? text.length : lineEnd, from) : [];
      if (flow.length > 0) {
        drafts.push(...flow);
        pattern.lastIndex = lineEnd < 0 ? to : lineEnd;
        continue;
      }
      const tail = joined ?? text.slice(end, Math.min(lineEnd < 0 ? text.length : lineEnd, end + 60, to));
      const limit = /^\s*\((?:to|up to|<|≤|ref\.?:?|nl|normal:?|limit:?) ?([\d.,]+)\)/i.exec(tail);
      const value = labValue.exec(
        tail
          .replace(/^\s*\([^)]*\)/, (bracket) => ' '.repeat(bracket.length))
          .replace(/\d{1,2}\/\d{1,2}\/\d{2,4}/g, (date) => ' '.repeat(date.length)),
      );
      if (value) {
        const amount = Number((value[1] ?? '').replace(/[<>,\s]/g, ''));
        const context = statusOf(page, start, end).context;
        if (
          !Number.isFinite(amount) ||
          context.experiencer !== 'patient' ||
          context.temporality === 'hypothetical'
        )
          continue;
        const lineHead = text.slice(text.lastIndexOf('\n', start) + 1, start);
        const until = lineEnd < 0 ? text.length : lineEnd;
        const normal = isNormal(
          name,
          amount,
          value[1] ?? '',
          value[3],
          limit
            ? `<${limit[1] ?? ''}`
            : referenceOf(text, end + value[0].length, until, joined ? lineHead : null),
        );
        const around = sentenceAt(page, start);
        const lineStart = around.start;
        const dates = readDates(text.slice(lineStart, Math.max(around.end, end)), note.anchor);
        drafts.push({
          ...base({ page, note }, start, end + value[0].length),
          concept: 'lab-result',
          detail: name,
          date: nearestDate(dates, start - lineStart) ?? note.note.date,
          ...(normal === true ? { context: { ...patientNow, negation: 'negated' as const } } : {}),
          measure: measureOf({ quantity: { unit: name, value: amount } }),
          why: [
            `${name} ${(value[1] ?? '').trim()}${value[2] ? ` ${value[2]}` : ''}`,
            ...(normal === null
              ? []
              : [normal ? 'within the reference range' : 'outside the reference range']),
          ],
        });
      } else drafts.push(...column(page, note, name, start, end, to));
    }
  }
  return drafts;
}

/** Lines above a row among which the head of its table is looked for. */
const headLines = 30;
const cellDate =
  /^(?:\d{1,2}\/\d{1,2}\/\d{2,4}|\d{1,2}\/\d{4}|\d{4}-\d{2}-\d{2}|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4})$/;

/**
 * A row of a flow sheet: "ALT <tab> 21 <tab> 52 H <tab> 74 H <tab> 0-40" below a head of dates, a value for each day.
 * Empty where no head stands above, or the row has other cells than it.
 */
function flowRow(
  page: PageReading,
  note: NoteReading,
  name: string,
  start: number,
  lineEnd: number,
  from: number,
): Draft[] {
  const text = page.page.text;
  const lineStart = text.lastIndexOf('\n', start) + 1;
  const split = (line: string): string[] => line.split(/\t| {3,}/).map((cell) => cell.trim());
  const cells = split(text.slice(lineStart, lineEnd));
  if (cells.length < 3 || start - lineStart > (cells[0]?.length ?? 0) + 2) return [];
  const above = text.slice(Math.max(from, 0), lineStart).split('\n').slice(-headLines).toReversed();
  const head = above.map(split).find((row) => row.filter((cell) => cellDate.test(cell)).length >= 2);
  if (head === undefined) return [];
  const range = /[<>≤≥] ?\d|\d ?[-–] ?\d/.test(cells.at(-1) ?? '') ? (cells.at(-1) ?? '') : '';
  // A row without one of its values cannot be told apart from one with another: then the values have no days.
  if (cells.length !== head.length) return [];
  return head.flatMap((day, column): Draft[] => {
    const cell = cells[column] ?? '';
    const m = /^([<>]?\s?\d{1,6}(?:[.,]\d+)?)\s*(H|L|high|low|\(H\)|\(L\)|[↑↓])?\b/i.exec(cell);
    const iso = cellDate.test(day) ? readDates(day, note.anchor)[0]?.iso : undefined;
    if (!m || iso === undefined) return [];
    const amount = Number((m[1] ?? '').replace(/[<>,\s]/g, ''));
    const flag = /H|high|↑/i.test(m[2] ?? '') ? 'H' : /L|low|↓/i.test(m[2] ?? '') ? 'L' : undefined;
    const bounds = /[<>≤≥] ?\d+(?:[.,]\d+)*|\d+(?:\.\d+)? ?[-–] ?\d+(?:\.\d+)?/.exec(range)?.[0] ?? '';
    const normal = isNormal(name, amount, m[1] ?? '', flag, bounds);
    const upper = upperLimit(bounds);
    return [
      {
        ...base({ page, note }, lineStart, lineEnd),
        concept: 'lab-result',
        detail: name,
        date: iso,
        side: null,
        ...(normal === true ? { context: { ...patientNow, negation: 'negated' as const } } : {}),
        measure: measureOf({
          quantity: { unit: name, value: amount, ...(upper === null ? {} : { upperLimit: upper }) },
        }),
        why: [`${name} ${cell} on ${iso}`, ...(upper === null ? [] : [`upper limit ${upper}`])],
      },
    ];
  });
}

/** The upper end of a reference range; null where it has none (">60"). */
function upperLimit(range: string): number | null {
  const between = /[-–] ?(\d+(?:\.\d+)?)$/.exec(range)?.[1];
  const below = /^[<≤] ?(\d+(?:\.\d+)?)$/.exec(range)?.[1];
  const limit = Number(between ?? below);
  return Number.isFinite(limit) && limit > 0 ? limit : null;
}

/** "ESR / CRP <tab> 18 / 0.4": the value at the same place of the list, as the words behind the name. */
function joinedValue(text: string, start: number, end: number, lineEnd: number): string | null {
  const lineStart = text.lastIndexOf('\n', start) + 1;
  const line = text.slice(lineStart, lineEnd);
  const m =
    /([A-Za-z][\w-]*(?: ?\/ ?[A-Za-z][\w-]*)+)[^\d\n]{1,6}(\d+(?:\.\d+)?(?: ?\/ ?\d+(?:\.\d+)?)+)/.exec(line);
  if (!m || m.index + lineStart > start || m.index + lineStart + (m[1] ?? '').length < end) return null;
  const names = (m[1] ?? '').split('/');
  const values = (m[2] ?? '').split('/').map((value) => value.trim());
  const before = line.slice(m.index, start - lineStart).split('/').length - 1;
  return names.length === values.length ? ` ${values[before] ?? ''}` : '';
}

/** The reference range behind a value, as written: "0-30", "<0.8", ">60", "(nl <500)"; in joined lists the same place. */
function referenceOf(text: string, from: number, lineEnd: number, joinedHead: string | null): string {
  const rest = text.slice(from, Math.min(lineEnd, from + 60));
  const ranges = Array.from(
    rest.matchAll(/[<>≤≥] ?\d+(?:[.,]\d+)*|\d+(?:\.\d+)? ?[-–] ?\d+(?:\.\d+)?/g),
    (m) => m[0],
  );
  return ranges[joinedHead === null ? 0 : joinedHead.split('/').length - 1] ?? '';
}

/** True within the range, false outside it, null where neither flag nor range nor word says. */
function isNormal(
  name: string,
  amount: number,
  raw: string,
  flag: string | undefined,
  range: string,
): boolean | null {
  if (/^\(?(?:H|L|high|low|elevated)\)?$|[↑↓]/i.test(flag ?? '')) return false;
  if (/^\(?(?:normal|nl|wnl)\)?$/i.test(flag ?? '')) return true;
  const bound = /^([<>≤≥]) ?([\d.,]+)$/.exec(range);
  if (bound) {
    const limit = Number((bound[2] ?? '').replaceAll(',', ''));
    if (/[<≤]/.test(bound[1] ?? '')) return amount < limit || (raw.includes('<') && amount <= limit);
    return amount > limit || raw.includes('>');
  }
  const between = /^([\d.]+) ?[-–] ?([\d.]+)$/.exec(range);
  if (between) return amount >= Number(between[1]) && amount <= Number(between[2]);
  // Two inflammation markers have much the same upper limit everywhere; only plainly normal values are called so.
  if (name === 'esr') return amount <= 15 ? true : null;
  if (name === 'crp') return amount <= 0.5 ? true : null;
  return null;
}

function flagWords(flag: string | undefined, tail: string): string[] {
  if (/^\(?(?:H|high|elevated)\)?$|↑/i.test(flag ?? '') || /^\D*[\d.,]+\s*H\b/.test(tail))
    return ['flagged high'];
  if (/^\(?(?:L|low)\)?$|↓/i.test(flag ?? '')) return ['flagged low'];
  return [];
}

function nearestDate(dates: readonly { start: number; iso: IsoDate }[], at: number): IsoDate | null {
  return dates.toSorted((a, b) => Math.abs(a.start - at) - Math.abs(b.start - at))[0]?.iso ?? null;
}

/** Rows "date <tab> value <tab> H" below a heading that names the test. */
function column(
  page: PageReading,
  note: NoteReading,
  name: string,
  start: number,
  end: number,
  to: number,
): Draft[] {
  const text = page.page.text;
  const lineStart = text.lastIndexOf('\n', start) + 1;
  const lineEnd = text.indexOf('\n', end);
  if (lineEnd < 0) return [];
  const header = text.slice(lineStart, lineEnd);
  const cells = header.split(/\t| {2,}/);
  if (!/\b(?:collected|date|drawn|trend|test|result)\b/i.test(header) || header.length > 80) return [];
  const tests = cells.filter((cell) =>
    labs.some(([, pattern]) => new RegExp(pattern.source, pattern.flags.replace('g', '')).test(cell)),
  );
  if (tests.length > 1) return [];
  const drafts: Draft[] = [];
  let at = lineEnd + 1;
  for (let row = 0; row < 14 && at < to; row++) {
    const rowEnd = text.indexOf('\n', at) < 0 ? text.length : text.indexOf('\n', at);
    const line = text.slice(at, rowEnd);
    const rowAt = at;
    at = rowEnd + 1;
    if (line.trim() === '') continue;
    const m =
      /^\s*(\d{1,2}\/\d{1,2}\/\d{2,4}|\d{1,2}\/\d{4}|\d{4}-\d{2}-\d{2})\s+(\d{1,5}(?:\.\d+)?)\s*(H|L|high|low)?\s*$/i.exec(
        line,
      );
    if (!m) {
      if (drafts.length > 0 || !/\b(?:flag|collected|date)\b/i.test(line)) break;
      continue;
    }
    const [date] = readDates(m[1] ?? '', note.anchor);
    drafts.push({
      ...base({ page, note }, rowAt + (m[0].length - m[0].trimStart().length), rowAt + m[0].trimEnd().length),
      concept: 'lab-result',
      detail: name,
      date: date?.iso ?? note.note.date,
      measure: measureOf({ quantity: { unit: name, value: Number(m[2]) } }),
      why: [`${name} ${m[2]}${m[3] ? ` ${m[3]}` : ''}`, ...flagWords(m[3], '')],
    });
  }
  return drafts;
}

const risks: readonly (readonly [string, RegExp, string])[] = [
  [
    'tyrer-cuzick',
    /\b(?:tyrer[- ]cuzick|IBIS|TC)\b[^.;\n%]{0,70}?(\d{1,2}(?:\.\d{1,2})?) ?%(?:[^.;\n]{0,20}?(\d{1,2}(?:\.\d{1,2})?) ?%)?/gi,
    'percent',
  ],
  [
    'gail',
    /\b(?:gail|BCRAT)\b[^.;\n]{0,60}?(\d{1,2}(?:\.\d{1,2})?) ?%(?:[^.;\n]{0,20}?(\d{1,2}(?:\.\d{1,2})?) ?%)?/gi,
    'percent',
  ],
  [
    'lifetime-risk',
    /\blifetime (?:breast cancer )?risk\b[^.;%]{0,50}?(\d{1,2}(?:\.\d{1,2})?)\s?%/gi,
    'percent',
  ],
  [
    'wells',
    /\bwells\b[^.;\n]{0,200}?(?:score|=|total|:)\s*(?:is |of |was )?(\d{1,2}(?:\.\d)?)(?!\d|\.\d)(?!.{0,3}wk)/gi,
    'points',
  ],
  ['spesi', /\bs?PESI\b\s*(?:score|=|:|of)?\s*(\d{1,3})/gi, 'points'],
  ['heart-score', /\bHEART score\b[^.;\n\d]{0,12}(\d{1,2})/g, 'points'],
  ['ascvd', /\b(?:ASCVD|framingham)\b[^.;\n\d]{0,30}(\d{1,2}(?:\.\d)?) ?%/gi, 'percent'],
  [
    'calcium-score',
    /\b(?:agatston|calcium score|CAC)\b(?:[^.;\n\d]{0,20}\b(?:19|20)\d\d\b(?:\s*\([^)]*\))?)?[^.;\d]{0,20}(\d{1,4})/gi,
    'points',
  ],
  [
    'pretest-probability',
    /\bpre-?test (?:probability|likelihood|risk)\b[^.;\d]{0,80}?(\d{1,2}(?:\.\d)?)\s?(?:%|percent)/gi,
    'percent',
  ],
  ['mjoa', /\bmJOA\b\D{0,8}(\d{1,2})/g, 'points'],
  ['bi-rads', /\bBI-?RADS\b(?: category)?\D{0,3}([0-6])/gi, 'category'],
  ['lung-rads', /\bLung-?RADS\b(?: category)?\D{0,3}([0-4])/gi, 'category'],
  ['gleason', /\bgleason\b(?: score)?\D{0,3}(?:\d ?\+ ?\d ?=? ?)?(\d{1,2})/gi, 'points'],
  ['ecog', /\bECOG\b\D{0,12}([0-4])/g, 'points'],
  ['t-score', /\bT-?score\b[^.;\n\d-−]{0,12}([-−]?\d\.\d)/gi, 'sd'],
];

/** Scores of risk models; of two percentages (ten-year, lifetime) the larger is the lifetime risk. */
export function readRisks(page: PageReading, note: NoteReading, from: number, to: number): Draft[] {
  const text = page.page.text;
  const drafts: Draft[] = [];
  for (const [name, pattern, unit] of risks) {
    pattern.lastIndex = from;
    let m: RegExpExecArray | null;
    while ((m = pattern.exec(text)) !== null && m.index < to) {
      const values = [m[1], m[2]].filter((v) => v !== undefined).map((v) => Number(v.replace('−', '-')));
      const context = statusOf(page, m.index, m.index + 4).context;
      // "Lifetime risk 27%" speaks of what may come, yet the score was reckoned; one that is still to be is not.
      const lead = text.slice(Math.max(0, m.index - 60), m.index);
      if (
        context.experiencer !== 'patient' ||
        /\b(?:if|when|would|until|will|to be|plan(?:ned)? to|calculate|order)\b[^.;\n]*$/i.test(lead)
      )
        continue;
      const value = unit === 'sd' ? (values[0] ?? 0) : Math.max(...values);
      drafts.push({
        ...base({ page, note }, m.index, m.index + m[0].length),
        concept: 'risk-score',
        detail: name,
        measure: measureOf({ quantity: { unit, value } }),
        why: [`${name} ${value}`],
      });
    }
  }
  return drafts;
}
