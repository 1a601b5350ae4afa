/** Facts from single mentions: every concept of the lexicon, with its context, place and measure. */
import type { IsoDate } from '../../domain/kinds.ts';
import type { ClinicalFact, PhraseContext } from '../../domain/record.ts';
import { hasOldYearBehind } from './context-years.ts';
import { daysBetween } from '../../text/calendar.ts';
import { readDateRanges, readDates } from '../../text/dates.ts';
import { readDurations, readVisitCounts } from '../../text/durations.ts';
import type { DurationMention } from '../../text/durations.ts';
import type { Draft } from './draft.ts';
import { measureOf } from './draft.ts';
import type { ConceptHit, NoteReading, PageReading } from './page-reading.ts';
import {
  holdsSection,
  nearest,
  quoteAround,
  regionNear,
  sentenceAt,
  sideNear,
  statusOf,
} from './page-reading.ts';
import { seenIn } from './revisits.ts';
import { subjectOf } from './subject.ts';
import { testStatus } from './test-status.ts';
import { answeredYes, treatmentStatus } from './treatment.ts';

/** Concepts that other readers (exam, therapy, drugs, imaging, values) handle better than a bare mention. */
const spineConcepts = new Set(['cauda-equina', 'radiculopathy', 'myelopathy']);

/** Drafts for all lexicon hits of a page within a note's piece. */
export function readMentions(page: PageReading, note: NoteReading, from: number, to: number): Draft[] {
  const drafts: Draft[] = [];
  for (const hit of page.concepts) {
    if (hit.start < from || hit.end > to) continue;
    const draft = readMention(page, note, hit);
    if (draft) drafts.push(draft);
  }
  return drafts;
}

