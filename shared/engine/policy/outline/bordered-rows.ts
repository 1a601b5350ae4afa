/** Rows of a table typed with a border ("| 1a | Age 50 through 80 |"): lines like others, without the strokes. */

/** What is needed of a printed line: its place on the page, and its text, as long as that place. */
interface Line {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly gapBefore: boolean;
  readonly left: number | null;
}

const bordered = /^\|.*\|$/;
/** "+----+-----+", "|----|-----|": the stroke between two rows. */
const stroke = /^[+|](?:[-=:+| ]*[-=]{2}[-=:+| ]*)[+|]$/;
/** What stands in the first cell where it labels the row. */
const label = /^(?:\(?(?:[A-Za-z]|\d{1,2}|[A-Za-z]-?\d{1,2}|\d{1,2}[A-Za-z])(?:\.\d{1,2})*[.)]?)?$/;

/**
 * The lines without their strokes. Blanks take the place of the bars between the cells of rows that have a label and words, and of
 * tables whose columns `named` knows; the bars of others part their cells. `sign` is the width of one sign as a share of the page's.
 */
export function borderedRows<T extends Line>(
  lines: readonly T[],
  named: (first: string) => boolean,
  sign: number,
): T[] {
  const out: T[] = [];
  let parted = false;
  let known = false;
  for (const line of lines) {
    if (stroke.test(line.text)) {
      parted = true;
      continue;
    }
    if (bordered.test(line.text)) {
      const cells = line.text
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim());
      known ||= named(cells[0] ?? '');
      const bars = !known && !(cells.length === 2 && label.test(cells[0] ?? ''));
      out.push(withoutStrokes(line, bars, parted, sign));
    } else {
      known = false;
      out.push(line);
    }
    parted = false;
  }
  return out;
}

function withoutStrokes<T extends Line>(line: T, bars: boolean, parted: boolean, sign: number): T {
  const inner = bars ? ` ${line.text.slice(1, -1)} ` : line.text.replaceAll('|', ' ');
  const lead = inner.length - inner.trimStart().length;
  const text = inner.trim();
  return {
    ...line,
    start: line.start + lead,
    end: line.start + lead + text.length,
    text,
    gapBefore: line.gapBefore || parted,
    left: line.left === null ? null : line.left + lead * sign,
  };
}
