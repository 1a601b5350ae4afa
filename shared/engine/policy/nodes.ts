/** Turns an outline item and what stands under it into criteria. */
import type { Threshold } from '../../domain/denial.ts';
import type { PolicyRules } from '../../domain/policy-rules.ts';
import type { CriterionNode } from '../../domain/policy.ts';
import { sentenceEnds } from '../../text/blocks.ts';
import { besideList, combinationOf, limitOf } from './announcements.ts';
import { criterionOf } from './criteria.ts';
import { termDefined } from './defining.ts';
import { excludesIn, group, leaf, type ItemWords } from './criterion-nodes.ts';
import { mergeThresholds } from './fitted.ts';
import { oneLine, spanOf } from './flow.ts';
import { formulaIn, namedTogether, plainLabel, type Formula } from './formula.ts';
import { learnedJoint, learnedLine } from './learned-words.ts';
import type { OutlineItem } from './outline.ts';
import { andMembers, clausesOf, membersOf, proseList, type ProseList } from './prose.ts';
import {
  type Reader,
  words,
  headingOf,
  itemSpan,
  splitAt,
  body,
  isOwnLine,
  belowTitle,
  announcesWaiver,
} from './reader.ts';
import { releaseIn } from './release-patterns.ts';
import { labelsIn } from './release-targets.ts';
import { demands, holdsCriteria, asksForScan, isNotRequired, onlyUnless, tellsOnly } from './roles.ts';
import { readThreshold } from './thresholds.ts';
import { toldList } from './told-list.ts';
import { conceptsIn, hasPhrase } from './vocabulary.ts';

/** The item as a criterion or a group of them, with the length and window handed down; null where it asks for nothing. */
export function nodeOf(
  item: OutlineItem,
  reader: Reader,
  inherited: Threshold | null,
  depth: number,
): CriterionNode | null {
  const heading = headingOf(reader, item);
  // What stands after the list (a closing remark, a stray table cell) announces nothing.
  const listStart = item.children[0]?.start ?? Infinity;
  const kept = item.own
    .filter(({ start }) => start < listStart)
    .map(({ start, end }, index) =>
      withoutStatements(oneLine(reader.flow.text.slice(start, end)), reader.rules, index > 0),
    )
    .join(' ')
    .trim();
  const item_: ItemWords = {
    text: kept,
    span: itemSpan(reader, item),
    label: item.label?.raw ?? null,
    path: reader.paths.get(item),
    heading,
  };
  if (depth > 12) return null;
  if (item.children.length === 0) {
    const releasing = waives(item_, reader);
    const own = onlyIf(belowTitle(kept, isOwnLine(item, reader) ? heading : null, reader));
    // "Medical treatment for four weeks or more: spray every day, plus irrigation": the title gives the length of what stands below it.
    const below = body(own);
    const length =
      below === own
        ? inherited
        : mergeThresholds(readThreshold(own.slice(0, own.length - below.length)), inherited);
    const list =
      listNode(item, below, reader, length, releasing) ??
      (releasing ? listNode(item, own, reader, inherited, true) : null) ??
      toldList({ ...item_, text: below }, reader, length, item.start, item.end) ??
      sentenceNode({ ...item_, text: own }, reader, length);
    // "Urgent indications (no treatment required): cauda equina syndrome, tumor, fracture.": each of them releases.
    const each = (node: CriterionNode): CriterionNode =>
      releasing &&
      depth === 0 &&
      node.kind === 'all' &&
      node.children.every(({ kind }) => kind === 'leaf') &&
      (!/\b(?:and|with|plus|both|all|together|who)\b/i.test(body(own)) || isEnumeration(body(own)))
        ? { ...node, kind: 'any', count: 1 }
        : node;
    if (list !== null) return each(list);
    if (kept === '' || isNotRequired(own, reader) || isLearnedRemark(words(reader, item), reader))
      return null;
    if (depth > 0 && (isExcluded(own, reader) || choosesScan.test(own) || tellsOnly(own, reader)))
      return null;
    return each(criterionOf({ ...item_, text: own }, reader.rules, reader.definitions, inherited));
  }
  const announced =
    heading !== null && item.heading !== null && kept.length > heading.length + 2
      ? kept.slice(heading.length)
      : kept;
  const released = releasedChildren(kept, item_, reader, inherited, depth);
  if (released !== null) return released;
  const beside = besideList(announced, item_, reader);
  const announcement =
    announced.split(/(?<=[.])\s+(?=\p{Lu})/u).findLast((sentence) => sentence.trim() !== '') ?? '';
  const limit = beside.length > 0 ? inherited : limitOf(announcement, inherited);
  const asked = namedTogether(
    kept,
    item.children.map(({ label }) => label?.raw ?? ''),
  );
  const nodes = item.children
    .filter((child) => asked === null || asked.includes(child.label?.raw ?? ''))
    .filter((child) => !isJoint(child, reader) && holdsCriteria(child, reader) && !isRelease(child, reader))
    .map((child) => ({ label: child.label?.raw ?? '', node: nodeOf(child, reader, limit, depth + 1) }));
  const children = nodes.map(({ node }) => node).filter((child) => child !== null);
  const told = combinationOf(children, item, kept, announced, reader);
  const learned = told !== null && told.guessed !== true ? null : learnedJoint(announced, reader.learned);
  const combination = learned ?? told;
  const stated = learned !== null || (told !== null && told.guessed !== true);
  const formula = formulaIn(
    kept,
    nodes.map(({ label }) => label),
  );
  const list =
    formula === null
      ? group(
          item_,
          combination?.kind ?? 'any',
          children,
          stated,
          reader.rules,
          combination?.kind === 'at-least' ? combination.count : undefined,
        )
      : byFormula(formula, nodes, item_, reader);
  if (beside.length === 0) return list;
  return group({ ...item_ }, 'all', [...beside, { ...list, label: null }], true, reader.rules);
}

