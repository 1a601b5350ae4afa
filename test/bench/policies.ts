/**
 * Measures the reading of policies by itself, on policies whose logic was written beside them by people who had never seen the program.
 *
 *   npm run bench policies -- [--details] [--only PART_OF_NAME] [--cases FOLDER]
 *
 * A policy is a folder: `policy.txt` (pages parted by form feeds, indented as printed) and `gold.json` (for some requests the section
 * that applies and what must be shown under it, as a tree; releases; what is mentioned and not asked).
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadRules } from '../../electron/rules/load-rules.ts';
import type { DocumentText, Span } from '../../shared/domain/page-text.ts';
import type {
  CriterionLeaf,
  CriterionNode,
  PolicyDocument,
  PolicyWaiver,
} from '../../shared/domain/policy.ts';
import { readDenial } from '../../shared/engine/denial/read-denial.ts';
import { policyCaseOf } from '../../shared/engine/match/policy-case.ts';
import { reaches } from '../../shared/engine/match/waivers/waiver-reach.ts';
import { leavesOf } from '../../shared/engine/policy/criteria/criteria-tree.ts';
import { readPolicy } from '../../shared/engine/policy/read-policy.ts';
import { readRecords } from '../../shared/engine/record/extract.ts';
import { documentOf } from '../support/printed-text.ts';

const { values } = parseArgs({
  options: {
    details: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    cases: { type: 'string', default: join(import.meta.dirname, '..', 'fixtures', 'policies') },
  },
});

interface GoldLeaf {
  readonly id: string;
  readonly quote: string;
  readonly concept: string | null;
  readonly not?: boolean;
}
type GoldNode =
  | GoldLeaf
  | { readonly all: readonly GoldNode[] }
  | { readonly any: readonly GoldNode[] }
  | { readonly atLeast: number; readonly of: readonly GoldNode[] };
interface GoldTree {
  readonly asked: {
    readonly cpt: string;
    readonly order: string;
    readonly icd?: readonly string[];
    readonly note: string;
  };
  readonly section: string;
  readonly tree: GoldNode;
  readonly releases?: readonly {
    readonly quote: string;
    readonly frees: readonly string[];
    readonly when: GoldNode;
  }[];
  readonly notAsked?: readonly { readonly quote: string; readonly concept: string }[];
}

const rules = await loadRules();

class Share {
  wanted = 0;
  right = 0;
  add(right: boolean): boolean {
    this.wanted += 1;
    if (right) this.right += 1;
    return right;
  }
  get text(): string {
    return this.wanted === 0 ? '-' : `${(this.right / this.wanted).toFixed(3)} of ${this.wanted}`;
  }
}
const totals = {
  'items named anywhere in the policy': new Share(),
  'items in the tree that fits best': new Share(),
  'items in the tree that was chosen': new Share(),
  'of the chosen tree, asked for by the policy': new Share(),
  'joints of pairs': new Share(),
  'trees chosen rightly': new Share(),
  'conditions of releases read as such': new Share(),
  'what they free': new Share(),
  'requirements not read as releases': new Share(),
  'mentions not asked for': new Share(),
};

/** Leaves of a labelled tree with the joints above each, outermost first. */
function goldLeaves(
  node: GoldNode,
  above: readonly { node: GoldNode; kind: string }[] = [],
): { leaf: GoldLeaf; above: readonly { node: GoldNode; kind: string }[] }[] {
  if ('id' in node) return [{ leaf: node, above }];
  const [kind, kids] =
    'all' in node
      ? ['all', node.all]
      : 'any' in node
        ? ['any', node.any]
        : [
            node.atLeast >= node.of.length ? 'all' : node.atLeast === 1 ? 'any' : String(node.atLeast),
            node.of,
          ];
  return kids.flatMap((kid) => goldLeaves(kid, [...above, { node, kind }]));
}

