/**
 * Labelled lines by people who have not seen the engine: passages of JSON lines (test/fixtures/passages) and the shorter form of
 * test/fixtures/sentences: "#letter | scan" opens a passage, then "text || concept=status, …"; lines of policies
 * have their role first: "text || [require] concept".
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

export interface LabelledLine {
  readonly kind: 'letter' | 'policy' | 'record';
  readonly text: string;
  /** Concept and what is said of it; empty where only the concept is named. */
  readonly concepts: readonly (readonly [concept: string, status: string])[];
  /** What the line of a policy does, else null. */
  readonly role: string | null;
}

interface JsonLine {
  readonly t: string;
  readonly c: readonly (string | readonly [string, string])[];
  readonly r?: string;
  readonly j?: string | number;
}

const kindOf = { denial: 'letter', policy: 'policy', record: 'record' } as const;

export function readLabelledLines(file: string): readonly LabelledLine[] {
  const rows = readFileSync(file, 'utf8').split('\n');
  return file.endsWith('.jsonl') ? rows.flatMap(fromJson) : fromText(rows, basename(file));
}

function fromJson(row: string): readonly LabelledLine[] {
  if (row.trim() === '') return [];
  const passage = JSON.parse(row) as { readonly kind: keyof typeof kindOf; readonly s: readonly JsonLine[] };
  return passage.s.map(({ t, c, r, j }) => ({
    kind: kindOf[passage.kind],
    text: t,
    concepts: c.map((each) => (typeof each === 'string' ? [each, ''] : each)),
    role: r === undefined ? null : r === 'group' ? `group-${j ?? 'any'}` : r,
  }));
}

const roles: ReadonlySet<string> = new Set(
  'heading group-all group-any group-2 require waive exclude not-required document define background other'.split(
    ' ',
  ),
);

/** Lines that are not well formed are left out: they were written by hand, in thousands. */
function fromText(rows: readonly string[], name: string): readonly LabelledLine[] {
  let kind: LabelledLine['kind'] = name.startsWith('policy')
    ? 'policy'
    : name.startsWith('record')
      ? 'record'
      : 'letter';
  const out: LabelledLine[] = [];
  for (const row of rows) {
    const title = /^#\s*(letter|policy|record)\b/.exec(row);
    if (title !== null) {
      kind = title[1] as LabelledLine['kind'];
      continue;
    }
    const split = row.lastIndexOf('||');
    const text = row.slice(0, Math.max(0, split)).trim();
    if (text === '') continue;
    const labels = row.slice(split + 2).trim();
    const role = /^\[([\w-]+)\]/.exec(labels)?.[1] ?? null;
    const concepts = labels
      .replace(/^\[[\w-]+\]/, '')
      .split(',')
      .flatMap((label): [string, string][] => {
        const [concept = '', status = ''] = label.split(/[=:]/).map((part) => part.trim());
        return /^[a-z][a-z-]+$/.test(concept) ? [[concept, status]] : [];
      });
    out.push({ kind, text, concepts, role: role !== null && roles.has(role) ? role : null });
  }
  return out;
}
