/** Facts that are numbers: symptom duration, age, smoking, laboratory values, risk scores. */
import { addDays, ageOn, daysBetween } from '../../text/calendar.ts';
import { readDates } from '../../text/dates.ts';
import { readDurations } from '../../text/durations.ts';
import { measureOf, patientNow, type Draft } from './draft.ts';
import {
  type NoteReading,
  type PageReading,
  quoteAround,
  regionNear,
  sideNear,
  statusOf,
} from './page-reading.ts';

const symptom =
  /\b(?:pain|ache|aches|aching|lbp|headaches?|ha|numbness|tingling|symptoms?|sx|complaint|weakness|stiffness|radicul\w*|sciatica|swelling|locking|catching|clicking|cough|dyspnea|stuffy|congestion|drainage|pressure|blockage|cramps?|diarrhea|sinus\w*|trouble|problem|instability|discomfort|soreness|dizziness|spells?|clumsy|limp\w*|bleeding|hematuria|nausea|vomiting|f\/u|crick|cold|hurts?|hurting|sore|tender\w*|ringing|tinnitus|colic\w*|dark urine|chills|fevers?|sight|vision|blur\w*|lumps?|bulge|forget\w*|memory|amenorrh\w*|discharge|galactorrh\w*|FOOSH|sprain\w*|\w{3,}algias?|\w{3,}odynia|orthopnea|\w{3,}rrhea|dysuria|dysphagia|jaundice|itch\w*|fatigue|palpitations?|syncope|confusion|vertigo|spasms?|tightness|burning|stabbing|throbbing|twist\w*|crash|flare)\b/i;

const onset =
  /\b(?:onset(?: date)?|began|begun|started|start(?:ed)? (?:hurting|about)|since|date (?:it|symptoms?|pain) (?:started|began)|when did (?:this|the|your) \w+ start|came on|came about|noticed|first noticed|developed|injured|injury date|date of (?:injury|onset)|doi)\b\??[\s:\t]*(?:on |about |around |approximately |in |back in )?$/i;

interface Where {
  readonly page: PageReading;
  readonly note: NoteReading;
}

