/** Facts that the record itself takes back: a later denial, or a test that another paper says was not done. */
import type { ClinicalFact } from '../../../domain/record.ts';
import { readDates } from '../../../text/dates.ts';
import { isDenied, rankOf, wordsOf } from '../../match/evidence/evidence.ts';
import { dayOf } from '../../match/evidence/fact-times.ts';
import { care } from './length-asked.ts';

/**
 * "Bone scan and CT are hardly ever positive" beside "No bone scan or CT": where the record itself says that a test was
 * not done, only its report or its day proves that it was.
 */
export function isOnlyMentioned(fact: ClinicalFact, facts: readonly ClinicalFact[]): boolean {
  if (!tests.has(fact.concept)) return false;
  const reported = fact.spans.length > 1 || fact.spans.some(({ quote }) => readDates(quote).length > 0);
  return (
    !reported &&
    facts.some(
      (other) =>
        other.concept === fact.concept &&
        other.detail === fact.detail &&
        isDenied(other) &&
        !isChoice(other) &&
        ofSameGenes(other, fact),
    )
  );
}

/** Symbols of genes: capitals with a number behind them, or one of those without. */
const gene = /\b(?:[A-Z]{2,6}\d{1,2}[A-Z]?|ATM|PTEN|APC|MUTYH|VHL|RET|MEN\d?)\b/g;

/** "BRCA1, BRCA2, TP53: no pathogenic variant found" takes a carrier of another gene nothing; where either names none, all are meant. */
function ofSameGenes(denial: ClinicalFact, found: ClinicalFact): boolean {
  if (found.concept !== 'genetic-test') return true;
  const denied: readonly string[] = wordsOf(denial).match(gene) ?? [];
  const shown: readonly string[] = wordsOf(found).match(gene) ?? [];
  return denied.length === 0 || shown.length === 0 || shown.some((name) => denied.includes(name));
}

/** "[X] MRI [ ] CT [ ] X-ray" on an order: what is not ticked is not asked for, which says nothing of what was done. */
function isChoice(fact: ClinicalFact): boolean {
  return tests.has(fact.concept) && fact.spans.some(({ quote }) => /\[\s?\]|[☐□▢❏❑◻]/.test(quote));
}

/** Tests that are done on a day and have a report. */
export const tests: ReadonlySet<string> = new Set([
  'prior-imaging',
  'stress-test',
  'tissue-diagnosis',
  'genetic-test',
]);

/** Another fact of the same concept on a later day that says the opposite from as good a place. */
export function isTakenBack(fact: ClinicalFact, facts: readonly ClinicalFact[]): boolean {
  const day = dayOf(fact);
  if (care.has(fact.concept) || day === null) return false;
  return facts.some((other) => {
    const later = dayOf(other);
    return (
      other.concept === fact.concept &&
      other.detail === fact.detail &&
      speaksOf(other, fact) &&
      ofSameGenes(other, fact) &&
      isDenied(other) &&
      !isChoice(other) &&
      later !== null &&
      later > day &&
      rankOf(other) <= rankOf(fact) &&
      (other.side === null || fact.side === null || other.side === fact.side)
    );
  });
}

/** The same point, or the whole of it: "5/5 throughout" and "no focal deficit" speak of every muscle, full quadriceps do not speak of the foot. */
function speaksOf(denial: ClinicalFact, found: ClinicalFact): boolean {
  return (
    denial.subject === undefined ||
    found.subject === undefined ||
    denial.subject === found.subject ||
    /^strength$|\b(?:defic|focal|weak|neuro|sensa|normal)/.test(denial.subject)
  );
}
