/**
 * Cuts a file into the papers it holds. A person scans a pile: fax cover, letter, office notes, a receipt, in one file.
 * The pages get their kinds together: each page speaks for kinds by its cues, and going over to another kind costs
 * something, little where a page begins a paper of its own, much where it says that it goes on.
 */
import type { DocumentKind } from '../../domain/kinds.ts';
import { documentKinds } from '../../domain/kinds.ts';
import type { PageText } from '../../domain/page-text.ts';
import type { KindRules } from '../../domain/rules.ts';
import { splitLines } from '../../text/blocks.ts';
import { readDates } from '../../text/dates.ts';
import { isFaxStrip } from '../segment/notes.ts';
import { continuationNumber, marksOf } from './marks.ts';
import type { KindScores } from './score.ts';

export interface KindPart {
  /** Positions in the list of pages, inclusive. */
  readonly first: number;
  readonly last: number;
  readonly kind: DocumentKind;
}

/** Cost of a new kind on a page that shows no head of its own. */
const plainSwitch = 14;
/** Cost of a new kind on a page that opens with a letterhead, a title, a greeting or "page 1". */
const headSwitch = 5;
/** Added where the page carries the header or footer of the page before, or says that it is a later sheet of it. */
const goesOn = 12;
/** One page must not outvote a whole document by repeating itself. */
const mostForOnePage = 22;

/** The parts of a file, in order, covering all its pages; one part where nothing speaks for more. `scores` has one entry a page. */
export function kindParts(
  pages: readonly PageText[],
  scores: readonly KindScores[],
  rules: KindRules,
): readonly KindPart[] {
  if (pages.length < 2) return [{ first: 0, last: Math.max(0, pages.length - 1), kind: 'other' }];
  const kinds = bestPath(pages, scores, rules);
  const parts: KindPart[] = [];
  kinds.forEach((kind, index) => {
    const open = parts.at(-1);
    if (open !== undefined && open.kind === kind) parts[parts.length - 1] = { ...open, last: index };
    else parts.push({ first: index, last: index, kind });
  });
  return parts;
}

/** The kind of each page such that cues less costs are greatest (Viterbi). */
function bestPath(
  pages: readonly PageText[],
  scores: readonly KindScores[],
  rules: KindRules,
): readonly DocumentKind[] {
  const gains = pages.map(({ text }, index) => gainsOf(text, scores[index], rules));
  let totals = documentKinds.map((_, state) => gains[0]?.[state] ?? 0);
  const from: number[][] = [];
  for (let index = 1; index < pages.length; index++) {
    const cost = switchCost(pages[index - 1]?.text ?? '', pages[index]?.text ?? '');
    const best = totals.indexOf(Math.max(...totals));
    const back: number[] = [];
    totals = documentKinds.map((_, state) => {
      const stay = totals[state] ?? 0;
      const change = (totals[best] ?? 0) - cost;
      back.push(stay >= change ? state : best);
      return Math.max(stay, change) + (gains[index]?.[state] ?? 0);
    });
    from.push(back);
  }
  let state = totals.indexOf(Math.max(...totals));
  const path = [state];
  for (const back of from.toReversed()) {
    state = back[state] ?? state;
    path.push(state);
  }
  return path.toReversed().map((each) => documentKinds[each] ?? 'other');
}

/** What a page says for each kind. A page without words says nothing. */
function gainsOf(text: string, scores: KindScores | undefined, rules: KindRules): readonly number[] {
  if (scores === undefined || text.trim() === '') return documentKinds.map(() => 0);
  return documentKinds.map((kind) => {
    const score = kind === 'other' ? Math.max(scores.other, rules.minWeight) : scores[kind];
    return Math.min(mostForOnePage, Math.max(-4, score));
  });
}

function switchCost(before: string, text: string): number {
  const sheet = continuationNumber(text);
  const follows = sheet !== null && (continuationNumber(before) ?? 1) === sheet - 1;
  const later = follows ? goesOn : sheet === null ? 0 : goesOn / 2;
  const edge = sharesEdge(before, text) || isNumberedSheet(before, text) ? goesOn : 0;
  // The next letter of the same sender bears the same letterhead, but a day or a greeting of its own.
  if (sheet === null && hasHead(text)) return headSwitch + (opensLetter(text) ? edge / 3 : edge);
  return plainSwitch + later + (edge > 0 ? edge : sharesMark(before, text) ? goesOn / 2 : 0);
}

