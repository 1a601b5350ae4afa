/** Reads a clinical policy into sections and criteria trees. Never throws; what it cannot read it leaves null. */
import type { Threshold } from '../../domain/denial.ts';
import type { DocumentText } from '../../domain/page-text.ts';
import type {
  CriterionNode,
  NotRequiredStatement,
  PolicyDocument,
  PolicySection,
  PolicyWaiver,
  SectionRole,
} from '../../domain/policy.ts';
import type { PolicyRules } from '../../domain/policy-rules.ts';
import type { ScanRules } from '../../domain/rules.ts';
import { sentenceEnds } from '../../text/blocks.ts';
import { matchesPattern } from '../../text/pattern.ts';
import { regionsIn } from '../scan-names.ts';
import { combinationIn, combinationOfJoints } from './combine.ts';
import { criterionOf, excludesIn, group, mergeThresholds, type ItemWords } from './criteria.ts';
import { flowOf, oneLine, spanOf, type Flow } from './flow.ts';
import { headerOf } from './header.ts';
import { ordinalOf, romanOf } from './labels.ts';
import { andMembers, clausesOf, membersOf, proseList, type ProseList } from './prose.ts';
import { runInTitle } from './titles.ts';
import { outlineOf, type OutlineItem } from './outline.ts';
import { readThreshold } from './thresholds.ts';
import { codesIn, conceptsIn, hasPhrase, therapyConcepts } from './vocabulary.ts';

export interface PolicyReadingRules {
  readonly policy: PolicyRules;
  readonly scans: ScanRules;
}

interface Reader {
  readonly flow: Flow;
  readonly rules: PolicyRules;
  readonly scans: ScanRules;
  readonly definitions: Map<string, CriterionNode>;
}

/** The policy as sections with criteria; an empty list of sections where the text holds none. */
export function readPolicy(document: DocumentText, rules: PolicyReadingRules): PolicyDocument {
  const flow = flowOf(document);
  const root = outlineOf(flow);
  const reader: Reader = { flow, rules: rules.policy, scans: rules.scans, definitions: new Map() };
  const items =
    oneList(root, reader) ?? (root.children.length > 0 ? root.children : proseSections(root, reader));
  collectDefinitions(items, reader);
  const headEnd = items[0]?.start ?? flow.text.length;
  const header = headerOf(flow, headEnd);
  const sections = items.map((item) => sectionOf(item, reader));
  const lead = root.children.length > 0 && root.own.length > 0 ? leadSections(root, reader) : [];
  return {
    documentId: document.documentId,
    ...header,
    codes: codesIn(flow.text),
    regions: [
      ...new Set(
        regionsIn(`${header.title ?? ''} ${flow.text.slice(0, 600)}`, rules.scans).map(
          ({ region }) => region.id,
        ),
      ),
    ],
    modalities: modalitiesIn(`${header.title ?? ''}\n${flow.text.slice(0, 900)}`, rules.scans),
    sections: [...lead, ...sections],
  };
}

/** Longest words of an item that is a criterion and not a section. */
const criterionLength = 260;

/**
 * A short policy that is one list: "A scan is covered when any one of these is met:" and then numbered items without
 * titles. The list is one section, not as many sections as it has items.
 */
function oneList(root: OutlineItem, reader: Reader): OutlineItem[] | null {
  const lead = words(reader, root);
  if (root.children.length < 2 || !/:\s*$/.test(lead) || combinationIn(lead.slice(-200)) === null)
    return null;
  // A short line alone looks like a title; with nothing under it, it is the criterion itself.
  const plain = root.children.every(
    (child) =>
      words(reader, child).length <= criterionLength &&
      (child.children.length === 0 || headingOf(reader, child) === null),
  );
  if (!plain) return null;
  // Paragraphs behind the list are sections of their own.
  const members = root.children.filter(({ label }) => label !== null);
  const behind = members.length >= 2 ? root.children.filter(({ label }) => label === null) : [];
  const children = (members.length >= 2 ? members : root.children).map((child) => ({
    ...child,
    heading: null,
  }));
  return [{ ...root, children, end: children.at(-1)?.end ?? root.end }, ...behind];
}

function words(reader: Reader, item: OutlineItem): string {
  return oneLine(item.own.map(({ start, end }) => reader.flow.text.slice(start, end)).join('\n'));
}

function headingOf(reader: Reader, item: OutlineItem): string | null {
  if (item.heading !== null)
    return oneLine(reader.flow.text.slice(item.heading.start, item.heading.end))
      .replace(/^[*†‡]+\s*/, '')
      .replace(/(?<=\p{L})[.:]$/u, '');
  // "Cancer. A personal history of …": a run-in title.
  return runInTitle(words(reader, item))?.title ?? null;
}

