/** Warnings that fit the case: who may appeal, what stops no clock, who may review. Only marks of 'V' are law as checked. */
import type { PlanType } from '../domain/kinds.ts';
import type { TrackAdvice, TrackQuestion } from '../domain/track.ts';
import { samePerson } from './chronology.ts';
import { externalReviewTypes } from './steps.ts';
import { timingOf, type TrackSituation } from './situation.ts';

export type TrackAnswers = Readonly<Record<string, string>>;

const claimsRule: ReadonlySet<PlanType> = new Set<PlanType>([...externalReviewTypes, 'grandfathered']);
const medicaid: ReadonlySet<PlanType> = new Set<PlanType>([
  'medicaid-managed-care',
  'medicaid-fee-for-service',
]);
const federalEmployee: ReadonlySet<PlanType> = new Set<PlanType>(['fehb', 'pshb']);

const yesNo = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
  { value: 'unsure', label: 'I do not know' },
];

/** Questions that still matter for clocks and warnings, the most useful first. Answers are by question id. */
export function trackQuestions(situation: TrackSituation, answers: TrackAnswers): TrackQuestion[] {
  const all: (TrackQuestion & { readonly when: boolean })[] = [
    {
      id: 'urgent',
      when: situation.decisions.length > 0 && timingOf(situation) !== 'postservice',
      text: 'Does a clinician say that waiting could do serious harm, or leaves severe pain uncontrolled?',
      help: 'Then the appeal can be urgent: the plan has 72 hours, and a call or fax is enough to ask.',
      options: yesNo,
    },
    {
      id: 'timing',
      when: situation.decisions.length > 0 && situation.timing === null,
      text: 'Has the scan been done?',
      help: 'The plan has less time to decide before a scan than after it.',
      options: [
        { value: 'preservice', label: 'Not yet' },
        { value: 'postservice', label: 'Yes, it was done' },
      ],
    },
    {
      id: 'levels',
      when: [
        'erisa-self-funded',
        'erisa-insured',
        'church',
        'non-federal-government',
        'grandfathered',
      ].includes(situation.planType),
      text: 'How many appeals does the plan ask for before external review?',
      help: 'The denial letter or the plan booklet says it: one or two levels.',
      options: [
        { value: '1', label: 'One' },
        { value: '2', label: 'Two' },
        { value: 'unsure', label: 'I do not know' },
      ],
    },
    {
      id: 'external-process',
      when: ['erisa-insured', 'aca-individual', 'church', 'non-federal-government'].includes(
        situation.planType,
      ),
      text: 'Which outside review does the letter name?',
      help: 'The state’s own (the insurance department), or the federal one (HHS, MAXIMUS).',
      options: [
        { value: 'state', label: 'The state’s' },
        { value: 'federal', label: 'The federal one' },
        { value: 'unsure', label: 'It does not say' },
      ],
    },
    {
      id: 'who-appeals',
      when: situation.decisions.length > 0,
      text: 'Who will sign the appeal?',
      help: 'Someone else needs your written leave in most plans.',
      options: [
        { value: 'patient', label: 'The patient' },
        { value: 'representative', label: 'A relative, friend or advocate' },
        { value: 'provider', label: 'The clinician or the imaging center' },
      ],
    },
    {
      id: 'assignment',
      when: situation.decisions.length > 0,
      text: 'Did you sign an “assignment of benefits”, or has the clinic filed something for you?',
      help: 'It is often among the papers at the first visit.',
      options: yesNo,
    },
  ];
  return all
    .filter((each) => each.when && answers[each.id] === undefined)
    .map(({ when: _when, ...question }) => question);
}

/** What to know in this case, the most important first. */
export function trackAdvice(situation: TrackSituation, answers: TrackAnswers): TrackAdvice[] {
  const { planType, decisions } = situation;
  const advice: TrackAdvice[] = [];
  const add = (
    id: string,
    title: string,
    text: string,
    more: Partial<Omit<TrackAdvice, 'id' | 'title' | 'text'>> = {},
  ) => advice.push({ id, title, text, citation: null, mark: 'M', letterKind: null, ...more });

  if (planType === 'short-term') {
    add(
      'short-term',
      'Read your policy',
      'A short-term policy sets its own time and way to appeal; the federal appeal rules do not cover it. Read the policy and the letter, and ask your state insurance department.',
      { citation: '45 CFR 144.103', mark: 'V' },
    );
  }
  if (decisions.length > 0) {
    add(
      'clock-runs',
      'The clock runs',
      'A peer-to-peer talk, a phone call, the clinic’s own “reconsideration”, a corrected claim or a complaint does not stop the time to appeal.',
      { mark: 'V' },
    );
  }
  if (situation.urgent === true && claimsRule.has(planType)) {
    add(
      'urgent',
      'Ask for the urgent appeal by phone or fax',
      'An urgent appeal can be asked for by phone, fax or the like; the plan then has 72 hours. A clinician who knows the condition can speak for you without a form. Follow with a letter.',
      {
        citation: '29 CFR 2560.503-1(h)(3)(vi), (i)(2)(i), (b)(4)',
        mark: 'V',
        letterKind: 'expedited-appeal',
      },
    );
  }
  if (planType === 'tricare' && timingOf(situation) === 'preservice') {
    add(
      'tricare-fast',
      'Three days for the fast way',
      'A fast reconsideration before a scan must be asked for within 3 days of receiving the decision; a later request is handled as an ordinary one, within 90 days.',
      { citation: 'tricare.mil', mark: 'V' },
    );
  }
  if (planType === 'medicaid-managed-care') {
    add(
      'continue',
      'Keeping a service that was already approved',
      'If the plan cuts a service it had approved, ask within 10 days of the plan sending the notice (or before the change takes effect, if that is later) to keep it during the appeal. If the appeal is lost you may have to pay it back.',
      { citation: '42 CFR 438.420', mark: 'V' },
    );
  }
  assignment(situation, answers, add);
  representative(situation, answers, add);
  reviewers(situation, add);
  if (decisions.length > 0) {
    add(
      'proof',
      'Send it so that you can prove it',
      'No federal rule asks for certified mail, but it proves delivery. Send to the address in the letter by one way that can be traced, and by fax too if the letter offers it. Keep a copy of all pages.',
    );
  }
  return advice;
}

