/** Facts from single mentions: every concept of the lexicon, with its context, place and measure. */
import type { PhraseContext } from '../../domain/record.ts';
import { readDates } from '../../text/dates.ts';
import type { Draft } from './draft.ts';
import { eventDate } from './event-date.ts';
import { isLookAlike, isOtherAllergy, isPatientShort } from './look-alikes.ts';
import {
  contextOfFinding,
  clauseAround,
  isDifferential,
  lasting,
  ofOldYear,
  soughtFor,
  staying,
} from './mention-context.ts';
import {
  type ConceptHit,
  holdsSection,
  type NoteReading,
  type PageReading,
  quoteAround,
  regionNear,
  sentenceAt,
  sideNear,
  statusOf,
} from './page-reading.ts';
import { isCover, isFormLabel, isLetterhead } from './paper-furniture.ts';
import { seenIn } from './revisits.ts';
import { dayOfTitledReport } from './report-titles.ts';
import { subjectOf } from './subject.ts';
import { testStatus } from './test-status.ts';
import { readTreatment } from './treatment-mention.ts';

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
  const reported = rule.sense === 'test' ? dayOfTitledReport(page.page.text, start, end) : null;
  if (reported === null && (isLetterhead(page, note, start) || isFormLabel(page, note, start, end)))
    return null;
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
      reported ??
      eventDate(words, note.anchor, start - sentence.start, note.note.patient.birthDate) ??
      note.note.date,
    measure: null,
    outcome: null,
    section: reported === null ? reading.section : 'report',
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
    const status =
      reported === null
        ? testStatus(page, note, reading, start, end, past && dates.length > 0, rule.concept)
        : 'done';
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
    isDifferential(clauseAround(words, start - sentence.start))
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

const intended =
  /\b(?:on purpose|intentional(?:ly)?|intended|diet(?:s|ed|ing|ary)?|trying to lose|weight[- ]loss (?:program|plan|surgery)|weight watchers|semaglutide|ozempic|wegovy|tirzepatide|bariatric|gym)\b/i;

const unintended =
  /\b(?:unintentional|unintended|not intentional|unexplained|without (?:trying|diet\w*)|not (?:on purpose|dieting|trying))\b/i;