function itemSpan(reader: Reader, item: OutlineItem): ReturnType<typeof spanOf> {
  const first = item.own[0];
  const last = item.children.length === 0 ? item.end : (first?.end ?? item.end);
  return spanOf(reader.flow, item.start, Math.max(last, item.start + 1));
}

function sectionOf(item: OutlineItem, reader: Reader): PolicySection {
  const heading = headingOf(reader, item) ?? words(reader, item).slice(0, 90);
  const text = words(reader, item);
  const whole = oneLine(reader.flow.text.slice(item.start, item.end));
  const role = roleOf(heading, text, whole, item, reader);
  const self = (waiver: PolicyWaiver, tree_: CriterionNode | null): PolicyWaiver =>
    waiver.condition.label === 'this section' &&
    tree_ !== null &&
    (waiver.condition.kind !== 'leaf' ||
      waiver.condition.refersTo === null ||
      waiver.condition.refersTo === item.label?.raw)
      ? { ...waiver, condition: tree_ }
      : waiver;
  const holds = role === 'covered' || role === 'waiver' || role === 'not-covered';
  const statements = statementsOf(item, reader);
  const tree = holds ? nodeOf(item, reader, null, 0) : null;
  const headingSpan =
    item.heading === null ? itemSpan(reader, item) : spanOf(reader.flow, item.start, item.heading.end);
  return {
    label: item.label?.raw ?? null,
    heading,
    headingSpan,
    codes: codesIn(`${heading} ${text}`),
    regions: [...new Set(regionsIn(heading, reader.scans).map(({ region }) => region.id))],
    modalities: modalitiesIn(heading, reader.scans),
    role,
    tree,
    waivers: [
      ...(role === 'waiver' && tree !== null && (item.children.length > 0 || statements.waivers.length === 0)
        ? [waiverOf(item, tree, reader)]
        : []),
      ...statements.waivers.map((waiver) => self(waiver, tree)),
      ...warningPath(tree, reader.rules),
    ],
    notRequired: statements.notRequired,
    span: spanOf(reader.flow, item.start, item.end),
  };
}

/** "Either 2.1 (a warning sign) or 2.2 (all of these)": the first path releases from the second. */
function warningPath(tree: CriterionNode | null, rules: PolicyRules): PolicyWaiver[] {
  if (tree === null || tree.kind !== 'any' || !tree.stated) return [];
  const isWarning = (node: CriterionNode): boolean => {
    const title = (node.heading ?? node.text).slice(0, 80);
    return !/^no\b/i.test(title) && hasPhrase(title, 'waiver', 'heading', rules);
  };
  const warning = tree.children.filter(isWarning);
  const others = tree.children.filter((node) => !isWarning(node));
  const first = warning[0];
  if (first === undefined || warning.length !== 1 || !others.some((node) => node.kind === 'all')) return [];
  return [
    {
      waivesLabels: others.map(({ label }) => label).filter((label) => label !== null),
      waivesConcepts: [],
      condition: first,
      span: first.span,
    },
  ];
}

/** What the section is for. A heading decides before the text does. */
function roleOf(
  heading: string,
  text: string,
  whole: string,
  item: OutlineItem,
  reader: Reader,
): SectionRole {
  const { rules } = reader;
  const title = heading.replace(/[.:]\s*$/, '');
  if (hasPhrase(title, 'history', 'heading', rules)) return 'history';
  if (hasPhrase(title, 'documentation', 'heading', rules)) return 'documentation';
  if (hasPhrase(title, 'definitions', 'heading', rules)) return 'definitions';
  if (hasPhrase(title, 'other', 'heading', rules)) return 'other';
  const waives = hasPhrase(title, 'waiver', 'heading', rules);
  if (!waives && hasPhrase(title, 'not-covered', 'heading', rules)) return 'not-covered';
  const intro = text.slice(0, 400);
  if (
    waives ||
    (item.children.length > 0 &&
      announcesWaiver(intro, rules) &&
      !/medically necessary when|approve/i.test(intro))
  )
    return 'waiver';
  const covered = hasPhrase(intro, 'covered', 'text', rules);
  const notCovered = hasPhrase(text.slice(0, heading.length + 170), 'not-covered', 'text', rules);
  if (
    notCovered &&
    !(covered && /(?:is|are) (?:medically necessary|established|covered|proven)/i.test(intro))
  )
    return 'not-covered';
  if (covered) return 'covered';
  return conceptsIn(whole, rules).length > 0 ? 'covered' : 'other';
}

