/** Which letters fit this plan, this stage and these papers, and why: shown beside each kind. */
import { letterKinds, type LetterKind } from '../domain/letter.ts';
import { agencyFor } from './agencies.ts';
import { letterGaps } from './gaps.ts';
import type { LetterInput } from './input.ts';
import { meritPoints } from './points.ts';

export interface LetterAvailability {
  readonly kind: LetterKind;
  readonly available: boolean;
  /** One plain sentence: why it is offered, or why it does not fit. */
  readonly because: string;
}

/** Whether a kind of letter fits. `buildLetter` itself never refuses; hosts should not offer what is not available. */
export function letterAvailability(kind: LetterKind, input: LetterInput): LetterAvailability {
  const no = (because: string): LetterAvailability => ({ kind, available: false, because });
  const yes = (because: string): LetterAvailability => ({ kind, available: true, because });
  const barred = input.rules.remedies.notFor.find(
    (item) => item.kind === kind && item.planTypes.includes(input.planType),
  );
  if (barred) return no(barred.because);
  const { analysis, stage } = input;
  const reasons = new Set((analysis.denial?.reasons ?? []).map((reason) => reason.value));
  const calls = input.log.filter((entry) => entry.kind === 'call' || entry.kind === 'peer-to-peer');
  const sent = input.log.filter((entry) => ['mail', 'fax', 'portal'].includes(entry.kind));
  if (!analysis.denial && !['claim-file-request', 'call-follow-up', 'proof-of-delivery'].includes(kind))
    return no('Add the denial letter first.');
  switch (kind) {
    case 'first-level-appeal':
      if (stage.level === 'final') return no('The plan’s own appeals are used up.');
      if (stage.level === 'upheld')
        return yes('Only if the first appeal was not decided yet: the papers hold more than one decision.');
      return meritPoints(input).length > 0
        ? yes('The denial can be answered from the papers.')
        : yes(
            'Nothing in the papers answers the denial yet: this keeps the time limit while you get what is missing.',
          );
    case 'second-level-appeal':
      return stage.level === 'upheld'
        ? yes('The first appeal was refused. Check in the letter or plan that a second level exists.')
        : no(
            stage.level === 'final' ? 'The plan’s own appeals are used up.' : 'The first appeal comes first.',
          );
    case 'expedited-appeal':
      if (stage.scanDone === true) return no('The scan was done, so the claim is no longer urgent.');
      return stage.urgent === true
        ? yes('A clinician says that waiting is dangerous or leaves severe pain unmanaged.')
        : no('Needs the word of a clinician that waiting is dangerous or leaves severe pain unmanaged.');
    case 'claim-file-request':
      return yes('Ask the same day: the file shows what the decision rests on.');
    case 'peer-to-peer-request':
      return stage.scanDone === true
        ? no('The scan was done; a call between the doctors is about a scan to come.')
        : yes('The ordering doctor can talk to the plan’s doctor. It does not stop the time to appeal.');
    case 'doctor-letter': {
      const gaps = letterGaps(analysis, input.rules).length;
      return gaps > 0
        ? yes(`${gaps} ${gaps === 1 ? 'thing is' : 'things are'} not documented yet.`)
        : yes('A letter of the treating doctor strengthens every appeal.');
    }
    case 'retrospective-review':
      if (!reasons.has('PRE')) return no('Only where approval in advance is what was missing.');
      return stage.scanDone === false
        ? no('The scan was not done yet: ask for approval now.')
        : yes(
            'The scan was done without approval: ask for a review after the fact, and keep the appeal running.',
          );
    case 'gap-exception':
      return reasons.has('OON')
        ? yes('Denied as out of network: ask to be treated as in network.')
        : no('Only where the denial is about the network.');
    case 'external-review':
      return stage.level === 'final' || stage.urgent === true
        ? yes('The plan’s own appeals are used up, or the case is urgent.')
        : no('After the plan’s final denial, or at once in an urgent case.');
    case 'agency-complaint':
      return input.planType === 'unknown'
        ? no('Which agency is in charge depends on the kind of plan. Say first what kind of plan this is.')
        : agencyFor(input) === null
          ? no('No agency is known to be in charge of this plan’s claims procedure.')
          : yes('May be sent at any time. It is no appeal and stops no clock.');
    case 'bad-faith-notice':
      if (input.planType !== 'aca-individual' && stage.insured !== true)
        return no('Only where an insurer carries the risk of the plan and state law applies.');
      return stage.level === 'initial'
        ? no('Too early: the first appeal comes first.')
        : yes('State law applies to this policy. Let a lawyer look at it before you send it.');
    case 'call-follow-up':
      return calls.length > 0 ? yes('Puts the last call on paper.') : no('Log a call first.');
    case 'proof-of-delivery':
      return sent.length > 0
        ? yes('Shows that your papers arrived.')
        : no('Log what you sent (mail, fax or portal) first.');
  }
}

/** All kinds in their order. */
export function allAvailability(input: LetterInput): LetterAvailability[] {
  return letterKinds.map((kind) => letterAvailability(kind, input));
}
