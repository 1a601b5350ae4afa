/** What the words above a list ask for themselves, and how they join its items. */
import type { Threshold } from '../../../domain/denial.ts';
import type { CriterionNode } from '../../../domain/policy.ts';
import type { Concept } from '../../../domain/kinds.ts';
import { combinationIn, combinationOfJoints, type Combination } from './combine.ts';
import { criterionOf } from '../criteria/criteria.ts';
import type { ItemWords } from '../criteria/criterion-nodes.ts';
import { mergeThresholds } from '../criteria/fitted.ts';
import { oneLine } from '../outline/flow.ts';
import type { OutlineItem } from '../outline/outline.ts';
import type { Reader } from '../reader.ts';
import { readThreshold } from '../thresholds.ts';
import { conceptsIn, therapyConcepts } from '../vocabulary.ts';

/** "Exceptions to (2) and (3)": names what is released, not how the list below combines. */
const releasedLabels =
  /\b(?:exceptions? to|waivers? of|exempt(?:ions?|s)? from|releas(?:es?|ed) from|waives?|replaces?|lifts?|sets? aside)\s+(?:items? |criteria |requirements? |rules? )?\(?[\w.-]{1,5}\)?(?:(?:,| and| or|, and)\s*\(?[\w.-]{1,5}\)?)*(?=\s|[.:]|$)/gi;

/** "What must be in the notes (every box of the row)": the head of a table says it once for all its rows. */
const everyBox =
  /\b(?:every|each|all) (?:box|boxes|tick|ticks|point|points|item|items) (?:of|in) (?:the|a|that|each|its) (?:row|line|cell)\b/i;

/** How a list combines, and whether the policy says so or its items only look so. */
interface FoundCombination extends Combination {
  readonly guessed?: boolean;
}

/** How the items below combine, by the words above them, the words between them, the table they stand in, or what they are; null where nothing says. */
export function combinationOf(
  children: readonly CriterionNode[],
  item: OutlineItem,
  words: string,
  announced: string,
  reader: Reader,
): FoundCombination | null {
  const joints = item.children.map((child) => oneLine(reader.flow.text.slice(child.start, child.end)));
  return (
    combinationIn(words.replace(releasedLabels, ' ')) ??
    (/\band\s*$/i.test(announced) ? { kind: 'all', count: 0 } : null) ??
    (item.label !== null && item.children.length > 1 && everyBox.test(reader.flow.text)
      ? { kind: 'all', count: 0 }
      : null) ??
    // "First, …. Second, …": steps that all are asked for.
    (item.children.length > 1 && item.children.every(({ label }) => label?.style === 'told')
      ? { kind: 'all', count: 0 }
      : null) ??
    (item.rows === undefined ? combinationOfJoints(joints) : { kind: item.rows, count: 1 }) ??
    (/\b(?:if|when|where|once|provided(?: that)?|after)\s*:\s*$/i.test(announced) &&
    requirementsOnly(children)
      ? { kind: 'all', count: 0 }
      : null) ??
    (children.length > 1 &&
    (item.asks === true ||
      asksAll.test(announced) ||
      children.some(({ text }) => /^\W*(?:and|plus)\b/i.test(text)))
      ? { kind: 'all', count: 0, guessed: true }
      : null)
  );
}

/** "FDG of the heart needs", "To qualify:", "Before surgery:": what follows is asked for together, as a rule. */
const asksAll =
  /\b(?:needs?|requires?|must(?: \w+)?|has to(?: \w+)?|have to(?: \w+)?|to (?:qualify|be (?:covered|approved|eligible|paid))|prerequisites?|preconditions?|requirements?|(?<!\bnot )(?:required|needed)(?=\s*:)|provided(?: that)?|as long as|we (?:ask for|look for|want|expect|need)|before (?:the )?\w+)\s*:?\s*$/i;

/** Length and window that the announcing words give to all members ("in the six months before the request"). */
export function limitOf(text: string, inherited: Threshold | null): Threshold | null {
  const own = readThreshold(text);
  if (own === null) return inherited;
  const { quantity: _quantity, ...rest } = own;
  return mergeThresholds(Object.keys(rest).length === 0 ? null : rest, inherited);
}

/** "MRI is indicated if: six weeks of treatment; films": steps, not situations of which one would do. */
function requirementsOnly(children: readonly CriterionNode[]): boolean {
  const steps: ReadonlySet<Concept> = new Set<Concept>([
    ...therapyConcepts,
    'prior-imaging',
    're-evaluation',
  ]);
  const kinds = children.map(({ concept }) => concept);
  return (
    children.length >= 2 &&
    new Set(kinds).size === kinds.length &&
    kinds.every((concept) => concept !== null && steps.has(concept))
  );
}

