/**
 * The labelled data of a letter, in every way letters lay it out: "label: value" (several on a line), two columns, a
 * label cell beside its value, a row of labels over a row of values, a label over its value, labels stacked apart from
 * their values, and words right before a number or day in a sentence ("under our file 27/TH/5561"). One dictionary of
 * labels (rules) serves identity, dates and numbers alike; which values fit a field is for its reader to say.
 */
import type { LetterField } from '../../../domain/kinds.ts';
import type { LetterFieldRule } from '../../../domain/rules.ts';
import { splitLines } from '../../../text/blocks.ts';
import type { Line } from '../../../text/blocks.ts';
import { readDates } from '../../../text/dates.ts';
import type { Dictionary, Known } from './field-labels.ts';
import { dictionaryOf } from './field-labels.ts';

export interface Field {
  readonly field: LetterField;
  /** Lower is surer among the labels of one field. */
  readonly rank: number;
  /** What stands behind or under the label, to the end of its cell. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

interface Cell {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What parts the cells of a line: the bars of a drawn table, a dotted leader, a tab, a gap, a bar or dot, a stroke before the next label. */
const separators =
  /[ \u00a0]*\|(?:[ \u00a0]+|$)|[ \u00a0]*(?:\.[ \u00a0]?){4,}|\t+|[ \u00a0]{2,}|\s[|\u00b7\u2022]\s|\s\/\s(?=\p{Lu}[\p{L} .'#]{1,28}(?::|#|\bno\.))|[;|]\s(?=\p{Lu}[\p{L} .'#]{1,28}:)/gu;
const mostLabelWords = 6;

/** All labelled values, in order of place. `value` is never empty. */
export function readFields(text: string, rules: readonly LetterFieldRule[]): readonly Field[] {
  const dictionary = dictionaryOf(rules);
  const out: Field[] = [];
  const rows = splitLines(text).map((line) => ({ line, cells: cellsOf(line) }));
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index];
    if (row === undefined) continue;
    const next = rows[index + 1];
    const heads = row.cells.map((cell) => dictionary(cell.text));
    if (
      next !== undefined &&
      isHeadRow(row.cells, heads, dictionary) &&
      next.cells.length === row.cells.length
    ) {
      next.cells.forEach((cell, column) => push(inTable(heads[column] ?? [], heads), cell));
      continue;
    }
    const stack = stackAt(rows, index, dictionary);
    if (stack !== null) {
      for (const { known, cell } of stack) push(known, cell);
      index += stack.length * 2 - 1;
      continue;
    }
    for (const [column, cell] of row.cells.entries()) {
      const whole = heads[column] ?? [];
      const beside = row.cells[column + 1];
      const besideIsLabel = beside !== undefined && isLabelled(beside, dictionary);
      if (whole.length > 0) {
        if (beside !== undefined && !besideIsLabel) push(whole, beside);
        else if (beside === undefined) push(whole, under(next, dictionary));
        continue;
      }
      const marks = marksIn(cell, dictionary);
      const loose = nameBehindLabel(cell, dictionary);
      if (loose !== null && marks[0]?.value?.start !== loose.start) out.push(loose);
      for (const mark of marks) {
        if (mark.value !== null) push(mark.known, mark.value);
        else if (mark.last && beside !== undefined && !besideIsLabel) push(mark.known, beside);
        else if (mark.last && beside === undefined) push(mark.known, under(next, dictionary));
      }
    }
  }
  for (const told of toldIn(text, dictionary))
    if (!out.some((known) => known.start === told.start && known.field === told.field)) out.push(told);
  return out.toSorted((a, b) => a.start - b.start || a.rank - b.rank);

  function push(known: readonly Known[], cell: Cell | null): void {
    if (cell === null || cell.text === '') return;
    for (const { field, rank } of known)
      if (field !== 'other' && field !== 'service')
        out.push({ field, rank, value: cell.text, start: cell.start, end: cell.end });
  }
}

/** Labels from this rank on ("to", "for", "re") are words of every sentence too. */
const addresseeRank = 4;

/** The value without what the words of the next label open ("Ada Lowe Member ID 7" is "Ada Lowe"); '' if it opens at once. */
export function beforeNextLabel(value: string, rules: readonly LetterFieldRule[]): string {
  return untilNextLabel(value, dictionaryOf(rules));
}

function untilNextLabel(value: string, dictionary: Dictionary): string {
  const words = [...value.matchAll(/\S+/g)];
  for (const [index, word] of words.entries()) {
    for (let count = 3; count >= 1; count--) {
      const last = words[index + count - 1];
      if (last === undefined) continue;
      if (dictionary(value.slice(word.index, last.index + last[0].length)).length > 0)
        return value.slice(0, word.index).trimEnd();
    }
  }
  return value;
}

function cellsOf(line: Line): readonly Cell[] {
  const cells: Cell[] = [];
  let from = 0;
  const take = (to: number) => {
    const raw = line.text.slice(from, to);
    const text = raw.trim();
    if (text === '') return;
    const start = line.start + from + raw.indexOf(text);
    cells.push({ start, end: start + text.length, text });
  };
  for (const gap of line.text.matchAll(separators)) {
    take(gap.index);
    from = gap.index + gap[0].length;
  }
  take(line.text.length);
  return cells;
}

/** A row of labels alone, over a row of values. One unknown head among three or more does no harm. */
function isHeadRow(
  cells: readonly Cell[],
  heads: readonly (readonly Known[])[],
  dictionary: Dictionary,
): boolean {
  if (cells.length < 2 || cells.some(({ text }) => /\d/.test(text))) return false;
  if (cells.some((cell) => marksIn(cell, dictionary).some(({ value }) => value !== null))) return false;
  const known = heads.filter((head) => head.length > 0).length;
  return known === cells.length || (cells.length > 2 && known >= cells.length - Math.floor(cells.length / 3));
}

/** "Date" over a column beside the services is the day of service. */
function inTable(head: readonly Known[], heads: readonly (readonly Known[])[]): readonly Known[] {
  const services = heads.some((other) => other.some(({ field }) => field === 'service'));
  return services && head.some(({ field }) => field === 'letter-date')
    ? [{ field: 'service-date', rank: 0 }]
    : head;
}

/** Columns that were read apart: lines of labels alone, then as many lines of values. Null where it is not so. */
function stackAt(
  rows: readonly { readonly cells: readonly Cell[] }[],
  from: number,
  dictionary: Dictionary,
): readonly { readonly known: readonly Known[]; readonly cell: Cell }[] | null {
  const labelOf = (index: number): readonly Known[] => {
    const cells = rows[index]?.cells ?? [];
    return cells.length === 1 && cells[0] !== undefined ? dictionary(cells[0].text) : [];
  };
  let count = 0;
  while (labelOf(from + count).length > 0) count++;
  if (count < 2) return null;
  const values = Array.from({ length: count }, (_, index) => rows[from + count + index]?.cells[0]);
  if (values.some((cell) => cell === undefined || isLabelled(cell, dictionary))) return null;
  return values.flatMap((cell, index) =>
    cell === undefined ? [] : [{ known: labelOf(from + index), cell }],
  );
}

/** The first cell of the next line, where it is no label itself. */
function under(
  next: { readonly line: Line; readonly cells: readonly Cell[] } | undefined,
  dictionary: Dictionary,
): Cell | null {
  const cell = next?.cells[0];
  return cell === undefined || isLabelled(cell, dictionary) ? null : cell;
}

function isLabelled(cell: Cell, dictionary: Dictionary): boolean {
  return dictionary(cell.text).length > 0 || marksIn(cell, dictionary).length > 0;
}

interface Mark {
  readonly known: readonly Known[];
  /** Null where nothing stands behind the colon. */
  readonly value: Cell | null;
  readonly last: boolean;
}

/** The "label:" marks of a cell with what stands behind each, up to the next one. */
function marksIn(cell: Cell, dictionary: Dictionary): readonly Mark[] {
  const found: { known: readonly Known[]; labelStart: number; behind: number }[] = [];
  let from = 0;
  for (const colon of cell.text.matchAll(/:(?=\s|$|[A-Z\d])/g)) {
    const before = cell.text.slice(from, colon.index);
    const label = labelAtEnd(before, dictionary);
    if (label === null) continue;
    found.push({ known: label.known, labelStart: from + label.start, behind: colon.index + 1 });
    from = colon.index + 1;
  }
  return found.map(({ known, behind }, index) => {
    const end = found[index + 1]?.labelStart ?? cell.text.length;
    const raw = cell.text.slice(behind, end);
    const text = raw
      .trim()
      .replace(/[,;|/]$/, '')
      .trimEnd();
    const start = cell.start + behind + raw.indexOf(text);
    return {
      known,
      value: text === '' ? null : { start, end: start + text.length, text },
      last: index === found.length - 1,
    };
  });
}

/** The longest run of words at the end of the text that is a label. */
function labelAtEnd(
  text: string,
  dictionary: Dictionary,
): { readonly known: readonly Known[]; readonly start: number } | null {
  const words = [...text.matchAll(/\S+/g)].slice(-mostLabelWords);
  for (const word of words) {
    const known = dictionary(text.slice(word.index));
    if (known.length > 0) return { known, start: word.index };
  }
  return null;
}

/** A label in the midst of a sentence may speak of another paper: any label that stands apart is surer. */
const inSentence = 5;

/** What may be a number of a paper: one word with a digit, or capitals and groups of digits. */
const numbers: readonly RegExp[] = [
  /(?<![A-Za-z0-9/-])(?=[A-Z0-9/-]*\d)[A-Z0-9][A-Z0-9/-]{3,}/g,
  /(?<![A-Za-z0-9/-])[A-Z]{1,5}(?: [A-Z0-9-]*\d[A-Z0-9-]*)+/g,
];

/** Numbers and days with their label right before them on the line, at the start of a cell or in a sentence. */
function toldIn(text: string, dictionary: Dictionary): readonly Field[] {
  const days = new Set(
    readDates(text)
      .filter(({ precision }) => precision === 'day')
      .map(({ start }) => start),
  );
  const places = new Set([
    ...days,
    ...numbers.flatMap((number) => [...text.matchAll(number)].map((match) => match.index)),
  ]);
  return [...places].flatMap((start) => {
    const from = Math.max(0, start - 70);
    const window = text.slice(from, start);
    const breaks = [...window.matchAll(/\n\s*\n|[.!?;]\s(?=[A-Z])|\t/g)].at(-1);
    const before = window
      .slice(breaks === undefined ? 0 : breaks.index + breaks[0].length)
      .replace(/(?:(?<=[\s,])(?:is|was|are|as|of|on)\b|[\s:,(\u2013\u2014-])+$/i, '');
    const label = before === '' ? null : labelAtEnd(before, dictionary);
    if (label === null) return [];
    const line = text.slice(start, lineEnd(text, start)).trimEnd();
    const labelStart = start - window.length + window.lastIndexOf(before) + label.start;
    const opensCell =
      /(?:^|[\n\t]| {2})[ \u2022*-]*$/.test(text.slice(Math.max(0, labelStart - 6), labelStart)) &&
      !/^\S+ [a-z]/.test(line);
    return label.known
      .filter(({ field }) => field !== 'other' && field !== 'service' && field !== 'member-name')
      .filter(({ field }) => field !== 'letter-date' || opensCell)
      .map(({ field, rank }) => ({
        field,
        rank: opensCell ? rank : rank + inSentence,
        value: line,
        start,
        end: start + line.length,
      }));
  });
}

/** "Subscriber Lazarus Quint ID TCH-4411": a label and a name without a mark between, closed by the next label or the cell. */
function nameBehindLabel(cell: Cell, dictionary: Dictionary): Field | null {
  const words = [...cell.text.matchAll(/\S+/g)];
  for (const count of [2, 1]) {
    const last = words[count - 1];
    const next = words[count];
    if (last === undefined || next === undefined) continue;
    const known = dictionary(cell.text.slice(0, last.index + last[0].length)).find(
      ({ field, rank }) => field === 'member-name' && rank < addresseeRank,
    );
    if (known === undefined) continue;
    const value = untilNextLabel(cell.text.slice(next.index), dictionary);
    const start = cell.start + next.index;
    return { field: 'member-name', rank: known.rank + inSentence, value, start, end: start + value.length };
  }
  return null;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}