/** "T26-070688-1 2" at the top or foot: the number of the paper before, and that of the sheet. */
function isNumberedSheet(before: string, text: string): boolean {
  const lines = splitLines(text).map((line) => line.text.trim());
  const marks = marksOf(before);
  return [lines[0], lines.at(-1)].some(
    (line) =>
      line !== undefined &&
      line.length < 60 &&
      /(?:^|\s|\/)\(?[2-9]\)?$/.test(line) &&
      [...marksOf(line)].some((mark) => marks.has(mark)),
  );
}

/** A line that is a date and nothing else, or a greeting, near the top. */
function opensLetter(text: string): boolean {
  return splitLines(text)
    .slice(0, 14)
    .some(
      ({ text: line }) =>
        /^\s*dear\b/i.test(line) ||
        readDates(line).some(
          ({ precision, start, end }) => precision === 'day' && end - start >= line.trim().length - 8,
        ),
    );
}

/** A reference, claim or record number that stands on both pages. */
function sharesMark(a: string, b: string): boolean {
  const theirs = marksOf(a);
  return [...marksOf(b)].some((mark) => theirs.has(mark));
}

/** Section numbers and the like, with which a later page of a policy or plan begins. */
const sectionStart =
  /^(?:(?:section|part|chapter|article|appendix|criterion|step|paragraph|table|item)\s+[\dA-Z]|[A-Z]{1,5}-?\d+(?:\.\d+)+|[A-Z]\.\s|[IVX]{1,5}\.\s|\d{1,2}(?:\.\d{1,2})*[.)]?\s+\p{L}|[-\u2022*]\s|\([a-z\d]{1,3}\)\s)/iu;
/** Who a paper is from, to or about. */
const named =
  /^\s*(?:dear|to whom it may concern|patient\b|pt\b|client\b|name\b|date\b|from:|to:|re:|fax\b|member\b)|\b(?:dob|mrn|born)\b/i;
const organization =
  /\b(?:health|clinic|hospital|medical|medicine|center|centre|associates|insurance|mutual|plan|administrators|services|imaging|radiology|therapy|physio|rehab\w*|orthop\w+|oncology|neurology|cardiology|pharmacy|partners|group|trust|advantage|cooperative|institute|society|journal|llc|inc|pc|receipt|report|note|form|order|summary|record|policy|guideline)\b/i;

/** The page opens as a paper opens: with a short line that is no sentence and no numbered section, and a sign of whose it is. */
export function hasHead(text: string): boolean {
  const head = splitLines(text)
    .filter((line) => !isFaxStrip(line.text))
    .slice(0, 8)
    .map((line) => line.text);
  const first = head[0]?.trim() ?? '';
  if (/^\p{Ll}/u.test(first) || sectionStart.test(first) || first.length > 110 || /[.;,?]$/.test(first))
    return false;
  const opening = head.slice(0, 3).join('\n');
  return (
    head.some((line) => named.test(line)) ||
    organization.test(opening) ||
    readDates(opening).some(({ precision }) => precision === 'day') ||
    first === first.toUpperCase()
  );
}

/** A line at the top or foot of both pages, digits aside: a running header or footer. Fax strips run over all papers. */
function sharesEdge(a: string, b: string): boolean {
  const edges = (text: string) => {
    const lines = splitLines(text)
      .map((line) => line.text.trim())
      .filter((line) => !isFaxStrip(line));
    return [...lines.slice(0, 2), ...lines.slice(-2)]
      .map((line) => line.replace(/\d+/g, '#').replace(/\s+/g, ' ').toLowerCase())
      .filter((line) => line.length >= 10 && /[a-z]{4}/.test(line));
  };
  const theirs = new Set(edges(a));
  return edges(b).some((line) => theirs.has(line));
}
