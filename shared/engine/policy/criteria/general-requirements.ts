/**
 * Requirements that stand in a section of their own and hold for others: "E. For B, C and D, radiographs are to be on
 * file", "Part A. What always applies". They are read as items of the sections they name.
 */
import type { ClinicalConcept } from '../../../domain/kinds.ts';
import type { PolicyRules } from '../../../domain/policy-rules.ts';
import type { CriterionNode, PolicySection } from '../../../domain/policy.ts';
import { leavesOf } from './criteria-tree.ts';
import { group } from './criterion-nodes.ts';
import { labelParts } from '../outline/label-paths.ts';
import { romanOf } from '../outline/labels.ts';

/** "For B, C and D, …", "Radiographs. For sections 2 to 4 …": the labels named before anything is asked for. */
const forSections =
  /^(?:[^.:]{3,60}[.:]\s+)?(?:[Ff]or|[Uu]nder|[Ii]n)\s+(?:(?:all of|each of|both|sections?|parts?|paths?|items?|tables?)\s+)*(?<labels>[A-Z\d][\w.-]{0,5}(?:\s*(?:,|,?\s(?:and|or|to|through))\s*[A-Z\d][\w.-]{0,5})+)(?=[\s,:])/;

/** Titles of what every request has to show. */
const forAll =
  /\balways\b|\b(?:for|to|in|of|with) (?:all|every|each|any) (?:\w+ )?(?:requests?|sections?|parts?|paths?|indications?|scans?|stud(?:y|ies))\b|\b(?:common|shared|general) (?:requirements?|conditions?|criteria)\b/i;

/** The sections, what one of them asks of others standing in those. */
export function withGeneral(sections: readonly PolicySection[], rules: PolicyRules): PolicySection[] {
  const covered = sections.filter(({ role, tree }) => role === 'covered' && tree !== null);
  const added = new Map<PolicySection, CriterionNode[]>();
  const spent = new Set<PolicySection>();
  for (const section of covered) {
    const others = covered.filter((other) => other !== section && !spent.has(other));
    const targets = targetsOf(section, others);
    if (section.tree === null || targets.length === 0) continue;
    spent.add(section);
    const asked = forAll.test(section.heading) ? stepsOf(section.tree) : [section.tree];
    for (const target of targets) added.set(target, [...(added.get(target) ?? []), ...asked]);
  }
  return sections.map((section) => {
    if (spent.has(section)) return { ...section, role: 'other', tree: null };
    const general = added.get(section);
    return general === undefined || section.tree === null
      ? section
      : { ...section, tree: together(section.tree, general, rules) };
  });
}

/** The sections for which another asks something; empty where it asks for itself alone. */
function targetsOf(section: PolicySection, others: readonly PolicySection[]): readonly PolicySection[] {
  const { tree } = section;
  if (tree === null) return [];
  if (
    forAll.test(section.heading) &&
    (tree.kind === 'leaf' || tree.kind === 'all' || (!tree.stated && stepsOf(tree).length > 0))
  )
    return others;
  const words = section.span.quote.replace(/\s+/g, ' ').slice(0, 200);
  const body = section.label === null ? words : words.replace(section.label, '').replace(/^[\s.:)]+/, '');
  const named = forSections.exec(body)?.groups?.['labels'];
  if (named === undefined) return [];
  const labels = labelsNamed(named);
  const found = others.filter(({ label }) => label !== null && labels.has(labelParts(label).join('.')));
  return found.length >= Math.min(2, labels.size) ? found : [];
}

/** What a list asks of every request: all of it, or, where nothing says how its items combine, the tests and visits among them. */
function stepsOf(tree: CriterionNode): readonly CriterionNode[] {
  return tree.kind === 'any' && !tree.stated
    ? tree.children.filter(({ kind, concept }) => kind === 'leaf' && concept !== null && steps.has(concept))
    : [tree];
}

const steps: ReadonlySet<ClinicalConcept> = new Set<ClinicalConcept>([
  'prior-imaging',
  're-evaluation',
  'specialist-evaluation',
  'lab-result',
]);

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

/** The list with the general requirements as further items. */
function together(tree: CriterionNode, general: readonly CriterionNode[], rules: PolicyRules): CriterionNode {
  // What one indication among several asks for, it does not ask of the others.
  const asked = new Set(tree.kind === 'any' ? [] : leavesOf(tree).map(({ concept }) => concept));
  const more = general.filter((node) => leavesOf(node).some(({ concept }) => !asked.has(concept)));
  if (more.length === 0) return tree;
  if (tree.kind === 'all')
    return { ...tree, count: tree.children.length + more.length, children: [...tree.children, ...more] };
  const { text, span, label, heading } = tree;
  return group({ text, span, label, heading }, 'all', [tree, ...more], true, rules);
}
