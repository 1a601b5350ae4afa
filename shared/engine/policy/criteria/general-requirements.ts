/**
 * Requirements that stand in a section of their own and hold for others: "E. For B, C and D, radiographs are to be on
 * file", "Part A. What always applies", "A. Asked of every request". They are read as items of each indication they are for.
 */
import type { ClinicalConcept } from '../../../domain/kinds.ts';
import type { PolicyRules } from '../../../domain/policy-rules.ts';
import type { CriterionNode, PolicySection } from '../../../domain/policy.ts';
import { escaped } from '../../../text/pattern.ts';
import { labelParts } from '../outline/label-paths.ts';
import { romanOf } from '../outline/labels.ts';
import { dangerSigns, hasPhrase } from '../vocabulary.ts';
import { leavesOf } from './criteria-tree.ts';
import { group } from './criterion-nodes.ts';
import { asksOfAll, opensWithAll } from './general-titles.ts';
import { listsIndications } from './indications.ts';

/** "For B, C and D, …", "Radiographs. For sections 2 to 4 …": the labels named before anything is asked for. */
const forSections =
  /^(?:[^.:]{3,60}[.:]\s+)?(?:[Ff]or|[Uu]nder|[Ii]n)\s+(?:(?:all of|each of|both|sections?|parts?|paths?|items?|tables?)\s+)*(?<labels>[A-Z\d][\w.-]{0,5}(?:\s*(?:,|,?\s(?:and|or|to|through))\s*[A-Z\d][\w.-]{0,5})+)(?=[\s,:])/;

/** What one section asks of others. */
interface General {
  readonly asked: readonly CriterionNode[];
  readonly of: readonly PolicySection[];
  /** What is left of the section as criteria of its own. */
  readonly left: CriterionNode | null;
}

/** The sections, what one of them asks of others standing in those. */
export function withGeneral(sections: readonly PolicySection[], rules: PolicyRules): PolicySection[] {
  const covered = sections.filter(({ role, tree }) => role === 'covered' && tree !== null);
  const added = new Map<PolicySection, CriterionNode[]>();
  const left = new Map<PolicySection, CriterionNode | null>();
  for (const section of covered) {
    const others = covered.filter((other) => other !== section && left.get(other) !== null);
    const general = generalOf(section, others, rules);
    if (general === null) continue;
    left.set(section, general.left);
    for (const target of general.of) added.set(target, [...(added.get(target) ?? []), ...general.asked]);
  }
  return sections.map((section) => {
    const rest = left.get(section);
    if (rest === null) return { ...section, role: 'other', tree: null };
    const tree = rest ?? section.tree;
    const general = added.get(section);
    return general === undefined || tree === null
      ? { ...section, tree }
      : { ...section, tree: together(tree, general, rules) };
  });
}

/** What the section asks of others; null where it asks for itself alone. */
function generalOf(
  section: PolicySection,
  others: readonly PolicySection[],
  rules: PolicyRules,
): General | null {
  const { tree } = section;
  if (tree === null) return null;
  const of = others.filter((other) => !isExempt(other, section));
  const whole = asksOfAll(section.heading) ?? (opensWithAll(section.heading) ? 'plainly' : null);
  if (whole !== null && of.length > 0 && leavesOf(tree).length <= mostAsked) {
    const asked = requirementsOf(tree, section, whole === 'plainly', rules);
    if (asked.length > 0) return { asked, of, left: null };
  }
  const members = membersFor(tree, rules);
  if (members !== null) {
    const rest = tree.kind === 'leaf' ? [] : tree.children.filter((child) => !members.includes(child));
    const left = rest.length === 0 || tree.kind === 'leaf' ? null : { ...tree, children: rest };
    const asked = members.flatMap((member) => requirementsOf(member, section, true, rules));
    const within = whole === null && left !== null && listsIndications(left);
    if (asked.length > 0 && (within || of.length > 0))
      return {
        asked,
        of,
        // Beside indications it stands for those; else what is left speaks of the general requirements themselves.
        left: within ? together(left, asked, rules) : null,
      };
  }
  const words = section.span.quote.replace(/\s+/g, ' ').slice(0, 200);
  const body = section.label === null ? words : words.replace(section.label, '').replace(/^[\s.:)]+/, '');
  const named = forSections.exec(body)?.groups?.['labels'];
  if (named === undefined) return null;
  const labels = labelsNamed(named);
  const found = others.filter(({ label }) => label !== null && labels.has(labelParts(label).join('.')));
  return found.length >= Math.min(2, labels.size) ? { asked: [tree], of: found, left: null } : null;
}

/** Members of a list that by their own title are asked of every request; null where there is none. */
function membersFor(tree: CriterionNode, rules: PolicyRules): readonly CriterionNode[] | null {
  if (tree.kind === 'leaf' || tree.stated) return null;
  const members = tree.children.filter(
    (child) =>
      asksOfAll((child.heading ?? child.text).slice(0, titleLength)) === 'plainly' && !releases(child, rules),
  );
  return members.length === 0 ? null : members;
}

/** Longest words of a title or announcement. */
const titleLength = 120;
/** More than this is no list of what every request shows, but a policy that was read under the wrong title. */
const mostAsked = 8;