/** "MRI is not covered unless the member has had A and B": what must be shown; other words as they are. */
function onlyIf(text: string): string {
  const found = onlyUnless.exec(text);
  return found === null ? text : text.slice(found.index + found[0].length).trim();
}

/** "OR" on a line of its own between two items joins them and asks for nothing. */
function isJoint(item: OutlineItem, reader: Reader): boolean {
  return item.children.length === 0 && /^\W*(?:and\s*\/\s*or|and|or|plus)\W*$/i.test(words(reader, item));
}

/** "CT is accepted as the first test. An earlier stress test is no condition": says by and large what is not asked for. */
function isLearnedRemark(text: string, reader: Reader): boolean {
  return (
    hasPhrase(text, 'not-required', 'text', reader.rules) &&
    learnedLine(text, reader.learned) === 'not-required'
  );
}

/** "1.2 Section 1.1(b) is suspended where …" among the criteria: one sentence that releases from items it names (read in `statementsOf`). */
function isRelease(item: OutlineItem, reader: Reader): boolean {
  const text = words(reader, item);
  const target = item.children.length === 0 ? releaseIn(text)?.target : undefined;
  return (
    target !== undefined &&
    labelsIn(target).length > 0 &&
    splitAt(text, sentenceEnds(text, 0, text.length)).length === 1
  );
}

/** The items joined as the words above name them. */
function byFormula(
  formula: Formula,
  nodes: readonly { readonly label: string; readonly node: CriterionNode | null }[],
  item: ItemWords,
  reader: Reader,
): CriterionNode {
  const build = (part: Formula): CriterionNode | null => {
    if (part.kind === 'label')
      return nodes.find(({ label }) => plainLabel(label) === part.label)?.node ?? null;
    const members = part.parts.map(build).filter((member) => member !== null);
    const text = members.map((member) => member.text).join(part.kind === 'any' ? ' or ' : ' and ');
    const inner = part === formula ? item : { ...item, text, label: null, heading: null };
    return members.length === 0 ? null : group(inner, part.kind, members, true, reader.rules);
  };
  return build(formula) ?? group(item, 'any', [], true, reader.rules);
}

/** "With contrast when a tumor is in question", "MRCP is not needed where …": which scan, or that none is needed; no criterion. */
const choosesScan =
  /^\W*(?:with(?:out)?(?: and with(?:out)?)?(?: \w+)? contrast\b|contrast (?:is|may|should|use)|(?:MR )?arthrogra\w+ (?:\([^)]*\) )?(?:is |are )?preferred|7\d{4}\b[^.;]{0,40}\bpreferred)|^\W*(?:an? |the )?(?:MRI|MRCP|MRA?|CTA?|PET(?:\/CT)?|scan|imaging)\b[^.;,]{0,40}\b(?:is|are) not (?:needed|necessary|useful|appropriate|helpful)\b/i;

/** "… PET with a PSMA agent is investigational" among the indications: what is not covered is no criterion. */
function isExcluded(text: string, reader: Reader): boolean {
  return (
    hasPhrase(
      text.replace(/\bnot (?:considered )?(?:investigational|experimental|unproven)/gi, ''),
      'not-covered',
      'text',
      reader.rules,
    ) && !hasPhrase(text, 'covered', 'text', reader.rules)
  );
}

