/** Reads one denial letter whole: every field with the words it stands in. */
import type { Denial, DenialAssertion, Sourced } from '../../domain/denial.ts';
import { clinicalConcepts } from '../../domain/kinds.ts';
import type { Span } from '../../domain/page-text.ts';
import type { Rules } from '../../domain/rules.ts';
import type { EngineRules } from '../engine-rules.ts';
import { describeScan } from '../scan-names.ts';
import { readAppealDays } from './fields/appeal-days.ts';
import { readAssertions } from './claims/assertions.ts';
import type { CodeHit } from './fields/codes.ts';
import { diagnosisCodesIn, procedureCodesIn } from './fields/codes.ts';
import { readLetterDate, readRequestDate, readServiceDate } from './fields/dates.ts';
import type { LetterPages } from './group-letters.ts';
import { readFields } from './fields/fields.ts';
import { readMemberId, readMemberName, readReference } from './fields/identity.ts';
import { readInsurer } from './fields/insurer.ts';
import { learnedAssertions, withoutMisread } from './claims/learned-claims.ts';
import { rulesAsDemands } from './claims/rule-sentences.ts';
import type { LetterText } from './letter-text.ts';
import { joinPages, letterSpan } from './letter-text.ts';
import { readCitedPolicies } from './fields/policies-cited.ts';
import { readReasons } from './reasons.ts';
import { retoldAssertions, withRetold } from './claims/retold.ts';
import { readReviewer } from './fields/reviewer.ts';
import type { LetterSentence } from './zones.ts';
import { isResultOfTest } from './claims/test-results.ts';
import { letterSentences } from './zones.ts';

export interface ReadLetter {
  readonly denial: Denial;
  readonly letter: LetterText;
  readonly sentences: readonly LetterSentence[];
  readonly documentIds: readonly string[];
}

/** What the letter claims: by its claim words, by what it retells of the chart, and in words that only the learned reader knows. */
export function assertionsOf(
  letter: LetterText,
  sentences: readonly LetterSentence[],
  rules: EngineRules,
): readonly DenialAssertion[] {
  const read = withoutMisread(
    withRetold(readAssertions(letter, sentences, rules), retoldAssertions(letter, sentences, rules.record)),
    rules.learned,
  );
  const all = [...read, ...learnedAssertions(letter, sentences, read, rules, rules.learned)];
  return rulesAsDemands(all.filter((assertion) => !isResultOfTest(assertion)));
}

/** The denial as the letter states it; unknown fields are null or empty, never guessed. `policyIds`: policies in the folder, which a letter may name by id alone. */
export function readDenial(
  pages: LetterPages,
  rules: EngineRules,
  policyIds: readonly string[] = [],
): ReadLetter {
  const letter = joinPages(pages.pages);
  const sentences = letterSentences(letter, rules.denial);
  const fields = readFields(letter.text, rules.denial.fields);
  const codes = relevantCodes(procedureCodesIn(letter.text, rules.scans), letter, sentences);
  const diagnoses = diagnosisCodesIn(letter.text);
  const reviewer = readReviewer(letter, rules.reviewers);
  const claimNumber = null;
  const referenceNumber = readReference(letter, fields);
  const memberId = readMemberId(letter, fields);
  const ids = [referenceNumber?.value ?? '', memberId?.value ?? ''];
  const assertions = assertionsOf(letter, sentences, rules);
  const citedPolicies = readCitedPolicies(letter, sentences, ids, policyIds);
  return {
    letter,
    sentences,
    documentIds: pages.documentIds,
    denial: {
      documentId: pages.documentId,
      insurer: readInsurer(letter),
      plan: null,
      memberName: readMemberName(letter, fields, rules.denial.fields),
      memberId,
      referenceNumber,
      claimNumber,
      letterDate: readLetterDate(letter, fields),
      requestDate: readRequestDate(letter, fields),
      serviceDate: readServiceDate(
        letter,
        fields,
        codes.map(({ start }) => start),
      ),
      procedureCodes: codes.map((hit) => sourcedCode(letter, hit)),
      diagnosisCodes: diagnoses.map((hit) => sourcedCode(letter, hit)),
      scan: scanOf(letter, codes, sentences, rules),
      reasons: reasonsOf(
        readReasons(letter, sentences, rules.reasons),
        assertions,
        citedPolicies,
        decisionIn(letter, sentences),
      ),
      citedPolicies,
      reviewerName: reviewer.name,
      reviewerSpecialty: reviewer.specialty,
      appealDays: readAppealDays(letter, sentences),
      assertions,
    },
  };
}

