/** The seven audit steps, each knowing from the vault, the log and the clocks whether it is done, open, late or beside the point. */
import type { PlanType, ReasonCode } from '../domain/kinds.ts';
import type { CaseDeadline, ChecklistStep } from '../domain/track.ts';
import { addDays, daysBetween } from '../text/calendar.ts';
import { dayOf } from './moments.ts';
import { appealKinds, sendings, type TrackSituation } from './situation.ts';

export interface ChecklistInput {
  readonly situation: TrackSituation;
  readonly deadlines: readonly CaseDeadline[];
  readonly reasons: readonly ReasonCode[];
  /** What comparing the codes of letter, order and claim gave; 'unknown' while there is nothing to compare. */
  readonly codes: 'agree' | 'differ' | 'unknown';
  /** Steps that the person marked by hand. */
  readonly marks: Readonly<Partial<Record<ChecklistStep['id'], 'done' | 'open'>>>;
}

type StepId = ChecklistStep['id'];
type Computed = Omit<ChecklistStep, 'id' | 'title'>;

const titles: Readonly<Record<StepId, string>> = {
  'claim-file': 'Get the claim file',
  'policy-bulletin': 'Get the clinical policy',
  'cpt-check': 'Check the procedure codes',
  'peer-to-peer': 'Peer-to-peer talk',
  'written-appeal': 'Send the written appeal',
  'state-complaint': 'Complain to the regulator',
  'external-review': 'Ask for external review',
};

/** No rule fixes days for the claim file; after so many without an answer the step counts as late. */
const CLAIM_FILE_DAYS = 30;
/** Plan types that a state insurance department has no power over. */
const noStateRegulator: ReadonlySet<PlanType> = new Set<PlanType>([
  'erisa-self-funded',
  'medicare-advantage',
  'original-medicare',
  'medicaid-managed-care',
  'medicaid-fee-for-service',
  'fehb',
  'pshb',
  'tricare',
]);

export function checklist(input: ChecklistInput): ChecklistStep[] {
  const computed: Readonly<Record<StepId, Computed>> = {
    'claim-file': claimFile(input),
    'policy-bulletin': policyBulletin(input),
    'cpt-check': codeCheck(input),
    'peer-to-peer': peerToPeer(input),
    'written-appeal': writtenAppeal(input),
    'state-complaint': complaint(input),
    'external-review': externalReview(input),
  };
  const ids: readonly StepId[] = [
    'claim-file',
    'policy-bulletin',
    'cpt-check',
    'peer-to-peer',
    'written-appeal',
    'state-complaint',
    'external-review',
  ];
  return ids.map((id) => {
    const step = computed[id];
    const mark = input.marks[id];
    const base = { id, title: titles[id], ...step };
    if (mark === 'done' && step.state !== 'done')
      return { ...base, state: 'done', because: 'You marked it as done.' };
    if (mark === 'open' && step.state === 'done')
      return { ...base, state: 'open', because: `You marked it as not done. (${step.because})` };
    return base;
  });
}

const open = (because: string, letterKind: string | null = null, dueDay: string | null = null): Computed => ({
  state: 'open',
  because,
  letterKind,
  dueDay,
});
const done = (because: string): Computed => ({ state: 'done', because, letterKind: null, dueDay: null });
const beside = (because: string, letterKind: string | null = null): Computed => ({
  state: 'not-applicable',
  because,
  letterKind,
  dueDay: null,
});
const late = (because: string, letterKind: string | null, dueDay: string | null): Computed => ({
  state: 'overdue',
  because,
  letterKind,
  dueDay,
});

function claimFile({ situation }: ChecklistInput): Computed {
  if ((situation.papers['claim-file'] ?? 0) > 0) return done('The claim file is among your papers.');
  const asked = sendings(situation, ['claim-file-request']).at(-1);
  if (!asked)
    return open(
      'Ask for it in writing, today: it is free, and it shows what the reviewer had.',
      'claim-file-request',
    );
  const since = daysBetween(dayOf(asked.sentOn), dayOf(situation.now));
  const due = addDays(dayOf(asked.sentOn), CLAIM_FILE_DAYS);
  return since > CLAIM_FILE_DAYS
    ? late(
        `Asked for ${since} days ago, and it is not among your papers. No rule fixes the days, so ask again.`,
        'call-follow-up',
        due,
      )
    : open(`Asked for on ${dayOf(asked.sentOn)}. Put it in when it comes.`, 'call-follow-up', due);
}

function policyBulletin({ situation, reasons }: ChecklistInput): Computed {
  if ((situation.papers['clinical-policy'] ?? 0) > 0)
    return done('The clinical policy is among your papers.');
  if (
    reasons.length > 0 &&
    !reasons.some((reason) => reason === 'MN' || reason === 'EXP' || reason === 'LOC')
  ) {
    return beside('The denial does not rest on a clinical policy.');
  }
  return open(
    'Look for it on the insurer’s site by the name in the letter, or ask for it with the claim file.',
    'claim-file-request',
  );
}

function codeCheck({ codes }: ChecklistInput): Computed {
  switch (codes) {
    case 'agree':
      return done('No difference was found between the codes in your papers.');
    case 'differ':
      return open(
        'The codes differ between your papers. Ask the clinic to put them right; a corrected claim is not an appeal and stops no clock.',
        'doctor-letter',
      );
    case 'unknown':
      return open('Add the order or the claim, so that its code can be compared with the letter’s.');
  }
}

