/** One line among its neighbours, and what the whole policy says about reading it. */
import type { Flow, FlowLine } from './flow.ts';
import { labelsAt, type Label } from './labels.ts';
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
