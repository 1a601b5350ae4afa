/** How long the complaint has lasted, on the day of the note: from a length ("x 2 mo") or from its onset. */
import type { IsoDate } from '../../domain/kinds.ts';
import type { PhraseContext } from '../../domain/record.ts';
import { addDays, addYears, daysBetween } from '../../text/calendar.ts';
import type { DateMention } from '../../text/dates.ts';
import { readDates } from '../../text/dates.ts';
import type { DurationMention } from '../../text/durations.ts';
import { readDurations } from '../../text/durations.ts';
import { ordinalWordSource, readOrdinal } from '../../text/numbers.ts';
import { base } from './base.ts';
import { measureOf, patientNow, type Draft } from './draft.ts';
import { dayAt, type NoteReading, type PageReading, statusOf } from './page-reading.ts';

const symptom =
  /\b(?:pain(?:ful|s)?|aches?|aching|achy|lbp|headaches?|ha|migraines?|numb(?:ness)?|tingling|paresthesias?|pins and needles|symptom\w*|sx|sxs|complaints?|weak(?:ness)?|stiff(?:ness)?(?![- ]sole)|radicul\w*|sciatica|claudicat\w+|swelling|swollen|swells|lock(?:s|ing|ed)|catch(?:es|ing)|click(?:s|ing)|buckl\w+|g(?:i|a)v(?:es?|ing) (?:way|out)|heav(?:y|iness)|bother(?:s|ed|ing)?|cough\w*|wheez\w+|dyspnea|sob|doe|short(?:ness)? of breath|stuffy|congestion|drainage|pressure|blockage|cramps?|diarrhea|sinus\w*|trouble|problems?|instability|unstable|unsteady|discomfort|sore(?:ness)?|dizz(?:y|iness)|spells?|seizures?|clums\w+|limp\w*|bleeding|hematuria|nausea|vomiting|f\/u|crick|cold|hurt(?:s|ing)?|tender\w*|ringing|tinnitus|colic\w*|dark urine|chills|fevers?|sight|vision|blur\w*|lumps?|bulge|mass|forget\w*|memory|amenorrh\w*|discharge|galactorrh\w*|FOOSH|sprain\w*|\w{3,}algias?|\w{3,}odynia|orthopnea|\w{3,}rrhea|dysuria|dysphagia|jaundice|itch\w*|fatigue|tired(?:ness)?|palpitations?|syncope|faint\w*|confusion|vertigo|tremors?|spasms?|tight(?:ness)?|burning|stabbing|throbbing|twist\w*|crash|flare)\b/i;

/** Words right before the day on which a complaint began. */
const onset =
  /\b(?:onset(?: date)?|began|begun|started|start(?:ed)? (?:hurting|about)|since|(?:well|fine|pain[- ]free|symptom[- ]free|asymptomatic|without (?:pain|symptoms)) until|woke(?: up)?|date (?:it|symptoms?|pain) (?:started|began)|when did (?:this|the|your) \w+ start|came on|came about|set in|first (?:noticed|noted|appeared|felt)|appeared|noticed|noted|developed|dat(?:es?|ing|ed) (?:back to|from)|going back to|injured|injury(?: date)?|date of (?:injury|onset)|doi)\b\??[\s:\t]*(?:on |about |around |approximately |in |back in |~ ?)*$/i;

/** How a complaint came about: "was hit from behind", "MVC", "fell off a ladder". */
const injury =
  /\b(?:MV[CA]|(?:car |motor vehicle )?(?:accident|collision|crash|wreck)|rear-?ended|(?:was|got|were) (?:hit|struck|kicked|tackled) (?:from behind|by|at|in|while)|(?:slipped|tripped|fell) (?:off|from|down|on|onto|at|in|while|over|and)|(?:twisted|rolled|sprained|jammed|wrenched) (?:it|his|her|the|my))\b/i;

/** "Here for her neck": what the visit is about. */
const cameFor =
  /\b(?:here|seen|presents?|comes? in|came in|in) (?:today )?(?:for|about|because of|with) (?:an? |his |her |their |the |my )?(?:\w+ )?(?:neck|back|knee|shoulder|hip|ankle|foot|wrist|hand|elbow|arm|leg)\b/i;

const denies = /\b(?:no|not|denie[sd]|without|free of|resolved)\b/i;