/** "A, B, C and D": three things or more with commas between them and "and" before the last alone. */
function isEnumeration(text: string): boolean {
  const list = text.split(/[.](?=\s|$)/).findLast((sentence) => sentence.trim() !== '') ?? '';
  return (
    (list.match(/,/g)?.length ?? 0) >= 2 &&
    !/\b(?:with|plus|both|all|together|who)\b/i.test(list) &&
    /,?\s+and\s+[^,]+$/i.test(list) &&
    list.match(/\band\b/gi)?.length === 1
  );
}

/** Whether the item releases from requirements, by its title or its first words. */
function waives(item: ItemWords, reader: Reader): boolean {
  const title = (item.heading ?? '').replace(/[.:]\s*$/, '');
  return (
    hasPhrase(title, 'waiver', 'heading', reader.rules) ||
    hasPhrase(item.text.slice(0, 160), 'waiver', 'text', reader.rules)
  );
}

/**
 * "No stress test in 24 months. Waiver. Requirement 2.3 does not apply when: (i) …; (ii) …": the criterion is what
 * stands before the release; the list below it is the release's condition (read in `statementsOf`).
 */
function releasedChildren(
  text: string,
  item_: ItemWords,
  reader: Reader,
  inherited: Threshold | null,
  depth: number,
): CriterionNode | null {
  const sentences = splitAt(text, sentenceEnds(text, 0, text.length));
  const last = sentences.at(-1) ?? '';
  if (sentences.length < 2 || !announcesWaiver(last, reader.rules)) return null;
  const before = sentences
    .slice(0, -1)
    .filter(
      (sentence) =>
        !/^\W*(?:waivers?|exceptions?|releases?|exemptions?)\W*$/i.test(sentence) &&
        !/^\W*(?:without|direct|urgent|no waiting|red flags?)\b[^.;]{0,40}[.:]?\s*$/i.test(sentence),
    )
    .join(' ');
  // A section of releases may explain itself first; only what covers the scan is a criterion above its list.
  if (depth === 0 && !(asksForScan(before, reader, true) && demands.test(before))) return null;
  const node = criterionOf({ ...item_, text: before }, reader.rules, reader.definitions, inherited);
  return node.concept === null && !/^no\b/i.test(before) ? null : node;
}

/** "MRI is covered at once, with no trial of treatment, if any of these is found": says that the care is not asked for. */
const withoutCare = /\bwith(?:out| no)\b[^.;,]{0,30}\b(?:trial|waiting|wait|treatment|therapy|care|delay)\b/i;

/** "…: signs of A; signs of B; signs of C" without labels: as a list, with what the words before it ask beside it. */
export function listNode(
  item: OutlineItem,
  text: string,
  reader: Reader,
  inherited: Threshold | null,
  waiver: boolean,
): CriterionNode | null {
  const list = proseList(text) ?? (waiver ? releasedList(text) : null);
  if (list === null) return null;
  const combination = list.combination ?? (waiver ? { kind: 'any' as const, count: 1 } : null);
  if (combination === null) return null;
  const base: ItemWords = {
    text: list.announcement,
    span: itemSpan(reader, item),
    label: item.label?.raw ?? null,
    path: reader.paths.get(item),
    heading: headingOf(reader, item),
  };
  const announced = conceptsIn(list.announcement, reader.rules);
  if (announced.some(({ rule }) => rule.concept === 'contraindication'))
    return criterionOf({ ...base, text }, reader.rules, reader.definitions);
  const part = (words_: string): ItemWords => {
    const at = reader.flow.text.indexOf(words_.slice(0, 20), item.start);
    const span =
      at >= 0 && at < item.end ? spanOf(reader.flow, at, Math.min(item.end, at + words_.length)) : base.span;
    return { text: words_, span, label: null, heading: null };
  };
  const limit = limitOf(list.announcement, inherited);
  const members = list.members.map((member) =>
    criterionOf(part(member), reader.rules, reader.definitions, limit),
  );
  const lasting = symptomsLasting({ ...base, text }, limit, members, reader);
  if (lasting !== null) return lasting;
  const tree = group(
    base,
    combination.kind,
    members,
    list.combination !== null,
    reader.rules,
    combination.kind === 'at-least' ? combination.count : undefined,
  );
  const beside = [...list.beside, ...(waiver ? [] : [list.rest])]
    .filter(
      (clause) =>
        conceptsIn(clause, reader.rules).length > 0 &&
        !withoutCare.test(clause) &&
        // "No treatment, and no plain film, need come first where …": what is not asked for is no condition of its release.
        !(waiver && /^\W*(?:no|neither|without)\b/i.test(clause)),
    )
    .map((clause) => criterionOf(part(clause), reader.rules, reader.definitions));
  return beside.length === 0
    ? tree
    : group(base, 'all', [...beside, { ...tree, label: null }], true, reader.rules);
}

