/** Facts that are numbers: symptom duration, age, smoking, laboratory values, risk scores. */
import type { IsoDate } from '../../domain/kinds.ts';
import { addDays, ageOn, daysBetween } from '../../text/calendar.ts';
import { readDates } from '../../text/dates.ts';
import { readDurations } from '../../text/durations.ts';
import { measureOf, patientNow } from './draft.ts';
import type { Draft } from './draft.ts';
import type { NoteReading, PageReading } from './page-reading.ts';
import { quoteAround, regionNear, sentenceAt, sideNear, statusOf } from './page-reading.ts';

const symptom =
  /\b(?:pain|ache|aches|aching|lbp|headaches?|ha|numbness|tingling|symptoms?|sx|complaint|weakness|stiffness|radicul\w*|sciatica|swelling|locking|catching|clicking|cough|dyspnea|stuffy|congestion|drainage|pressure|blockage|cramps?|diarrhea|sinus\w*|trouble|problem|instability|discomfort|soreness|dizziness|spells?|clumsy|limp\w*|bleeding|hematuria|nausea|vomiting|f\/u|crick|cold)\b/i;
const onset =
  /\b(?:onset(?: date)?|began|begun|started|start(?:ed)? (?:hurting|about)|since|date (?:it|symptoms?|pain) (?:started|began)|when did (?:this|the|your) \w+ start|came on|came about|noticed|first noticed|developed|injured|injury date|date of (?:injury|onset)|doi)\b\??[\s:\t]*(?:on |about |around |approximately |in |back in )?$/i;

interface Where {
  readonly page: PageReading;
  readonly note: NoteReading;
}

function base(
  { page, note }: Where,
  start: number,
  end: number,
): Pick<
  Draft,
  'region' | 'side' | 'date' | 'section' | 'spans' | 'reading' | 'outcome' | 'status' | 'context'
> {
  return {
    region: regionNear(page, start, end) ?? note.region,
    side: sideNear(page, start, end),
    date: note.note.date,
    section: null,
    spans: [quoteAround(page, start, end)],
    reading: note,
    outcome: null,
    status: 'done',
    context: patientNow,
  };
}

