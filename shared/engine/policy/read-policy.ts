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
  const lead = root.children.length > 0 && root.own.length > 0 ? leadSection(root, reader) : null;
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
    sections: lead === null ? sections : [lead, ...sections],
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
  const plain = root.children.every((child) => {
    const text = words(reader, child);
    const heading = headingOf(reader, child);
    // A short line alone looks like a title; with nothing under it, it is the criterion itself.
    return (
      text.length <= criterionLength &&
      (heading === null || (heading === text && child.children.length === 0))
    );
  });
  return plain ? [{ ...root, children: root.children.map((child) => ({ ...child, heading: null })) }] : null;
}

function words(reader: Reader, item: OutlineItem): string {
  return oneLine(item.own.map(({ start, end }) => reader.flow.text.slice(start, end)).join('\n'));
}

function headingOf(reader: Reader, item: OutlineItem): string | null {
  if (item.heading !== null)
    return oneLine(reader.flow.text.slice(item.heading.start, item.heading.end)).replace(/^[*†‡]+\s*/, '');
  // "Cancer. A personal history of …": a run-in title.
  const text = words(reader, item);
  const run = /^([\p{Lu}\d][^.:;]{2,70})[.:]\s+(?=\p{Lu}|\p{Ll}{4,})/u.exec(text);
  return run?.[1] ?? null;
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
      ...(role === 'waiver' && tree !== null ? [waiverOf(item, tree, reader)] : []),
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
    const list = semicolonList(item, kept, reader);
    if (list !== null) return list;
    if (kept === '') return null;
    return criterionOf(item_, reader.rules, reader.definitions, inherited);
  }
  const announced =
    heading !== null && item.heading !== null && kept.length > heading.length + 2
      ? kept.slice(heading.length)
      : kept;
  const beside = besideList(announced, item_, reader);
  const announcement =
    announced.split(/(?<=[.])\s+(?=\p{Lu})/u).findLast((sentence) => sentence.trim() !== '') ?? '';
  const limit = beside.length > 0 ? inherited : limitOf(announcement, inherited);
  const children = item.children
    .filter((child) => holdsCriteria(child, reader))
    .map((child) => nodeOf(child, reader, limit, depth + 1))
    .filter((child) => child !== null);
  const joints = item.children.map((child) => oneLine(reader.flow.text.slice(child.start, child.end)));
  const combination = combinationIn(kept) ?? combinationOfJoints(joints);
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