/** What a list asks of every request; where neither its title nor its joint says that all of it is, the tests and visits among it. */
function requirementsOf(
  tree: CriterionNode,
  section: PolicySection,
  plainly: boolean,
  rules: PolicyRules,
): readonly CriterionNode[] {
  const conditions = section.waivers.map(({ condition }) => condition.span);
  const isCondition = ({ span }: CriterionNode): boolean =>
    conditions.some((other) => other.pageIndex === span.pageIndex && other.start === span.start);
  const understood = (node: CriterionNode): boolean =>
    leavesOf(node).some(({ concept }) => concept !== null) && !isCondition(node);
  const asks = (node: CriterionNode): boolean =>
    understood(node) && !releases(node, rules) && !isGround(node);
  if (tree.kind === 'leaf') return understood(tree) ? [tree] : [];
  if (tree.kind === 'at-least' || (tree.kind === 'any' && tree.stated)) return asks(tree) ? [tree] : [];
  const items = tree.children.filter(asks);
  if (tree.kind === 'all' && items.length === tree.children.length) return [tree];
  if (tree.kind === 'all' || plainly) return items;
  return items.filter(
    ({ kind, concept, text }) =>
      kind === 'leaf' && concept !== null && steps.has(concept) && !saysNot.test(text),
  );
}

/** "Infection of bone or joint": a reason for a scan, which no policy asks of every request. */
function isGround(node: CriterionNode): boolean {
  return leavesOf(node).every(({ concept }) => concept === null || dangerSigns.has(concept));
}

/** "CT is not a screening test": a remark among general rules. */
const saysNot = /\b(?:is|are|may|can|does|do|will|need) not\b/i;

/** "Rule 7.1 is waived if …": a member that releases, and asks for nothing. */
function releases({ text, heading }: CriterionNode, rules: PolicyRules): boolean {
  return [text, heading ?? ''].some(
    (words) => hasPhrase(words, 'waiver', 'text', rules) || hasPhrase(words, 'not-required', 'text', rules),
  );
}

const steps: ReadonlySet<ClinicalConcept> = new Set<ClinicalConcept>([
  'prior-imaging',
  're-evaluation',
  'specialist-evaluation',
  'lab-result',
  'age',
]);

/** "Block 6 is exempt from this row", 'nor under "Sacroiliac pain"': a sentence of the general section leaves the other out. */
function isExempt(other: PolicySection, section: PolicySection): boolean {
  const words = section.span.quote.replace(/\s+/g, ' ');
  return words.split(/(?<=[.;])\s+/).some((sentence) => {
    const cut = leftOut.exec(sentence);
    if (cut === null) return false;
    const named = sentence.toLowerCase();
    const label = other.label ?? '';
    return (
      (other.heading.length > 6 && named.includes(other.heading.toLowerCase())) ||
      (label !== '' &&
        new RegExp(
          String.raw`\b(?:sections?|parts?|blocks?|rows?|items?|entr(?:y|ies)|path(?:way)?s?|indications?|articles?)\s+(?:[\w.]+,? (?:and|or) )?${escaped(label)}(?![\w.]*\w)`,
          'i',
        ).test(sentence))
    );
  });
}

const leftOut =
  /\b(?:exempt(?:ed)?|except(?:ions?|ing)?|does not (?:apply|hold|extend)|do not (?:apply|hold|extend)|not (?:under|for|in|asked (?:of|under))|nor (?:under|for|in)|other than|save (?:for|under))\b/i;

/** "B, C and D", "2 to 4": each label, ranges filled in. */
function labelsNamed(words: string): ReadonlySet<string> {
  const out = new Set(
    words
      .split(/\s*,\s*|\s+(?:and|or|to|through)\s+/)
      .map((label) => labelParts(label).join('.'))
      .filter((label) => label !== ''),
  );
  const range = /(?<![\w.])([A-Z]|\d{1,2})\s+(?:to|through)\s+([A-Z]|\d{1,2})(?![\w.])/.exec(words);
  if (range === null) return out;
  const [from, to] = [placeOf(range[1] ?? ''), placeOf(range[2] ?? '')];
  for (let place = from; place <= to && place - from < 12; place++)
    out.add(/\d/.test(range[1] ?? '') ? String(place) : String.fromCharCode(96 + place));
  return out;
}

function placeOf(label: string): number {
  return /\d/.test(label) ? Number(label) : label.length > 1 ? romanOf(label) : label.charCodeAt(0) - 64;
}

/** The tree with the general requirements as further items: of each indication where it lists indications, else of the whole. */
function together(tree: CriterionNode, general: readonly CriterionNode[], rules: PolicyRules): CriterionNode {
  if (tree.kind === 'any' && listsIndications(tree))
    return { ...tree, children: tree.children.map((child) => together(child, general, rules)) };
  const has = new Set(leavesOf(tree).map(({ span }) => `${span.pageIndex}:${span.start}`));
  // What one indication among several asks for, it does not ask of the others.
  const asked = new Set(tree.kind === 'any' ? [] : leavesOf(tree).map(({ concept }) => concept));
  const more = general.filter(
    (node) =>
      leavesOf(node).some(({ concept }) => !asked.has(concept)) &&
      !leavesOf(node).every(({ span }) => has.has(`${span.pageIndex}:${span.start}`)),
  );
  if (more.length === 0) return tree;
  if (tree.kind === 'all')
    return { ...tree, count: tree.children.length + more.length, children: [...tree.children, ...more] };
  const { text, span, label, heading, path, waivers } = tree;
  return {
    ...group({ text, span, label, heading, path }, 'all', [{ ...tree, waivers: [] }, ...more], true, rules),
    waivers,
  };
}