function peerToPeer({ situation }: ChecklistInput): Computed {
  const talks = situation.log.filter((entry) => entry.kind === 'peer-to-peer');
  const held = talks.find((entry) => entry.outcome !== null);
  if (held) return done(`Held on ${dayOf(held.at)}.`);
  if (situation.planType === 'original-medicare') return beside('Original Medicare has no such talk.');
  if (situation.decisions.length > 1) return beside('The plan has already decided on appeal.');
  const [planned] = talks;
  if (planned) {
    const followUp = planned.followUpOn;
    return followUp !== null && dayOf(situation.now) > followUp
      ? late('The talk was planned, and its outcome is not in the log.', 'peer-to-peer-request', followUp)
      : open(`Planned on ${dayOf(planned.at)}. Write down the outcome.`, 'peer-to-peer-request', followUp);
  }
  const when =
    situation.planType === 'medicare-advantage'
      ? 'Some Medicare plans take it only before the decision.'
      : 'Plans often allow it only for one or two weeks.';
  return open(
    `Your clinician calls the insurer’s doctor. ${when} It does not stop the time to appeal.`,
    'peer-to-peer-request',
  );
}

function writtenAppeal({ situation, deadlines }: ChecklistInput): Computed {
  const index = Math.max(0, situation.decisions.length - 1);
  const latest = situation.decisions.at(-1);
  const kind =
    situation.urgent === true
      ? 'expedited-appeal'
      : index === 0
        ? 'first-level-appeal'
        : 'second-level-appeal';
  const steps = deadlines.filter(
    (each) =>
      each.whose === 'patient' &&
      latest !== undefined &&
      each.id.endsWith(`.${latest.id}`) &&
      each.letterKind !== null,
  );
  const clock = steps.find(
    (each) => each.letterKind === 'first-level-appeal' || each.letterKind === 'second-level-appeal',
  );
  const sent = sendings(situation, appealKinds).findLast(
    (each) => !latest?.letterDate || dayOf(each.sentOn) >= dayOf(latest.letterDate),
  );
  if (sent)
    return done(
      `Sent on ${dayOf(sent.sentOn)}${sent.arrivedOn ? `, there on ${dayOf(sent.arrivedOn)}` : '; delivery is not proved yet'}.`,
    );
  if (!latest) return open('Add the denial letter first.');
  if (!clock) return done('The plan’s own appeals are behind you.');
  if (clock.state === 'overdue')
    return late('The date to keep has passed. File anyway and explain why.', kind, clock.keepDay);
  if (clock.keepDay === null) return open('Read the letter and the policy for the date.', kind);
  return open(`To be sent by ${dayOf(clock.keepDay)}; aim for ten days before.`, kind, clock.keepDay);
}

function complaint({ situation }: ChecklistInput): Computed {
  const sent = sendings(situation, ['agency-complaint']).at(-1);
  if (sent) return done(`Sent on ${dayOf(sent.sentOn)}.`);
  if (situation.planType === 'erisa-self-funded') {
    return beside(
      'The state has no power over a self-funded plan. The federal Employee Benefits Security Administration helps instead.',
      'agency-complaint',
    );
  }
  if (noStateRegulator.has(situation.planType)) {
    return beside(
      'The state insurance department has no power over this plan; its own agency takes complaints.',
      'agency-complaint',
    );
  }
  if (situation.planType === 'church' || situation.planType === 'non-federal-government') {
    return open(
      'Only if an insurer carries the plan. A complaint is not an appeal and stops no clock.',
      'agency-complaint',
    );
  }
  return open(
    'It can be made at any time beside the appeal. It is not an appeal and stops no clock.',
    'agency-complaint',
  );
}

function externalReview({ situation, deadlines }: ChecklistInput): Computed {
  const { planType, decisions } = situation;
  if (planType === 'grandfathered')
    return beside('A grandfathered plan is not bound by external review, except for surprise bills.');
  if (planType === 'short-term')
    return beside('No federal right with a short-term policy: read the policy and state law.');
  if (planType === 'medicare-advantage')
    return beside('The plan itself must send an upheld case to the independent reviewer.');
  const sent = sendings(situation, ['external-review']).at(-1);
  if (sent) return done(`Asked for on ${dayOf(sent.sentOn)}.`);
  const clock = deadlines.find(
    (each) => each.whose === 'patient' && each.letterKind === 'external-review' && each.state !== 'done',
  );
  if (!clock) {
    const missed = deadlines.find((each) => each.id.startsWith('plan-appeal.') && each.state === 'overdue');
    if (missed)
      return open(
        'The plan has missed its time to decide: you may usually go on without waiting for it.',
        'external-review',
      );
    return open(
      decisions.length < 2
        ? 'Comes after the plan’s last internal decision.'
        : 'See the last letter for how to ask.',
      null,
    );
  }
  if (clock.state === 'overdue')
    return late('The date to keep has passed. Ask anyway and explain why.', 'external-review', clock.keepDay);
  return open(
    clock.keepDay === null ? 'Read the letter for the date.' : `To be asked for by ${dayOf(clock.keepDay)}.`,
    'external-review',
    clock.keepDay,
  );
}
