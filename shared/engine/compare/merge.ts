/** Puts findings of all checks together: one of each type and concept, surest first, and what nothing answers. */
import type { Finding, PleaseCheck } from '../../domain/finding.ts';
import type { ReasonCode } from '../../domain/kinds.ts';
import { clinicalConcepts, findingTypes } from '../../domain/kinds.ts';
import type { CaseContext } from '../folder.ts';
import { cite, makeFinding } from '../folder.ts';
import { daysBetween } from '../../text/calendar.ts';
import { isEvidence } from '../match/evidence/evidence.ts';
import { dangerSigns, therapyConcepts } from '../policy/vocabulary.ts';
import { networkWasThere } from '../procedure/access/network.ts';
import { reasonName } from './words.ts';

/** Most quotes a merged finding shows. */
const mostCitations = 10;

/** One finding for each type and concept; citations joined; contradictions take the place of "met" on the same point. */
export function mergeFindings(findings: readonly Finding[]): readonly Finding[] {
  const byKey = new Map<string, Finding>();
  for (const finding of findings) {
    const key = `${finding.type}/${finding.concept}`;
    const known = byKey.get(key);
    byKey.set(key, known === undefined ? finding : join(known, finding));
  }
  const all = [...byKey.values()];
  const contradicted = new Set(
    all.filter(({ type }) => type === 'denial-contradicted-by-record').map(({ concept }) => concept),
  );
  return all
    .filter(({ type, concept }) => !(type === 'criterion-met' && contradicted.has(concept)))
    .filter(({ type, concept }) => !(type === 'criterion-unmet' && contradicted.has(concept)))
    .toSorted(
      (a, b) =>
        findingTypes.indexOf(a.type) - findingTypes.indexOf(b.type) ||
        (a.strength === b.strength ? 0 : a.strength === 'strong' ? -1 : 1) ||
        (a.concept < b.concept ? -1 : 1),
    );
}

function join(a: Finding, b: Finding): Finding {
  const seen = new Set(
    a.citations.map(({ role, span }) => `${role}/${span.documentId}/${span.pageIndex}/${span.start}`),
  );
  const more = b.citations.filter(
    ({ role, span }) => !seen.has(`${role}/${span.documentId}/${span.pageIndex}/${span.start}`),
  );
  return {
    ...a,
    citations: [...a.citations, ...more].slice(0, mostCitations),
    strength: a.strength === 'strong' || b.strength === 'strong' ? 'strong' : 'fair',
    why: {
      ruleIds: [...new Set([...a.why.ruleIds, ...b.why.ruleIds])],
      criterion: a.why.criterion ?? b.why.criterion,
      factIds: [...new Set([...a.why.factIds, ...b.why.factIds])],
      steps: [...new Set([...a.why.steps, ...b.why.steps])],
    },
  };
}

/** Which types of finding answer which reason. */
const answers: Readonly<Record<ReasonCode, readonly string[]>> = {
  MN: [
    'denial-contradicted-by-record',
    'exception-ignored',
    'denial-exceeds-policy',
    'policy-misapplied',
    'evidence-supports',
  ],
  EXP: [
    'evidence-supports',
    'denial-contradicted-by-record',
    'policy-misapplied',
    'exception-ignored',
    'denial-exceeds-policy',
  ],
  OON: ['network-gap', 'denial-contradicted-by-record', 'emergency-documented'],
  PRE: ['authorization-on-file', 'emergency-documented', 'exception-ignored'],
  NCB: ['evidence-supports', 'policy-misapplied', 'code-mismatch', 'exception-ignored'],
  COD: ['code-mismatch', 'fact-mismatch', 'denial-contradicted-by-record'],
  INF: ['denial-contradicted-by-record', 'deadline-defect'],
  LOC: ['denial-contradicted-by-record', 'exception-ignored', 'criterion-met', 'network-gap'],
  TMF: ['fact-mismatch', 'denial-contradicted-by-record', 'evidence-supports', 'deadline-defect'],
};

/**
 * Said plainly, once a reason, where nothing at all answers it. That nothing answers is itself a claim that can harm:
 * it is a finding only where the papers were understood well enough to know it. For necessity that is: something that
 * the letter speaks of was found unmet; and besides, either more than that is unmet, or nothing is met, or no doubt is
 * left (whatever else the letter misses is unmet too, or the record shows nothing of it, and no question is open on
 * what the letter speaks of). For a network: the papers name providers of it; else: no
 * paper that could hold an answer is in the folder. Otherwise it is a question.
 */
