/** The labels that divide the whole paper, found before it is read line by line: what one of them opens ends at the next. */
import type { FlowLine } from './flow.ts';
import { labelsAt, romanOf, type Label, type LabelStyle } from './labels.ts';
import { isRow } from './tables.ts';
import { runInTitle } from './titles.ts';
import { isTitle } from './headings.ts';
import { endsAnnouncing } from './item.ts';

/** Styles in which the sections of a paper are counted. */
const counting: ReadonlySet<LabelStyle> = new Set<LabelStyle>(['number', 'letter', 'roman', 'word']);

interface Counted {
  readonly index: number;
  readonly label: Label;
  readonly titled: boolean;
}

/** The label of each line that opens a section, by the line's index; empty where no series divides the paper. */
export function skeletonOf(lines: readonly FlowLine[], typical: number): ReadonlyMap<number, Label> {
  const series = new Map<string, Counted[]>();
  lines.forEach((line, index) => {
    // Rows of a table are counted too, and divide nothing but it.
    if (isRow(line.text) || line.cell !== undefined) return;
    for (const label of sectionLabels(line.text)) {
      const name = seriesOf(label);
      const rest = line.text.slice(label.length);
      const here = { line, index, previous: lines[index - 1], next: lines[index + 1] };
      const titled = label.style === 'word' || isTitle(rest, here, typical) || runInTitle(rest) !== null;
      series.set(name, [...(series.get(name) ?? []), { index, label, titled }]);
    }
  });
  // "A1 …, A2 …" and "B1 …" are the items of two lists; one letter alone is the chapter's own ("H-1 …" to "H-9 …").
  const lettered = [...series.keys()].filter((name) => name.startsWith(ofChapter));
  const chains = [...series]
    .filter(([name]) => !name.startsWith(ofChapter) || lettered.length === 1)
    .map(([, counted]) => chainOf(counted))
    .filter((chain) => chain.length > 0 && !isList(chain, lines));
  const outermost = chains.toSorted((a, b) => (a[0]?.index ?? 0) - (b[0]?.index ?? 0))[0];
  return new Map((outermost ?? []).map(({ index, label }) => [index, label]));
}

const ofChapter = 'letter-number ';

/** Labels of one series count on from each other: "Part 1" and "Part 2", "H-1" and "H-2". */
function seriesOf({ style, raw, path }: Label): string {
  if (style === 'word') return raw.replace(/\s.*$/s, '').toLowerCase();
  return style === 'letter-number' ? `${ofChapter}${path[0] ?? ''}` : style;
}

/** Labels of one part that may open a section on this line; a Roman numeral needs no stop behind it here ("II When item c) is lifted"). */
function sectionLabels(text: string): Label[] {
  const labels = labelsAt(text).filter(
    ({ style, path, length }) =>
      ((counting.has(style) && path.length === 1) || (style === 'letter-number' && path.length === 2)) &&
      /^[\p{Lu}\d"“(]/u.test(text.slice(length)),
  );
  const bare = /^([IVX]{1,5})\s+(?=\p{Lu}\p{Ll})/u.exec(text);
  if (labels.length > 0 || bare === null) return labels;
  const raw = bare[1] ?? '';
  return [{ style: 'roman', raw, path: [raw.toLowerCase()], ordinal: romanOf(raw), length: bare[0].length }];
}

/** Members that count on without a second start, one of them perhaps lost in a scan; empty where they do not. */
function chainOf(counted: readonly Counted[]): Counted[] {
  const chain: Counted[] = [];
  for (const each of counted) {
    const { ordinal } = each.label;
    // An excerpt begins with the number that its first section has.
    const next = (chain.at(-1)?.label.ordinal ?? ordinal - 1) + 1;
    if (ordinal === next || (ordinal === next + 1 && chain.length >= 2)) chain.push(each);
    else if (ordinal === 1 && isContents(chain)) chain.splice(0, chain.length, each);
    else if (ordinal < next) return [];
  }
  const titled = chain.filter((each) => each.titled).length;
  return chain.length >= leastSections && titled >= chain.length * titledShare ? chain : [];
}

/** One line for each section: a table of contents, behind which the sections are counted anew. */
function isContents(chain: readonly Counted[]): boolean {
  return chain.every(({ index }, place) => index === (chain[0]?.index ?? 0) + place);
}

const leastSections = 3;
/** Share of the members that must be titles: a list of demands counts too, but has none. */
const titledShare = 0.6;

/** The words before the first member announce a list. */
function isList(chain: readonly Counted[], lines: readonly FlowLine[]): boolean {
  const first = chain[0]?.index ?? 0;
  const above = lines.slice(Math.max(0, first - 2), first).map(({ text }) => text);
  return endsAnnouncing(above.join(' ')) || /\b(?:when|if|where)$/i.test(above.at(-1) ?? '');
}
