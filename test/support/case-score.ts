/** Counts an analysis against a case's labels: findings right, too many, missed, harmful; places, fields, kinds. */
import type { toContractOutput } from '../../shared/engine/contract-output.ts';
import type { Expected, LabelledFinding } from './case-store.ts';

export type Output = ReturnType<typeof toContractOutput>;

/** What went well and wrong, each list in words a person can act on. Findings are named "type/concept". */
export interface CaseScore {
  readonly right: readonly string[];
  readonly tooMany: readonly string[];
  readonly missed: readonly string[];
  /** Reported although the case forbids it: a patient would file a false statement. */
  readonly harmful: readonly string[];
  readonly places: Tally;
  readonly fields: Tally;
  readonly kinds: Tally;
}

export interface Tally {
  readonly asked: number;
  readonly wrong: readonly string[];
}

export function scoreCase(output: Output, expected: Expected): CaseScore {
  const reported = new Map(output.findings.map((finding) => [keyOf(finding), finding]));
  const required = new Map(expected.required.map((finding) => [keyOf(finding), finding]));
  const allowed = new Set((expected.optional ?? []).map(keyOf));
  const forbidden = new Map((expected.forbidden ?? []).map((finding) => [keyOf(finding), finding]));
  const keys = [...reported.keys()];
  return {
    right: keys.filter((key) => required.has(key)),
    tooMany: keys.filter((key) => !required.has(key) && !allowed.has(key)),
    missed: [...required.keys()].filter((key) => !reported.has(key)),
    harmful: keys
      .filter((key) => forbidden.has(key))
      .map((key) => `${key}: ${forbidden.get(key)?.why ?? ''}`),
    places: placesOf(output, required),
    fields: fieldsOf(output, expected),
    kinds: kindsOf(output, expected),
  };
}

function keyOf({ type, concept }: { readonly type: string; readonly concept: string }): string {
  return `${type}/${concept}`;
}

/** One place is asked for each role of each required finding; any of its alternatives will do. */
function placesOf(output: Output, required: ReadonlyMap<string, LabelledFinding>): Tally {
  let asked = 0;
  const wrong: string[] = [];
  for (const [key, { at = [] }] of required) {
    const citations = output.findings
      .filter((finding) => keyOf(finding) === key)
      .flatMap((finding) => finding.citations);
    for (const role of new Set(at.map((place) => place.role))) {
      asked += 1;
      const either = at.filter((place) => place.role === role);
      const hit = either.some(({ file, pages }) =>
        citations.some((cited) => cited.file === file && (pages === undefined || pages.includes(cited.page))),
      );
      if (!hit)
        wrong.push(
          `${key}: no ${role} on ${either.map(({ file, pages }) => `${file} p.${pages?.join(',') ?? 'any'}`).join(' or ')}`,
        );
    }
  }
  return { asked, wrong };
}

function fieldsOf(output: Output, expected: Expected): Tally {
  const read: Readonly<Record<string, unknown>> = output.denial ?? {};
  const wrong = Object.entries(expected.denial)
    .filter(([field, wanted]) => !isSame(wanted, read[field]))
    .map(
      ([field, wanted]) => `${field}: wanted ${JSON.stringify(wanted)}, got ${JSON.stringify(read[field])}`,
    );
  return { asked: Object.keys(expected.denial).length, wrong };
}

function kindsOf(output: Output, expected: Expected): Tally {
  const kinds = new Map(output.documents.map(({ file, kind }) => [file, kind]));
  const wrong = Object.entries(expected.documents)
    .filter(([file, kind]) => kinds.get(file) !== kind)
    .map(([file, kind]) => `${file}: wanted ${kind}, got ${kinds.get(file) ?? 'nothing'}`);
  return { asked: Object.keys(expected.documents).length, wrong };
}

function squash(value: unknown): string {
  return (typeof value === 'string' || typeof value === 'number' ? String(value) : '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** A part of a name, a policy by id or title, sets in any order: what a person would call the same. */
function isSame(wanted: unknown, got: unknown): boolean {
  if (wanted === null) return got === null || got === undefined || got === '';
  if (Array.isArray(wanted)) {
    const a = new Set(wanted.map(nameOf));
    const b = new Set((Array.isArray(got) ? got : []).map(nameOf));
    return a.size === b.size && [...a].every((value) => b.has(value));
  }
  if (typeof wanted === 'object')
    return Object.entries(wanted).every(([key, value]) =>
      isSame(value, (got as Record<string, unknown> | null | undefined)?.[key]),
    );
  if (typeof wanted === 'number') return wanted === got;
  const a = squash(wanted);
  const b = squash(got);
  return a === b || (a.length > 6 && (b.includes(a) || (b.length > 6 && a.includes(b))));
}

function nameOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return squash(value);
  const { id, title } = value as { readonly id?: unknown; readonly title?: unknown };
  return squash(id ?? title);
}

export interface Totals {
  readonly f1: number;
  readonly precision: number;
  readonly recall: number;
  readonly harmful: number;
  /** Shares, 0..1; 1 where nothing was asked. */
  readonly placed: number;
  readonly fields: number;
  readonly kinds: number;
}

export function totalsOf(scores: readonly CaseScore[]): Totals {
  const count = (pick: (score: CaseScore) => readonly unknown[]) =>
    scores.reduce((sum, score) => sum + pick(score).length, 0);
  const right = count(({ right }) => right);
  const tooMany = count(({ tooMany }) => tooMany);
  const missed = count(({ missed }) => missed);
  const share = (part: number, whole: number) => (whole === 0 ? 1 : part / whole);
  const good = (pick: (score: CaseScore) => Tally) => {
    const asked = scores.reduce((sum, score) => sum + pick(score).asked, 0);
    return share(asked - scores.reduce((sum, score) => sum + pick(score).wrong.length, 0), asked);
  };
  return {
    f1: share(2 * right, 2 * right + tooMany + missed),
    precision: share(right, right + tooMany),
    recall: share(right, right + missed),
    harmful: count(({ harmful }) => harmful),
    placed: good(({ places }) => places),
    fields: good(({ fields }) => fields),
    kinds: good(({ kinds }) => kinds),
  };
}