export function unanswered(
  context: CaseContext,
  findings: readonly Finding[],
  questions: readonly PleaseCheck[],
): { readonly findings: readonly Finding[]; readonly pleaseCheck: readonly PleaseCheck[] } {
  const met = findings.some(({ type }) => type === 'criterion-met');
  const missing = findings.filter(({ type }) => type === 'criterion-unmet');
  const unmet = missing.length > 0;
  const grounds = groundsOf(context);
  const lacking = (concept: string | null): boolean =>
    missing.some((finding) => isSameNeed(finding.concept, concept));
  const agreed = (concept: string): boolean => concept === 'symptom-duration' && countsAlike(context);
  const settled =
    missedIn(context).every((concept) => lacking(concept) || isUntold(context, concept) || agreed(concept)) &&
    questions.every(
      ({ concept }) => concept !== null && (!grounds.has(concept) || lacking(concept) || agreed(concept)),
    );
  const understood =
    missing.some(({ concept }) => [...grounds].some((ground) => isSameNeed(ground, concept))) &&
    (settled || missing.length > 1 || !met);
  const bare = context.pages.every(({ kind }) => kind === 'denial-letter' || kind === 'other');
  const known = (reason: ReasonCode): boolean =>
    bare || (reason === 'MN' && understood) || (reason === 'OON' && networkWasThere(context));
  const open = context.latest.denial.reasons.filter(({ value, span }) => {
    if (span === null || findings.some(({ type }) => answers[value].includes(type))) return false;
    // A letter that names no ground is answered where the record meets the policy throughout.
    return !(value === 'MN' && met && !unmet);
  });
  return {
    findings: open.flatMap(({ value, span }) =>
      span === null || !known(value)
        ? []
        : [
            makeFinding(
              'no-support-found',
              value,
              `Nothing in the folder answers the reason ${reasonName(value)}.`,
              [cite('denial', span)],
              {
                ruleIds: ['compare.no-support'],
                steps: [
                  'No paper in the folder contradicts this reason, meets what it asks for, or waives it.',
                ],
              },
            ),
          ],
    ),
    pleaseCheck: open.flatMap(({ value, span }) =>
      span === null || known(value)
        ? []
        : [
            {
              concept: value,
              question: `Nothing was found that answers the reason ${reasonName(value)}, but the papers may hold an answer that was not recognised. Please look yourself.`,
              citations: [cite('denial', span)],
            },
          ],
    ),
  };
}

/** What the letters speak of in whatever way. */
function groundsOf({ letters }: CaseContext): ReadonlySet<string> {
  return new Set(letters.flatMap(({ denial }) => denial.assertions).map(({ concept }) => concept));
}

/** What the decision says is missing or too little; that no danger sign was found is no demand. */
function missedIn({ latest }: CaseContext): readonly string[] {
  return latest.denial.assertions
    .filter(({ claim }) => claim === 'absent' || claim === 'insufficient')
    .map(({ concept }) => concept)
    .filter((concept) => !isSign(concept) && !isOfDecision(concept));
}

/** "We do not authorize it", "the guideline is not met": the decision itself, and nothing that a record could show. */
function isOfDecision(concept: string): boolean {
  return concept === 'prior-authorization' || concept === 'guideline-support';
}

/** Symptoms of fewer days are short for every policy that asks how long. */
const leastDaysOfSymptoms = 28;
/** What a letter rounds to weeks, and what passed between the last note and the letter. */
const rounding = 7;
/** No policy asks for complaints of so few days. */
const mostDaysTold = 21;
/** Complaints of notes longer before the letter are of another bout. */
const sameBout = 365;

/** "The pain is of about three weeks' standing", and so says the record: nothing answers that it is short. */
function countsAlike({ latest, facts, pages }: CaseContext): boolean {
  const told = latest.denial.assertions.filter(
    ({ concept, claim }) => concept === 'symptom-duration' && claim === 'insufficient',
  );
  const letterDay = latest.denial.letterDate?.value ?? null;
  const lengths = facts
    .filter(
      (fact) =>
        fact.concept === 'symptom-duration' &&
        isEvidence(fact) &&
        !(letterDay !== null && fact.date !== null && daysBetween(fact.date, letterDay) > sameBout),
    )
    .map(({ measure }) => measure?.days ?? Infinity);
  return (
    told.length > 0 &&
    lengths.length > 0 &&
    pages.some(({ kind }) => kind === 'medical-record') &&
    told.every(({ threshold }) => {
      // A few weeks are what it tells, more may be what it asks for.
      const counted = threshold?.minDays ?? 0;
      const most = counted <= mostDaysTold ? counted + rounding : counted - 1;
      return lengths.every((days) => days <= Math.max(leastDaysOfSymptoms - 1, most));
    })
  );
}

/** Something clinical of which the record shows nothing: what the letter misses of it, it misses rightly. */
function isUntold({ facts }: CaseContext, missed: string): boolean {
  return (
    (clinicalConcepts as readonly string[]).includes(missed) &&
    !facts.some((fact) => isSameNeed(fact.concept, missed) && isEvidence(fact))
  );
}

/** Care of one kind stands for care of another. */
function isSameNeed(one: string, other: string | null): boolean {
  return one === other || (isCare(one) && other !== null && isCare(other));
}

function isSign(concept: string): boolean {
  return (dangerSigns as ReadonlySet<string>).has(concept) || concept === 'focal-neurological-deficit';
}

function isCare(concept: string): boolean {
  return (therapyConcepts as ReadonlySet<string>).has(concept);
}
