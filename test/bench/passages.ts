/**
 * Measures each reader by itself on passages that people wrote and labelled who had never seen the program: sentences of
 * denial letters (what is said to be absent, too little, normal, demanded), lines of policies (what they ask for, how lists are joined),
 * lines of records (what is there, negated, planned, past).
 *
 *   npm run bench passages -- [--details] [--cases FOLDER_OF_JSONL]
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadRules } from '../../electron/rules/load-rules.ts';
import type { CriterionNode } from '../../shared/domain/policy.ts';
import type { ClinicalFact } from '../../shared/domain/record.ts';
import { assertionsOf } from '../../shared/engine/denial/read-denial.ts';
import { joinPages } from '../../shared/engine/denial/letter-text.ts';
import { labelsAt } from '../../shared/engine/policy/outline/labels.ts';
import { readPolicy } from '../../shared/engine/policy/read-policy.ts';
import { readRecords } from '../../shared/engine/record/extract.ts';
import { pagesOf } from '../unit/record/pages.ts';

const { values } = parseArgs({
  options: {
    details: { type: 'boolean', default: false },
    cases: { type: 'string', default: join(import.meta.dirname, '..', 'fixtures', 'passages') },
  },
});

/** A labelled line: its text, `c` concepts with what is said of them, of policies `r` role, `j` joint of a group, `d` depth. */
interface Line {
  readonly t: string;
  readonly c: readonly (string | readonly [string, string])[];
  readonly r?: string;
  readonly j?: string | number;
  readonly d?: number;
}
interface Passage {
  readonly kind: 'denial' | 'policy' | 'record';
  readonly s: readonly Line[];
}
type Said = readonly [concept: string, status: string];

const rules = await loadRules();

/** Where each line begins and ends in the text of the passage. */
function placed(lines: readonly Line[]): readonly { readonly start: number; readonly end: number }[] {
  let at = 0;
  return lines.map(({ t }) => {
    const start = at;
    at += t.length + 1;
    return { start, end: start + t.length };
  });
}

function readDenial(lines: readonly Line[]): readonly Said[][] {
  const places = placed(lines);
  const letter = joinPages([...pagesOf(lines.map(({ t }) => t).join(' '))]);
  const sentences = lines.map(({ t }, index) => ({
    start: places[index]?.start ?? 0,
    end: places[index]?.end ?? 0,
    text: t,
    rationale: true,
    stem: null,
    paragraph: '',
    samePage: index > 0,
  }));
  const said: Said[][] = lines.map(() => []);
  for (const { concept, claim, span } of assertionsOf(letter, sentences, rules)) {
    const index = places.findIndex(({ start, end }) => span.start >= start && span.start < end);
    if (claim !== 'other') said[index]?.push([concept, claim]);
  }
  return said;
}

function readRecord(lines: readonly Line[]): readonly Said[][] {
  const places = placed(lines);
  const pages = pagesOf(lines.map(({ t }) => t).join('\n'));
  const said: Said[][] = lines.map(() => []);
  const { facts } = readRecords([{ documentId: 'doc', pages }], rules.record, null);
  for (const fact of facts)
    for (const span of fact.spans) {
      const index = places.findIndex(({ start, end }) => span.start < end && span.end > start);
      said[index]?.push([fact.concept, statusOf(fact)]);
    }
  return said;
}

function statusOf({ context }: ClinicalFact): string {
  if (context.experiencer !== 'patient') return context.experiencer;
  if (context.negation !== 'affirmed') return context.negation;
  if (context.temporality === 'hypothetical') return 'planned';
  return context.temporality === 'historical' ? 'past' : 'present';
}

interface ReadPolicyLines {
  readonly said: readonly Said[][];
  readonly joints: readonly (string | null)[];
}

/** Items under a group are printed as a policy would print them: with a mark, where the line has none of its own. */
function asPrinted(line: Line): Line {
  const marked =
    labelsAt(line.t).length > 0 || line.t.includes(' | ') || /^\s*[([]?[\w/-]{1,4}[.)\]]\s/.test(line.t);
  return (line.d ?? 0) > 0 && !marked ? { ...line, t: `${'  '.repeat(line.d ?? 0)}• ${line.t}` } : line;
}

function readPolicyLines(given: readonly Line[]): ReadPolicyLines {
  const lines = given.map(asPrinted);
  const places = placed(lines);
  const pages = pagesOf(lines.map(({ t }) => t).join('\n'));
  const said: Said[][] = lines.map(() => []);
  const joints: (string | null)[] = lines.map(() => null);
  const lineAt = (offset: number) => places.findIndex(({ start, end }) => offset >= start && offset <= end);
  const walk = (node: CriterionNode | null, role: string): void => {
    if (node === null) return;
    const index = lineAt(node.span.start);
    if (node.kind === 'leaf') {
      if (node.concept !== null) said[index]?.push([node.concept, role]);
    } else {
      if (node.children.some(({ span }) => span.start > node.span.start))
        joints[index] ??= node.kind === 'at-least' ? String(node.count) : node.kind;
      for (const child of node.children) walk(child, role);
    }
    for (const waiver of node.waivers) walk(waiver.condition, 'waive');
  };
  const policy = readPolicy({ documentId: 'doc', fileName: 'doc', pages }, rules);
  for (const { role, tree, waivers } of policy.sections) {
    if (role !== 'waiver') walk(tree, role === 'covered' ? 'require' : 'exclude');
    for (const waiver of waivers) walk(waiver.condition, 'waive');
  }
  return { said, joints };
}