/** "…: signs of A; signs of B; signs of C" without labels, after words that announce a list. */
function semicolonList(item: OutlineItem, text: string, reader: Reader): CriterionNode | null {
  const colon =
    /^(.{0,200}?\b(?:of(?: these| the following)?|following|these|documented|present)[^:;.]{0,60}):\s*(.+(?:;|,).+)$/is.exec(
      text,
    );
  if (colon === null || colon[1] === undefined || colon[2] === undefined) return null;
  const combination = combinationIn(colon[1]);
  const parts = colon[2]
    .split(colon[2].includes(';') ? /;\s*(?:and |or )?/ : /,\s*(?:and |or )?|\s+or\s+/)
    .map((part) => part.trim())
    .filter((part) => part.length > 2);
  if (combination === null || parts.length < 2) return null;
  const base: ItemWords = {
    text: colon[1],
    span: itemSpan(reader, item),
    label: item.label?.raw ?? null,
    heading: headingOf(reader, item),
  };
  if (conceptsIn(colon[1], reader.rules).some(({ rule }) => rule.concept === 'contraindication'))
    return criterionOf({ ...base, text }, reader.rules, reader.definitions);
  const children = parts.map((part) => {
    const at = reader.flow.text.indexOf(part.slice(0, 24), item.start);
    const span =
      at >= 0 && at < item.end ? spanOf(reader.flow, at, Math.min(item.end, at + part.length)) : base.span;
    return criterionOf({ text: part, span, label: null, heading: null }, reader.rules, reader.definitions);
  });
  return group(
    base,
    combination.kind,
    children,
    true,
    reader.rules,
    combination.kind === 'at-least' ? combination.count : undefined,
  );
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
    for (const range of node.own) {
      let before = '';
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
    node.children.forEach(visit);
  };
  visit(item);
  return { waivers, notRequired };
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

/** "Item (b) is waived where …", "Reviewers may leave out 2.2.b … where …", "X is not required under HIP-F". */
function sentenceWaiver(
  text: string,
  span: ReturnType<typeof spanOf>,
  item: OutlineItem,
  reader: Reader,
): PolicyWaiver | null {
  const found =
    /^(.{3,140}?)\b(?:is|are|may be)\s+(?:waived|not required|not needed|passed over|set aside)\s+(?:where|when|if|for|in|under)\s+(.{3,300})$/i.exec(
      text,
    ) ??
    /^(no (?:\w+ ){1,5})is (?:asked for|required|needed|called for|necessary) (?:under|in|for) (.{3,80})$/i.exec(
      text,
    ) ??
    /^(.{0,60}?\bmay (?:leave out|waive|skip|omit)\b.{3,60}?),?\s(?:where|when|if)\s(.{3,300})$/i.exec(text);
  if (found?.[1] === undefined || found[2] === undefined) return null;
  if (/\b(?:any|all|one|either) of|following/i.test(found[2])) return null;
  // A label before the stop ("under HIP-F. A stress fracture …") can hide the sentence's end.
  const where = (found[2].split(/[.]\s+(?=\p{Lu})/u)[0] ?? found[2]).trim();
  const condition = criterionOf(
    { text: where, span, label: null, heading: null },
    reader.rules,
    reader.definitions,
  );
  const target = targetsOf(found[1], item, reader);
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
  const concepts = conceptsIn(text, reader.rules)
    .map(({ rule }) => rule.concept)
    .filter(
      (concept) =>
        therapyConcepts.has(concept) ||
        concept === 'prior-imaging' ||
        concept === 'symptom-duration' ||
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

function leadSection(root: OutlineItem, reader: Reader): PolicySection | null {
  const statements = statementsOf({ ...root, children: [] }, reader);
  if (statements.notRequired.length === 0) return null;
  const span = spanOf(reader.flow, root.own[0]?.start ?? 0, root.own[root.own.length - 1]?.end ?? 0);
  return {
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
  };
}

/** A policy in plain paragraphs with run-in titles: each sentence that opens with a short title begins a section. */
function proseSections(root: OutlineItem, reader: Reader): OutlineItem[] {
  const out: OutlineItem[] = [];
  for (const line of reader.flow.lines) {
    const title = /^((?:[A-Z][\w-]+)(?: [\w-]+){0,4})[.:]\s+(?=[A-Z(])/.exec(line.text);
    const end = line.at + line.text.length;
    if (title?.[1] !== undefined && line.at > 0) {
      out.push({
        label: null,
        start: line.at,
        end,
        own: [{ start: line.at, end }],
        heading: { start: line.at, end: line.at + title[1].length },
        children: [],
        left: line.left,
      });
      continue;
    }
    const last = out[out.length - 1];
    if (last === undefined) continue;
    last.end = end;
    const range = last.own[last.own.length - 1];
    if (range !== undefined) range.end = end;
  }
  return out.length > 0
    ? out
    : [{ ...root, label: null, own: [{ start: 0, end: reader.flow.text.length }], heading: null }];
}

/** Terms the policy defines, in sections of definitions and in sentences that quote a term. */
function collectDefinitions(items: readonly OutlineItem[], reader: Reader): void {
  const visit = (item: OutlineItem, defining: boolean): void => {
    const text = words(reader, item);
    const heading = headingOf(reader, item) ?? '';
    const here =
      defining || hasPhrase(heading.replace(/[.:]\s*$/, ''), 'definitions', 'heading', reader.rules);
    const quoted = /["“]([^"”]{4,60})["”](?:\s*\(([A-Z]{2,8})\))?\s*(?:is|are|means?|:)\s+(.+)/s.exec(text);
    if (quoted?.[1] !== undefined && quoted[3] !== undefined)
      define(
        item,
        [quoted[1], quoted[2], item.label === null ? undefined : `(${item.label.raw})`],
        quoted[3],
        reader,
      );
    else if (here) {
      for (const match of text.matchAll(
        /(?:^|\.\s+)([A-Z][A-Za-z -]{4,60}?)(?:\s*\(([A-Z]{2,8})\))?\s*(?::|means|is defined as)\s+([^.]{8,400}\.?)/g,
      )) {
        if (match[1] !== undefined && match[3] !== undefined)
          define(item, [match[1], match[2], undefined], match[3], reader);
      }
    }
    item.children.forEach((child) => visit(child, here));
  };
  items.forEach((item) => visit(item, false));
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
    node = criterionOf(base, reader.rules, new Map());
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