function sourcedCode(letter: LetterText, hit: CodeHit): Sourced<string> {
  return { value: hit.code, span: letterSpan(letter, hit.start, hit.end) };
}

/** Codes of the reasons and the data block; codes that stand only in rights or definitions are not what was denied. */
function relevantCodes(
  hits: readonly CodeHit[],
  letter: LetterText,
  sentences: readonly LetterSentence[],
): readonly CodeHit[] {
  const firstPage = letter.starts[1] ?? letter.text.length;
  return hits.filter(
    ({ start }) =>
      start < firstPage ||
      sentences.some((sentence) => sentence.rationale && sentence.start <= start && start < sentence.end),
  );
}

/** The scan in the words around its code, else in the sentences of the reasons. */
function scanOf(
  letter: LetterText,
  codes: readonly CodeHit[],
  sentences: readonly LetterSentence[],
  rules: Rules,
): Denial['scan'] {
  const first = codes[0];
  const near = first === undefined ? '' : around(letter.text, first.start, first.end);
  const reasons = sentences
    .filter(({ rationale }) => rationale)
    .map(({ text }) => text)
    .join(' ');
  const values = codes.map(({ code }) => code);
  const byCode = describeScan(near, values.slice(0, 1), rules.scans);
  const byWords = describeScan(`${near} ${reasons}`, values.slice(0, 1), rules.scans);
  const value = {
    ...byCode,
    scanId: byCode.scanId ?? byWords.scanId,
    region: byCode.region ?? byWords.region,
    modality: byCode.modality ?? byWords.modality,
    side: byCode.side ?? byWords.side,
  };
  if (value.modality === null && value.region === null) return null;
  return { value, span: first === undefined ? null : letterSpan(letter, first.start, first.end) };
}

/** The words of the row or sentence that a code stands in. */
function around(text: string, start: number, end: number): string {
  const before = text.slice(Math.max(0, start - 120), start);
  const after = text.slice(end, end + 120);
  return `${before.slice(before.lastIndexOf('\n\n') + 1)}${text.slice(start, end)}${after.split(/\n\n|\bdiagnos/i)[0] ?? ''}`;
}

/** Papers that were looked for and did not come; "nothing new was sent" is no want of them. */
const didNotCome =
  /\b(?:receiv\w+|came|come|arriv\w+|reach\w+|sent|repl\w+|respon\w+|answer\w*|return\w*|provid\w+|suppl\w+|furnish\w*|submit\w*|got|get|forthcoming)\b/i;
const nothingNew = /\b(?:new|further|additional|more|else)\b/i;

/** A letter that names no ground, but says what the records do not show or which criteria it applied, denies necessity. */
function reasonsOf(
  read: Denial['reasons'],
  assertions: Denial['assertions'],
  cited: Denial['citedPolicies'],
  decision: Span | null,
): Denial['reasons'] {
  // "We received no records, and decided on what we have": the want of papers is a ground of its own.
  const unsent = assertions.find(
    ({ concept, claim, span }) =>
      concept === 'records-received' &&
      claim === 'absent' &&
      didNotCome.test(span.quote) &&
      !nothingNew.test(span.quote),
  );
  const inf =
    unsent === undefined || read.some(({ value }) => value === 'INF')
      ? []
      : [{ value: 'INF' as const, span: unsent.span }];
  if (read.length > 0) return [...read, ...inf];
  const clinical = assertions.find(
    ({ concept, claim }) => (clinicalConcepts as readonly string[]).includes(concept) && claim !== 'other',
  );
  const span = clinical?.span ?? (cited.length > 0 ? (decision ?? cited[0]?.span) : undefined);
  return span === undefined ? inf : [{ value: 'MN', span }, ...inf];
}

/** The sentence that says no, or null. */
function decisionIn(letter: LetterText, sentences: readonly LetterSentence[]): Span | null {
  const hit = sentences.find(
    ({ rationale, text }) =>
      rationale &&
      /\b(?:den(?:y|ied|ying)|declin\w+|cannot|unable|not (?:approved?|certif\w+|authori\w+|cover\w*)|refus\w+|regret)\b/i.test(
        text,
      ),
  );
  return hit === undefined ? null : letterSpan(letter, hit.start, hit.end);
}
