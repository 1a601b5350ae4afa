/** A few plain questions that find the plan type. The tree is data; each answer leads on or settles it. */
import type { PlanType } from '../domain/kinds.ts';
import type { TrackQuestion } from '../domain/track.ts';

interface Choice {
  readonly value: string;
  readonly label: string;
  /** The next question, or the plan type that this answer settles. */
  readonly next?: string;
  readonly planType?: PlanType;
  /** What stays possible where nobody can say. */
  readonly candidates?: readonly PlanType[];
}
interface Node extends Omit<TrackQuestion, 'options'> {
  readonly choices: readonly Choice[];
}

const tree: readonly Node[] = [
  {
    id: 'plan-source',
    text: 'Where does this health insurance come from?',
    help: 'The deadlines and rights depend on it. The insurance card or the benefits office can tell.',
    choices: [
      { value: 'employer', label: 'A job or union (own, spouse’s or parent’s)', next: 'employer-kind' },
      { value: 'own', label: 'Bought by the family, on or off the Marketplace', next: 'own-kind' },
      { value: 'medicare', label: 'Medicare', next: 'medicare-kind' },
      { value: 'medicaid', label: 'Medicaid', next: 'medicaid-kind' },
      { value: 'military', label: 'TRICARE (military)', planType: 'tricare' },
      { value: 'unsure', label: 'I do not know', candidates: [] },
    ],
  },
  {
    id: 'employer-kind',
    text: 'What kind of employer is it?',
    help: 'Public schools and city hospitals count as state or local government.',
    choices: [
      { value: 'private', label: 'A company, union or nonprofit', next: 'grandfathered' },
      {
        value: 'government',
        label: 'A state, city, county or public school',
        planType: 'non-federal-government',
      },
      { value: 'church', label: 'A church or religious organization', planType: 'church' },
      { value: 'federal', label: 'The federal government (FEHB)', planType: 'fehb' },
      { value: 'postal', label: 'The Postal Service (PSHB)', planType: 'pshb' },
    ],
  },
  {
    id: 'grandfathered',
    text: 'Does the plan booklet call it a “grandfathered health plan”?',
    help: 'Such a plan must say so in its booklet. Most plans are not.',
    choices: [
      { value: 'yes', label: 'Yes, it says so', planType: 'grandfathered' },
      { value: 'no', label: 'No, or not that I can find', next: 'funding' },
    ],
  },
  {
    id: 'funding',
    text: 'Who pays the claims?',
    help: '“Self-funded”, “self-insured” or “administered by” in the booklet mean the employer. The benefits office must tell you.',
    choices: [
      {
        value: 'employer',
        label: 'The employer; the insurer only administers',
        planType: 'erisa-self-funded',
      },
      { value: 'insurer', label: 'The insurance company', planType: 'erisa-insured' },
      { value: 'unsure', label: 'I do not know', candidates: ['erisa-self-funded', 'erisa-insured'] },
    ],
  },
  {
    id: 'own-kind',
    text: 'Is it a short-term or limited policy?',
    help: 'Short-term policies say so on the first page and can refuse people for their health.',
    choices: [
      { value: 'no', label: 'No, an ordinary health plan', planType: 'aca-individual' },
      { value: 'short-term', label: 'Yes, short-term', planType: 'short-term' },
      { value: 'unsure', label: 'I do not know', candidates: ['aca-individual', 'short-term'] },
    ],
  },
  {
    id: 'medicare-kind',
    text: 'Which Medicare?',
    help: 'A plan card from an insurer (HMO or PPO) means Medicare Advantage; the red, white and blue card alone means Original Medicare.',
    choices: [
      { value: 'advantage', label: 'Medicare Advantage (Part C)', planType: 'medicare-advantage' },
      { value: 'original', label: 'Original Medicare', planType: 'original-medicare' },
      { value: 'unsure', label: 'I do not know', candidates: ['medicare-advantage', 'original-medicare'] },
    ],
  },
  {
    id: 'medicaid-kind',
    text: 'Who sent the denial?',
    help: 'Most Medicaid members belong to a health plan whose name is on the letter.',
    choices: [
      { value: 'plan', label: 'A health plan', planType: 'medicaid-managed-care' },
      { value: 'state', label: 'The state itself', planType: 'medicaid-fee-for-service' },
      {
        value: 'unsure',
        label: 'I do not know',
        candidates: ['medicaid-managed-care', 'medicaid-fee-for-service'],
      },
    ],
  },
];

export interface PlanTypeAnswer {
  /** Settled by the answers so far; null while it is open. */
  readonly planType: PlanType | null;
  /** What is still possible where the answers end in "I do not know"; empty when nothing is known. */
  readonly candidates: readonly PlanType[];
  /** The next question; null when settled or nobody can say more. */
  readonly question: TrackQuestion | null;
}

export const planQuestionIds: readonly string[] = tree.map((node) => node.id);

/** Follows the answers (question id to value) down the tree. An answer the tree does not know counts as not given. */
export function findPlanType(answers: Readonly<Record<string, string>>): PlanTypeAnswer {
  let node = tree[0];
  while (node) {
    const { choices, ...question } = node;
    const choice = choices.find((each) => each.value === answers[question.id]);
    if (!choice) {
      const options = choices.map(({ value, label }) => ({ value, label }));
      return { planType: null, candidates: [], question: { ...question, options } };
    }
    if (choice.planType) return { planType: choice.planType, candidates: [], question: null };
    if (choice.candidates) return { planType: null, candidates: choice.candidates, question: null };
    node = tree.find((each) => each.id === choice.next);
  }
  return { planType: null, candidates: [], question: null };
}

/** Every path of answers through the tree, for tests and for a printed overview. */
export function planPaths(): Readonly<Record<string, string>>[] {
  const from = (id: string): Record<string, string>[] => {
    const node = tree.find((each) => each.id === id);
    if (!node) return [{}];
    return node.choices.flatMap((choice) =>
      (choice.next ? from(choice.next) : [{}]).map((rest) => ({ [id]: choice.value, ...rest })),
    );
  };
  return from(tree[0]?.id ?? '');
}