const injuredOn = new RegExp(`${injury.source}[^.;,]{0,40}$`, 'i');

/** Longest time since an injury, in days, for it to be taken for the beginning of what is complained of. */
const longestSinceInjury = 270;

/** The same with a clause between: "since she rolled it on", "dating from a fall in". */
const onsetBefore =
  /\b(?:since|began|started|onset|ago|dating from|dates? back to|injur(?:y|ed)|woke)\b[^.;]{0,24}$/i;

const pointsBack =
  /^\W*(?:(?:it|this|they|these|that)\b[^.;]*\b(?:started|began|begun|came on|has been|have been|going on|set in)\b|(?:onset|began|started|came on)\b(?!\s+(?:on |taking |the )?(?:\w+ )?(?:\d+ ?mg|pt\b|physical|therapy|chemo|abx|antibiotics)))/i;

/** Words of treatment, work and life, whose dates and lengths are their own. "Pt" is a person, "PT" therapy. */
const otherThanComplaint = (words: string): boolean =>
  /\bPT\b[^.;]{0,40}$/.test(words) ||
  // "Wore a stiff shoe about 8 days", "in the boot for three weeks": how long a thing was worn.
  /\b(?:wore|worn|wearing|in (?:a|the|his|her) (?:\w+ )?(?:splint|brace|boot|cast|sling|collar|shoe))\b[^.;,]{0,50}$/i.test(
    words,
  ) ||
  /\blast (?:visit|seen|appointment|appt|scan|MRI|CT|x-?rays?|labs?)\b[^.;]{0,24}$/i.test(words) ||
  /\b(?:dob|therapy|naproxen|meloxicam|mg|taking|medication|anastrozole|adalimumab|works?|married|smok\w+|spray|rx)\b[^.;]{0,40}$/i.test(
    words,
  );

interface Sentence {
  readonly start: number;
  readonly end: number;
}

/** What a note complains of for so long, or since when; nothing of care, plans, other persons, or what is denied. */
export function readSymptomDuration(page: PageReading, note: NoteReading, from: number, to: number): Draft[] {
  if (note.note.kind === 'instructions' || note.note.kind === 'account') return [];
  const text = page.page.text;
  const sentences = page.map.sentences.filter((each) => each.start >= from && each.end <= to);
  return sentences.flatMap((sentence, index): Draft[] => {
    const words = text.slice(sentence.start, sentence.end);
    const { section } = statusOf(
      page,
      sentence.start + Math.min(words.length - 1, 1),
      sentence.start + Math.min(words.length, 2),
    );
    if (notTheComplaint.test(section ?? '') && !/\bonset\b/i.test(words)) return [];
    const about = complaintOf(sentence, index, sentences, text);
    const lengths = [...readDurations(words), ...ordinalLengths(words), ...weekOf(words)]
      .filter((length) => about && isOfComplaint(length, words, page, sentence))
      .flatMap((length) => stated(length, page, note, sentence))
      .concat(about ? sinceYouth(page, note, sentence.start, words) : []);
    if (note.note.date === null)
      return [...lengths, ...(about ? undatedOnset(page, note, sentence.start, words) : [])];
    const dates = readDates(words, note.anchor)
      .filter((date) => isOnset(date, words, about, note.note.date))
      .flatMap((date) => onsetOf(date, page, note, sentence));
    return [...lengths, ...dates];
  });
}

const notTheComplaint =
  /^(?:past-history|family-history|plan|return-precautions|medications|exam|results|order|social-history)$/;

/** Whether the sentence complains, by its own words or, being no more than a length or an onset, by those beside it. */
function complaintOf(
  { start, end }: Sentence,
  index: number,
  sentences: readonly Sentence[],
  text: string,
): boolean {
  const words = text.slice(start, end);
  if (symptom.test(words)) return true;
  const beside = (other: Sentence | undefined): boolean =>
    other !== undefined &&
    (symptom.test(text.slice(other.start, other.end)) ||
      (injury.test(words) && cameFor.test(text.slice(other.start, other.end)))) &&
    !/\n\s*\n/.test(text.slice(Math.min(end, other.end), Math.max(start, other.start)));
  const [before, after] = [sentences[index - 1], sentences[index + 1]];
  if (
    injury.test(words) &&
    ![before, after].some((other) => other !== undefined && denies.test(text.slice(other.start, other.end)))
  )
    return beside(before) || beside(after);
  if (pointsBack.test(words)) return beside(before) || beside(after);
  return onlyTime.test(words.trim()) && (beside(before) || beside(after));
}

