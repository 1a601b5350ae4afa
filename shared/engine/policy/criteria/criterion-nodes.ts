/** Puts criteria nodes together from an item's words: a leaf, a group, and the kinds that the words take out again. */
import type { Threshold } from '../../../domain/denial.ts';
import type { Span } from '../../../domain/page-text.ts';
import type { PolicyRules } from '../../../domain/policy-rules.ts';
import type { CriterionGroup, CriterionLeaf, CriterionNode, PolicyWaiver } from '../../../domain/policy.ts';
import { codesIn, conceptsIn, situationsIn, type ConceptHit } from '../vocabulary.ts';

export interface ItemWords {
  readonly text: string;
  readonly span: Span;
  readonly label: string | null;
  /** Parts of its label and of those above it. */
  readonly path?: readonly string[] | undefined;
  readonly heading: string | null;
}

/** A group node over children, carrying the words of the item. */
export function group(
  item: ItemWords,
  kind: CriterionGroup['kind'],
  children: readonly CriterionNode[],
  stated: boolean,
  rules: PolicyRules,
  count?: number,
  waivers: readonly PolicyWaiver[] = [],
): CriterionGroup {
  const general = conceptsIn(`${item.heading ?? ''} ${item.text}`, rules);
  const named = general.find(({ rule }) => rule.general) ?? general[0];
  // "All four of these" of four: none is left out.
  const every = kind === 'at-least' && children.length > 2 && count === children.length;
  return {
    kind: every ? 'all' : kind,
    count: count ?? (kind === 'all' ? children.length : 1),
    stated,
    concept: named?.rule.concept ?? null,
    children,
    ...wordsOf(item, rules),
    waivers,
    span: item.span,
  };
}

/** What every node keeps of the words it was read from. */
function wordsOf(item: ItemWords, rules: PolicyRules) {
  const { label, path, heading, text } = item;
  return {
    label,
    ...(label === null || path === undefined ? {} : { path }),
    heading,
    text,
    situations: situationsIn(`${heading ?? ''} ${text.replace(noGround, ' ')}`, rules),
    codes: codesIn(text),
  };
}

/** "Weight loss has no part in it": named as what this item is not for. */
const noGround =
  /(?:^|[.;]\s*)[^.;]*\b(?:(?:has|have|plays?) no (?:part|role|place|bearing)|(?:is|are) (?:no|not an?) (?:ground|reason|indication))\b[^.;]*/gi;

/** "For a man who has never had a biopsy", "a member without an earlier scan": whom the item is for, told by what there was not. */
const neverHad =
  /^\W*(?:(?:for|in) )?(?:(?:the |an? )?(?:m[ae]n|wom[ae]n|members?|patients?|persons?|people|adults?|child(?:ren)?|those|anyone|s?he)\s+)?(?:(?:who|that|with)\s+)?(?:(?:has|have|had)\s+(?:had\s+)?)?(?:never (?:had|been|undergone)|no (?:history|prior|previous|known|earlier)|not (?:yet )?had|without (?:an? |any )?(?:history|prior|previous|known|earlier))\b(?! (?:improvement|response|relief|benefit))/i;

const opensWithNo =
  /^\W*(?:no|not|absence of|without|lack of|never|asymptomatic|free (?:of|from))\b(?! (?:meaningful |significant |adequate )?(?:improvement|response|relief|gain|benefit|better|respond\w*|relieved|improved)|\s+(?:under|below|(?:less|fewer|shorter|younger) than|short of)\b)/i;

/** "No pacemaker": what must not be there. "No pacemaker; creatinine below 2" says so of the pacemaker alone. */
function isNegated(words: string, at: number): boolean {
  return (opensWithNo.test(words) || neverHad.test(words)) && !words.slice(0, at).includes(';');
}

/** A leaf for the one thing that the hits name. */
export function leaf(
  item: ItemWords,
  words: string,
  hits: readonly ConceptHit[],
  threshold: Threshold | null,
  rules: PolicyRules,
  waivers: readonly PolicyWaiver[],
): CriterionLeaf {
  const first = hits[0]?.rule;
  return {
    kind: 'leaf',
    concept: first?.concept ?? null,
    ruleIds: [...new Set(hits.map(({ rule }) => rule.id))],
    threshold,
    region: null,
    side: null,
    negated: isNegated(words, hits[0]?.start ?? 0),
    refersTo: null,
    excludes: excludesIn(item.text),
    ...wordsOf(item, rules),
    waivers,
    span: item.span,
  };
}

const exclusion =
  /(?:do(?:es)? not count|not counting|(?:is|are) (?:left out|disregarded|ignored|of no account|set apart)|(?:is|are) not (?:accepted|counted|meant|included|considered|regarded|taken|reckoned|qualifying|part of (?:this|it))|do(?:es)? not (?:qualify|fall under|belong|matter|serve)|other than|save for|except(?: for)?|excluding|exclud(?:es|ed))/i;

const excludable =
  /basal(?: cell)?|squamous(?: cell)?|skin cancers?|in[- ]situ|of the skin|non-?melanoma|hand-?outs?|sheet of stretches|gail|over[- ]the[- ]counter|rest alone|passive modalit\w+|earlier episode|telehealth/gi;

/** Kinds that the policy takes out again, lower case ("basal cell", "handout"). */
export function excludesIn(text: string): string[] {
  if (!exclusion.test(text)) return [];
  const known = [...text.matchAll(excludable)].map(([word]) => word.toLowerCase().replace(/s$/, ''));
  const named = [
    ...text.matchAll(
      /\b(?:other than|except(?: for)?|excluding|not counting|save for)\s+(?:of )?(?:the |an? )?([^,.;()]{3,40})/gi,
    ),
  ].map(([, words = '']) => words.toLowerCase().trim());
  return [...new Set([...known, ...named])];
}