interface Placed {
  readonly leaf: CriterionLeaf;
  readonly above: readonly { readonly node: CriterionNode; readonly kind: string }[];
}
function placedLeaves(node: CriterionNode, above: Placed['above'] = []): Placed[] {
  if (node.kind === 'leaf') return [{ leaf: node, above }];
  const kind =
    node.kind === 'at-least'
      ? node.count >= node.children.length
        ? 'all'
        : node.count === 1
          ? 'any'
          : String(node.count)
      : node.kind;
  return node.children.flatMap((child) => placedLeaves(child, [...above, { node, kind }]));
}

/** The joint of two leaves: of the lowest node that holds both. */
function jointOf(
  a: readonly { node: unknown; kind: string }[],
  b: readonly { node: unknown; kind: string }[],
): string | null {
  let joint: string | null = null;
  a.forEach(({ node, kind }, index) => {
    if (b[index]?.node === node) joint = kind;
  });
  return joint;
}

/** Where the words stand, blanks aside: nearest behind `near` (a place in the document), else first. */
function placesOf(document: DocumentText, quote: string): Span[] {
  const pattern = new RegExp(
    quote
      .trim()
      .split(/\s+/)
      .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('\\s+'),
    'g',
  );
  return document.pages.flatMap(({ text, pageIndex, documentId }) =>
    [...text.matchAll(pattern)].map((match) => ({
      documentId,
      pageIndex,
      start: match.index,
      end: match.index + match[0].length,
      quote: match[0],
    })),
  );
}

function overlaps(a: Span, b: Span): boolean {
  return a.pageIndex === b.pageIndex && a.start < b.end && a.end > b.start;
}

/** All nodes from which a tree may be judged. */
function nodesOf(node: CriterionNode): CriterionNode[] {
  return node.kind === 'leaf' ? [node] : [node, ...node.children.flatMap(nodesOf)];
}

function waiversOf(policy: PolicyDocument): PolicyWaiver[] {
  return policy.sections.flatMap(({ waivers, tree }) => [
    ...waivers,
    ...(tree === null ? [] : nodesOf(tree).flatMap((node) => node.waivers)),
  ]);
}

function chosenFor(
  policy: PolicyDocument,
  document: DocumentText,
  { asked }: GoldTree,
): CriterionNode | null {
  const letter = documentOf('letter', [
    `Northfield Health Plan\nDecember 3, 2026\nMember: Ann Example\nRequested service: ${asked.order} (CPT ${asked.cpt})\nDiagnosis: ${(asked.icd ?? []).join(', ')}\n\nWe have denied this request because it is not medically necessary under our clinical policy ${policy.id ?? policy.title ?? ''}.`,
  ]);
  const record = documentOf('record', [
    `Office visit\nPatient: Ann Example\nDate: December 1, 2026\n\n${asked.note}\n\nOrder: ${asked.order}, CPT ${asked.cpt}`,
  ]);
  const { denial } = readDenial(
    { documentId: 'letter', pages: letter.pages } as Parameters<typeof readDenial>[0],
    rules,
    policy.id === null ? [] : [policy.id],
  );
  const { facts } = readRecords([record], rules.record, { name: 'Ann Example', birthDate: null });
  const part = {
    firstPage: 0,
    lastPage: 0,
    date: '2026-12-01',
    author: null,
    patientName: 'Ann Example',
    title: null,
  };
  const found = policyCaseOf({
    policies: [policy],
    denial,
    facts,
    parts: [
      { ...part, documentId: 'record', kind: 'medical-record' },
      { ...part, documentId: 'letter', kind: 'denial-letter' },
      { ...part, documentId: 'policy', lastPage: document.pages.length - 1, kind: 'clinical-policy' },
    ],
    documents: [letter, record, document],
    scan: denial.scan?.value ?? null,
    orderedCodes: [asked.cpt],
    today: '2026-12-10',
    planType: 'unknown',
    rules,
  });
  return found?.choices[0]?.node ?? null;
}

