/** Turns the words of one item into criteria: which concepts, joined how, under which threshold, unless what. */
import type { Threshold } from '../../../domain/denial.ts';
import type { PolicyRules } from '../../../domain/policy-rules.ts';
import type { CriterionGroup, CriterionNode, PolicyWaiver } from '../../../domain/policy.ts';
import { andClauses, byConcept, jointOf, sameDemand } from './clauses.ts';
import { group, type ItemWords, leaf } from './criterion-nodes.ts';
import { fitted, mergeThresholds } from './fitted.ts';
import { openExamples } from './examples.ts';
import { gradeOrDecline } from './grade-or-decline.ts';
import { conditionalIn, kindsNamed, withoutPurpose } from './prose-forms.ts';
import { intervalLeaf } from './intervals.ts';
import { ownSpan } from './own-words.ts';
import { requirements } from '../roles.ts';
import { withoutRuledOut } from './ruled-out.ts';
import { significant } from './significance.ts';
import { type Defined, definedIn, type Definitions, limited } from '../definitions/terms-used.ts';
import { thresholdNear, windowOfList } from './threshold-near.ts';
import { readThreshold } from '../thresholds.ts';
import { runInTitle } from '../outline/titles.ts';
import { codesIn, conceptsIn, situationsIn } from '../vocabulary.ts';