/** A group is read from its title on, where one stands above the words that announce it. */
function groupStart(lines: readonly Line[], index: number): number {
  let start = index;
  while (lines[start - 1]?.r === 'heading' || lines[start - 1]?.r === 'background') start -= 1;
  return start;
}

/** Lines of a policy whose concepts the tree or its exceptions should hold. */
const askingRoles: ReadonlySet<string> = new Set(['require', 'waive', 'exclude']);
/** Claims by which a finding says that the letter is wrong. */
const strongClaims: ReadonlySet<string> = new Set(['absent', 'insufficient', 'normal']);

class Tally {
  wanted = 0;
  named = 0;
  right = 0;
  given = 0;
  givenNamed = 0;
  givenRight = 0;
  harmful = 0;
  groups = 0;
  joined = 0;
  idle = 0;

  add(wanted: readonly Said[], given: readonly Said[]): void {
    const names = (list: readonly Said[], [concept]: Said) => list.some(([other]) => other === concept);
    const says = (list: readonly Said[], [concept, status]: Said) =>
      list.some(([other, each]) => other === concept && each === status);
    this.wanted += wanted.length;
    this.named += wanted.filter((each) => names(given, each)).length;
    this.right += wanted.filter((each) => says(given, each)).length;
    this.given += given.length;
    this.givenNamed += given.filter((each) => names(wanted, each)).length;
    this.givenRight += given.filter((each) => says(wanted, each)).length;
    this.harmful += given.filter(
      (each) =>
        strongClaims.has(each[1]) &&
        !wanted.some(([other, s]) => other === each[0] && s !== 'required' && s !== 'granted'),
    ).length;
  }

  get line(): string {
    const share = (part: number, whole: number) => (whole === 0 ? '-' : (part / whole).toFixed(3));
    return `${this.wanted} wanted · named ${share(this.named, this.wanted)} · rightly ${share(this.right, this.wanted)} | ${this.given} given · named ${share(this.givenNamed, this.given)} · rightly ${share(this.givenRight, this.given)}${this.harmful > 0 ? ` · claims that are not there ${this.harmful}` : ''}${this.groups > 0 ? ` | groups joined rightly ${share(this.joined, this.groups)} · asked where nothing is ${this.idle}` : ''}`;
  }
}

/** The passages to mend the readers by, and those apart, which only measure. */
const files = ['', 'apart']
  .filter((folder) => existsSync(join(values.cases, folder)))
  .flatMap((folder) =>
    readdirSync(join(values.cases, folder))
      .filter((name) => name.endsWith('.jsonl'))
      .toSorted()
      .map((name) => join(folder, name)),
  );
for (const file of files) {
  const tally = new Tally();
  for (const row of readFileSync(join(values.cases, file), 'utf8').trim().split('\n')) {
    const passage = JSON.parse(row) as Passage;
    const policy = passage.kind === 'policy' ? readPolicyLines(passage.s) : null;
    const said = policy?.said ?? (passage.kind === 'denial' ? readDenial(passage.s) : readRecord(passage.s));
    passage.s.forEach((line, index) => {
      if (passage.kind === 'policy' && line.j !== undefined) {
        tally.groups += 1;
        const joint = policy?.joints[index] ?? policy?.joints[groupStart(passage.s, index)];
        if (joint === String(line.j)) tally.joined += 1;
        else if (values.details) console.log(`  joint ${joint}, not ${line.j}: ${line.t}`);
      }
      if (passage.kind === 'policy' && !askingRoles.has(line.r ?? '')) {
        const asked = (said[index] ?? []).filter(([, role]) => role === 'require');
        if (line.r !== 'group') tally.idle += asked.length;
        if (values.details && line.r !== 'group' && asked.length > 0)
          console.log(`  ${line.r}, but asks ${asked.map(([concept]) => concept).join(' ')}: ${line.t}`);
        return;
      }
      const wanted = line.c
        .map((each): Said => (typeof each === 'string' ? [each, line.r ?? ''] : each))
        .filter(([, status]) => status !== 'granted');
      const given = [...new Map((said[index] ?? []).map((each) => [each.join(' '), each])).values()];
      tally.add(wanted, given);
      if (!values.details) return;
      const show = (list: readonly Said[]) =>
        list
          .map((each) => each.join('='))
          .toSorted((a, b) => (a < b ? -1 : 1))
          .join(' ') || '-';
      if (show(wanted) !== show(given))
        console.log(`  wanted ${show(wanted)} · given ${show(given)}: ${line.t}`);
    });
  }
  console.log(`${file}: ${tally.line}`);
}