function measure(name: string, document: DocumentText, gold: GoldTree): void {
  const policy = readPolicy(document, rules);
  const said: string[] = [];
  const places = new Map<GoldLeaf, Span[]>();
  const heads = placesOf(document, gold.section);
  const head = heads.at(-1);
  const placed = goldLeaves(gold.tree).map(({ leaf, above }) => {
    const all = placesOf(document, leaf.quote);
    // The section's own words where the quote stands several times.
    const behind = all.filter(
      ({ pageIndex, start }) =>
        head === undefined ||
        pageIndex > head.pageIndex ||
        (pageIndex === head.pageIndex && start >= head.start),
    );
    places.set(leaf, behind.length > 0 ? behind.slice(0, 1) : all.slice(0, 1));
    return { leaf, above };
  });
  const at = (leaf: GoldLeaf): Span | undefined => places.get(leaf)?.[0];
  const fits = (own: CriterionLeaf, leaf: GoldLeaf): boolean => {
    const span = at(leaf);
    return span !== undefined && overlaps(own.span, span) && own.concept === leaf.concept;
  };
  const wanted = placed.filter(({ leaf }) => leaf.concept !== null);
  const trees = policy.sections.flatMap(({ tree }) => (tree === null ? [] : [tree]));
  const everywhere = trees.flatMap(leavesOf);
  const fOf = (node: CriterionNode): number => {
    const own = leavesOf(node).filter(({ concept }) => concept !== null);
    const found = wanted.filter(({ leaf }) => own.some((each) => fits(each, leaf))).length;
    const right = own.filter((each) => wanted.some(({ leaf }) => fits(each, leaf))).length;
    return own.length === 0 || found + right === 0
      ? 0
      : (2 * (found / wanted.length) * (right / own.length)) / (found / wanted.length + right / own.length);
  };
  const best = trees
    .flatMap(nodesOf)
    .map((node) => ({ node, f: fOf(node) }))
    .toSorted((a, b) => b.f - a.f)[0];
  const chosen = chosenFor(policy, document, gold);
  const chosenLeaves = chosen === null ? [] : leavesOf(chosen);
  const bestLeaves = best === undefined || best.f === 0 ? [] : placedLeaves(best.node);
  for (const { leaf } of wanted) {
    const anywhere = totals['items named anywhere in the policy'].add(
      everywhere.some((own) => fits(own, leaf)),
    );
    const inBest = totals['items in the tree that fits best'].add(
      bestLeaves.some(({ leaf: own }) => fits(own, leaf)),
    );
    totals['items in the tree that was chosen'].add(chosenLeaves.some((own) => fits(own, leaf)));
    if (!anywhere) {
      const span = at(leaf);
      const here = everywhere.filter((own) => span !== undefined && overlaps(own.span, span));
      said.push(
        `  unread: ${leaf.concept} "${leaf.quote.slice(0, 110)}"${here.length === 0 ? ' (no item here)' : ` (read as ${here.map(({ concept }) => concept).join(', ')})`}`,
      );
    } else if (!inBest) said.push(`  elsewhere: ${leaf.concept} "${leaf.quote.slice(0, 110)}"`);
  }
  for (const own of chosenLeaves.filter(({ concept }) => concept !== null))
    if (
      !totals['of the chosen tree, asked for by the policy'].add(placed.some(({ leaf }) => fits(own, leaf)))
    )
      said.push(`  too many: ${own.concept} "${own.text.slice(0, 110)}"`);
  const right = totals['trees chosen rightly'].add(
    chosen !== null && best !== undefined && fOf(chosen) >= best.f - 0.15,
  );
  if (!right)
    said.push(
      `  CHOSEN "${chosen?.heading ?? chosen?.text.slice(0, 90)}" for "${gold.section}" (best: "${best?.node.heading ?? best?.node.text.slice(0, 90)}" f ${best?.f.toFixed(2)})`,
    );
  wanted.forEach((a, index) => {
    for (const b of wanted.slice(index + 1)) {
      const own = [a, b].map(({ leaf }) => bestLeaves.filter(({ leaf: each }) => fits(each, leaf)));
      const pair = (own[0] ?? []).flatMap((x) =>
        (own[1] ?? []).filter((y) => y !== x).map((y) => [x, y] as const),
      );
      if (pair.length === 0) continue;
      const joint = jointOf(a.above, b.above);
      if (!totals['joints of pairs'].add(pair.some(([x, y]) => jointOf(x.above, y.above) === joint)))
        said.push(
          `  joint ${pair.map(([x, y]) => jointOf(x.above, y.above))[0]}, not ${joint}: "${a.leaf.quote.slice(0, 70)}" | "${b.leaf.quote.slice(0, 70)}"`,
        );
    }
  });
  const waivers = waiversOf(policy);
  const releasing = (gold.releases ?? []).map((release) => {
    const when = goldLeaves(release.when).filter(({ leaf }) => leaf.concept !== null);
    for (const { leaf } of when) places.set(leaf, placesOf(document, leaf.quote).slice(0, 1));
    const conditions = when.map(({ leaf }) => ({
      leaf,
      own: waivers.filter(({ condition }) => leavesOf(condition).some((each) => fits(each, leaf))),
    }));
    for (const { leaf, own } of conditions)
      if (!totals['conditions of releases read as such'].add(own.length > 0))
        said.push(
          `  no release: ${leaf.concept} "${leaf.quote.slice(0, 90)}" in "${release.quote.slice(0, 110)}"${everywhere.some((each) => fits(each, leaf)) ? ' (read as an item)' : ''}`,
        );
    return { release, own: [...new Set(conditions.flatMap(({ own }) => own))] };
  });
  for (const { release, own } of releasing) {
    if (own.length === 0) continue;
    for (const { leaf } of wanted.filter(({ leaf: { id } }) => release.frees.includes(id))) {
      const mine = bestLeaves.filter(({ leaf: each }) => fits(each, leaf));
      if (mine.length === 0) continue;
      const freed = mine.some(({ leaf: each, above }) =>
        [each, ...above.map(({ node }) => node)].some((node) =>
          own.some((waiver) => reaches(waiver, node) || node.waivers.includes(waiver)),
        ),
      );
      if (!totals['what they free'].add(freed))
        said.push(
          `  not freed: ${leaf.concept} "${leaf.quote.slice(0, 70)}" by "${release.quote.slice(0, 110)}"`,
        );
    }
  }
  for (const { leaf } of wanted) {
    const taken = waivers.filter(({ condition }) => leavesOf(condition).some((each) => fits(each, leaf)));
    const released = (gold.releases ?? []).some(({ quote }) =>
      placesOf(document, quote).some((span) => places.get(leaf)?.some((own) => overlaps(own, span))),
    );
    if (!totals['requirements not read as releases'].add(taken.length === 0 || released))
      said.push(`  TAKEN FOR A RELEASE: ${leaf.concept} "${leaf.quote.slice(0, 110)}"`);
  }
  for (const { quote, concept } of gold.notAsked ?? []) {
    const span = placesOf(document, quote)[0];
    const asked = chosenLeaves.filter(
      (own) =>
        span !== undefined &&
        own.concept === concept &&
        overlaps(own.span, span) &&
        !wanted.some(({ leaf }) => fits(own, leaf)),
    );
    if (!totals['mentions not asked for'].add(asked.length === 0))
      said.push(`  asked though only mentioned: ${concept} "${quote.slice(0, 110)}"`);
  }
  if (values.details && said.length > 0) console.log([`${name}: ${gold.section}`, ...said].join('\n'));
}

for (const name of readdirSync(values.cases).toSorted()) {
  const folder = join(values.cases, name);
  if (!name.includes(values.only) || !existsSync(join(folder, 'gold.json'))) continue;
  const document = documentOf('policy', readFileSync(join(folder, 'policy.txt'), 'utf8').split('\f'));
  const { trees } = JSON.parse(readFileSync(join(folder, 'gold.json'), 'utf8')) as { trees: GoldTree[] };
  for (const gold of trees) measure(name, document, gold);
}
for (const [label, share] of Object.entries(totals)) console.log(`${label}: ${share.text}`);