/** How long the complaint has lasted, on the day of the note: from a length ("x 2 mo") or from its onset. */
export function readSymptomDuration(page: PageReading, note: NoteReading, from: number, to: number): Draft[] {
  const drafts: Draft[] = [];
  const text = page.page.text;
  for (const sentence of page.map.sentences) {
    if (sentence.start < from || sentence.end > to) continue;
    const words = text.slice(sentence.start, sentence.end);
    const status = statusOf(
      page,
      sentence.start + Math.min(words.length - 1, 1),
      sentence.start + Math.min(words.length, 2),
    );
    if (
      /^(?:past-history|family-history|plan|return-precautions|medications|exam|results|order|social-history)$/.test(
        status.section ?? '',
      ) &&
      !/\bonset\b/i.test(words)
    )
      continue;
    if (note.note.kind === 'instructions' || note.note.kind === 'account') continue;
    const symptomatic = symptom.test(words);
    for (const length of readDurations(words)) {
      const before = words.slice(Math.max(0, length.start - 34), length.start);
      const after = words.slice(length.end, length.end + 34);
      const total = length.days;
      // Longer than fifteen years is an age or a lifelong trait, not the complaint.
      if (total < 3 || total > 15 * 365 || length.recurring || length.unit === 'hour' || length.window)
        continue;
      // A treatment's or a plan's length is not the complaint's.
      if (
        /\b(?:pt|therapy|naproxen|ibuprofen|meloxicam|prednisone|course|antibiotics?|doxycycline|taken|tried|mg|bid|tid|daily|return|rtc|f\/?u(?: in)?|follow|next|in|after|within|every|goals?|lasts?|off work|hep|exercises?|duty|trial|rx|spray)\s*(?:x|for|of|in)?\s*$/i.test(
          before,
        ) &&
        !/\b(?:pain|lbp|symptoms?|headaches?)\b[^,;]{0,22}$/i.test(before)
      )
        continue;
      if (
        /^\s*(?:of |course |trial |supply|then|prior|post|s\/p|follow|f\/u|later|apart|of age|old\b|yo\b|check\b|break\b|note\b|missed\b|off work\b)/i.test(
          after,
        ) &&
        !/^\s*of (?:\w+ ){0,3}(?:pain|ache|symptoms?|headaches?|numbness|lbp|sinus|cough|swelling)/i.test(
          after,
        )
      )
        continue;
      const near = words.slice(Math.max(0, length.start - 90), Math.min(words.length, length.end + 70));
      if (!symptomatic || !symptom.test(near)) continue;
      const at = sentence.start + length.start;
      const context = statusOf(page, at, sentence.start + length.end).context;
      if (
        context.temporality === 'hypothetical' ||
        context.experiencer !== 'patient' ||
        context.negation === 'negated'
      )
        continue;
      const days = Math.round(total);
      drafts.push({
        ...base({ page, note }, at, sentence.start + length.end),
        concept: 'symptom-duration',
        detail: length.ago ? 'onset' : 'stated',
        context,
        measure: measureOf({
          days,
          from: note.note.date ? addDays(note.note.date, -days) : null,
          to: note.note.date,
        }),
        why: [`${length.value} ${length.unit}s${note.note.date ? ` on ${note.note.date}` : ''}`],
      });
    }
    for (const date of readDates(words, note.anchor)) {
      if (!note.note.date || date.iso >= note.note.date) continue;
      const head = words.slice(Math.max(0, date.start - 60), date.start);
      const dated =
        onset.test(head) ||
        (/\b(?:since|began|started|onset|ago)\b[^.;]{0,24}$/i.test(head) && symptomatic) ||
        (date.relative && date.approximate && /ago/i.test(words.slice(date.start, date.end)) && symptomatic);
      if (
        !dated ||
        /\b(?:dob|pt|therapy|naproxen|meloxicam|mg|taking|medication|anastrozole|adalimumab|works?|married|smok\w+|spray|rx)\b[^.;]{0,40}$/i.test(
          head,
        )
      )
        continue;
      if (
        !symptomatic &&
        !/onset|date it started|when did/i.test(words) &&
        !/^\W*(?:began|started|onset)/i.test(words)
      )
        continue;
      const at = sentence.start + date.start;
      const context = statusOf(page, at, sentence.start + date.end).context;
      if (
        context.negation === 'negated' ||
        context.experiencer !== 'patient' ||
        context.temporality === 'hypothetical'
      )
        continue;
      const days = daysBetween(date.iso, note.note.date);
      drafts.push({
        ...base({ page, note }, at, sentence.start + date.end),
        concept: 'symptom-duration',
        detail: 'onset',
        context: patientNow,
        measure: measureOf({ days, from: date.iso, to: note.note.date }),
        why: [
          `onset ${date.iso}, note of ${note.note.date} = ${days} days${date.approximate ? ' (about)' : ''}`,
        ],
      });
    }
  }
  return drafts;
}

const agePattern =
  /(?<![\d/.-])(\d{1,3})[ -]?(?:y\/?o\b|yo\b|yrs? old\b|years?[ -]old\b|y\.o\.|yrs\b(?=[)])|-year-old|(?:\/)?[ ]?(?=[MF]\b(?:[ .,]|$)))/gi;

