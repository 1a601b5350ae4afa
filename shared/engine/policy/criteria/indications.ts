/** A list of titled indications, of which one is the patient's: what stands in it is asked of each of them alone. */
import type { CriterionNode } from '../../../domain/policy.ts';

/** Words that announce a list, or join its items, and are no title. */
const announces =
  /\b(?:any|all|both|each|either|one|two|three|four|following|these|below|least|more of|of|or|and|AND|OR|when|if|where)\W*$|^(?:any|all|both|each|either|one|two|three|four|at least|a minimum|no fewer)\b/i;

/** "Suspected meniscal tear", with criteria below it or behind it. */
function isTitled(node: CriterionNode): boolean {
  const { heading } = node;
  if (heading === null || !/^[\p{Lu}\d]/u.test(heading) || announces.test(heading)) return false;
  // The title of a line is often its whole text ("Fever with neck stiffness"): then it is a sign and no indication.
  return node.kind !== 'leaf' || node.text.length > heading.length + 12;
}

/** Whether the node is a list of indications: most of its members are titled parts with criteria of their own. */
export function listsIndications(node: CriterionNode): boolean {
  if (node.kind !== 'any') return false;
  const titled = node.children.filter(isTitled);
  const groups = titled.filter(({ kind }) => kind !== 'leaf');
  return groups.length > 0 && titled.length >= Math.max(node.stated ? 2 : 1, node.children.length / 2);
}
