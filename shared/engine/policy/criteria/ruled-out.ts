/** "Hypothyroidism has been excluded by a blood test": what must not be there is named by the way, the test is asked for. */
import type { ConceptHit } from '../vocabulary.ts';

const tests: ReadonlySet<string> = new Set([
  'lab-result',
  'prior-imaging',
  'tissue-diagnosis',
  'genetic-test',
  'stress-test',
]);
const ruledOutBy =
  /\b(?:(?:has|have|had|having) been |(?:is|are|was|were|being) |to be |been )?(?:excluded|ruled out|eliminated|dismissed)\s+(?:by|on|with|through|from|in|via|using|after)\b/i;

/** The hits without the conditions that a test of the same clause is to rule out. */
export function withoutRuledOut(hits: readonly ConceptHit[], words: string): readonly ConceptHit[] {
  const found = ruledOutBy.exec(words);
  if (found === null) return hits;
  const clauseStart =
    Math.max(words.lastIndexOf(';', found.index), words.lastIndexOf('. ', found.index), -1) + 1;
  const behind = words.slice(found.index + found[0].length);
  const clauseEnd = found.index + found[0].length + (/[;.](?:\s|$)/.exec(behind)?.index ?? behind.length);
  const test = hits.some(
    ({ rule, start }) => tests.has(rule.concept) && start >= found.index && start < clauseEnd,
  );
  return test
    ? hits.filter(
        ({ rule, start }) => !(start >= clauseStart && start < found.index) || tests.has(rule.concept),
      )
    : hits;
}
