/**
 * What the letter retells of the record: "strength was full", "no bruit was heard". Such sentences are written as a
 * chart is written, so the reader of records reads them; a finding that it reads as negated, the letter says is normal.
 */
import type { DenialAssertion } from '../../../domain/denial.ts';
import type { ClinicalConcept } from '../../../domain/kinds.ts';
import type { RecordRules } from '../../../domain/record-rules.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { therapyConcepts } from '../../policy/vocabulary.ts';
import { readRecords } from '../../record/extract.ts';
import { sideOf } from '../../scan-names.ts';
import { isHeadLine } from './head-lines.ts';
import type { LetterText } from '../letter-text.ts';
import { letterSpan, pageAt } from '../letter-text.ts';
import type { LetterSentence } from '../zones.ts';

/** Care and tests have words of their own in letters ("no report of"), and a test that found nothing was done: left to the claims. */
const doneOrNot: ReadonlySet<ClinicalConcept> = new Set<ClinicalConcept>([
  ...therapyConcepts,
  'prior-imaging',
  'stress-test',
  'tissue-diagnosis',
  'genetic-test',
  'specialist-evaluation',
  're-evaluation',
  'lab-result',
  'risk-score',
  'cancer-staging',
]);

/** Sentences that tell a rule, a condition or the decision retell nothing. */
const tellsNoRecord =
  /\b(?:must|should|requires?|required|needs? to|asks? for|calls? for|unless|if|when(?:ever)?|would|may be|can be|is (?:covered|approved|supported|considered|indicated)|criteria|guidelines?|polic(?:y|ies)|coverage determinations?|NCDs?|LCDs?|members? (?:who|with)|patients? (?:who|with)|(?:do|does) not (?:dispute|question|doubt|deny)|opinion|advised|not (?:medically necessary|covered|approved|certified|payable))\b/i;

/** Symptoms that the letter itself counts in fewer days are, for every policy that asks how long, too short. */
const leastDaysOfSymptoms = 28;

/** "Your shoulder has hurt for three weeks": the complaint's length, where it is short by any policy. */
function isShort({ concept, measure, context }: ClinicalFact): boolean {
  return (
    concept === 'symptom-duration' &&
    context.experiencer === 'patient' &&
    measure?.days != null &&
    measure.days < leastDaysOfSymptoms
  );
}

/** One assertion for each thing that a sentence of the reasons retells as not found, or as short. */
export function retoldAssertions(
  letter: LetterText,
  sentences: readonly LetterSentence[],
  rules: RecordRules,
): readonly DenialAssertion[] {
  const telling = sentences.filter(
    ({ rationale, text }) => rationale && !tellsNoRecord.test(text) && !isHeadLine(text),
  );
  if (telling.length === 0) return [];
  const { facts } = readRecords(
    [{ documentId: letter.pages[0]?.documentId ?? '', pages: letter.pages }],
    rules,
    null,
  );
  return telling.flatMap((sentence) => {
    const index = pageAt(letter, sentence.start);
    const base = letter.starts[index] ?? 0;
    const page = letter.pages[index];
    const span = letterSpan(letter, sentence.start, sentence.end);
    if (page === undefined || span === null) return [];
    const own = facts.filter(
      (fact) =>
        (isShort(fact) || (isSaidAway(fact) && !doneOrNot.has(fact.concept))) &&
        fact.spans.some(
          (place) =>
            place.documentId === page.documentId &&
            place.pageIndex === page.pageIndex &&
            place.start >= sentence.start - base - 1 &&
            place.end <= sentence.end - base + 1,
        ),
    );
    const concepts = [...new Set(own.map(({ concept }) => concept))];
    return concepts.map((concept): DenialAssertion => ({
      concept,
      claim: concept === 'symptom-duration' ? 'insufficient' : 'normal',
      threshold: null,
      region: own.find((fact) => fact.concept === concept)?.region ?? null,
      side: sideOf(sentence.text),
      span,
      words: sentence.text,
    }));
  });
}

function isSaidAway({ context }: ClinicalFact): boolean {
  return (
    context.negation === 'negated' &&
    context.experiencer === 'patient' &&
    context.temporality !== 'hypothetical'
  );
}

/**
 * The letter's own claims first; what it retells counts only in sentences of which no claim was read: what such a sentence
 * denies is what it claims ("no medicine was tried for your back and leg pain").
 */
export function withRetold(
  read: readonly DenialAssertion[],
  retold: readonly DenialAssertion[],
): readonly DenialAssertion[] {
  const isRead = ({ span }: DenialAssertion) =>
    read.some(
      (other) =>
        other.span.documentId === span.documentId &&
        other.span.pageIndex === span.pageIndex &&
        other.span.start < span.end &&
        span.start < other.span.end,
    );
  return [...read, ...retold.filter((each) => !isRead(each))];
}