/** Words that open the exception of one item. */
export const unlessPattern =
  /(?:,|;|\(|^|\s)\s*(?:unless|save (?:where|when|if)|except (?:where|when|if)|other than (?:where|when)|or (?:the|a) (?:documented |stated |written |recorded )?reasons? (?:why|against|not to|(?:that )?(?:it|they|this|these|none|neither|such)(?= ))|(?:if|where|when|as) (?:safe|tolerated|not contraindicated|medically appropriate)|(?:is|are|may be) waived (?:where|when|if)|(?:answer|mark|tick|say|enter|put)\s+["“'‘]?(?:yes|met)["”'’]?,?\s+(?:also |too |as well |even )?(?:where|when|if))\b/i;

/** Words of an item as a criterion; a leaf where one concept is named, a small tree where several are. */
export function criterionOf(
  given: ItemWords,
  rules: PolicyRules,
  definitions: Definitions,
  inherited: Threshold | null = null,
): CriterionNode {
  const item = { ...given, text: withoutPurpose(given.text) };
  const formed = inProse(item, rules, definitions, inherited);
  if (formed !== null) return formed;
  const cut = unlessPattern.exec(item.text);
  const required = cut === null || cut.index === 0 ? item.text : item.text.slice(0, cut.index);
  const waivers =
    cut === null || cut.index === 0
      ? []
      : [inlineWaiver(item, item.text.slice(cut.index), rules, definitions)];
  const plain = required.replace(/\((?:for (?:example|instance)|e\.g\.|such as)[^)]*\)/gi, ' ');
  // "Interval. No MRI in the past 11 months": the title says what the rest asks for in full.
  const title_ = runInTitle(plain);
  const behind = title_ === null ? '' : plain.slice(title_.length).trim();
  const words = behind !== '' && asks(behind, rules) ? behind : plain;
  const referred =
    /\b(?:red flags?|warning signs?)\b.{0,60}?\b(?:see|per|in|under|of)\s+(?:section |part |table )?([A-Z]{0,4}-?\d{1,3}(?:\.\d{1,2})*)\b/i.exec(
      item.text,
    )?.[1];
  if (referred !== undefined) return { ...leaf(item, words, [], null, rules, waivers), refersTo: referred };
  const defined = definedIn(item.text, definitions, rules);
  if (defined !== null && defined.node.kind !== 'leaf')
    return expand(item, defined, waivers, rules, mergeThresholds(readThreshold(required), inherited));
  // "Medical treatment for four weeks or more: spray every day, plus irrigation": the title gives the length.
  const ofTitle = words === behind && title_ !== null ? readThreshold(plain.slice(0, title_.length)) : null;
  const tightened = mergeThresholds(
    mergeThresholds(ofTitle, inherited),
    defined === null ? null : defined.node.kind === 'leaf' ? defined.node.threshold : null,
  );
  // "Cancer: personal history of …": the title names, the words after it ask.
  const titled = /^([^.:;]{3,60})[.:]\s+(.{6,})$/s.exec(plain);
  const title = titled?.[1] === undefined ? [] : conceptsIn(titled[1], rules);
  if (
    titled?.[2] !== undefined &&
    title.length > 0 &&
    ((title[0]?.end ?? 0) - (title[0]?.start ?? 0) >= (titled[1]?.length ?? 0) * 0.5 ||
      (namedFlags.has(title[0]?.rule.concept ?? '') &&
        /^(?:known|suspected|possible|prior|recent|new)\b/i.test(titled?.[1] ?? ''))) &&
    conceptsIn(titled[2], rules).length > 0
  ) {
    const rest = criterionOf(
      { ...item, text: titled[2] },
      rules,
      definitions,
      mergeThresholds(readThreshold(titled[1] ?? ''), inherited),
    );
    const named = title[0]?.rule.concept ?? null;
    if (rest.kind === 'leaf' && named !== null && namedFlags.has(named) && rest.concept !== named)
      // A film, an age or a length of time shows no fracture: the title's own name is what must be shown.
      return rest.concept !== null && requirements.has(rest.concept)
        ? leaf(item, titled[1] ?? '', title, null, rules, waivers)
        : { ...group(item, 'all', [rest], true, rules), concept: named, waivers };
    return rest.kind === 'leaf'
      ? { ...rest, text: item.text, waivers }
      : { ...rest, text: item.text, concept: named ?? rest.concept, waivers };
  }
  const hits = withoutRuledOut(significant(conceptsIn(words, rules), words, rules), words);
  if (hits.length === 0 && defined?.node.kind === 'leaf')
    return { ...defined.node, label: item.label, heading: item.heading, span: item.span, waivers };
  const own = thresholdNear(words, hits);
  const threshold = mergeThresholds(own, tightened);
  const interval = intervalLeaf(item, words, hits, own, rules);
  if (interval !== null) return { ...interval, waivers };
  const alone = hits.every((hit, index) => {
    const previous = hits[index - 1];
    return (
      previous === undefined ||
      sameDemand(previous, hit) ||
      (previous.rule.concept === hit.rule.concept &&
        jointOf(words.slice(previous.end, hit.start), words.slice(previous.start), words) === 'or')
    );
  });
  const graded =
    alone || hits.every(({ rule }) => rule.concept === 'motor-deficit' || rule.concept === 'progression');
  const split = graded ? gradeOrDecline(item, words, hits, rules) : null;
  if (split !== null) return { ...split, waivers };
  const examples = alone ? openExamples(item, words, hits, rules) : null;
  if (examples !== null) return examples;
  if (alone) {
    return leaf(
      item,
      words,
      hits,
      hits[0]?.rule.concept === undefined ? own : fitted(threshold, hits[0].rule.concept),
      rules,
      waivers,
    );
  }
  const clauses = andClauses(words, hits);
  const shared = mergeThresholds(
    readThreshold(words.slice(0, hits[0]?.start ?? 0)),
    windowOfList(words, hits),
  );
  const children = clauses.map((clause) => {
    const limit = mergeThresholds(
      clauses.length === 1 ? own : readThreshold(clause.text),
      mergeThresholds(shared, tightened),
    );
    const alternatives = byConcept(clause.hits);
    const own_ = { ...item, span: ownSpan(item.span, clause.text) };
    if (alternatives.length === 1)
      return leaf(
        own_,
        clause.text,
        clause.hits,
        fitted(limit, clause.hits[0]?.rule.concept ?? null),
        rules,
        [],
      );
    return group(
      item,
      'any',
      alternatives.map((some) =>
        leaf(own_, clause.text, some, fitted(limit, some[0]?.rule.concept ?? null), rules, []),
      ),
      true,
      rules,
    );
  });
  const only = children[0];
  if (children.length === 1 && only !== undefined) return { ...only, waivers };
  // "A, and B unless …": the exception belongs to what stands before it.
  const last = children.length - 1;
  return group(
    item,
    'all',
    children.map((child, index) => (index === last ? { ...child, waivers } : child)),
    true,
    rules,
  );
}

/** A sentence that names the kinds that will do, or the size from which it asks for something; null for all others. */
function inProse(
  item: ItemWords,
  rules: PolicyRules,
  definitions: Definitions,
  inherited: Threshold | null,
): CriterionNode | null {
  const part = (text: string): ItemWords => ({ ...item, text, label: null, heading: null });
  const kinds = kindsNamed(item.text);
  if (kinds !== null && kinds.filter((kind) => conceptsIn(kind, rules).length > 0).length >= 2)
    return group(
      item,
      'any',
      kinds.map((kind) => criterionOf(part(kind), rules, definitions, inherited)),
      true,
      rules,
    );
  const conditional = conditionalIn(item.text);
  if (conditional === null || conceptsIn(conditional.required, rules).length === 0) return null;
  const least = readThreshold(conditional.condition)?.quantity;
  const subject = conceptsIn(conditional.condition, rules);
  if (least?.min === undefined || least.max !== undefined || subject.length === 0) return null;
  const smaller = { quantity: { unit: least.unit, max: least.min - justBelow } };
  const waiver: PolicyWaiver = {
    waivesLabels: [],
    waivesConcepts: [],
    condition: leaf(part(conditional.condition), conditional.condition, subject, smaller, rules, []),
    span: item.span,
  };
  const node = criterionOf({ ...item, text: conditional.required }, rules, definitions, inherited);
  return { ...node, text: item.text, waivers: [...node.waivers, waiver] };
}
/** "Eight or more" leaves out whatever is smaller; sizes and scores have one decimal. */
const justBelow = 0.05;

/** Conditions that give an item its name, whatever signs it asks for ("Suspected stress fracture: … a hop test"). */
const namedFlags: ReadonlySet<string> = new Set([
  'fracture-trauma',
  'malignancy',
  'infection',
  'myelopathy',
  'cauda-equina',
  'vascular-event',
  'seizure',
]);

/** Whether the words name something by themselves. */
function asks(text: string, rules: PolicyRules): boolean {
  return conceptsIn(text, rules).length > 0 || /^no\b/i.test(text);
}

function inlineWaiver(
  item: ItemWords,
  text: string,
  rules: PolicyRules,
  definitions: Definitions,
): PolicyWaiver {
  const words = (text.split(/[.]\s+(?=\p{Lu})/u)[0] ?? text).replace(unlessPattern, ' ').trim();
  const named = [
    ...words.matchAll(
      /\b(?:section|item|part|paragraph)?s? ?((?:[A-Z]{0,3}-?\d{1,3}|[A-Z]{2,4}-\d{1,3})(?:\.[\da-z]{1,2})*)\b/g,
    ),
  ].map(([, label]) => label ?? '');
  const contra =
    conceptsIn(words, rules).some(({ rule }) => rule.concept === 'contraindication') ||
    /safe|cannot be taken|reason (?:why|against)|contraindicat|tolerat/i.test(text);
  // "The drug is contraindicated and the chart says why: low filtration, bleeding": the reasons are examples.
  const reasons = contra ? words.replace(/(?<=\b(?:why|reasons?)\b[^:.]{0,20}):.*$/is, '') : words;
  const condition: CriterionNode =
    /^(?:section|item|part|paragraph)?s? ?[A-Z]{0,3}-?[\d.]+[a-z]? (?:applies|apply|is met|are met)/i.test(
      words,
    ) || words === ''
      ? { ...leaf(item, words, [], null, rules, []), text: words }
      : criterionOf({ ...item, text: reasons, heading: null }, rules, definitions);
  return {
    waivesLabels: item.label === null ? [] : [item.label],
    waivesConcepts: [],
    condition:
      contra && condition.kind === 'leaf' && condition.concept === null
        ? { ...condition, concept: 'contraindication', ruleIds: ['policy.contraindicated'] }
        : condition.kind === 'leaf' && named.length > 0 && condition.concept === null
          ? { ...condition, refersTo: named[0] ?? null }
          : condition,
    span: item.span,
  };
}

/** The item with the criteria of the term it uses; what it asks beyond the term stays beside them. */
function expand(
  item: ItemWords,
  defined: Defined,
  waivers: readonly PolicyWaiver[],
  rules: PolicyRules,
  limit: Threshold | null,
): CriterionNode {
  const node = limited(defined.node, limit);
  if (node.kind === 'leaf') return node;
  const cut = unlessPattern.exec(defined.rest);
  const rest = cut === null || cut.index === 0 ? defined.rest : defined.rest.slice(0, cut.index);
  const beside = significant(conceptsIn(rest, rules), rest, rules).filter(
    ({ rule }) =>
      rule.concept !== 'treatment-response' && rule.concept !== 'symptom-duration' && !rule.general,
  );
  const own: CriterionGroup = {
    ...node,
    label: item.label,
    heading: item.heading,
    text: item.text,
    span: item.span,
    waivers,
    situations: situationsIn(`${item.heading ?? ''} ${item.text}`, rules),
    codes: codesIn(item.text),
  };
  if (beside.length === 0) return own;
  const extra = criterionOf({ ...item, text: rest, label: null, heading: null }, rules, new Map());
  return { ...group(item, 'all', [{ ...own, label: null, waivers: [] }, extra], true, rules), waivers };
}
