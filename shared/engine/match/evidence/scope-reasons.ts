/** Reasons why an endoscope cannot do it: they excuse from no other test, and reasons against other tests do not excuse from the scope. */
import type { ClinicalFact } from '../../../domain/record.ts';
import { wordsOf } from './evidence.ts';

const scope = /\bERCP\b|\bEUS\b|\bendoscop|\bretrograde chol|\bcolonoscop|\bscopes?\b/i;
const otherTests =
  /\bMRI?\b|\bCTA?\b|\bPET\b|\bcontrast\b|\bgadolinium\b|\bexercis|\btreadmill|\bstress\b|\bNSAID|\bmedic|\bdrugs?\b|\btherap|\binject/i;

/** Whether a reason of the record speaks to the words that ask for one. */
export function reasonFits(asked: string, fact: ClinicalFact): boolean {
  if (fact.concept !== 'contraindication') return true;
  if (fact.detail === 'endoscopy') return scope.test(asked);
  return !scope.test(asked) || otherTests.test(asked) || scope.test(wordsOf(fact));
}
