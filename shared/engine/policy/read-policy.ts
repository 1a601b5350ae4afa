/** Reads a clinical policy into sections and criteria trees. Never throws; what it cannot read it leaves null. */
import type { DocumentText } from '../../domain/page-text.ts';
import type { PolicyRules } from '../../domain/policy-rules.ts';
import type { CriterionNode, PolicyDocument, PolicySection, PolicyWaiver } from '../../domain/policy.ts';
import { regionsIn } from '../scan-names.ts';
import { closed, closesList, closingJoint, opensQuestions } from './lists/closings.ts';
import { combinationIn, combinationOfJoints } from './lists/combine.ts';
import { collectDefinitions } from './definitions/definitions.ts';
import { flowOf, oneLine, spanOf } from './outline/flow.ts';
import { withGeneral } from './criteria/general-requirements.ts';
import { headerOf } from './header.ts';
import { choosesOnce, joinedOnce } from './lists/joined-once.ts';
import { likelyJoined } from './lists/likely-joints.ts';
import { labelPaths } from './outline/label-paths.ts';
import { withLearnedConcepts } from './learned-words.ts';
import { nodeOf } from './lists/nodes.ts';
import { outlineOf, type OutlineItem } from './outline/outline.ts';
import { standApart } from './outline/here.ts';
import { type PolicyReadingRules, type Reader, words, headingOf, itemSpan, modalitiesIn } from './reader.ts';
import { detachReleases } from './releases/lists.ts';
import { releasesAsWhole } from './releases/labelled-release.ts';
import { statementsOf, waiverOf } from './releases/releases.ts';
import { roleOf, roleOfItem, asksForScan, underWaivers } from './roles.ts';
import { runInTitle } from './outline/titles.ts';
import { codesIn, hasPhrase } from './vocabulary.ts';

/** The policy as sections with criteria; an empty list of sections where the text holds none. */
export function readPolicy(document: DocumentText, rules: PolicyReadingRules): PolicyDocument {
  const flow = flowOf(document);
  const root = outlineOf(flow);
  const reader: Reader = {
    flow,
    rules: rules.policy,
    scans: rules.scans,
    learned: rules.learned,
    definitions: new Map(),
    paths: labelPaths(root.children),
  };
  detachReleases(root.children, reader);
  const items = (
    oneList(root, reader) ??
    (root.children.length > 0 ? withoutContents(root.children) : proseSections(root, reader))
  ).map((item, index, every) => closed(item, every[index + 1], reader));
  collectDefinitions(items, reader);
  const headEnd = items[0]?.start ?? flow.text.length;
  const header = headerOf(flow, headEnd);
  const sections = withoutOldText(
    items.map((item) => sectionOf(item, reader)),
    items,
  );
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
    sections: withGeneral(joinedLists([...lead, ...sections], flow.text), reader.rules),
  };
}

/** Lists joined as the policy says once for all of them, else by what their items are. */
function joinedLists(sections: readonly PolicySection[], text: string): readonly PolicySection[] {
  const joined = joinedOnce(sections, text);
  return choosesOnce(text) ? joined : likelyJoined(joined);
}

/** The items without a table of contents: lines whose label opens a section of its own further on. */
function withoutContents(items: readonly OutlineItem[]): readonly OutlineItem[] {
  return items.filter(
    ({ label, children, own }, index) =>
      label === null ||
      label.style === 'bullet' ||
      label.style === 'box' ||
      children.length > 0 ||
      own.length > 1 ||
      !items
        .slice(index + 1)
        .some((later) => later.label?.raw === label.raw && later.label.style === label.style),
  );
}

/** Paragraphs below "Annex 1: superseded text" are part of it, though the outline lets them stand beside it. */
function withoutOldText(
  sections: readonly PolicySection[],
  items: readonly OutlineItem[],
): readonly PolicySection[] {
  let old = false;
  return sections.map((section, index) => {
    const item = items[index];
    const bare = item !== undefined && item.label === null && item.heading === null;
    old = bare ? old : section.role === 'history' && section.label !== null;
    return old && bare ? { ...section, role: 'history', tree: null, waivers: [], notRequired: [] } : section;
  });
}

/** Longest words of an item that is a criterion and not a section. */
const criterionLength = 260;

/**
 * A short policy that is one list: "A scan is covered when any one of these is met:" and then numbered items without
 * titles. The list is one section, not as many sections as it has items.
 */