/** Complaints that no rule names one by one. */
const complaint =
  /\b(?:pain|pressure|ache|aching|discomfort|block(?:ed|age)|stuffed|congest\w+|drain\w*|discharge|smell|cough\w*|swelling|stiff\w*|numb\w*|tingl\w+|fatigue|bleeding|nausea|vomit\w+|diarrh\w+|dizz\w+|vertigo|hoarse\w*|obstruct\w+|sneez\w+|headaches?|dyspnea|breath\w*|wheez\w+|urgency|frequency|weakness|cramp\w*|itch\w*|ringing|tinnitus|spasms?)\b/i;

/** "Two of these for twelve weeks or longer: blocked nose; facial pressure; …": how long the complaint has lasted, whatever its signs. Null for other lists. */
function symptomsLasting(
  item: ItemWords,
  limit: Threshold | null,
  members: readonly CriterionNode[],
  reader: Reader,
): CriterionNode | null {
  const rule = reader.rules.concepts.find(({ concept }) => concept === 'symptom-duration');
  // "Two or more of: … They have gone on for 12 weeks or more."
  const lasting = limit?.minDays ?? readThreshold(item.text)?.minDays;
  if (lasting === undefined || rule === undefined) return null;
  if (!members.every((member) => member.kind === 'leaf' && member.concept === null)) return null;
  if (members.filter(({ text }) => complaint.test(text)).length * 2 < members.length) return null;
  return leaf(item, item.text, [{ rule, start: 0, end: 0 }], { minDays: lasting }, reader.rules, []);
}

/**
 * Running prose as criteria: sentences that cover the scan under conditions, each taken apart at "when", "if" and the
 * commas of its list. Several are indications of their own where they open with "For …", else all are asked for. Null
 * where the text is one plain criterion.
 */
function sentenceNode(item: ItemWords, reader: Reader, inherited: Threshold | null): CriterionNode | null {
  const text = body(item.text);
  const sentences = splitAt(text, sentenceEnds(text, 0, text.length)).filter(
    (sentence) => conceptsIn(sentence, reader.rules).length > 0 && !isStatement(sentence, reader),
  );
  const asking = sentences.filter((sentence) => asksForScan(sentence, reader) || mustBe.test(sentence));
  const chosen = asking.length > 0 ? asking : sentences;
  const nodes = chosen.map((sentence) => conditionsOf({ ...item, text: sentence }, reader, inherited));
  const only = nodes[0];
  if (only === undefined) return null;
  if (nodes.length === 1) return only.kind === 'leaf' && chosen.length === sentences.length ? null : only;
  const indicated = chosen.filter((sentence) =>
    /^(?:for|in)\s+(?!(?:all|both|each|addition)\b)/i.test(sentence),
  );
  if (indicated.length > 0) return group(item, 'any', nodes, false, reader.rules);
  return asking.length > 1 ? group(item, 'all', nodes, true, reader.rules) : null;
}

const mustBe = /\b(?:must|shall|has to|have to|is required|are required|is needed|are needed|we ask for)\b/i;

/** A sentence that releases, limits, repeats or refers and is no criterion. */
function isStatement(sentence: string, reader: Reader): boolean {
  return (
    hasPhrase(sentence, 'not-required', 'text', reader.rules) ||
    hasPhrase(sentence, 'waiver', 'text', reader.rules) ||
    /^(?:repeat|source|references?|see also|replaces)\b|\bis (?:addressed|reviewed|covered|found) (?:in|under)\b/i.test(
      sentence,
    )
  );
}

/** One sentence's conditions: its clauses, and the members of a list that "and" closes. */
function conditionsOf(item: ItemWords, reader: Reader, inherited: Threshold | null): CriterionNode {
  const clauses = clausesOf(item.text);
  const conditions =
    clauses.length > 1 && asksForScan(clauses[0] ?? '', reader, true) ? clauses.slice(1) : clauses;
  // "when A, or when B": alternatives, not demands that come together.
  const either =
    conditions.length > 1 && conditions.slice(0, -1).some((clause) => /(?:,|;|\s)\s*or$/i.test(clause));
  const parts = conditions
    .flatMap((clause) => andMembers(clause, (part) => conceptsIn(part, reader.rules).length > 0))
    .filter((part) => conceptsIn(part, reader.rules).length > 0);
  if (parts.length < 2) {
    const text = conditions.length === 1 && parts.length === 1 ? (parts[0] ?? item.text) : item.text;
    return criterionOf({ ...item, text }, reader.rules, reader.definitions, inherited);
  }
  const nodes = parts.map((text) =>
    criterionOf({ ...item, text, label: null, heading: null }, reader.rules, reader.definitions, inherited),
  );
  return group(item, either ? 'any' : 'all', nodes, true, reader.rules);
}