/** A sentence that releases and opens the list of conditions ("not required when any one of these is documented:"). */
function announcesWaiver(intro: string, rules: PolicyRules): boolean {
  return intro
    .split(/(?<=[.:])\s+/)
    .some(
      (sentence) =>
        hasPhrase(sentence, 'waiver', 'text', rules) &&
        /:\s*$|\b(?:any|one|either|following|in|upon)\b/i.test(sentence) &&
        !/under this/i.test(sentence),
    );
}

function nodeOf(
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
    heading,
  };
  if (depth > 12) return null;
  if (item.children.length === 0) {
    const releasing = waives(item_, reader);
    const own = belowTitle(kept, isOwnLine(item, reader) ? heading : null, reader);
    const list =
      listNode(item, body(own), reader, inherited, releasing) ??
      (releasing ? listNode(item, own, reader, inherited, true) : null) ??
      sentenceNode({ ...item_, text: own }, reader, inherited);
    if (list !== null) return list;
    if (kept === '' || isNotRequired(own, reader) || (depth > 0 && isExcluded(own, reader))) return null;
    return criterionOf({ ...item_, text: own }, reader.rules, reader.definitions, inherited);
  }
  const announced =
    heading !== null && item.heading !== null && kept.length > heading.length + 2
      ? kept.slice(heading.length)
      : kept;
  const released = releasedChildren(kept, item_, item, reader, inherited, depth);
  if (released !== null) return released;
  const beside = besideList(announced, item_, reader);
  const announcement =
    announced.split(/(?<=[.])\s+(?=\p{Lu})/u).findLast((sentence) => sentence.trim() !== '') ?? '';
  const limit = beside.length > 0 ? inherited : limitOf(announcement, inherited);
  const children = item.children
    .filter((child) => holdsCriteria(child, reader))
    .map((child) => nodeOf(child, reader, limit, depth + 1))
    .filter((child) => child !== null);
  const joints = item.children.map((child) => oneLine(reader.flow.text.slice(child.start, child.end)));
  const combination =
    combinationIn(kept) ??
    (item.rows === undefined ? combinationOfJoints(joints) : { kind: item.rows, count: 1 });
  const stated = combination !== null;
  const list = group(
    item_,
    combination?.kind ?? 'any',
    children,
    stated,
    reader.rules,
    combination?.kind === 'at-least' ? combination.count : undefined,
  );
  if (beside.length === 0) return list;
  return group({ ...item_ }, 'all', [...beside, { ...list, label: null }], true, reader.rules);
}

/** "Conventional imaging is not required before …" in an item of its own asks for nothing. */
function isNotRequired(text: string, reader: Reader): boolean {
  const sentences = text.split(/(?<=[.])\s+(?=\p{Lu})/u).filter((sentence) => sentence.trim() !== '');
  return (
    sentences.length > 0 &&
    sentences.every((sentence) => hasPhrase(sentence, 'not-required', 'text', reader.rules)) &&
    !/\bunless\b/i.test(text)
  );
}

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

/** Whether the item's title stands on a line of its own. */
function isOwnLine(item: OutlineItem, reader: Reader): boolean {
  return (
    item.heading !== null &&
    /^\s*(?:\n|$)/.test(reader.flow.text.slice(item.heading.end, item.heading.end + 2))
  );
}

/** The words below the item's title, where they name something by themselves; else all of them. */
function belowTitle(text: string, heading: string | null, reader: Reader): string {
  if (heading === null || !text.startsWith(heading)) return text;
  const rest = text.slice(heading.length).replace(/^[.:\s]+/, '');
  return rest.length > 8 && conceptsIn(rest, reader.rules).length > 0 ? rest : text;
}

/** The words behind a run-in title; all of them where there is none, or where nothing else is named. */
function body(text: string): string {
  const title = runInTitle(text);
  return title === null ? text : text.slice(title.length).trim();
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
  item: OutlineItem,
  reader: Reader,
  inherited: Threshold | null,
  depth: number,
): CriterionNode | null {
  const sentences = splitAt(text, sentenceEnds(text, 0, text.length));
  const last = sentences.at(-1) ?? '';
  if (depth === 0 || sentences.length < 2 || !announcesWaiver(last, reader.rules)) return null;
  const before = sentences
    .slice(0, -1)
    .filter((sentence) => !/^\W*(?:waivers?|exceptions?|releases?|exemptions?)\W*$/i.test(sentence))
    .join(' ');
  void item;
  return conceptsIn(before, reader.rules).length === 0 && !/^no\b/i.test(before)
    ? null
    : criterionOf({ ...item_, text: before }, reader.rules, reader.definitions, inherited);
}

/** False for an unlabelled part that explains, or lists what is not covered. */
function holdsCriteria(item: OutlineItem, reader: Reader): boolean {
  if (item.label !== null) return true;
  const text = words(reader, item);
  const role = roleOf(
    headingOf(reader, item) ?? text.slice(0, 90),
    text,
    oneLine(reader.flow.text.slice(item.start, item.end)),
    item,
    reader,
  );
  return role === 'covered' || role === 'waiver';
}