type Add = (
  id: string,
  title: string,
  text: string,
  more?: Partial<Omit<TrackAdvice, 'id' | 'title' | 'text'>>,
) => void;

function assignment(situation: TrackSituation, answers: TrackAnswers, add: Add): void {
  if (answers['assignment'] !== 'yes' && answers['who-appeals'] !== 'provider') return;
  const { planType } = situation;
  add(
    'assignment',
    'Assignment of benefits',
    'Many plans do not allow benefits to be assigned, and then a clinic’s appeal may not count. Signing one does not by itself take away your own right to appeal: ask for a copy of anything filed, and file your own appeal in time.',
    claimsRule.has(planType) ? { citation: '29 CFR 2560.503-1(b)(4)', mark: 'M' } : {},
  );
  if (planType === 'tricare') {
    add(
      'tricare-party',
      'A network provider cannot appeal',
      'Under TRICARE a network provider can never be the one who appeals. If the wrong person appealed, there are 20 days to put it right.',
      { citation: '32 CFR 199.10', mark: 'V' },
    );
  }
}

function representative(situation: TrackSituation, answers: TrackAnswers, add: Add): void {
  const who = answers['who-appeals'];
  if (who !== 'representative' && who !== 'provider') return;
  const { planType } = situation;
  if (claimsRule.has(planType)) {
    add(
      'representative',
      'Authorized representative',
      'The plan may ask for a form that names who acts for you; ask for it now and send it with the appeal. For urgent care a health professional who knows the condition must be accepted without one.',
      { citation: '29 CFR 2560.503-1(b)(4)', mark: 'V' },
    );
  } else if (planType === 'medicare-advantage') {
    add(
      'representative',
      'Representative',
      'Someone who acts for you needs form CMS-1696 or the same in writing. A physician can ask for a standard reconsideration before the service without being appointed.',
      { citation: '42 CFR 422.578', mark: 'V' },
    );
  } else if (medicaid.has(planType)) {
    add(
      'representative',
      'Representative',
      'A provider or other person needs your written consent to appeal for you.',
    );
  } else if (federalEmployee.has(planType)) {
    add(
      'representative',
      'Representative',
      'Another person, also your clinician, needs your specific written consent.',
      { citation: '5 CFR 890.105', mark: 'V' },
    );
  } else if (planType === 'tricare') {
    add(
      'representative',
      'Representative',
      'Appoint a representative in writing; a network provider can never be the one who appeals.',
      { citation: '32 CFR 199.10', mark: 'V' },
    );
  } else if (planType !== 'short-term') {
    add(
      'representative',
      'Representative',
      'Someone else needs your leave in writing: ask the plan for its form.',
    );
  }
}

function reviewers(situation: TrackSituation, add: Add): void {
  const { planType, decisions } = situation;
  const again = decisions.find((decision, index) =>
    decisions.slice(0, index).some((each) => samePerson(each.reviewerName, decision.reviewerName)),
  );
  if (again && claimsRule.has(planType)) {
    add(
      'prior-contact',
      'The same reviewer twice',
      'The same reviewer is named in two decisions. An appeal must be decided by someone who did not make the first decision and is not their subordinate, and the medical expert must be a new one too. Check that it is the same person before you raise it.',
      { citation: '29 CFR 2560.503-1(h)(3)(ii), (v)', mark: 'V' },
    );
  } else if (again && planType === 'medicare-advantage') {
    add(
      'prior-contact',
      'The same reviewer twice',
      'The same reviewer is named in two decisions. A reconsideration must be made by someone who was not involved before. Check that it is the same person before you raise it.',
      { citation: '42 CFR 422.590(h)', mark: 'V' },
    );
  } else if (again) {
    add(
      'prior-contact',
      'The same reviewer twice',
      'The same reviewer is named in two decisions. Ask whether the appeal was decided by someone new.',
    );
  }
  if (decisions.length === 0) return;
  if (claimsRule.has(planType)) {
    add(
      'reviewer',
      'Ask who reviewed it',
      'On appeal a denial that rests on medical judgment must be looked at by a health professional with training and experience in the field, and on request the plan must name the experts it asked. That is not a right to the same specialty, and it does not cover the first review.',
      { citation: '29 CFR 2560.503-1(h)(3)(iii), (iv)', mark: 'V', letterKind: 'claim-file-request' },
    );
  } else if (planType === 'medicare-advantage') {
    add(
      'reviewer',
      'Who may decide the reconsideration',
      'A denial for lack of medical necessity is decided again by a physician with expertise in the field, who need not be of the same specialty.',
      { citation: '42 CFR 422.590(h)', mark: 'V' },
    );
  }
}