/** "Fourteen weeks now.", "Duration: 10 weeks.", "Going on 3 months", "DOI 06/01/2026.": words of time alone. */
const onlyTime =
  /^(?:(?:hpi|s|subjective|cc|c\/c|duration|timeline|timing|length|time course|onset|began|started|date of (?:injury|onset)|injury date|doi|now|going on|about|around|approx(?:imately)?|roughly|some|nearly|almost|over|more than|for|since|on|in|early|mid|late|of|the|last|past|x)\b[ :.~]*)*(?:[\w+/½ .-]{1,14}[- ]?(?:days?|weeks?|wks?|months?|mos?|years?|yrs?)|[\d/]{3,10}|[A-Z][a-z]+\.? ?\d{0,4})(?: (?:now|in all|so far|total|already|ago|duration|and counting|\d{4}))*\s*[.;,]?$/i;

/** A date by itself may be of anything, a birth for one. */
const saysOnset = /\b(?:onset|began|started|since|doi|date of (?:injury|onset)|injury date)\b/i;

/** "Leg pain, week 15": fifteen weeks. */
function weekOf(words: string): DurationMention[] {
  return [
    ...words.matchAll(
      /\b(?:now )?(?:in )?(?:its )?(?:week|wk) (\d{1,2})\b(?! (?:on|appointment|of (?:pt|therapy|treatment|\d)))/gi,
    ),
  ].flatMap((match) => placed(readDurations(`${match[1] ?? ''} weeks`), match));
}

const ordinalTime = new RegExp(
  `\\b(?:in|into|entering) (?:its|his|her|their|the|a) (${ordinalWordSource}) (week|month|year)\\b(?! of (?:pt|therapy|treatment|chemo|pregnan))`,
  'gi',
);

/** "In its third month": two months that are whole. */
function ordinalLengths(words: string): DurationMention[] {
  return [...words.matchAll(ordinalTime)].flatMap((match) => {
    const whole = (readOrdinal(match[1] ?? '') ?? 1) - 1;
    return whole < 1 ? [] : placed(readDurations(`${whole} ${match[2] ?? ''}s`), match);
  });
}

function placed(lengths: readonly DurationMention[], match: RegExpMatchArray): DurationMention[] {
  const start = match.index ?? 0;
  return lengths.map((length) => ({ ...length, start, end: start + match[0].length }));
}

/** Days; what is longer is an age or a lifelong trait, not the complaint. */
const longestComplaint = 15 * 365;

/** The length is that of a complaint: not of an age, a rhythm, a drug, a course of care, or a plan. */
function isOfComplaint(
  length: DurationMention,
  words: string,
  page: PageReading,
  sentence: Sentence,
): boolean {
  const flat = words.replace(/\s/g, ' ');
  const before = flat.slice(Math.max(0, length.start - 34), length.start);
  const after = flat.slice(length.end, length.end + 34);
  if (length.days < 3 || length.days > longestComplaint || length.recurring || length.unit === 'hour')
    return false;
  // "Pain < 6 wks", "has not lasted six weeks": so long it did not last.
  if (length.qualifier === 'less-than' || notReached.test(before)) return false;
  // "Headaches for the past ten weeks" have lasted so long; "two falls in the past ten weeks" have not.
  if (length.window && !/\b(?:for|over|during|throughout) (?:the |these )?(?:last|past) $/i.test(before))
    return false;
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
    return false;
  // A treatment's or a plan's length is not the complaint's.
  if (
    (/\bPT\s*(?:x|for|of|in)?\s*$/.test(before) ||
      /\b(?:therapy|naproxen|ibuprofen|meloxicam|prednisone|course|antibiotics?|doxycycline|taken|treated|tried|mg|bid|tid|daily|return|rtc|f\/?u(?: in)?|follow|next|in|after|within|every|goals?|lasts?|off work|hep|exercises?|duty|trial|rx|spray)\s*(?:x|for|of|in)?\s*$/i.test(
        before,
      )) &&
    !/\b(?:pain|lbp|symptoms?|headaches?)\b[^,;]{0,22}$/i.test(before)
  )
    return false;
  if (isOfCare(length, page, sentence) || seenIn.test(before) || eased.test(before) || cameBack.test(after))
    return false;
  const complains = new RegExp(`^\\s*of (?:[\\w/-]+,? ){0,6}?${symptom.source}`, 'i').test(after);
  if (
    /^\s*(?:of |course |trial |supply|then|prior|post|s\/p|follow|f\/u|later|apart|of age|old\b|yo\b|check\b|break\b|note\b|missed\b|off work\b|after (?:the |her |his |my )?(?:first|last|initial|previous)\b)/i.test(
      after,
    ) &&
    !complains
  )
    return false;
  const near = flat.slice(Math.max(0, length.start - 90), Math.min(words.length, length.end + 70));
  return symptom.test(near) || pointsBack.test(words) || onlyTime.test(words.trim());
}