/** Length and window that the announcing words give to all members ("in the six months before the request"). */
function limitOf(text: string, inherited: Threshold | null): Threshold | null {
  const own = readThreshold(text);
  if (own === null) return inherited;
  const { quantity: _quantity, ...rest } = own;
  return mergeThresholds(Object.keys(rest).length === 0 ? null : rest, inherited);
}

/** Requirements inside the announcing words themselves: "who is 30 or older, who has had a mammogram …, and who has at least one of". */
function besideList(text: string, item: ItemWords, reader: Reader): CriterionNode[] {
  const out: CriterionNode[] = [];
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

/** "…: signs of A; signs of B; signs of C" without labels: as a list, with what the words before it ask beside it. */
function listNode(
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
  const tree = group(
    base,
    combination.kind,
    members,
    list.combination !== null,
    reader.rules,
    combination.kind === 'at-least' ? combination.count : undefined,
  );
  const beside = [...list.beside, ...(waiver ? [] : [list.rest])]
    .filter((clause) => conceptsIn(clause, reader.rules).length > 0)
    .map((clause) => criterionOf(part(clause), reader.rules, reader.definitions));
  return beside.length === 0
    ? tree
    : group(base, 'all', [...beside, { ...tree, label: null }], true, reader.rules);
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

function splitAt(text: string, ends: readonly number[]): string[] {
  const out: string[] = [];
  let from = 0;
  for (const end of [...ends, text.length]) {
    const part = text.slice(from, end).trim();
    from = end;
    if (part !== '') out.push(part);
  }
  return out;
}

/** One sentence's conditions: its clauses, and the members of a list that "and" closes. */
function conditionsOf(item: ItemWords, reader: Reader, inherited: Threshold | null): CriterionNode {
  const clauses = clausesOf(item.text);
  const conditions =
    clauses.length > 1 && asksForScan(clauses[0] ?? '', reader, true) ? clauses.slice(1) : clauses;
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
  return group(item, 'all', nodes, true, reader.rules);
}

/** "… does not apply with a fever, a fracture, or a history of cancer": conditions without a colon. */
function releasedList(text: string): ProseList | null {
  const found =
    /\b(?:waived|exempt|released|(?:not|n't) (?:required|apply|needed|asked for|necessary)|set aside|passed over|skipped|covered at once|at once)\s+(?:for|with|when|if|in(?: case of)?|after|where)(?: there is| the (?:patient|member|person) has)?\s+(.+?)[.]?$/is.exec(
      text,
    );
  const members = found?.[1] === undefined ? [] : membersOf(found[1].split(/[.]\s+(?=\p{Lu})/u)[0] ?? '');
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

interface Statements {
  readonly waivers: readonly PolicyWaiver[];
  readonly notRequired: readonly NotRequiredStatement[];
}

/** Sentences anywhere in the section that release from something, or say that something is no condition. */
function statementsOf(item: OutlineItem, reader: Reader): Statements {
  const waivers: PolicyWaiver[] = [];
  const notRequired: NotRequiredStatement[] = [];
  const visit = (node: OutlineItem): void => {
    for (const own of node.own) {
      let before = '';
      // A title on a line of its own is no part of the sentence below it.
      const title = node.heading;
      const apart = title !== null && own.start <= title.start && reader.flow.text[title.end] === '\n';
      const range = apart ? { start: title.end, end: Math.max(title.end, own.end) } : own;
      for (const [start, end] of sentencesIn(reader.flow, range)) {
        const text = oneLine(reader.flow.text.slice(start, end));
        const span = spanOf(reader.flow, start, end);
        if (hasPhrase(text, 'not-required', 'text', reader.rules)) {
          // "… are alternatives. Neither is a condition for the other": the sentence before names them.
          const named = /^\W*(?:neither|this|these|it|they)\b/i.test(text) ? `${before} ${text}` : text;
          const hits = conceptsIn(named, reader.rules).filter(({ rule }) => rule.concept !== 'infection');
          if (hits.length > 0)
            notRequired.push({
              concepts: [...new Set(hits.map(({ rule }) => rule.concept))],
              ruleIds: hits.map(({ rule }) => rule.id),
              span,
            });
        }
        if (node.children.length === 0 || !/:\s*$/.test(text)) {
          const waiver = sentenceWaiver(text, span, node, reader);
          if (waiver !== null) waivers.push(waiver);
        }
        before = text;
      }
    }
    if (node !== item && node.children.length > 0) {
      const text = words(reader, node);
      const last = splitAt(text, sentenceEnds(text, 0, text.length)).at(-1) ?? '';
      if (announcesWaiver(last, reader.rules)) {
        const target = targetsOf(last, node, reader);
        const condition = listOf(node, last, reader);
        if (condition !== null && (target.waivesLabels.length > 0 || target.waivesConcepts.length > 0))
          waivers.push({ ...target, condition, span: itemSpan(reader, node) });
      }
    }
    node.children.forEach(visit);
  };
  visit(item);
  return { waivers, notRequired };
}

/** The items below the words that announce them, as one group. */
function listOf(item: OutlineItem, announcement: string, reader: Reader): CriterionNode | null {
  const children = item.children
    .map((child) => nodeOf(child, reader, null, 1))
    .filter((child) => child !== null);
  if (children.length === 0) return null;
  const combination = combinationIn(announcement);
  return group(
    {
      text: announcement,
      span: itemSpan(reader, item),
      label: item.label?.raw ?? null,
      heading: headingOf(reader, item),
    },
    combination?.kind ?? 'any',
    children,
    combination !== null,
    reader.rules,
    combination?.kind === 'at-least' ? combination.count : undefined,
  );
}

function sentencesIn(flow: Flow, range: { start: number; end: number }): [number, number][] {
  const out: [number, number][] = [];
  let from = range.start;
  for (const end of sentenceEnds(flow.text, range.start, range.end)) {
    if (end > from) out.push([from, end]);
    from = end;
  }
  if (range.end > from) out.push([from, range.end]);
  return out;
}

/** What a sentence says is not asked for, and where. The first group names it, the second the conditions. */
const releases: readonly RegExp[] = [
  /^(.{3,160}?)\b(?:is|are|may be|need not be)\s+(?:waived|not (?:required|needed|necessary|asked for|called for)|passed over|set aside|skipped|tried|met|done|shown)\s+(?:where|when|if|for|in|under|with|after)\s*:?\s+(.{3,500})$/is,
  /^(.{3,160}?)\b(?:do|does|shall|will) not (?:apply|hold|have to be (?:met|shown|gone through))\s*(?:to|with|in|when|if|for|where|after)\s*:?\s+(.{3,500})$/is,
  /^(?:released|exempt|excused|free) from (.{2,120}?)(?:\s+(?:is|are)\b[^:]{0,30})?\s*:\s+(.{3,500})$/is,
  /^((?:no|neither) (?:[\w-]+ ){1,8}?)(?:is|are|need be|needs? to be|has to be|have to be) (?:asked for|required|needed|called for|necessary|tried|shown|done) (?:under|in|for|when|if|where|with|after) (.{3,400})$/is,
  /^(.{3,120}?)\s+(?:alone\s+)?(?:falls?|drops?|lapses?)(?: away| out)?\s+(?:where|when|if|for|with|in)\s+(.{3,700})$/is,
  /^(.{3,120}?\bwithout (?:a |an |the |any )?(?:\w+ )?(?:trial|treatment|waiting|therapy|care|conservative \w+)(?: period| time)?)\s+(?:where|when|if|for|in|after)\s+(.{3,500})$/is,
  /^(.{0,60}?\bmay (?:leave out|waive|skip|omit)\b.{3,60}?),?\s(?:where|when|if)\s(.{3,300})$/is,
];

/** "a fever, a fracture, or a history of cancer": a choice where it lists several things, else one criterion. */
function conditionOf(where: string, span: ReturnType<typeof spanOf>, reader: Reader): CriterionNode {
  const item: ItemWords = { text: where, span, label: null, heading: null };
  const members = membersOf(where.replace(/^(?:any|one) of(?: the following)?:?\s+/i, ''));
  const single = criterionOf(item, reader.rules, reader.definitions);
  const list = where.includes(';') || /,\s*(?:or\s)?/.test(where) || /\sor\s/.test(where);
  if (members.length < 2 || !list || /\b(?:both|together with|plus)\b/i.test(where)) return single;
  const whole = members.every((member) => !/^(?:and|with)\b/i.test(member));
  if (!whole) return single;
  return group(
    item,
    'any',
    members.map((text) => criterionOf({ ...item, text }, reader.rules, reader.definitions)),
    true,
    reader.rules,
  );
}

/** "Item (b) is waived where …", "Reviewers may leave out 2.2.b … where …", "X is not required under HIP-F". */
function sentenceWaiver(
  text: string,
  span: ReturnType<typeof spanOf>,
  item: OutlineItem,
  reader: Reader,
): PolicyWaiver | null {
  const found = releases.map((pattern) => pattern.exec(text)).find((match) => match !== null);
  if (found?.[1] === undefined || found[2] === undefined) return null;
  if (/\b(?:any|all|one|either) of\s*$|following\s*:?\s*$/i.test(found[2])) return null;
  // A label before the stop ("under HIP-F. A stress fracture …") can hide the sentence's end.
  const where = (found[2].split(/[.]\s+(?=\p{Lu})/u)[0] ?? found[2]).trim();
  const condition = conditionOf(where, span, reader);
  const named = /^\W*(?:they|these|those|it|this|none)\b/i.test(found[1])
    ? `${headingOf(reader, item) ?? ''} ${found[1]}`
    : found[1];
  const target = targetsOf(named, item, reader);
  const section = /^(?:this (?:section|part|heading|paragraph|guideline)|here)\.?$/i.test(where);
  if (section) {
    // Inside an item "this section" is the item; above it, the section's whole tree, known only later.
    const own = item.label?.raw;
    if (own !== undefined && condition.kind === 'leaf')
      return {
        ...target,
        condition: { ...condition, concept: null, refersTo: own, label: 'this section' },
        span,
      };
    return { ...target, condition: { ...condition, label: 'this section' }, span };
  }
  const under = /^(?:section |item |part )?([A-Z]{2,6}-[A-Z0-9]+|[A-Z]?\d*(?:\.\d+)*)\.?$/i.exec(where);
  if (under?.[1] !== undefined && under[1] !== '')
    return {
      ...target,
      condition: condition.kind === 'leaf' ? { ...condition, concept: null, refersTo: under[1] } : condition,
      span,
    };
  return { ...target, condition, span };
}

function targetsOf(
  text: string,
  item: OutlineItem,
  reader: Reader,
): { waivesLabels: readonly string[]; waivesConcepts: PolicyWaiver['waivesConcepts'] } {
  const labels = [
    ...text.matchAll(
      /(?<![\w.])((?:[A-Z]{2,4}-\d{1,3}\.\d{1,2}|[A-Z]\.?\d{1,2}(?:\.\w)?|\d{1,2}(?:\.\w{1,2})+|\([a-z]\)|(?<=items? |sections? |parts? )(?:[ivx]+|[A-Z]|\d{1,2}|\w+)))(?![\w])/g,
    ),
  ].map(([label]) => label);
  labels.push(...labelRanges(text));
  const concepts = conceptsIn(text, reader.rules)
    .map(({ rule }) => rule.concept)
    .filter(
      (concept) =>
        therapyConcepts.has(concept) ||
        concept === 'prior-imaging' ||
        concept === 'symptom-duration' ||
        concept === 'stress-test' ||
        concept === 're-evaluation' ||
        concept === 'place-of-service',
    );
  const defined = [...reader.definitions]
    .filter(([term]) => text.toLowerCase().includes(term))
    .map(([, node]) => (node.kind === 'leaf' ? node.concept : node.concept))
    .filter((concept) => concept !== null);
  const therapy = /\b(?:therapy|treatment|care|trial)\b/i.test(text)
    ? (['conservative-therapy'] as const)
    : [];
  void item;
  return {
    waivesLabels: [...new Set(labels)],
    waivesConcepts: [...new Set([...concepts, ...defined, ...(concepts.length === 0 ? therapy : [])])],
  };
}

/** "1.1 to 1.3", "sections 2 through 4", "A and C", "A3 and A4": every label they name. */
function labelRanges(text: string): string[] {
  const out: string[] = [];
  const label = String.raw`\(?([A-Z]?)((?:\d{1,2}\.)*)(\d{1,2}|(?<![A-Za-z(])[A-Z](?![\w]))\)?`;
  for (const match of text.matchAll(
    new RegExp(`(?<![\\w.])${label}\\s*(?:to|through|[-–])\\s*${label}(?![\\w.]?\\d)`, 'g'),
  )) {
    const [, letter = '', prefix = '', from = '', , , to = ''] = match;
    const first = ordinalOf(from);
    const last = ordinalOf(to);
    for (let n = first; n <= last && n - first < 12; n++)
      out.push(`${letter}${prefix}${/\d/.test(from) ? n : String.fromCharCode(64 + n)}`);
  }
  for (const match of text.matchAll(
    /(?<![\w.])([a-zA-Z]|\d{1,2})\.?\(?([ivx]{1,4}|[a-z]|\d{1,2})\)?\s+(?:to|through)\s+\1\.?\(?([ivx]{1,4}|[a-z]|\d{1,2})\)?(?![\w])/g,
  )) {
    const roman = /^[ivx]+$/.test(match[2] ?? '') && /^[ivx]+$/.test(match[3] ?? '');
    const place = (part: string): number => (roman ? romanOf(part) : ordinalOf(part));
    for (let n = place(match[2] ?? ''); n <= place(match[3] ?? '') && n < 20; n++)
      out.push(
        `${match[1] ?? ''}.${roman ? toRoman(n) : /\d/.test(match[2] ?? '') ? n : String.fromCharCode(96 + n)}`,
      );
  }
  for (const match of text.matchAll(
    /(?:requirements?|criteri(?:on|a)|items?|sections?|parts?|steps?|rules?)\s+((?:[A-Z]{1,4}-)?\d{1,2}(?:\.\d{1,2}|\.[a-z]|\([a-z]\))*)(?![\w.]?\d)/gi,
  ))
    out.push(match[1] ?? '');
  for (const match of text.matchAll(
    /(?:items?|criteria|sections?|parts?|requirements?|rows?|steps?|from|of)\s+(\(?[A-Z]\d{0,2}\)?(?:,\s*\(?[A-Z]\d{0,2}\)?)*(?:,?\s+(?:and|or)\s+\(?[A-Z]\d{0,2}\)?)?)(?![\w])/g,
  ))
    out.push(...(match[1] ?? '').split(/,|\band\b|\bor\b/).map((part) => part.trim().replace(/[()]/g, '')));
  for (const match of text.matchAll(
    /(?:items?|criteria|sections?|parts?|requirements?|rows?|steps?)\s+(\d{1,2}(?:,\s*\d{1,2})*,?\s+(?:and|or)\s+\d{1,2})(?![\w.])/gi,
  ))
    out.push(...(match[1] ?? '').split(/,|\band\b|\bor\b/).map((part) => part.trim()));
  for (const match of text.matchAll(/\(([A-Za-z]|\d{1,2}|[ivx]{1,4})\)/g)) out.push(match[0].toLowerCase());
  return out.filter((part) => part !== '');
}

function toRoman(n: number): string {
  return (
    ['', 'i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x'][n % 10 === 0 && n > 0 ? 10 : n] ?? ''
  );
}

function waiverOf(item: OutlineItem, tree: CriterionNode, reader: Reader): PolicyWaiver {
  const text = words(reader, item);
  return { ...targetsOf(text, item, reader), condition: tree, span: itemSpan(reader, item) };
}

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
        (hasPhrase(sentence, 'waiver', 'text', rules) && !/:\s*$/.test(sentence)) ||
        hasPhrase(sentence, 'does-not-count', 'text', rules));
    if (!statement) kept.push(sentence);
  }
  return kept.join('').trim();
}

/** What stands before the first section: criteria in plain paragraphs, and what is said to be no condition. */
function leadSections(root: OutlineItem, reader: Reader): PolicySection[] {
  const paragraphs = paragraphsOf({ ...root, children: [] }, reader).filter(
    (item) => item.start > 0 && asksForScan(words(reader, item), reader),
  );
  const criteria = paragraphs.map((item) => sectionOf(item, reader)).filter(({ tree }) => tree !== null);
  if (criteria.length > 0) return criteria;
  const statements = statementsOf({ ...root, children: [] }, reader);
  if (statements.notRequired.length === 0) return [];
  const span = spanOf(reader.flow, root.own[0]?.start ?? 0, root.own[root.own.length - 1]?.end ?? 0);
  return [
    {
      label: null,
      heading: '',
      headingSpan: span,
      codes: [],
      regions: [],
      modalities: [],
      role: 'other',
      tree: null,
      waivers: [],
      notRequired: statements.notRequired,
      span,
    },
  ];
}

/** The item's own words as paragraphs, each an item of its own. */
function paragraphsOf(item: OutlineItem, reader: Reader): OutlineItem[] {
  const out: OutlineItem[] = [];
  for (const line of reader.flow.lines) {
    const end = line.at + line.text.length;
    if (!item.own.some((range) => line.at >= range.start && end <= range.end)) continue;
    const last = out.at(-1);
    if (last === undefined || line.gapBefore) {
      const own = [{ start: line.at, end }];
      out.push({ label: null, start: line.at, end, own, heading: null, children: [], left: line.left });
    } else {
      last.end = end;
      const range = last.own.at(-1);
      if (range !== undefined) range.end = end;
    }
  }
  return out;
}

/** A paragraph that says under which conditions a scan is covered. */
function asksForScan(text: string, reader: Reader, head = false): boolean {
  return (
    (hasPhrase(text, 'covered', 'text', reader.rules) ||
      /\bwe (?:approve|cover|ask|require|need)\b|\b(?:approve|cover|require|allow|authorize)s?\b.{0,80}\b(?:when|if|after|for|once)\b|\b(?:approves?|covers?|allows?) (?:an? )?(?:\w+ )?(?:MRI|CT|PET|scan|imaging)/i.test(
        text,
      )) &&
    (head || conceptsIn(text, reader.rules).length > 0)
  );
}

/** A policy in plain paragraphs with run-in titles: each sentence that opens with a short title begins a section. */
function proseSections(root: OutlineItem, reader: Reader): OutlineItem[] {
  const whole = { ...root, own: [{ start: 0, end: reader.flow.text.length }] };
  const out = paragraphsOf(whole, reader).flatMap((item) => {
    const title = runInTitle(reader.flow.text.slice(item.start, item.end));
    if (title !== null && item.start > 0)
      return [{ ...item, heading: { start: item.start, end: item.start + title.length } }];
    return item.start > 0 && asksForScan(words(reader, item), reader) ? [item] : [];
  });
  return out.length > 0 ? out : [{ ...whole, label: null, heading: null }];
}

/** Terms the policy defines, in sections of definitions and in sentences that quote a term. */
function collectDefinitions(items: readonly OutlineItem[], reader: Reader): void {
  const visit = (item: OutlineItem, defining: boolean): void => {
    const text = words(reader, item);
    const heading = headingOf(reader, item) ?? '';
    const here =
      defining || hasPhrase(heading.replace(/[.:]\s*$/, ''), 'definitions', 'heading', reader.rules);
    const quoted = [...text.matchAll(quotedTerm)];
    for (const [index, match] of quoted.entries()) {
      const stop = quoted[index + 1]?.index ?? text.length;
      const body_ = firstSentence(text.slice(match.index + match[0].length, stop));
      const raw = item.label === null || index > 0 ? undefined : `(${item.label.raw})`;
      define(item, [match[1], match[2], raw], body_, reader);
    }
    if (quoted.length === 0 && here) {
      for (const match of text.matchAll(
        /(?<=^|[.:]\s+|\bDefinitions?\s)([A-Z][A-Za-z -]{4,60}?)(?:\s*\(([A-Z]{2,8})\))?\s*(?::|means|is defined as|is|are|refers to)\s+([^.]{8,500}(?:\.\d[^.]*)*)/g,
      )) {
        if (match[1] !== undefined && match[3] !== undefined)
          define(item, [match[1].replace(/^Definitions?\s+/, ''), match[2], undefined], match[3], reader);
      }
    }
    item.children.forEach((child) => visit(child, here));
  };
  items.forEach((item) => visit(item, false));
}

const quotedTerm = /["“]([^"”]{4,60})["”](?:\s*\(([A-Z]{2,8})\))?\s*(?:is|are|means?|includes?|:)\s+/g;

/** Up to the sentence's end; the whole where it announces items below it. */
function firstSentence(text: string): string {
  const stop = sentenceEnds(text, 0, text.length)[0];
  return stop === undefined ? text : text.slice(0, stop).trim();
}

function define(
  item: OutlineItem,
  names: readonly (string | undefined)[],
  text: string,
  reader: Reader,
): void {
  const span = itemSpan(reader, item);
  const base: ItemWords = { text, span, label: null, heading: null };
  let node: CriterionNode;
  if (item.children.length > 0 && /(?::|\bof)\s*$/.test(text)) {
    const limit = readThreshold(text);
    const children = item.children
      .map((child) => nodeOf(child, reader, limit, 1))
      .filter((child) => child !== null);
    const combination = combinationIn(text);
    node = group(
      { ...base, text: `${names[0] ?? ''}: ${text}` },
      combination?.kind ?? 'any',
      children,
      combination !== null,
      reader.rules,
      combination?.kind === 'at-least' ? combination.count : undefined,
    );
  } else {
    const list = proseList(text);
    const limit = readThreshold(list?.announcement ?? text);
    const only = item.children.length > 0 ? { ...item, children: [] } : item;
    node =
      (list?.combination === undefined || list.combination === null
        ? null
        : listNode(only, text, reader, limit, false)) ?? criterionOf(base, reader.rules, new Map());
  }
  // Only terms that stand for several things, or that tighten one, are worth replacing.
  const conceptual = node.kind !== 'leaf' || node.concept !== null;
  if (!conceptual) return;
  const general = conceptsIn(names[0] ?? '', reader.rules);
  if (node.kind === 'leaf' && node.threshold === null) return;
  const named = general[0]?.rule.concept ?? null;
  const stored = node.kind === 'leaf' ? node : { ...node, concept: named ?? node.concept };
  for (const name of names)
    if (name !== undefined && (name.length >= 3 || /^[A-Z]{2}$/.test(name)))
      reader.definitions.set(name.toLowerCase(), stored);
}

function modalitiesIn(text: string, scans: ScanRules): string[] {
  return scans.modalities
    .filter((modality) => modality.words.some((word) => matchesPattern(word, text)))
    .map(({ id }) => id);
}
