/** One line among its neighbours, and what the whole policy says about reading it. */
import type { Flow, FlowLine } from './flow.ts';
import { edge } from './item.ts';
import { labelsAt, type Label, type LabelStyle } from './labels.ts';
import { runInTitle } from './titles.ts';
import { runInSeries } from './run-in-series.ts';
import { skeletonOf } from './skeleton.ts';

export interface Here {
  readonly line: FlowLine;
  readonly index: number;
  readonly previous: FlowLine | undefined;
  readonly next: FlowLine | undefined;
}

/** What the policy as a whole shows of its layout. */
export interface Layout {
  readonly lines: readonly FlowLine[];
  /** Length of a full line in characters. */
  readonly typical: number;
  /** First parts of identifiers ("HIP" of HIP-M and HIP-F) that open two lines or more: those are labels. */
  readonly families: ReadonlySet<string>;
  /** Styles of label whose items wrap to the right of the label: a line below it belongs to the item no more. */
  readonly hanging: ReadonlySet<LabelStyle>;
  /** Left edge of the text as a whole. */
  readonly margin: number;
  /** Each line is a paragraph of its own, none wraps into the next. */
  readonly apart: boolean;
  /** Lines that open a paragraph with a run-in title, where at least two do: the policy titles its sections so. */
  readonly titled: ReadonlySet<number>;
  /** The labels that divide the whole policy, by the index of their line. */
  readonly skeleton: ReadonlyMap<number, Label>;
  /** Labels of the series that run through a paragraph, by their offset in the paper. */
  readonly runIn: ReadonlyMap<number, Label>;
}

export function layoutOf({ lines, text }: Flow): Layout {
  const typical = typicalLength(lines);
  return {
    lines,
    typical,
    hanging: hangingStyles(lines),
    margin: Math.min(...lines.map(({ left }) => left ?? 0)),
    families: idFamilies(lines),
    apart: standApart(lines),
    titled: runInLines(lines),
    skeleton: skeletonOf(lines, typical),
    runIn: runInSeries(text, lines),
  };
}

/** Words and signs at a line's end behind which a sentence goes on. */
const goesOn = /(?:[,(–-]|\b(?:the|of|a|an|with|for|to|in|on|by|and|or|that|than))$/i;

/** Whether no line wraps into the next: none goes on in lower case, none stops before its sentence does. A label opens a line of its own. */
export function standApart(lines: readonly FlowLine[]): boolean {
  return (
    lines.length >= 3 &&
    lines.every(({ text }, index) => {
      if (index === 0 || !/^[\p{Ll}\d]/u.test(text)) {
        const above = lines[index - 1]?.text ?? '';
        return !goesOn.test(above) || labelsAt(text).length > 0;
      }
      return labelsAt(text).length > 0;
    })
  );
}

function hangingStyles(lines: readonly FlowLine[]): ReadonlySet<LabelStyle> {
  const wraps = new Map<LabelStyle, { right: number; below: number }>();
  lines.forEach((line, index) => {
    const next = lines[index + 1];
    const [label] = labelsAt(line.text);
    if (label === undefined || next === undefined || next.gapBefore || line.left === null) return;
    if (next.left === null || !/^\p{Ll}/u.test(next.text) || /[.;:]$/.test(line.text)) return;
    if (labelsAt(next.text).length > 0 || /^(?:and|or)\W*$/i.test(next.text)) return;
    const seen = wraps.get(label.style) ?? { right: 0, below: 0 };
    if (next.left > line.left + edge) seen.right += 1;
    else seen.below += 1;
    wraps.set(label.style, seen);
  });
  const all = [...wraps.values()];
  const right = all.reduce((sum, seen) => sum + seen.right, 0);
  const below = all.reduce((sum, seen) => sum + seen.below, 0);
  const listed: readonly LabelStyle[] = ['bullet', 'box'];
  return new Set([
    ...[...wraps].filter(([, seen]) => seen.right > 4 * seen.below).map(([style]) => style),
    // Short items of a list that nowhere wrap do as the others of the paper do.
    ...listed.filter((style) => !wraps.has(style) && right >= 2 && right > 4 * below),
  ]);
}

function idFamilies(lines: readonly FlowLine[]): ReadonlySet<string> {
  const seen = new Map<string, Set<string>>();
  for (const line of lines) {
    const id = labelsAt(line.text).find((label) => label.style === 'id');
    const family = id?.path[0];
    if (id === undefined || family === undefined) continue;
    seen.set(family, (seen.get(family) ?? new Set()).add(id.path.join('-')));
  }
  return new Set([...seen].filter(([, ids]) => ids.size >= 2).map(([family]) => family));
}

function runInLines(lines: readonly FlowLine[]): ReadonlySet<number> {
  const out = new Set<number>();
  lines.forEach((line, index) => {
    if (
      index > 0 &&
      line.gapBefore &&
      !line.text.includes('\t') &&
      labelsAt(line.text).length === 0 &&
      runInTitle(line.text) !== null
    )
      out.add(index);
  });
  return out.size >= 2 ? out : new Set();
}

function typicalLength(lines: readonly FlowLine[]): number {
  const lengths = lines.map((line) => line.text.length).sort((a, b) => a - b);
  return Math.max(40, lengths[Math.floor(lengths.length * 0.85)] ?? 80);
}
