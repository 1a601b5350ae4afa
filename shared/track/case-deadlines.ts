/** All clocks of a case, the patient's and the plan's, with the date to keep, what is over, and what follows. */
import type { DeadlineRule } from '../deadlines/rules.ts';
import type { CaseDeadline } from '../domain/track.ts';
import { finishClock } from './clock.ts';
import { externalClocks, followUps, planDocumentsClock } from './outside-clocks.ts';
import { patientDrafts } from './patient-clocks.ts';
import { appealClock, initialClock } from './plan-clocks.ts';
import type { TrackSituation } from './situation.ts';

/** Open clocks first, the nearest first; then those without a date; then what is done. */
export function caseDeadlines(situation: TrackSituation, rules: readonly DeadlineRule[]): CaseDeadline[] {
  const drafts = [
    ...situation.decisions.flatMap((decision, index) => [
      ...patientDrafts(situation, decision, index, rules),
      ...appealClock(situation, decision, index, rules),
    ]),
    ...initialClock(situation, rules),
    ...externalClocks(situation, rules),
    ...planDocumentsClock(situation, rules),
    ...followUps(situation),
  ];
  const finished = drafts.map((draft) => finishClock(draft, situation));
  const rank = (each: CaseDeadline) => (each.state === 'done' ? 2 : each.keepDay === null ? 1 : 0);
  return finished.toSorted(
    (a, b) => rank(a) - rank(b) || compare(a.keepDay ?? '', b.keepDay ?? '') || compare(a.id, b.id),
  );
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