/** Age as the note says it, or from the birth date on the day of the note. */
export function readAge(page: PageReading, note: NoteReading, from: number, to: number): Draft[] {
  const text = page.page.text;
  agePattern.lastIndex = from;
  let m: RegExpExecArray | null;
  while ((m = agePattern.exec(text)) !== null && m.index < to) {
    const age = Number(m[1]);
    if (age > 110 || age < 1) continue;
    const context = statusOf(page, m.index, m.index + m[0].length).context;
    if (context.experiencer !== 'patient') continue;
    if (
      /\b(?:mother|father|sister|brother|aunt|uncle|son|daughter|wife|husband)\b[^.;]{0,30}$/i.test(
        text.slice(Math.max(0, m.index - 40), m.index),
      )
    )
      continue;
    return [
      {
        ...base({ page, note }, m.index, m.index + m[0].length),
        concept: 'age',
        detail: 'stated',
        measure: measureOf({ quantity: { unit: 'years', value: age } }),
        why: [`age ${age}`],
      },
    ];
  }
  const birth = note.note.patient.birthDate;
  if (birth && note.note.date && note.note.date > birth) {
    const at = /\b(?:dob|d\.o\.b|born|birth)/i.exec(text.slice(from, to));
    if (!at) return [];
    const age = ageOn(birth, note.note.date);
    return [
      {
        ...base({ page, note }, from + at.index, from + at.index + at[0].length + 14),
        concept: 'age',
        detail: 'from-birth-date',
        measure: measureOf({ quantity: { unit: 'years', value: age } }),
        why: [`born ${birth}, ${age} on ${note.note.date}`],
      },
    ];
  }
  return [];
}

const packYears = /(\d{1,3}(?:\.\d)?)[ +-]*(?:pack[- ]?(?:years?|yrs?)|pk[- ]?(?:yrs?|years?)|py\b)/gi;
const packsTimesYears =
  /(\d(?:\.\d{1,2})?|one|two|half|1\/2|½) ?(?:ppd|packs? (?:a|per) day|packs?\/day|pk\/d)\W{1,3}(?:x|for|times|×)? ?(\d{1,2}) ?(?:y\b|yrs?|years?)/gi;

/** Pack-years, as given or as packs a day times years. */
export function readSmoking(page: PageReading, note: NoteReading, from: number, to: number): Draft[] {
  const text = page.page.text;
  const drafts: Draft[] = [];
  const add = (start: number, end: number, value: number, why: string): void => {
    const context = statusOf(page, start, end).context;
    if (context.experiencer !== 'patient' || context.negation === 'negated') return;
    drafts.push({
      ...base({ page, note }, start, end),
      concept: 'smoking-history',
      detail: 'pack-years',
      context: { ...context, temporality: 'recent' },
      measure: measureOf({ quantity: { unit: 'pack-years', value } }),
      why: [why],
    });
  };
  for (const m of text.slice(from, to).matchAll(packYears))
    add(from + m.index, from + m.index + m[0].length, Number(m[1]), `${m[1]} pack-years`);
  for (const m of text.slice(from, to).matchAll(/\bpack[- ]?years?\s*[:=]\s*(\d{1,3}(?:\.\d{1,2})?)/gi))
    add(from + m.index, from + m.index + m[0].length, Number(m[1]), `${m[1]} pack-years`);
  for (const m of text.slice(from, to).matchAll(packsTimesYears)) {
    const word = (m[1] ?? '').toLowerCase();
    const packs = word === 'one' ? 1 : word === 'two' ? 2 : /half|1\/2|½/.test(word) ? 0.5 : Number(word);
    const value = Math.round(packs * Number(m[2]) * 10) / 10;
    add(
      from + m.index,
      from + m.index + m[0].length,
      value,
      `${packs} packs a day for ${m[2]} years = ${value} pack-years`,
    );
  }
  const quit = /\b(?:quit|stopped smoking|former smoker)[^.;\n]{0,20}/i.exec(text.slice(from, to));
  if (quit) {
    const at = from + quit.index;
    const [date] = readDates(
      `${quit[0]} ${text.slice(at + quit[0].length, at + quit[0].length + 12)}`,
      note.anchor,
    );
    if (date && statusOf(page, at, at + 4).context.experiencer === 'patient') {
      drafts.push({
        ...base({ page, note }, at, at + quit[0].length),
        concept: 'smoking-history',
        detail: 'quit',
        measure: measureOf({
          from: date.iso,
          days: note.note.date && note.note.date > date.iso ? daysBetween(date.iso, note.note.date) : null,
        }),
        why: [`quit ${date.iso.slice(0, 4)}`],
      });
    }
  }
  return drafts;
}

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
  ['calcium-score', /\b(?:agatston|calcium score|CAC)\b[^.;\n\d]{0,20}(\d{1,4})/gi, 'points'],
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