const notReached =
  /(?:\bnot|n't|\bnever)(?: (?:yet|quite|even|been|lasted|persisted|reached|gone on|going on|present|there|had (?:it|this|pain)))*(?: for)?(?: (?:a|the|full|whole))* ?$/i;

/** "Ortho 1 wk", "see PCP in 2 weeks": when somebody is to look at the patient. */
const seenIn =
  /\b(?:see|recheck|PCP|ortho\w*|neuro(?:logy|surg\w*)?|cards|cardiology|GI|ENT|PM&R|appt|appointment|clinic|visit)\s*(?:in|x|w\/in|within)?\s*$/i;
/** "Helped for", "10 days, then the pain came back": how long it was better. */
const eased =
  /(?<!\b(?:no|not|without|never|any|little|isn't|wasn't|hardly)\s(?:(?:real|lasting|much|any|significant|been|being|feeling|felt)\s)?)\b(?:help(?:ed|s)?|relief|relieved|better|improved|pain[- ]free|symptom[- ]free|asymptomatic|(?:stayed|remained|was|were|been|did|doing|felt|feeling) (?:well|fine|good|quiet|ok)|in remission|(?:had|with) no (?:pain|symptoms|trouble)|without (?:pain|symptoms|trouble))\b[^,.;]{0,24}$/i;
const cameBack = /^\s*,?\s*(?:and )?then\b[^.;]{0,24}\b(?:pain|back|return|came|wore|recur|again)/i;

/** "8 wk PT", "chiropractic 4 weeks", "two wks relative rest": the length of a treatment or a drug that stands right beside it. */
function isOfCare(length: DurationMention, page: PageReading, sentence: Sentence): boolean {
  const [start, end] = [sentence.start + length.start, sentence.start + length.end];
  const text = page.page.text;
  return [...page.drugs, ...page.concepts.filter(({ rule }) => rule.sense === 'treatment')].some(
    (care) =>
      (care.start >= end &&
        /^\s*(?:(?:of|on|course|trial|supervised|formal|relative)\s+){0,3}$/i.test(
          text.slice(end, care.start),
        )) ||
      (care.end <= start && /^\s*(?:(?:for|x|×|of|about|~)\s*){0,2}$/i.test(text.slice(care.end, start))),
  );
}

function stated(length: DurationMention, page: PageReading, note: NoteReading, sentence: Sentence): Draft[] {
  const at = sentence.start + length.start;
  const end = sentence.start + length.end;
  const { context } = statusOf(page, at, end);
  if (!isPatients(context)) return [];
  const days = Math.round(length.days);
  const day = dayAt(page, note, at);
  return [
    {
      ...base({ page, note }, at, end),
      concept: 'symptom-duration',
      detail: length.ago ? 'onset' : 'stated',
      context,
      measure: measureOf({ days, from: day ? addDays(day, -days) : null, to: day }),
      why: [`${length.value} ${length.unit}s${day ? ` on ${day}` : ''}`],
    },
  ];
}

/** The day of an injury of this year is that on which the complaint beside it began; an old one may be long healed. */
function isInjuryDay({ iso, approximate }: DateMention, head: string, day: IsoDate | null): boolean {
  return !approximate && day !== null && injuredOn.test(head) && daysBetween(iso, day) <= longestSinceInjury;
}

function isOnset(date: DateMention, words: string, about: boolean, day: IsoDate | null): boolean {
  const head = words.slice(Math.max(0, date.start - 60), date.start);
  const dated =
    onset.test(head) ||
    (about &&
      (onsetBefore.test(head) ||
        isInjuryDay(date, head, day) ||
        /^\W*(?:since|onset|began|started)\b/i.test(words.slice(date.start, date.end)) ||
        (saysOnset.test(words) && onlyTime.test(words.trim())) ||
        (date.relative && date.approximate && /ago/i.test(words.slice(date.start, date.end)))));
  if (!dated || otherThanComplaint(head)) return false;
  return about || /onset|date it started|when did/i.test(words) || /^\W*(?:began|started|onset)/i.test(words);
}

function onsetOf(date: DateMention, page: PageReading, note: NoteReading, sentence: Sentence): Draft[] {
  const day = note.note.date;
  if (day === null || date.iso >= day) return [];
  const at = sentence.start + date.start;
  if (!isPatients(statusOf(page, at, sentence.start + date.end).context)) return [];
  const days = daysBetween(date.iso, day);
  if (days > longestComplaint) return [];
  return [
    {
      ...base({ page, note }, at, sentence.start + date.end),
      concept: 'symptom-duration',
      detail: 'onset',
      context: patientNow,
      measure: measureOf({ days, from: date.iso, to: day }),
      why: [`onset ${date.iso}, note of ${day} = ${days} days${date.approximate ? ' (about)' : ''}`],
    },
  ];
}

function isPatients(context: PhraseContext): boolean {
  return (
    context.negation !== 'negated' &&
    context.experiencer === 'patient' &&
    context.temporality !== 'hypothetical'
  );
}

const someDay = String.raw`(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{1,2}\/\d{1,2}(?:\/\d{2,4})?|(?:spring|summer|fall|autumn|winter|christmas|thanksgiving|easter|childhood|college|yesterday)\b|(?:his|her|the|my)? ?(?:\d0s|teens|twenties|thirties)\b)`;
const onsetDay = new RegExp(
  String.raw`\b(?:since|began|started|onset)[: ]+(?:about |around |early |mid-? ?|late |last |the |end of |on )*${someDay}`,
  'i',
);

/** Parts of a life, and the age at which each is over. */
const ages: readonly (readonly [RegExp, number])[] = [
  [/^(?:birth|infancy)$/i, 1],
  [
    /^(?:(?:early )?childhood|(?:grade|grammar|elementary) school|he was a (?:child|kid|boy)|she was a (?:child|kid|girl)|a (?:child|kid))$/i,
    12,
  ],
  [/^(?:middle|junior high) school$/i, 14],
  [/^(?:puberty|menarche|adolescence)$/i, 16],
  [/^high school$/i, 19],
  [/^(?:(?:his |her |the |my )?(?:teens|teenage years))$/i, 20],
  [/^(?:college|university)$/i, 24],
  [/^(?:(?:his |her |my )?(?:20s|twenties))$/i, 30],
];
const youth =
  /\b(?:since|from|began in|started in|dating (?:back )?to)\s+(?:about |around |the end of )?((?:age|aged) (?:of )?(\d{1,2})|birth|infancy|(?:early )?childhood|s?he was a (?:child|kid|boy|girl)|a (?:child|kid)|(?:grade|grammar|elementary|middle|junior high|high) school|puberty|menarche|adolescence|(?:(?:his|her|the|my) )?(?:teens|teenage years|20s|twenties)|college|university)\b/i;

/** "Migraine since high school", "since age 15": counted from the latest day that the words can mean. */
function sinceYouth(page: PageReading, note: NoteReading, at: number, words: string): Draft[] {
  const m = youth.exec(words);
  const birth = note.note.patient.birthDate;
  const day = note.note.date;
  if (m === null || birth === null || day === null) return [];
  const age = m[2] === undefined ? ages.find(([pattern]) => pattern.test(m[1] ?? ''))?.[1] : Number(m[2]) + 1;
  if (age === undefined) return [];
  const from = addYears(birth, age);
  const start = at + m.index;
  const end = start + m[0].length;
  if (from >= day || !isPatients(statusOf(page, start, end).context)) return [];
  return [
    {
      ...base({ page, note }, start, end),
      concept: 'symptom-duration',
      detail: 'onset',
      context: patientNow,
      measure: measureOf({ days: daysBetween(from, day), from, to: day }),
      why: [`${m[0]}, so since ${from} at the latest`],
    },
  ];
}

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
  if (!isPatients(statusOf(page, start, end).context)) return [];
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
