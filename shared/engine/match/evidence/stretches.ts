/** Stretches of care that run on, one behind or beside the other, and the length they reach together. */
import type { IsoDate } from '../../../domain/kinds.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { daysBetween } from '../../../text/calendar.ts';
import { lengthOf } from './fact-times.ts';

/** Days without any care after which treatment is no longer one stretch. */
const longestBreak = 14;

/** The facts of the first unbroken stretch that reaches so many days and holds a fact of this kind; none where there is none. */
export function stretchReaching(
  facts: readonly ClinicalFact[],
  days: number,
  holds: (fact: ClinicalFact) => boolean = () => true,
): readonly ClinicalFact[] {
  let run: ClinicalFact[] = [];
  let covered = 0;
  let end = '';
  for (const { fact, from, to } of facts.flatMap(dated).toSorted((a, b) => a.from.localeCompare(b.from))) {
    if (end !== '' && daysBetween(end, from) > longestBreak) {
      run = [];
      covered = 0;
      end = '';
    }
    covered += Math.max(0, daysBetween(end > from ? end : from, to));
    run.push(fact);
    end = end > to ? end : to;
    if (covered + 1 >= days && run.some(holds)) return run;
  }
  return [];
}

function dated(fact: ClinicalFact): { fact: ClinicalFact; from: IsoDate; to: IsoDate }[] {
  const from = fact.measure?.from ?? null;
  const to = fact.measure?.to ?? null;
  return from === null || to === null || lengthOf(fact) === null ? [] : [{ fact, from, to }];
}
