/** A thing that the policy merely allows or calls useful: a letter that demands it goes further, where no criterion names it. */
import type { DenialAssertion } from '../../../domain/denial.ts';
import type { Concept } from '../../../domain/kinds.ts';
import { leavesOf } from '../../policy/criteria/criteria-tree.ts';
import { type PolicyCase, sameFamily } from '../policy-case.ts';
import { places } from './bounds.ts';

/** Of tests each kind stands for itself: films that are asked for do not make an ultrasound asked for. */
const severalKinds: ReadonlySet<Concept> = new Set<Concept>(['prior-imaging', 'lab-result', 'stress-test']);

/** The letter says in so many words that it wants the thing, and not only that it saw none of it. */
function isDemanded(found: PolicyCase, { concept }: DenialAssertion): boolean {
  return found.input.denial.assertions.some(
    (other) => other.concept === concept && other.claim === 'required',
  );
}

/** Whether the letter demands it, and no criterion that may bear on the request names it, or care of which it might be a part. */
export function demandedThoughOnlyAllowed(
  found: PolicyCase,
  assertion: DenialAssertion,
  ruleIds: readonly string[],
): boolean {
  if (!isDemanded(found, assertion)) return false;
  const { concept } = assertion;
  const [cited = [], items = [], best = [], all = []] = places(found);
  const near = [...cited, ...items, ...best].flatMap(leavesOf);
  return !(near.length > 0 ? near : all.flatMap(leavesOf)).some(
    (leaf) =>
      leaf.concept !== null &&
      (severalKinds.has(concept)
        ? leaf.concept === concept &&
          (leaf.ruleIds.length === 0 || leaf.ruleIds.some((id) => ruleIds.includes(id)))
        : sameFamily(concept, leaf.concept)),
  );
}
