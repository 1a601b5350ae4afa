/** Entries of the record that say opposite things on one point: asked of the person, both quoted, never decided here. */
import type { PleaseCheck } from '../../domain/finding.ts';
import type { ClinicalFact } from '../../domain/record.ts';
import { cite } from '../folder.ts';
import type { MatchContext } from '../match/outcomes/match-context.ts';
import { careConflicts } from './conflicts/care.ts';
import { examConflicts } from './conflicts/exam.ts';
import { lengthConflicts } from './conflicts/length.ts';
import type { Conflict } from './conflicts/pair.ts';
import { sideConflicts } from './conflicts/side.ts';
import { historyConflicts, toldConflicts } from './conflicts/told.ts';
import { conceptName } from './words.ts';

/** One question for each point on which the patient's own record disagrees with itself; none on a clean record. */
export function recordConflicts(facts: readonly ClinicalFact[], matching: MatchContext): PleaseCheck[] {
  const own = facts.filter(({ context }) => context.experiencer === 'patient');
  const conflicts = [
    ...examConflicts(own),
    ...toldConflicts(own),
    ...historyConflicts(own),
    ...careConflicts(own),
    ...lengthConflicts(own),
    ...sideConflicts(own, matching.region),
  ];
  const asked = new Set<string>();
  return conflicts.flatMap((conflict): PleaseCheck[] => {
    const [first, second] = [conflict.a.spans[0], conflict.b.spans[0]];
    // One point is asked once, however many sentences hold it.
    const subject = conflict.kind === 'history' ? conflict.concept : (conflict.a.subject ?? conflict.concept);
    const point = `${conflict.kind}|${subject}|${conflict.a.side ?? ''}`;
    if (first === undefined || second === undefined || asked.has(point)) return [];
    asked.add(point);
    return [
      {
        concept: conflict.concept,
        question: questionOf(conflict),
        citations: [cite('record', first), cite('record', second)],
      },
    ];
  });
}

function questionOf({ kind, concept, a }: Conflict): string {
  const side = a.side === 'left' || a.side === 'right' ? `, ${a.side} side` : '';
  // Muscles have readable names; other subjects are stems for comparing.
  const muscles = concept === 'motor-deficit' ? a.subject : undefined;
  const what: Record<Conflict['kind'], string> = {
    examination: `Two examinations of the same day disagree (${muscles ?? conceptName(concept)}${side}).`,
    report: `One place of the notes reports this, and another of the same day denies it (${conceptName(concept)}).`,
    care: `One entry says that this took place (${conceptName(concept)}), and a later one says that it did not.`,
    length: `A note gives the therapy more time than the therapist’s own dates show (${conceptName(concept)}).`,
    history: `One note says that there is no such history (${conceptName(concept)}), and another tells of it.`,
    side: 'One note speaks of the left side, and another of the right.',
  };
  return `${what[kind]} The insurer may point to it. Which is right, and can the doctor put the other right?`;
}
