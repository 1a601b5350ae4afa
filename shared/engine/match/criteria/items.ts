/** The single criteria of a section as one patient meets them: members of its lists, or the way among several that the patient goes. */
import type { CriterionGroup, CriterionNode, CriterionOutcome } from '../../../domain/policy.ts';
import { leavesOf } from '../../policy/criteria/criteria-tree.ts';
import { hasPhrase, therapyConcepts } from '../../policy/vocabulary.ts';
import type { PolicyCase } from '../policy-case.ts';

/** A list that the policy does not say how to join: that one of its items is missing is a question, no finding. */
export function isGuess({ node }: CriterionOutcome): boolean {
  return node.kind === 'all' && !node.stated;
}

/** The single criteria of a section: the members of its all-of list, or the whole where it is an any-of. */
export function itemsOf(outcome: CriterionOutcome, found: PolicyCase): CriterionOutcome[] {
  const { node } = outcome;
  // What a release sets aside and the record shows all the same is shown.
  if (node.kind === 'all' && outcome.waivedBy !== null) {
    const met = outcome.children.filter(({ state }) => state === 'met');
    return met.length === 0 ? [outcome] : met;
  }
  if (node.kind === 'all')
    return outcome.children.flatMap((child) =>
      child.node.kind === 'all' &&
      !isGuess(child) &&
      (sameItem(child.node, node) || lacksAbsenceOnly(child)) &&
      !isFailedCare(child)
        ? itemsOf(child, found)
        : [child],
    );
  if (
    node.kind === 'any' &&
    outcome.children.some((child) => child.node.kind === 'all' && child.node.label !== node.label)
  ) {
    const ways = outcome.children.filter((child) => !isWarning(child.node, found));
    const lists = ways.filter((way) => way.node.kind === 'all');
    const [most] = lists.toSorted((a, b) => metItems(b) - metItems(a));
    const met = ways.find(({ state }) => state === 'met');
    // What the record shows most of is the way that this patient goes; what it lacks of it may be owed by another.
    if (most !== undefined && metItems(most) >= 2 && most.state === 'ask' && !node.stated)
      return itemsOf(most, found).filter(({ state }) => state === 'met');
    if (met === undefined && most !== undefined && lists.length === 1) return itemsOf(most, found);
    return met === undefined ? [] : itemsOf(met, found);
  }
  if (node.kind === 'any' && !node.stated) {
    const met = outcome.children.filter(({ state }) => state === 'met');
    return outcome.state !== 'met' ? [] : isOneList(outcome) ? met : met.slice(0, 1);
  }
  return [outcome];
}

/** How many things of a list the record shows. */
function metItems({ children }: CriterionOutcome): number {
  return children.filter(({ state }) => state === 'met').length;
}

/** A list that does not say how it is joined, most of which holds for this patient, tells of one patient's way and not of several. */
function isOneList({ children }: CriterionOutcome): boolean {
  const held = children.filter(({ state, waivedBy }) => state === 'met' || waivedBy !== null);
  return held.length >= children.length / 2 && children.every(({ state }) => state !== 'contradicted');
}

/** Conservative care of several parts that falls short is one gap, not one for each part. */
function isFailedCare({ node, state }: CriterionOutcome): boolean {
  return (
    state !== 'met' &&
    node.concept === 'conservative-therapy' &&
    leavesOf(node).every(({ concept }) => concept !== null && therapyConcepts.has(concept))
  );
}

/** "No unsafe implant; eGFR 30 or more": nobody wrote that there is no implant, which leaves the kidneys' value as it is. */
function lacksAbsenceOnly({ state, children }: CriterionOutcome): boolean {
  return (
    state === 'ask' &&
    children.every(
      (child) =>
        child.state === 'met' || (child.state === 'ask' && child.node.kind === 'leaf' && child.node.negated),
    )
  );
}

/** A nested all-of is part of the list above it: one without a label of its own, or "BOTH of" items with labels. */
function sameItem(child: CriterionGroup, parent: CriterionNode): boolean {
  return (
    child.label === null ||
    child.label === parent.label ||
    (child.stated && child.children.every(({ label }) => label !== null && label !== child.label))
  );
}

function isWarning(node: CriterionNode, found: PolicyCase): boolean {
  const title = (node.heading ?? node.text).slice(0, 80);
  return hasPhrase(title, 'waiver', 'heading', found.input.rules.policy) && !/^no\b/i.test(title);
}
