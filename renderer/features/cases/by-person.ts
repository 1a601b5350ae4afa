/** Groups cases by the person they are about; people and cases with the nearest deadline come first. */
import type { CaseSummary } from '../../../shared/api/contract.ts';

export interface PersonCases {
  /** Null while no document has named the patient. */
  person: string | null;
  cases: CaseSummary[];
}

export function byPerson(cases: readonly CaseSummary[]): PersonCases[] {
  const groups = new Map<string, PersonCases>();
  for (const each of [...cases].sort(byUrgency)) {
    const key = each.personName?.toLowerCase() ?? '';
    const group = groups.get(key);
    if (group) group.cases.push(each);
    else groups.set(key, { person: each.personName, cases: [each] });
  }
  return [...groups.values()];
}

/** Days left ascending; cases without a date last, newest of them first. */
function byUrgency(a: CaseSummary, b: CaseSummary): number {
  const left = a.nextDeadline?.daysLeft ?? Number.POSITIVE_INFINITY;
  const right = b.nextDeadline?.daysLeft ?? Number.POSITIVE_INFINITY;
  if (left !== right) return left - right;
  return b.createdAt.localeCompare(a.createdAt);
}
