/** What the record measured, and when the last scan of the kind that was asked for was done. */
import type { ClinicalFact } from '../../../domain/record.ts';
import { isEvidence, wordsOf } from '../evidence/evidence.ts';
import { sizeIn } from '../evidence/sizes.ts';
import type { PolicyCase } from '../policy-case.ts';

/** Sizes in millimetres of the nodule on the latest day that has any; empty where none does, or where it is not solid. */
export function sizesOfNodule(found: PolicyCase): readonly number[] {
  const sized = found.input.facts.filter(
    (fact) =>
      fact.concept === 'mass' &&
      isEvidence(fact) &&
      (fact.date ?? '') <= found.decisionDate &&
      /\bnodules?\b/i.test(wordsOf(fact)) &&
      sizeIn(wordsOf(fact)) !== null,
  );
  if (sized.some((fact) => notSolid.test(wordsOf(fact)))) return [];
  const latest = sized
    .map(({ date }) => date ?? '')
    .toSorted()
    .at(-1);
  return sized
    .filter(({ date }) => (date ?? '') === latest)
    .map((fact) => sizeIn(wordsOf(fact)))
    .filter((size) => size !== null);
}

const notSolid =
  /\b(?:part(?:ly|ially)?|sub|non|semi)[ -]?solid|\bground[ -]glass (?:nodule|opacity)|\bcysts?\b/i;

/** Scans of other parts: the lung bases on a CT of the abdomen are no scan of the chest. */
const elsewhere = /\b(?:abdomen|abdominal|pelvis|head|brain|neck|spine|sinus|knee|hip|shoulder)\b/i;

/** Reports of scans of the kind that was asked for, the last first. */
export function scansDone(found: PolicyCase): readonly ClinicalFact[] {
  const modality = found.input.scan?.modality?.toLowerCase() ?? null;
  return found.input.facts
    .filter(
      (fact) =>
        fact.concept === 'prior-imaging' &&
        fact.section === 'report' &&
        fact.detail === modality &&
        isEvidence(fact) &&
        !elsewhere.test(wordsOf(fact)) &&
        fact.date !== null &&
        fact.date <= found.requestDate,
    )
    .toSorted((a, b) => (b.date ?? '').localeCompare(a.date ?? ''));
}