/** Requirements inside the announcing words themselves: "who is 30 or older, who has had a mammogram …, and who has at least one of". */
export function besideList(text: string, item: ItemWords, reader: Reader): CriterionNode[] {
  const out: CriterionNode[] = [];
  const before = beforeList(text, item, reader);
  if (before.length > 0) return before;
  for (const part of text.split(
    /,\s*(?:and )?(?=who (?:is|has|have|had)\b|with\b|in a (?:person|member|patient)\b)|\b(?=who (?:is|has had)\b)/i,
  )) {
    if (
      !/^(?:who|with|in a)\b/i.test(part.trim()) ||
      (/\b(?:of these|of the following|one of|following)\s*:?\s*$/i.test(part.trim()) &&
        conceptsIn(part, reader.rules).length === 0)
    )
      continue;
    if (!/^(?:who (?:is|has had|have had)|in a (?:person|member|patient))/i.test(part.trim())) continue;
    const words_ = part.split(/\.\s/)[0] ?? part;
    if (conceptsIn(words_, reader.rules).length === 0) continue;
    out.push(
      criterionOf(
        { ...item, text: words_.trim().replace(/[,;]\s*$/, ''), heading: null, label: null },
        reader.rules,
        reader.definitions,
      ),
    );
  }
  return out;
}

/** "Pain for six weeks, and one of the following:", "an intermediate pretest probability and:" asks for what stands before the list as well. */
function beforeList(text: string, item: ItemWords, reader: Reader): CriterionNode[] {
  const sentence = text.split(/(?<=[.])\s+(?=\p{Lu})/u).findLast((part) => part.trim() !== '') ?? '';
  const found =
    /^(?<head>.{8,}?)(?<comma>,)?\s+(?<joint>and|plus|with|together with|along with|as well as|in addition to|who also (?:has|have))(?:\s+(?:also|has|have|there (?:is|are)|(?:if |when |where |that )?(?:the|an?|his or her) [\w ]{3,24}? (?:shows?|documents?|has|have|contains?|records?|finds?|found|reveals?|describes?)))?(?:\s*:|\s+(?:a minimum of |at least )?(?:one|two|three|four|any|all|both|either|each|the following)\b[^.;:]{0,50}(?::|\bof\b|\bfollowing\b)[^.;:]{0,20}:?)?\s*$/is.exec(
      sentence,
    )?.groups;
  if (found?.['head'] === undefined) return [];
  const head = found['head'].replace(
    /^.*\b(?:medically necessary|covered|approved|indicated|appropriate|reasonable|supported|authorized|allowed|necessary|met)\b\s*(?:when|if|where|for|in|only|once)*/is,
    '',
  );
  const nodes = partsOf(head.trim(), reader).map((part) =>
    criterionOf({ ...item, text: part, heading: null, label: null }, reader.rules, reader.definitions),
  );
  return nodes.every((node) => asksAlone(node, found['joint'])) ? nodes : [];
}

/** "The films do not explain the pain, six weeks of care have been tried": the clauses, where each names something of its own. */
function partsOf(head: string, reader: Reader): string[] {
  const parts = head
    .split(/[,;]\s+(?:and\s+)?/i)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.length > 1 &&
    parts.every((part) => isClause(part) && conceptsIn(part, reader.rules).length > 0)
    ? parts
    : [head];
}

/** A verb or a length of its own tells a clause from one of several words for the same thing. */
function isClause(part: string): boolean {
  return (
    /\b(?:is|are|was|were|has|have|had|does|do|did|explains?|shows?|lasted|failed|persists?|limits?)\b/i.test(
      part,
    ) || readThreshold(part) !== null
  );
}

function asksAlone(node: CriterionNode, joint: string | undefined): boolean {
  if (node.kind !== 'leaf' || node.concept === null || node.negated || node.concept === 'age') return false;
  return node.threshold !== null || (joint !== 'with' && askedAlone.has(node.concept));
}

/** What a policy asks for by naming it; a complaint or a disease without an amount is the situation, not a requirement. */
const askedAlone: ReadonlySet<Concept> = new Set<Concept>([
  ...therapyConcepts,
  'prior-imaging',
  're-evaluation',
  'provocative-test',
  'risk-score',
  'lab-result',
  'stress-test',
  'specialist-evaluation',
  'tissue-diagnosis',
  'motor-deficit',
  'sensory-deficit',
  'reflex-change',
  'joint-effusion',
  'mechanical-symptoms',
]);
