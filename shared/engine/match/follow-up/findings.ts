/** A follow-up scan against the policy's schedule by size: the letter demands a longer wait, or the scan comes too soon. */
import type { DenialAssertion } from '../../../domain/denial.ts';
import type { Finding } from '../../../domain/finding.ts';
import type { CriterionOutcome } from '../../../domain/policy.ts';
import { daysBetween } from '../../../text/calendar.ts';
import { askedBy } from '../exceeds/asked.ts';
import { isEvidence } from '../evidence/evidence.ts';
import { matchCriteria } from '../outcomes/match-criteria.ts';
import { isClinical, makeFinding, type PolicyCase, recordCitations } from '../policy-case.ts';
import { scansDone, sizesOfNodule } from './measured.ts';
import { type FollowUpRow, followUpRows } from './rows.ts';

/** Months are counted as 30 days, and a day or two more or less is no other length. */
const longer = 1.1;
const shorter = 0.95;

/** At most one finding: the letter's wait is longer than the policy's, or the policy's has not gone by. */
export function followUpFindings(found: PolicyCase): Finding[] {
  const claims = found.input.denial.assertions.filter(({ concept }) => concept === 'interval');
  if (!isClinical(found) || claims.length === 0) return [];
  const sizes = sizesOfNodule(found);
  if (sizes.length === 0) return [];
  const rows = followUpRows(found.policy).filter(({ fits }) => sizes.some(fits));
  if (rows.length === 0) return [];
  const finding = longerWait(found, claims, rows) ?? tooSoon(found, claims, rows);
  return finding === null ? [] : [finding];
}

/** The letter's wait exceeds the longest that a row for this size names. */
function longerWait(
  found: PolicyCase,
  claims: readonly DenialAssertion[],
  rows: readonly FollowUpRow[],
): Finding | null {
  const again = new Set(scansDone(found).map(({ date }) => date)).size > 1;
  const most = Math.max(...rows.flatMap((row) => [...row.firstDays, ...(again ? row.laterDays : [])]));
  for (const claim of claims) {
    const days = claim.claim === 'required' ? askedBy(found, claim)?.minDays : undefined;
    if (days === undefined || days <= most * longer) continue;
    return makeFinding(
      found,
      'denial-exceeds-policy',
      'interval',
      'The denial asks for a longer time between scans than the policy does.',
      [{ role: 'denial', span: claim.span }, ...citationsOf(rows)],
      {
        steps: [`the denial asks for ${days} days, the policy for ${most}`],
        rule: 'policy.follow-up-interval',
      },
    );
  }
  return null;
}

/** Words of a list of reasons to scan before the time. */
const sooner =
  /\b(?:sooner|earlier|not (?:to )?wait|without wait\w*|at any time|at once|whatever time|do(?:es)? not (?:bind|apply|hold))\b/i;

function mayComeSooner(found: PolicyCase, rows: readonly FollowUpRow[]): boolean {
  return found.policy.sections.some(
    (section) =>
      section.tree !== null &&
      section.role !== 'history' &&
      rows.every((row) => row.section !== section) &&
      sooner.test(`${section.heading} ${section.tree.text}`) &&
      isMaybeMet(found, matchCriteria(section.tree, { ...found.match, waivers: [] })),
  );
}

/** Met, or left open although the record tells of it: whether it holds is the doctor's to say. A nodule alone tells of nothing. */
function isMaybeMet(found: PolicyCase, outcome: CriterionOutcome): boolean {
  if (outcome.state === 'met') return true;
  const maybe = (child: CriterionOutcome): boolean => isMaybeMet(found, child);
  if (outcome.node.kind === 'all') return outcome.children.every(maybe);
  if (outcome.node.kind !== 'leaf') return outcome.children.some(maybe);
  return (
    outcome.state === 'ask' &&
    outcome.factIds
      .map((id) => found.facts.get(id))
      .some((fact) => fact !== undefined && fact.concept !== 'mass' && isEvidence(fact))
  );
}

/** The letter misses the time, and the last scan lies closer than the shortest that a row for this size names. */
function tooSoon(
  found: PolicyCase,
  claims: readonly DenialAssertion[],
  rows: readonly FollowUpRow[],
): Finding | null {
  const [last] = scansDone(found);
  const claim =
    claims.find((own) => own.claim === 'insufficient') ?? claims.find((own) => own.claim === 'required');
  if (last === undefined || last.date === null || claim === undefined || mayComeSooner(found, rows))
    return null;
  const least = Math.min(...rows.flatMap(({ firstDays, laterDays }) => [...firstDays, ...laterDays]));
  const since = daysBetween(last.date, found.requestDate);
  if (since >= least * shorter) return null;
  return makeFinding(
    found,
    'criterion-unmet',
    'interval',
    'The policy asks for more time since the last scan than has gone by.',
    [...citationsOf(rows), ...recordCitations(found, [last.id], 2), { role: 'denial', span: claim.span }],
    {
      factIds: [last.id],
      steps: [`last scan ${last.date}, ${since} days before the request; asked for ${least}`],
      rule: 'policy.follow-up-too-soon',
    },
  );
}

function citationsOf(
  rows: readonly FollowUpRow[],
): { readonly role: 'policy'; readonly span: FollowUpRow['span'] }[] {
  return rows.slice(0, 2).map(({ span }) => ({ role: 'policy', span }));
}
