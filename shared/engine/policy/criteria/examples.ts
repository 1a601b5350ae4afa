/** "A reason to suspect it, such as steroids, sickle cell disease, or a dislocation": one example of several is understood. */
import type { PolicyRules } from '../../../domain/policy-rules.ts';
import type { CriterionGroup } from '../../../domain/policy.ts';
import type { ConceptHit } from '../vocabulary.ts';
import { group, type ItemWords, leaf } from './criterion-nodes.ts';

const opensExamples =
  /\b(?:such as|for (?:example|instance)|e\.g\.,?|(?:risk factors?|reasons?|causes?|grounds|circumstances|conditions?|diseases?|illness(?:es)?|signs?) (?:like|including))\b/i;
/** Fewer make no list. */
const fewestExamples = 3;

/** What is understood, or what is not: the second is a question. Null where the words are no such list. */
export function openExamples(
  item: ItemWords,
  words: string,
  hits: readonly ConceptHit[],
  rules: PolicyRules,
): CriterionGroup | null {
  if (!exampleAmongOthers(words, hits)) return null;
  const others = words
    .slice(opensExamples.exec(words)?.index ?? 0, hits[0]?.start)
    .replace(/[,\s]*(?:\b(?:an?|or|and|the)\b\s*)*$/, '');
  const part = { ...item, label: null };
  return group(
    item,
    'any',
    [leaf(part, words, hits, null, rules, []), leaf({ ...part, text: others }, others, [], null, rules, [])],
    true,
    rules,
  );
}

/** Whether all that the words name stands among examples, most of which no rule knows: the others would do as well. */
function exampleAmongOthers(words: string, hits: readonly ConceptHit[]): boolean {
  const opening = opensExamples.exec(words);
  const first = hits[0];
  if (opening === null || first === undefined || first.start < opening.index + opening[0].length)
    return false;
  const from = opening.index + opening[0].length;
  const [list = ''] = words.slice(from).split(/[.;](?:\s|$)/);
  const examples = list.split(/,\s*(?:and |or )?|\s+or\s+/).filter((part) => part.trim() !== '');
  let at = from;
  const named = examples.filter((example) => {
    const start = words.indexOf(example, at);
    at = start + example.length;
    return hits.some((hit) => hit.start < at && hit.end > start);
  });
  return examples.length >= fewestExamples && named.length * 2 < examples.length;
}