/** What a fact read at a place of a note starts from: its part, side, day and words. */
export function base(
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

const pointsBack =
  /^\W*(?:(?:it|this|they|these|that)\b[^.;]*\b(?:started|began|begun|came on|has been|have been|going on|set in)\b|(?:onset|began|started|came on)\b(?!\s+(?:on |taking |the )?(?:\w+ )?(?:\d+ ?mg|pt\b|physical|therapy|chemo|abx|antibiotics)))/i;

/** "Leg pain, week 15": fifteen weeks. */
function weekOf(words: string): ReturnType<typeof readDurations> {
  return [
    ...words.matchAll(
      /\b(?:now )?(?:in )?(?:its )?(?:week|wk) (\d{1,2})\b(?! (?:on|appointment|of (?:pt|therapy|treatment|\d)))/gi,
    ),
  ].flatMap((match) =>
    readDurations(`${match[1] ?? ''} weeks`).map((length) => ({
      ...length,
      start: match.index,
      end: match.index + match[0].length,
    })),
  );
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
    // "It started on January 12": of what the sentence before complained of.
    const before = text.slice(Math.max(from, sentence.start - 260), sentence.start);
    const symptomatic =
      symptom.test(words) ||
      (pointsBack.test(words) && symptom.test(before.split(/[.!?]\s/).at(-2) ?? before));
    for (const length of [...readDurations(words), ...weekOf(words)]) {
      const before = words.slice(Math.max(0, length.start - 34), length.start);
      const after = words.slice(length.end, length.end + 34);
      const total = length.days;
      // Longer than fifteen years is an age or a lifelong trait, not the complaint.
      if (total < 3 || total > 15 * 365 || length.recurring || length.unit === 'hour' || length.window)
        continue;
      // "topiramate 100 mg (4 mo, fogginess)": the brackets of a drug are its own.
      const open = words.lastIndexOf('(', length.start);
      if (
        open >= 0 &&
        !words.slice(open, length.start).includes(')') &&
        page.drugs.some(
          (drug) =>
            drug.start >= sentence.start &&
            drug.end <= sentence.start + open &&
            sentence.start + open - drug.end < 24,
        )
      )
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
        /^\s*(?:of |course |trial |supply|then|prior|post|s\/p|follow|f\/u|later|apart|of age|old\b|yo\b|check\b|break\b|note\b|missed\b|off work\b|after (?:the |her |his |my )?(?:first|last|initial|previous)\b)/i.test(
          after,
        ) &&
        !/^\s*of (?:\w+ ){0,3}(?:pain|ache|symptoms?|headaches?|numbness|lbp|sinus|cough|swelling)/i.test(
          after,
        )
      )
        continue;
      const near = words.slice(Math.max(0, length.start - 90), Math.min(words.length, length.end + 70));
      if (!symptomatic || !(symptom.test(near) || pointsBack.test(words))) continue;
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
    if (note.note.date === null && symptomatic)
      drafts.push(...undatedOnset(page, note, sentence.start, words));
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

const someDay = String.raw`(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{1,2}\/\d{1,2}(?:\/\d{2,4})?|(?:spring|summer|fall|autumn|winter|christmas|thanksgiving|easter|childhood|college|yesterday)\b|(?:his|her|the|my)? ?(?:\d0s|teens|twenties|thirties)\b)`;
const onsetDay = new RegExp(
  String.raw`\b(?:since|began|started|onset)[: ]+(?:about |around |early |mid-? ?|late |last |the |end of |on )*${someDay}`,
  'i',
);

/** "Arm hurts since June" in a note without a day: the complaint has a beginning, though its length cannot be counted. */
function undatedOnset(page: PageReading, note: NoteReading, at: number, words: string): Draft[] {
  const m = onsetDay.exec(words);
  const head = words.slice(0, m?.index ?? 0);
  if (
    m === null ||
    /\b(?:mg|pt|therapy|taking|daily|bid|tid|hep|exercises?|brace|spray|off|quit|stopped)\b[^,;]*$/i.test(
      head,
    )
  )
    return [];
  const start = at + m.index;
  const end = start + m[0].length;
  const { context } = statusOf(page, start, end);
  if (
    context.negation === 'negated' ||
    context.experiencer !== 'patient' ||
    context.temporality === 'hypothetical'
  )
    return [];
  return [
    {
      ...base({ page, note }, start, end),
      concept: 'symptom-duration',
      detail: 'onset',
      context: patientNow,
      measure: null,
      why: [m[0]],
    },
  ];
}

/** "Age 63.", "intake, age 76", "Ms. Quintero, 59,", "He is 80": the age without "years". */
const barePatterns: readonly RegExp[] = [
  /(?<=^|[,;:(\n] ?|\.\s)age[d:]?:? (\d{1,3})(?=[.,;)\n]|$| ?(?:yrs?|years|[MF]\b))/gi,
  /\b(?:Mr|Mrs|Ms|Miss)\.? \p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)?(?:,| is|, aged?|,? who is) (\d{1,3})(?=[,.;])/gu,
  /\bat (?:age )?(\d{2,3}),? (?:he|she|pt|the patient) (?:is|meets|remains|qualifies|falls)\b/gi,
  /\b(?:he|she|patient|pt|athlete|member) (?:is|turned|just turned) (\d{1,3})(?=[,.;]| (?:and|now|with)\b)/gi,
];

/** Age as the note says it, or from the birth date on the day of the note. */
export function readAge(page: PageReading, note: NoteReading, from: number, to: number): Draft[] {
  const text = page.page.text;
  for (const m of [agePattern, ...barePatterns].flatMap((each) => [...text.slice(from, to).matchAll(each)])) {
    m.index += from;
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