function readMention(page: PageReading, note: NoteReading, hit: ConceptHit): Draft | null {
  const { rule, start, end } = hit;
  const reading = statusOf(page, start, end);
  const span = quoteAround(page, start, end);
  const sentence = sentenceAt(page, start);
  // "PE: icteric" is the physical examination.
  if (page.page.text.slice(start, end) === 'PE' && /^\s*[:.-]/.test(page.page.text.slice(end, end + 3)))
    return null;
  // Named tests and scores are read with their results elsewhere; "CT 06103" is Connecticut.
  if (rule.sense === 'maneuver' || rule.concept === 'risk-score') return null;
  if (
    (rule.detail === 'ct' || page.page.text.slice(start, end) === 'CA') &&
    /^,?\s+\d{5}\b/.test(page.page.text.slice(end, end + 9))
  )
    return null;
  if (rule.detail === 'after-care' && !isSeenAfterCare(page, note, start, end)) return null;
  if (isLookAlike(page.page.text, rule.concept, start, end)) return null;
  if (rule.concept === 'contraindication' && isOtherAllergy(page, start, end)) return null;
  if (rule.sense !== 'finding' && isCover(page.page.text, note)) return null;
  if (isLetterhead(page, note, start) || isFormLabel(page, note, start, end)) return null;
  if (rule.concept === 'physical-therapy' && isPatientShort(page.page.text, start, end)) return null;
  const region =
    rule.region ?? regionNear(page, start, end) ?? (spineConcepts.has(rule.concept) ? null : note.region);
  const side = sideNear(page, start, end) ?? (region === note.region ? note.side : null);
  const words = page.page.text.slice(sentence.start, sentence.end);
  const base = {
    concept: rule.concept,
    detail: rule.detail,
    subject: subjectOf(page.page.text.slice(start, end)),
    region,
    side,
    date:
      eventDate(words, note.anchor, start - sentence.start, note.note.patient.birthDate) ?? note.note.date,
    measure: null,
    outcome: null,
    section: reading.section,
    spans: [span],
    why: [rule.id, ...reading.ruleIds],
    reading: note,
  } as const;
  if (rule.sense === 'normal') {
    // "No weakness, reflexes normal": a no that belongs to another item does not turn the normal finding round.
    const turned =
      reading.context.negation === 'negated' &&
      notRightBefore.test(page.page.text.slice(Math.max(sentence.start, start - 40), start));
    const negated: PhraseContext = { ...reading.context, negation: turned ? 'affirmed' : 'negated' };
    return { ...base, context: negated, status: 'not-done' };
  }
  if (rule.sense === 'treatment') return readTreatment(page, note, hit, base);
  if (rule.sense === 'test') {
    const dates = readDates(words, note.anchor);
    const past = dates.some((date) => note.note.date === null || date.iso <= note.note.date);
    const status = testStatus(page, note, reading, start, end, past && dates.length > 0, rule.concept);
    const context: PhraseContext =
      status === 'done'
        ? {
            ...reading.context,
            negation: 'affirmed',
            temporality:
              reading.context.temporality === 'hypothetical' ? 'recent' : reading.context.temporality,
          }
        : status === 'planned' || status === 'offered'
          ? { ...reading.context, temporality: 'hypothetical' }
          : { ...reading.context, negation: 'negated' };
    return { ...base, context, status };
  }
  // That a child needs anesthesia is itself the fact, not a plan.
  if (
    rule.concept === 'place-of-service' &&
    reading.status === 'planned' &&
    reading.context.negation === 'affirmed' &&
    note.note.kind !== 'instructions'
  ) {
    return { ...base, context: { ...reading.context, temporality: 'recent' }, status: 'done' };
  }
  // "Retained stone, stricture or small ampullary tumor." under an impression: what it may be, not what it is.
  if (
    reading.context.negation === 'affirmed' &&
    /^(?:assessment|impression)$/.test(reading.section ?? '') &&
    isDifferential(words)
  )
    return { ...base, context: { ...reading.context, negation: 'possible' }, status: 'done' };
  // Weight lost on purpose is no warning sign.
  if (rule.concept === 'weight-loss' && intended.test(words) && !unintended.test(words))
    return { ...base, context: { ...reading.context, negation: 'negated' }, status: 'not-done' };
  const status =
    reading.context.negation === 'negated'
      ? 'not-done'
      : reading.context.temporality === 'hypothetical'
        ? 'planned'
        : 'done';
  return {
    ...base,
    context: soughtFor(
      page,
      hit,
      ofOldYear(
        page,
        note,
        hit,
        lasting.has(rule.concept)
          ? staying(reading.context, note, words)
          : contextOfFinding(reading.context, note, words),
      ),
    ),
    status,
  };
}

/** "Failed PT" makes a re-evaluation only of a note that examines; an order, a call and a bill say the same of nobody seen. */
function isSeenAfterCare(page: PageReading, note: NoteReading, start: number, end: number): boolean {
  if (!seenIn.has(note.note.kind)) return false;
  if (/\b(?:saw|seen|examined|here)\b/i.test(page.page.text.slice(start, end))) return true;
  const piece = note.note.pieces.find(
    (each) => each.pageIndex === page.page.pageIndex && each.start <= start && start < each.end,
  );
  return piece !== undefined && holdsSection(page, piece, 'exam');
}