/** "… does not apply with a fever, a fracture, or a history of cancer": conditions without a colon. */
function releasedList(text: string): ProseList | null {
  const found =
    /\b(?:waived|exempt|released|(?:not|n't) (?:required|apply|needed|asked for|necessary)|set aside|passed over|skipped|covered at once|at once)\s+(?:for|with|when|if|in(?: case of)?|after|where)(?: there is| the (?:patient|member|person) has)?\s+(.+?)[.]?$/is.exec(
      text,
    );
  // "Suspected infection; known cancer; foot drop. No therapy first.": a list by its semicolons alone.
  const plain = text.split(/[.]\s+(?=\p{Lu})/u).find((part) => (part.match(/;/g)?.length ?? 0) >= 2);
  const listed = found?.[1]?.split(/[.]\s+(?=\p{Lu})/u)[0] ?? plain;
  const members = listed === undefined ? [] : membersOf(listed);
  return members.length < 2
    ? null
    : {
        beside: [],
        announcement: text.slice(0, found?.index ?? 0),
        combination: { kind: 'any', count: 1 },
        members,
        rest: '',
      };
}

/** "Red flags. MRI is covered without a trial of care when any is documented: …": behind such a title the release is what the item says. */
function isReleasingTitle(kept: readonly string[], rules: PolicyRules): boolean {
  const title = (kept[0] ?? '').replace(/[.:]\s*$/, '').trim();
  return kept.length === 1 && title.length < 60 && hasPhrase(title, 'waiver', 'heading', rules);
}

/**
 * Behind what is asked for: what is asked for in some cases alone ("An antibiotic is needed only if …"), what may take its place
 * ("The resting images of a stress echocardiogram serve if …", "Manipulation may stand in for therapy"), how it is counted.
 */
const remark =
  /^[^.;:]{3,120}\b(?:(?:is|are) (?:needed|required|asked for|necessary|called for) only (?:if|when|where|for|in)|(?:serves?|suffices?|will do|counts?) (?:if|when|where|as|toward)|(?:is|are) (?:left to|at the discretion of|up to)\b|(?:may|can) (?:stand in|be used|be accepted|be given|be counted|take the place|substitute|replace|serve|be (?:done|taken) instead)\b|(?:is|are) (?:accepted|counted|allowed|acceptable) (?:in place of|instead of|as)|should be given if|(?:is|are) (?:preferred|encouraged|welcome|optional|advised|useful))/i;

/** "A follow-up study is covered 3 to 6 months after …" behind an item: another scan's coverage, no part of what the item asks for. */
const coversOther =
  /^(?:an? |the )?(?:follow-up|repeat|second|later|further|surveillance) (?:study|scan|MRI|CT|PET(?:\/CT)?|test|examination)\b[^.;:]{0,40}\b(?:is|are|may be) (?:covered|approved|allowed|considered|medically necessary)/i;

/** The item's text without the sentences that are no criterion. */
function withoutStatements(text: string, rules: PolicyRules, later: boolean): string {
  const ends = sentenceEnds(text, 0, text.length);
  let from = 0;
  const kept: string[] = [];
  for (const end of [...ends, text.length]) {
    const sentence = text.slice(from, end);
    from = end;
    if (sentence.trim() === '') continue;
    const statement =
      (later || kept.length > 0) &&
      excludesIn(sentence).length === 0 &&
      (hasPhrase(sentence, 'not-required', 'text', rules) ||
        (hasPhrase(sentence, 'waiver', 'text', rules) &&
          !/:\s*$/.test(sentence) &&
          !isReleasingTitle(kept, rules)) ||
        hasPhrase(sentence, 'does-not-count', 'text', rules) ||
        remark.test(sentence.trim()) ||
        (later || kept.length > 0 ? coversOther.test(sentence.trim()) : false) ||
        termDefined(sentence.trim(), false) !== null);
    if (!statement) kept.push(sentence);
  }
  return kept.join('').trim();
}
