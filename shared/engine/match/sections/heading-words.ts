/** How well the words of a heading name the patient's condition, where no rule of situations knows the heading. */
import type { CriterionNode, PolicyDocument } from '../../../domain/policy.ts';
import { stemOf, wordsOf } from '../../sentences/sentence-features.ts';

/** A heading's fit: above 0 where the records name what it names. */
export type HeadingFit = (heading: string, situations: readonly string[]) => number;

/** What follows these in a heading is what the patient does not have. */
const beside = /\b(?:without|except|other than|excluding|not|no|see)\b.*$/i;
/** Words of many headings, which name no condition. */
const common: ReadonlySet<string> = new Set(
  [
    'pain suspected known new recurrent severe mild symptoms signs disease disorder syndrome evaluation',
    'follow surgery before after treatment therapy imaging scan study mri contrast adult adults child children patient',
    'member members indication indications criteria general covered coverage medical necessity section part group other',
    'first repeat initial planned left right both joint upper lower extremity with and the for from of in to or when all any',
    'knee hip shoulder ankle foot wrist hand elbow spine lumbar cervical thoracic neck back head brain chest abdomen pelvis',
    'anterior posterior lateral medial proximal distal central',
    'one two met following approved request requested review policy guideline table years months weeks risk high low',
  ]
    .join(' ')
    .split(' ')
    .map(stemOf),
);
/** Of the policy's sections, the share from which a word speaks for none of them before another. */
const mostSections = 0.4;
/** A full fit, beside those of situations (about 1 for a mention, 3 for a code). */
const fullFit = 1.5;

/** `condition` are the stems of the words in which the records name it, with what each counts (conditionWords). */
export function headingFit(policy: PolicyDocument, condition: ReadonlyMap<string, number>): HeadingFit {
  const heads = policy.sections.flatMap(({ heading, tree }) => [heading, ...headingsIn(tree)]).map(contentOf);
  const count = new Map<string, number>();
  for (const stems of heads) for (const stem of new Set(stems)) count.set(stem, (count.get(stem) ?? 0) + 1);
  const usual = Math.max(2, heads.length * mostSections);
  const title = new Set(contentOf(policy.title ?? ''));
  return (heading, situations) => {
    if (situations.length > 0) return 0;
    const telling = contentOf(heading).filter((stem) => (count.get(stem) ?? 0) < usual && !title.has(stem));
    if (telling.length === 0) return 0;
    const named = telling.reduce((sum, stem) => sum + (condition.get(stem) ?? 0), 0);
    return (fullFit * named) / telling.length;
  };
}

function headingsIn(node: CriterionNode | null): string[] {
  if (node === null) return [];
  const below = node.kind === 'leaf' ? [] : node.children.flatMap(headingsIn);
  return node.heading === null ? below : [node.heading, ...below];
}

function contentOf(heading: string): string[] {
  return wordsOf(heading.replace(beside, ''))
    .filter((word) => word.length > 3)
    .map(stemOf)
    .filter((stem) => !common.has(stem));
}