function oneList(root: OutlineItem, reader: Reader): OutlineItem[] | null {
  const lead = words(reader, root);
  const joints = root.children.map(({ start, end }) => oneLine(reader.flow.text.slice(start, end)));
  const behindLabelled = root.children.findLastIndex(({ label }) => label !== null) + 1;
  const closing =
    behindLabelled === 0
      ? null
      : closingJoint(
          { ...root, children: root.children.slice(0, behindLabelled) },
          root.children[behindLabelled],
          reader,
        );
  if (
    root.children.length < 2 ||
    !(
      (/:\s*$/.test(lead) &&
        ((combinationIn(lead.slice(-200)) ?? combinationOfJoints(joints)) !== null ||
          hasPhrase(lead.slice(-200), 'not-covered', 'text', reader.rules))) ||
      opensQuestions(lead) ||
      closing !== null
    )
  )
    return null;
  // A short line alone looks like a title; with nothing under it, it is the criterion itself.
  const plain = root.children.every(
    (child) =>
      words(reader, child).length <= criterionLength &&
      (child.children.length === 0 ||
        headingOf(reader, child) === null ||
        // "Failure of medical therapy, including ALL of the following" announces its items and is no title.
        /\b(?:following|of these|both of)$/i.test(headingOf(reader, child) ?? '')),
  );
  if (!plain) return null;
  // Paragraphs behind the list are sections of their own.
  const members = root.children.filter(({ label }) => label !== null);
  const behind = members.length >= 2 ? root.children.filter(({ label }) => label === null) : [];
  const children = (members.length >= 2 ? members : root.children).map((child) => ({
    ...child,
    heading: null,
  }));
  const rows = closing?.kind === 'all' ? { rows: 'all' as const } : {};
  return [{ ...root, ...rows, children, end: children.at(-1)?.end ?? root.end }, ...behind];
}

function sectionOf(item: OutlineItem, reader: Reader): PolicySection {
  const heading = headingOf(reader, item) ?? words(reader, item).slice(0, 90);
  const text = words(reader, item);
  const whole = oneLine(reader.flow.text.slice(item.start, item.end));
  const role = underWaivers(item, reader)
    ? 'waiver'
    : item.label === null && item.heading === null && item.children.length === 0
      ? roleOfItem(item, reader)
      : roleOf(heading, text, whole, item, reader);
  const self = (waiver: PolicyWaiver, tree_: CriterionNode | null): PolicyWaiver =>
    waiver.condition.label === 'this section' &&
    tree_ !== null &&
    (waiver.condition.kind !== 'leaf' ||
      waiver.condition.refersTo === null ||
      waiver.condition.refersTo === item.label?.raw)
      ? { ...waiver, condition: tree_ }
      : waiver;
  const holds = role === 'covered' || role === 'waiver' || role === 'not-covered';
  const statements = statementsOf(item, reader, role === 'waiver');
  const read = holds ? nodeOf(item, reader, null, 0) : null;
  const tree = read === null ? null : withLearnedConcepts(read, reader.learned);
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
      ...(role === 'waiver' && tree !== null && releasesAsWhole(item, tree, statements.waivers, reader)
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

/** What stands before the first section: criteria in plain paragraphs, and what is said to be no condition. */
function leadSections(root: OutlineItem, reader: Reader): PolicySection[] {
  const paragraphs = paragraphsOf({ ...root, children: [] }, reader).filter(
    (item) => item.start > 0 && asksForScan(words(reader, item), reader),
  );
  const criteria = paragraphs.map((item) => sectionOf(item, reader)).filter(({ tree }) => tree !== null);
  if (criteria.length > 0) return criteria;
  const statements = statementsOf({ ...root, children: [] }, reader, true);
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

/**
 * A policy in which each line is a sentence or an item of its own, without labels: what asks for something is one section, titled by
 * the first line where that is no sentence; what excludes, defines or only tells stands beside it. Null for anything else.
 */
function lineItems(root: OutlineItem, reader: Reader): OutlineItem[] | null {
  const { lines } = reader.flow;
  if (!standApart(lines)) return null;
  const items = lines.map(({ at, text, left }): OutlineItem => ({
    label: null,
    start: at,
    end: at + text.length,
    own: [{ start: at, end: at + text.length }],
    heading: null,
    children: [],
    left,
  }));
  const first = items[0];
  const titled = first !== undefined && !/[.;:!?]$/.test(lines[0]?.text ?? '');
  const all = titled ? items.slice(1) : items;
  const closing = all.findLast((item) => closesList.test(words(reader, item)));
  const body = all.filter((item) => item !== closing);
  const asking = body.filter((item) => roleOfItem(item, reader) === 'covered');
  if (asking.length < 2) return null;
  const joint = closing === undefined ? null : combinationIn(words(reader, closing));
  const section: OutlineItem = {
    ...root,
    ...(joint?.kind === 'all' ? { rows: 'all' as const } : {}),
    own: titled ? first.own : [],
    heading: titled ? { start: first.start, end: first.end } : null,
    children: asking,
  };
  return [section, ...body.filter((item) => !asking.includes(item))];
}

/** A policy in plain paragraphs with run-in titles: each sentence that opens with a short title begins a section. */
function proseSections(root: OutlineItem, reader: Reader): OutlineItem[] {
  const whole = { ...root, own: [{ start: 0, end: reader.flow.text.length }] };
  const lines = lineItems(root, reader);
  if (lines !== null) return lines;
  const out = paragraphsOf(whole, reader).flatMap((item) => {
    const title = runInTitle(reader.flow.text.slice(item.start, item.end));
    if (title !== null && item.start > 0)
      return [{ ...item, heading: { start: item.start, end: item.start + title.length } }];
    return item.start > 0 && asksForScan(words(reader, item), reader) ? [item] : [];
  });
  return out.length > 0 ? out : [{ ...whole, label: null, heading: null }];
}
