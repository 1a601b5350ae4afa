/** Notes that tell one complaint of the left and of the right: a slip that an insurer holds against the order. */
import type { Laterality } from '../../../domain/kinds.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { daysBetween } from '../../../text/calendar.ts';
import { isEvidence } from '../../match/evidence/evidence.ts';
import { nearRegions } from '../../match/evidence/fact-place.ts';
import type { Conflict } from './pair.ts';

/** Joints and limbs that come in pairs; in the spine both sides may hurt in one week. */
const paired = /^(?:shoulder|elbow|wrist|hand|hip|knee|ankle|foot)$/;

/** Notes further apart than this tell of two complaints. */
const episodeDays = 120;

/** Words by which a note speaks of both sides, or of the other one on purpose. */
const both =
  /\b(?:bilat\w*|both|b\/l|contralateral|other (?:side|knee|shoulder|hip|ankle|wrist)|opposite)\b/i;

/**
 * Notes whose assessments name the region on one side only, and different ones. `region` is that of the scan; null or
 * an unpaired part gives none.
 */
export function sideConflicts(facts: readonly ClinicalFact[], region: string | null): Conflict[] {
  if (region === null || !paired.test(region)) return [];
  const here = facts.filter(
    (fact) =>
      (fact.region === region || nearRegions(region).includes(fact.region ?? '')) &&
      isEvidence(fact) &&
      fact.context.temporality === 'recent' &&
      fact.noteDate !== null &&
      new RegExp(region, 'i').test(fact.spans[0]?.quote ?? ''),
  );
  if (here.some(({ side, spans }) => side === 'bilateral' || spans.some(({ quote }) => both.test(quote))))
    return [];
  const notes = new Map<number, { sides: Set<Laterality>; fact: ClinicalFact }>();
  for (const fact of here) {
    if (fact.side === null || !/assess|impression|diagnos|complaint|history/i.test(fact.section ?? ''))
      continue;
    const note = notes.get(fact.partIndex) ?? { sides: new Set<Laterality>(), fact };
    note.sides.add(fact.side);
    notes.set(fact.partIndex, note);
  }
  const one = [...notes.values()].filter(({ sides }) => sides.size === 1);
  for (const a of one)
    for (const b of one) {
      if (a.fact.side !== 'left' || b.fact.side !== 'right') continue;
      if (Math.abs(daysBetween(a.fact.noteDate ?? '', b.fact.noteDate ?? '')) > episodeDays) continue;
      return [{ concept: 'laterality', a: a.fact, b: b.fact, kind: 'side' }];
    }
  return [];
}