/** A no of the words themselves: "not a normal …", "never afebrile". */
const notRightBefore =
  /\b(?:not|n't|no longer|never|isn't|wasn't|aren't|weren't|hardly|less than)\s+(?:\w+\s+){0,2}$/i;

/** Alternatives without a verb or a code: "A, B, or C.", "A vs B". */
function isDifferential(words: string): boolean {
  const text = words.replace(/^[^:]{0,30}:\s*/, '').replace(/\s+/g, ' ');
  return (
    /\S+(?:,| or| vs\.?| versus)\s.*\b(?:or|vs\.?|versus)\s+\S/i.test(` ${text}`) &&
    !/\b(?:is|are|was|were|has|have|had|shows?|showed|found|with|due|since|after|confirmed|known|proven|biopsy|stage|status|history|grade|or (?:more|less|greater|so|not|without))\b|\b[A-TV-Z]\d{2}\.?\d|\d/i.test(
      text,
    )
  );
}

/** Longest text of a page that only says what is sent with it. */
const coverLength = 1100;

/** A fax cover or a release of records names papers, not events. */
function isCover(text: string, note: NoteReading): boolean {
  const piece = note.note.pieces[0];
  const words = piece === undefined ? text : text.slice(piece.start, piece.end);
  return (
    words.length < coverLength &&
    /\b(?:fax(?:ed)?|facsimile|release of (?:records|information)|cover (?:sheet|page|letter)|transmittal)\b/i.test(
      words,
    ) &&
    /\b(?:pages?|pp|cover|contents|enclos\w+|attached|to:|attn|re:|sent)\b/i.test(words) &&
    !/\b(?:exam(?:ination)?|assessment|impression|findings|plan|HPI|subjective|objective|ROS)\s*[:\n]/i.test(
      words,
    )
  );
}

const intended =
  /\b(?:on purpose|intentional(?:ly)?|intended|diet(?:s|ed|ing|ary)?|trying to lose|weight[- ]loss (?:program|plan|surgery)|weight watchers|semaglutide|ozempic|wegovy|tirzepatide|bariatric|gym)\b/i;
const unintended =
  /\b(?:unintentional|unintended|not intentional|unexplained|without (?:trying|diet\w*)|not (?:on purpose|dieting|trying))\b/i;

const allergyWord = /^allerg/i;
/** What many are allergic to and what stands in the way of no scan and of no treatment of pain. */
const otherAllergen =
  /\b(?:codeine|hydrocodone|morphine|penicillins?|pcn|amoxicillin|ampicillin|augmentin|sulfa\w*|bactrim|ceph\w+|keflex|erythromycin|clindamycin|doxycycline|levofloxacin|cipro\w*|latex|adhesive|tape|pollen|ragweed|dust|cats?|dogs?|bees?|wasps?|peanuts?|tree nuts|eggs?|strawberr\w+|seasonal)\b/i;
const allergenThatCounts =
  /\b(?:contrast|gad\w*|iod\w+|dye|tracer|regadenoson|adenosine|lidocaine|anesthe\w+|steroids?|cortisone|prednisone|NSAIDs?|ibuprofen|naproxen|aspirin|asa|ketorolac|meloxicam|diclofenac|gabapentin|topiramate|shellfish)\b/i;

/** "Allergy: codeine". */
function isOtherAllergy(page: PageReading, start: number, end: number): boolean {
  if (!allergyWord.test(page.page.text.slice(start, end))) return false;
  const around = page.page.text
    .slice(Math.max(0, start - 50), end + 60)
    .split(/\n\s*\n/)
    .join(' ');
  return otherAllergen.test(around) && !allergenThatCounts.test(around);
}

/** Words that look like a concept and are none: "Stage <tab> Min" of a treadmill table, "Rest - 71", "eased by rest". */
function isLookAlike(text: string, concept: string, start: number, end: number): boolean {
  const word = text.slice(start, end);
  const after = text.slice(end, end + 14);
  // "CA 27-29" is a tumor marker; "progressing slowly with exercises" is progress.
  if (concept === 'malignancy' && /^CA$/i.test(word)) return /^[ -]?\d/.test(after);
  if (concept === 'progression' && /^progress(?:ing|ed)$/i.test(word))
    return /^\s*(?:slowly|well|nicely|toward|as |with (?:ther|ex|rom|str)|per |to (?:goal|ind)|ther|exerc|steadily to|in (?:ther|pt\b))/i.test(
      after,
    );
  const before = text.slice(Math.max(0, start - 30), start).replace(/\s+/g, ' ');
  if (concept === 'cancer-staging' && /^stage$/i.test(word))
    return !/^\s*:?\s*(?:[IV]{1,3}|[0-4])(?![a-z:])/.test(after);
  if (concept !== 'activity-modification') return false;
  if (/^rest$/i.test(word))
    return (
      /^\s*(?:[-–\t:]|pain\b|of\b|\d)/i.test(after) ||
      /\b(?:at|eased (?:by|with)|relieved (?:by|with)|gone with|better with|goes away with|resolves? with|improves? with|stops? with|pain at|the|and) $/i.test(
        before,
      )
    );
  // "injury on ice", "fell on the ice", "ice skating".
  return (
    /^(?:ice|heat)$/i.test(word) &&
    (/\b(?:on|on the|black|slipped on|fell on) $/i.test(before) ||
      /^\s*(?:skat|hockey|rink|storm|fish)/i.test(after))
  );
}

/** What stays true once it was: "prior contrast reaction" forbids contrast today. */
const lasting: ReadonlySet<string> = new Set(['contraindication', 'place-of-service']);

function staying(context: PhraseContext, note: NoteReading, words: string): PhraseContext {
  const found = contextOfFinding(context, note, words);
  return found.temporality === 'historical' ? { ...found, temporality: 'recent' } : found;
}

/** What a scan is asked for is suspected, not found. */
const sought: ReadonlySet<string> = new Set(['vascular-event', 'infection', 'myelopathy', 'cauda-equina']);
const orderedFor =
  /\b(?:MR[IAV]?|CTA?|CTPA|PET|US|ultrasound|duplex|scan|study|imaging|echo)\b[^.;:,]{0,28}\bfor\s+(?:occult\s+)?$/i;

/** "CTA head and neck for LVO". */
function soughtFor(page: PageReading, { rule, start }: ConceptHit, context: PhraseContext): PhraseContext {
  return sought.has(rule.concept) &&
    context.negation === 'affirmed' &&
    orderedFor.test(page.page.text.slice(Math.max(0, start - 70), start))
    ? { ...context, negation: 'possible' }
    : context;
}

/** Events and treatments that a year behind them puts into the past; what lasts (a cancer, a graft) stays. */
const passing: ReadonlySet<string> = new Set([
  'vascular-event',
  'fracture-trauma',
  'infection',
  'injection',
  'physical-therapy',
  'chiropractic',
]);

function ofOldYear(
  page: PageReading,
  note: NoteReading,
  hit: ConceptHit,
  context: PhraseContext,
): PhraseContext {
  const noteYear = note.note.date === null ? null : Number(note.note.date.slice(0, 4));
  return passing.has(hit.rule.concept) &&
    context.temporality === 'recent' &&
    hasOldYearBehind(page.map, hit.end, noteYear)
    ? { ...context, temporality: 'historical' }
    : context;
}

/** Findings in instructions to the patient have not happened. */
function contextOfFinding(context: PhraseContext, note: NoteReading, words: string): PhraseContext {
  // A printed sheet speaks of what may come, save where it says what the visit was for.
  const told =
    /\b(?:diagnos\w+|you (?:were|came)|why you|what we found|seen for|treated for|reason for)\b/i.test(words);
  if (note.note.kind === 'instructions' && context.temporality === 'recent' && !told)
    return { ...context, temporality: 'hypothetical' };
  return context;
}

/** "portal: 'I finished …'", "patient: I went to …". */
const ownMessage =
  /\b(?:portal|patient|pt|from patient|mychart)(?: message)?\s*[:—-]\s*[“"'‘]?\s*(?:hi|hello|I\b|I'm|my\b)/i;

function readTreatment(
  page: PageReading,
  note: NoteReading,
  hit: ConceptHit,
  base: Omit<Draft, 'context' | 'status'>,
): Draft {
  const { start, end } = hit;
  const reading = statusOf(page, start, end);
  const found = treatmentStatus(page, note, reading, start, end);
  const sentence = sentenceAt(page, start);
  const words = page.page.text.slice(sentence.start, sentence.end);
  let status = found.status;
  // A handout alone is no exercise; doing it is.
  if (base.concept === 'home-exercise' && status === 'done') {
    const performed =
      /\b(?:daily|compliant|continu|doing|does|perform|did|done|log|independent|every day|times (?:a|per) week|x ?\/ ?w|\dx|adherent|faithfully|completed|failed|tried|weeks|wks|morning|despite)/i.test(
        words,
      );
    if (!performed && !answeredYes.test(page.page.text.slice(end, end + 30))) status = 'offered';
  }
  const course = status === 'done' ? courseMeasure(words, note.anchor, start - sentence.start) : null;
  // "In PT since 1/27, 8 visits so far": the visits are told, the length is counted.
  const since =
    status === 'done' && (course === null || course.measure.days === null)
      ? sinceMeasure(words.slice(end - sentence.start), note)
      : null;
  const told =
    course === null || since === null
      ? (course ?? since)
      : {
          measure: { ...since.measure, visits: course.measure.visits },
          why: `${since.why}; ${course.why}`,
        };
  const countsVisits = /^(?:physical-therapy|chiropractic|injection|conservative-therapy)$/.test(
    base.concept,
  );
  const measure =
    told && !countsVisits && told.measure.visits !== null
      ? told.measure.days === null
        ? null
        : { ...told, measure: { ...told.measure, visits: null } }
      : told;
  const outcome = status === 'done' ? outcomeNear(page, start, end) : null;
  // What the patient writes in a message is a claim of hers, not the chart's.
  const claimed = ownMessage.test(words);
  const context: PhraseContext =
    status === 'done'
      ? ofOldYear(page, note, hit, { ...reading.context, negation: claimed ? 'possible' : 'affirmed' })
      : status === 'planned' || status === 'offered'
        ? {
            ...reading.context,
            negation: reading.context.negation === 'negated' ? 'negated' : 'affirmed',
            temporality: 'hypothetical',
          }
        : { ...reading.context, negation: 'negated' };
  return {
    ...base,
    context,
    status,
    measure: measure?.measure ?? null,
    outcome,
    why: [...base.why, ...(measure ? [measure.why] : [])],
  };
}

/** "Conservative care since 02/18/2026", on the day of the note: from that day to this. */
function sinceMeasure(
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
    readVisitCounts(words).sort((a, b) => Math.abs(a.start - at) - Math.abs(b.start - at))[0]?.value ?? null;
  if (range) {
    const days = daysBetween(range.from.iso, range.to.iso);
    return {
      measure: measureOf({ from: range.from.iso, to: range.to.iso, days, visits }),
      why: `${range.from.iso} to ${range.to.iso} = ${days} days`,
    };
  }
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
    if (!/\b(?:through|thru|until|till|til|up to)\s+(?:about |the )?$/i.test(words.slice(from.end, to.start)))
      continue;
    if (
      !/\b(?:on|from|since|began|begun|started|starting|beginning|gave|given|taught|first)\b[^.;]{0,24}$/i.test(
        words.slice(0, from.start),
      )
    )
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
      !d.window &&
      d.unit !== 'hour' &&
      // "900 mg a day" is a dose.
      d.days >= 2 &&
      d.qualifier !== 'less-than' &&
      !/^\s*(?:of )?(?:relief|improvement|benefit)\b/i.test(words.slice(d.end, d.end + 16)),
  );
  const before = lengths.findLast(
    (d) =>
      d.end <= at &&
      /^\s*(?:course |trial |program |regimen |period |supervised |outpatient |formal |daily )*(?:of|on|in|with|doing|attending)\b[^,;.]{0,40}$|^[- ]?(?:course|trial|program|regimen)?(?: of)?[^,;.]{0,12}$/i.test(
        words.slice(d.end, at),
      ),
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
      !/[;.]|, (?:now|pain|still|then|return|rtc|with pain|symptoms)|\b(?:return|rtc|f\/u|follow|next|after|in|q|every|then|but|ago)\s*$/i.test(
        words.slice(at, d.start),
      ) &&
      !joinedElsewhere.test(words.slice(d.end, d.end + 40)),
  );
  return after ?? before ?? null;
}

/** "of", "of supervised": what stands between a length and the treatment it is the length of. */
const joinedTo =
  /^\s*(?:(?:long|full|consecutive|straight|supervised) )?(?:(?:course|trial|program|regimen) )?of (?:\w+ ){0,3}$/i;
/** "two weeks of ibuprofen": the length of another treatment, not of the one before. */
const joinedElsewhere =
  /^\s*(?:(?:course|trial|regimen) )?of (?!(?:it|this|that|these|them|care|treatments?|therapy|visits?|sessions?|exercises?|supervised|twice|once|pain|symptoms?)\b)[a-z]{3}/i;

/** How a treatment ended, by the outcome word nearest to it in its sentence or the next. */
export function outcomeNear(page: PageReading, start: number, end: number): ClinicalFact['outcome'] {
  const sentence = sentenceAt(page, start);
  const own = nearest(page.outcomes, start, end, sentence.start, sentence.end);
  if (own) return own.value;
  const next = sentenceAt(page, Math.min(page.page.text.length, sentence.end + 2));
  const words = page.page.text.slice(next.start, next.end);
  if (
    next.start > sentence.start &&
    /^(?:no|without|did|despite|this|it|she|he|minimal|little|some|partial|helped|failed)\b/i.test(words)
  ) {
    return nearest(page.outcomes, next.start, next.start, next.start, next.end)?.value ?? null;
  }
  return null;
}

/** The day the words name for the event, nearest before or after the mention; null where they name none. */
export function eventDate(
  words: string,
  anchor: IsoDate | null,
  at: number,
  birth: IsoDate | null = null,
): IsoDate | null {
  const dates = readDates(words, anchor).filter(
    (date) =>
      date.iso !== birth &&
      (date.precision !== 'year' || Math.abs(date.start - at) < 40) &&
      !/\b(?:dob|born|birth)\b[^\d]{0,12}$/i.test(words.slice(Math.max(0, date.start - 24), date.start)),
  );
  const best = dates.sort((a, b) => Math.abs(a.start - at) - Math.abs(b.start - at))[0];
  if (best && Math.abs(best.start - at) < 90) return best.iso;
  return bareYear(words, at, anchor);
}

/** "Last stress test 2019 normal", "Palpitations 2019, seen once by cardiology": a year beside the words, before the note's. */
function bareYear(words: string, at: number, anchor: IsoDate | null): IsoDate | null {
  const near = [
    ...words.matchAll(
      /(?<![\d/.,$#-])\b((?:19|20)\d\d)\b(?![\d/-]|\s?(?:mg|ml|mcg|units?|steps|calories|feet|ft|%|st\b))/g,
    ),
  ]
    .filter((m) => Math.abs(m.index - at) < 45 && Number(m[1]) < Number((anchor ?? '0').slice(0, 4)))
    .filter((m) => !/[.;]\s/.test(words.slice(Math.min(m.index, at), Math.max(m.index, at))))
    .toSorted((a, b) => Math.abs(a.index - at) - Math.abs(b.index - at))[0];
  return near ? `${near[1]}-01-01` : null;
}

/** "PT refuses", "PT told", "told PT": the patient, as charts in capitals write it. */
function isPatientShort(text: string, start: number, end: number): boolean {
  if (!/^PT$/i.test(text.slice(start, end))) return false;
  const after = text.slice(end, end + 24).replace(/\s+/g, ' ');
  const before = text.slice(Math.max(0, start - 24), start).replace(/\s+/g, ' ');
  return (
    /^ (?:refus|declin|state|call|report|say|said|den(?:y|ies)|has\b|had\b|have\b|is\b(?! (?:discontinued|on hold|not))|was (?:told|seen|advised|informed|given|asked|upset|instructed)|told|upset|want|ask|notified|inform|here|seen|aware|prefer|understand|agree|verbal|c\/o|complain|present|feel|felt|took|takes|taking|tolerated|will (?:call|return|follow|think|let)|to (?:call|return|follow up|stop|go to|have done)|did not (?:want|answer)|phoned|reached|education|name|id\b|dob|identified|acct|account|moved|brought|lives?\b|living|drove|arrived|came|comes|walks?\b|walked|wishes|hopes|likes|thinks|worr|anxious|lost|left|sleeps|picked|missed (?:his|her|work)|doing (?:well|better|ok|fine|good|worse|great)|was (?:moved|discharged home|brought))/i.test(
      after,
    ) ||
    // "PT: DOE-WEBB, ANA 11/03/1954": the label of the name.
    /^: ?\p{Lu}[\p{L}'’-]+, ?\p{Lu}/u.test(after) ||
    (/\b(?:told|advised|informed|called|asked|w\/|with|per|for|new|this|the|to|by|of|and|spoke w\/|risks explained to) $/i.test(
      before,
    ) &&
      /^(?:[,.;] (?:he|she)|[ ,]*(?:risks|who|that)\b)/i.test(after)) ||
    (/,? $/.test(before) && /\b[A-Z][a-z]+ $|, $/.test(before) && /^,? ?(?:DPT|$|\n)/.test(after)) ||
    /\bINR\b|\/INR|\bPTT\b/.test(text.slice(Math.max(0, start - 8), end + 8)) ||
    /^\/INR/.test(after)
  );
}

/** A bare label of a form ("pacemaker"), a legend of abbreviations, or a row of a yes/no sheet says nothing by itself. */
function isFormLabel(page: PageReading, note: NoteReading, start: number, end: number): boolean {
  const block = page.map.blocks.find((candidate) => start >= candidate.start && start < candidate.end);
  const words = page.page.text.slice(block?.start ?? start, block?.end ?? end);
  if (/^\s*(?:abbrev|legend|key)\w*\b/i.test(words)) return true;
  if (note.note.kind === 'account') return true;
  if (note.note.kind === 'order') {
    const from = page.page.text.lastIndexOf('\n', start) + 1;
    const to = page.page.text.indexOf('\n', end);
    const line = page.page.text.slice(from, to < 0 ? undefined : to);
    return line.split(/[\s/]+/).filter(Boolean).length <= 3 && !/[:?\t]/.test(line);
  }
  if (note.note.kind !== 'questionnaire') return false;
  // A sheet of questions says something only where an answer stands by the words.
  const text = page.page.text;
  const lineStart = text.lastIndexOf('\n', start) + 1;
  const before = text.slice(lineStart, start);
  const after = text.slice(end, end + 90);
  if (
    /\[|☐|☒|☑/.test(text.slice(lineStart, text.indexOf('\n', end) < 0 ? undefined : text.indexOf('\n', end)))
  ) {
    return !/(?:\[ ?[xX✓] ?\]|☒|☑|✓)[^[\]|☐☒☑]{0,30}$/.test(before);
  }
  if (
    /^[^\n?]{0,50}\?\s*(?:yes|no|\w)/i.test(after) ||
    /^[^\n:]{0,30}:\s*\w/.test(after) ||
    /^[^\n\t]{0,40}\t\s*(?:yes|no|none|[a-z]{3,})/i.test(after)
  )
    return /\byes\s*\t?\s*no\b/i.test(after.slice(0, 60));
  return !/[?:]/.test(before);
}

/** The name of a clinic ("Riverbend Physical Therapy") is no treatment. */
function isLetterhead(page: PageReading, note: NoteReading, start: number): boolean {
  const block = page.map.blocks.find((candidate) => start >= candidate.start && start < candidate.end);
  if (!block) return false;
  const piece = note.note.pieces.find((candidate) => candidate.pageIndex === page.page.pageIndex);
  const words = page.page.text.slice(block.start, block.end);
  const clinic =
    /\b(?:LLC|Inc|PC|clinic|hospital|center|centre|associates|partners|group|medicine|orthop\w+|imaging|radiology|specialists|practice)\b|\b\d{3}[-.) ]+\d{3}[-. ]\d{4}\b/i.test(
      words,
    );
  const atTop = piece !== undefined && block.start - piece.start < 200;
  if (block.kind === 'heading') return true;
  // "Imaging: plain films 7/2 WNL", "Specialists seen: …": a label with its answer is no letterhead.
  if (/^\W*[A-Za-z][A-Za-z ]{2,24}[:\u2014]\s*\S/.test(words)) return false;
  return atTop && clinic && !/\./.test(words.replace(/\b(?:Dr|St|Inc)\./g, '')) && words.length < 160;
}
