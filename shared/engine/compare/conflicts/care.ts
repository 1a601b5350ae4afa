/** Care or a study that one entry says took place, and a later one says never did. */
import type { ClinicalConcept } from '../../../domain/kinds.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { daysBetween } from '../../../text/calendar.ts';
import { isDenied, isEvidence } from '../../match/evidence/evidence.ts';
import { apart, type Conflict, regionsMeet, sidesMeet } from './pair.ts';

const compared: ReadonlySet<ClinicalConcept> = new Set<ClinicalConcept>([
  'physical-therapy',
  'chiropractic',
  'home-exercise',
  'injection',
  'medication-trial',
  'prior-imaging',
]);

/** Refusing more of what was had, or not having had it of late, leaves the first entry true. */
const narrowed =
  /\b(?:further|more|additional|again|another|repeat\w*|return\w*|resum\w*|second|new|recent\w*|continu\w*|since|yet|today|currently|formal|supervised|any longer|anymore|cancel\w*|no[- ]?show\w*|missed|late|denied by|insur\w*|auth\w*|not covered)\b/i;

/** A denial this long after the care ended is of another episode. */
const episodeDays = 200;

/** Pairs of care told as done and told as not done, of one region, where the denial is not the older one. */
export function careConflicts(facts: readonly ClinicalFact[]): Conflict[] {
  const relevant = facts.filter(
    (fact) => compared.has(fact.concept) && fact.context.temporality === 'recent',
  );
  const denied = relevant.filter(
    (fact) =>
      isDenied(fact) && fact.section !== 'plan' && !fact.spans.some(({ quote }) => narrowed.test(quote)),
  );
  // A drug of the list of medicines may be taken for anything.
  const told = relevant.filter((fact) => isEvidence(fact) && fact.section !== 'medications');
  return told.flatMap((done): Conflict[] => {
    const no = denied.find(
      (other) =>
        other.concept === done.concept &&
        oneThing(done, other) &&
        apart(done, other) &&
        regionsMeet(done, other) &&
        (other.side === null || done.side === null || sidesMeet(done, other)) &&
        follows(done, other),
    );
    return no === undefined ? [] : [{ concept: done.concept, a: done, b: no, kind: 'care' }];
  });
}

/** The same drug or the same kind of study; of therapy, that it is of one kind is enough. */
function oneThing(done: ClinicalFact, denial: ClinicalFact): boolean {
  if (done.concept === 'prior-imaging' || done.concept === 'injection') return done.detail === denial.detail;
  if (done.concept !== 'medication-trial') return true;
  return (
    done.subject === denial.subject ||
    (denial.detail === done.detail && anyOfClass.test(denial.subject ?? ''))
  );
}

/** Words for a whole class of drugs. */
const anyOfClass = /^(?:nsaids?|anti-?inflammator\w*)$/i;

/** The denial was written when the care had begun, in the same episode. */
function follows(done: ClinicalFact, denial: ClinicalFact): boolean {
  const begun = done.measure?.from ?? done.date;
  const ended = done.measure?.to ?? done.date;
  if (begun === null || ended === null || denial.noteDate === null) return false;
  return begun <= denial.noteDate && daysBetween(ended, denial.noteDate) <= episodeDays;
}
