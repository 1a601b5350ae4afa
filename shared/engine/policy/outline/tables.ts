/** Tables in policies: which line names the columns, and what its rows are to one another. */
import { combinationIn } from '../lists/combine.ts';
import type { FlowLine } from './flow.ts';

/** What the rows of a table are: things that must all be shown, or situations of which one suffices. */
export type TableKind = 'all' | 'any';

const columns =
  /^(?:#|no\.?|line|item|row|part|section|path(?:way)?|element|criteri(?:on|a)|requirements?|conditions?|indications?|situations?|subject|required|requirements?|notes for .{3,20}|clinical (?:situation|scenario|indication|question)|when the question is|question|reason for (?:scan|study|imaging)|findings?|signs?|red flags?|warning signs?|evidence|detail(?:s)?|what (?:must be|is|we) .{1,30}|(?:what )?the (?:records?|chart|file|note|request) (?:must|has to|have to|should|shall|needs? to|shows?) ?.{0,20}|(?:record|chart) must .{1,20}|what (?:counts|is needed)|must be shown|standard|threshold|limits?|values?|needed|documentation(?: needed| required)?|proof|description|scan|stud(?:y|ies)|codes?|time ?frame|.{0,30}\b(?:is|are) (?:covered|approved|medically necessary|necessary|met|supported)(?: when| if)?|(?:approve|covered|met|approved) (?:when|if)|exceptions?|notes?|comments?)$/i;

/** Cells are parted by tabs (a PDF's columns) or by bars (a table typed in plain text). */
const parting = /\t|\s\|(?=\s|$)/;

/** Signs of a line that is a sentence and no rest of a cell. */
export const leastSentence = 40;

/** Whether the line has cells. */
export function isRow(text: string): boolean {
  return parting.test(text);
}

/** Cells of a line; one cell where it is no row. */
export function cellsOf(text: string): string[] {
  return text
    .split(parting)
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '');
}

/** What the rows under this line are, where it names the columns of a table; else null. */
export function tableHeader(line: FlowLine, next: FlowLine | undefined): TableKind | null {
  // "Calcium score: Requirement | Evidence", "Requirement | Evidence — satisfy one row": the columns with the table's name.
  const named = /\t/.test(line.text)
    ? line.text
    : line.text.replace(/^[^|]{3,60}:\s+/, '').replace(/\s[—–-]\s[^|]*$|;[^|]*$/, '');
  const cells = cellsOf(named);
  if (next !== undefined && cells.length === 1 && headsLabels(line.text, next.text)) return 'any';
  if (cells.length < 2 || cells.length > 6 || next === undefined || !isRow(next.text)) return null;
  if (!cells.every((cell) => cell.length <= 60 && columns.test(cell))) return null;
  const said = combinationIn(line.text)?.kind;
  if (said === 'all' || said === 'any') return said;
  const first =
    cells.find((cell) => !/^(?:#|no\.?|line|item|row|part|section|path(?:way)?)$/i.test(cell)) ?? '';
  return /^(?:require|criteri|element|what|the (?:record|chart|file|note)|evidence|needed|standard|documentation)/i.test(
    first,
  )
    ? 'all'
    : 'any';
}

/** "Resting ECG or condition" above "a | Left bundle branch block": the only column with a name, its rows have letters. */
function headsLabels(text: string, below: string): boolean {
  const [first = '', second = ''] = cellsOf(below);
  return (
    text.length <= 45 &&
    /^\p{Lu}[^.;:,!?]*$/u.test(text) &&
    isRow(below) &&
    /^(?:[A-Za-z]|\d{1,2})$/.test(first) &&
    second.length > 0
  );
}

/** "Vitamin D level | none wanted", "Low-risk disease | none accepted": the row says that nothing is asked for, or nothing helps. */
export function asksNothing(row: string): boolean {
  const last = cellsOf(row).at(-1) ?? '';
  return (
    isRow(row) &&
    /^(?:none\b.{0,20}|n\/?a|not (?:asked for|needed|required|wanted|accepted|covered|paid))\.?$/i.test(last)
  );
}
