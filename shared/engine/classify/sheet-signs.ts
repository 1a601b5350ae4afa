/**
 * Whether a page opens a paper or goes on with the one before it: signs of page numbers, edges, heads, closings, names
 * and words that two sheets share or do not, weighed by weights learned from piles of labelled papers.
 */
import type { PageText } from '../../domain/page-text.ts';
import type { SheetWeights } from '../../domain/rules.ts';
import { splitLines } from '../../text/blocks.ts';
import { readDates } from '../../text/dates.ts';
import { comparePerson, type Identity } from '../../text/person.ts';
import { readIdentity } from '../segment/identity.ts';
import { isFaxStrip } from '../segment/notes.ts';
import { continuationNumber, greeting, marksOf } from './marks.ts';

/** Section numbers and the like, with which a later page of a policy or plan begins. */
const sectionStart =
  /^(?:(?:section|part|chapter|article|appendix|criterion|step|paragraph|table|item)\s+[\dA-Z]|[A-Z]{1,5}-?\d+(?:\.\d+)+|[A-Z]\.\s|[IVX]{1,5}\.\s|\d{1,2}(?:\.\d{1,2})*[.)]?\s+\p{L}|[-\u2022*]\s|\([a-z\d]{1,3}\)\s)/iu;
/** Who a paper is from, to or about. */
const named =
  /^\s*(?:dear|to whom it may concern|patient\b|pt\b|client\b|name\b|date\b|from:|to:|re:|fax\b|member\b)|\b(?:dob|mrn|born)\b/i;
const organization =
  /\b(?:health|clinic|hospital|medical|medicine|center|centre|associates|insurance|mutual|plan|administrators|services|imaging|radiology|therapy|physio|rehab\w*|orthop\w+|oncology|neurology|cardiology|pharmacy|partners|group|trust|advantage|cooperative|institute|society|journal|llc|inc|pc|receipt|report|note|form|order|summary|record|policy|guideline)\b/i;
const closing =
  /\b(?:sincerely|respectfully|regards|yours|signed|signature|enclosures?|encl|cc|copies? to|end of (?:report|note|record|document))\b|\b(?:MD|DO|NP|PA-?C|DPT|PT|RN|DC)\b\W*$/i;
const firstSheet =
  /\b(?:page|sheet|p\.?|pg\.?)\s*1\b(?!\d)|(?<![\d/.-])1\s*of\s*\d{1,2}(?![\d/-])|(?:^|\s)1 ?\/ ?[2-9]\s*(?:$|\n)/i;

/** What a policy says of itself in its head. */
const edition =
  /\b(?:version|edition|revision|effective|in (?:force|effect|use)|last (?:reviewed|revised|updated)|status|retired|superseded)\b/i;

/** Lines of a policy's head. */
const editionLines = 4;

/** What is read of a page once, to compare it with its neighbours. */
export interface Sheet {
  readonly text: string;
  readonly lines: readonly string[];
  readonly words: ReadonlyMap<string, number>;
  readonly names: ReadonlySet<string>;
  readonly marks: ReadonlySet<string>;
  readonly patient: Identity;
  readonly number: number | null;
  readonly of: { readonly nth: number; readonly all: number } | null;
}

export function sheetOf({ text }: Pick<PageText, 'text'>): Sheet {
  const lines = splitLines(text)
    .map((line) => line.text.trim())
    .filter((line) => !isFaxStrip(line));
  const words = new Map<string, number>();
  for (const [word] of text.toLowerCase().matchAll(/\p{L}{4,}/gu))
    words.set(word, (words.get(word) ?? 0) + 1);
  const edges = `${text.slice(0, 250)}\n${text.slice(-160)}`;
  const of = /\b(?:page|sheet|p\.?|pg\.?)?\s*(?<![\d/.-])(\d{1,2})\s*(?:of|\/)\s*(\d{1,2})(?![\d/-])/i.exec(
    edges,
  );
  const nth = Number(of?.[1]);
  const all = Number(of?.[2]);
  return {
    text,
    lines,
    words,
    names: new Set(Array.from(text.matchAll(/(?<=[\p{Ll},] )\p{Lu}\p{Ll}{3,}/gu), ([name]) => name)),
    marks: marksOf(text),
    patient: readIdentity(text.slice(0, 900)),
    number: continuationNumber(text),
    of:
      of !== null && nth >= 1 && nth <= all && all >= 2 && /of|page|sheet|p\.?g?/i.test(of[0])
        ? { nth, all }
        : null,
  };
}

/** The signs of one page behind another, each 0 to 1. */
export function sheetSigns(before: Sheet, page: Sheet): Readonly<Record<string, number>> {
  const first = page.lines[0] ?? '';
  const top = page.lines.slice(0, 3);
  const head = page.lines.slice(0, 8);
  const last = before.lines.at(-1) ?? '';
  const topWords = wordsOf(top);
  const known = topWords.filter((word) => before.words.has(word)).length;
  const ids = idsOf(top.slice(0, 2).join('\n'));
  const beforeIds = idsOf(before.lines.slice(0, 3).join('\n'));
  const person = comparePerson(page.patient, before.patient);
  const otherEdition = isOtherEdition(before, page);
  const bookPage = printedNumber(page);
  const bookBefore = printedNumber(before);
  const nextOfBook = bookPage !== null && bookBefore !== null && bookPage === bookBefore + 1;
  const cosine = likeness(before.words, page.words);
  const sharedNames = [...page.names].filter((name) => before.names.has(name)).length;
  const signs: Record<string, boolean | number> = {
    laterSheet: page.number !== null,
    nextSheet: page.number !== null && (before.number ?? 1) === page.number - 1,
    firstSheet: firstSheet.test(`${page.text.slice(0, 250)}\n${page.text.slice(-160)}`),
    lastSheetBefore: before.of !== null && before.of.nth === before.of.all,
    unfinishedBefore: before.of !== null && before.of.nth < before.of.all,
    edge: !otherEdition && sharesEdge(before, page),
    numbered: isNumberedSheet(before, page),
    mark: [...page.marks].some((mark) => before.marks.has(mark)),
    head: hasHead(page.text),
    greeting: page.lines.slice(0, 16).some((line) => greeting.test(line)),
    dayAlone: head.some((line) =>
      readDates(line).some(
        ({ precision, start, end }) => precision === 'day' && end - start >= line.length - 8,
      ),
    ),
    dayAtTop: readDates(top.join('\n')).some(({ precision }) => precision === 'day'),
    midSentence: /^\p{Ll}/u.test(first) && last.length > 40 && !/[.!?:)"”]$/.test(last),
    section: sectionStart.test(first),
    nextSection: isNextSection(before, page),
    sentence: first.length > 110 || /[.;,?]$/.test(first),
    named: head.some((line) => named.test(line)),
    organization: organization.test(top.join('\n')),
    capitals: first.length > 5 && first === first.toUpperCase(),
    openEnd: last.length > 60 && !/[.!?:)"”]$/.test(last),
    closedBefore: before.lines.slice(-5).some((line) => line.length < 90 && closing.test(line)),
    sentFrom: head.some((line) => /^(?:from|to|subject|fax to|sent)\b\W/i.test(line)),
    topKnown: topWords.length === 0 ? 0 : known / topWords.length,
    topNew: topWords.length >= 3 && known === 0,
    topSame: top.length > 0 && (before.lines[0] ?? '') === first,
    sameId: !otherEdition && ids.some((id) => before.text.includes(id)),
    otherId: ids.length > 0 && beforeIds.length > 0 && !ids.some((id) => before.text.includes(id)),
    edition: edition.test(page.lines.slice(0, editionLines).join('\n')),
    otherEdition,
    bookPage: bookPage !== null && bookPage >= 10 && !nextOfBook,
    nextOfBook,
    samePerson: person === 'same',
    otherPerson: person === 'other',
    likeness: cosine,
    unlike: cosine < 0.15,
    namesShared: Math.min(1, sharedNames / 3),
    noNameShared: page.names.size >= 3 && before.names.size >= 3 && sharedNames === 0,
    shortBefore: before.lines.length < 15,
    shortPage: page.lines.length < 15,
  };
  return Object.fromEntries(Object.entries(signs).map(([name, value]) => [name, Number(value)]));
}

/** How much more likely it is that the page opens a paper than that it goes on, as the logarithm of the odds. */
export function opensPaper(before: Sheet, page: Sheet, { bias, weights }: SheetWeights): number {
  return Object.entries(sheetSigns(before, page)).reduce(
    (sum, [sign, value]) => sum + value * (weights[sign] ?? 0),
    bias,
  );
}

function wordsOf(lines: readonly string[]): readonly string[] {
  return Array.from(
    lines
      .join('\n')
      .toLowerCase()
      .matchAll(/\p{L}{4,}/gu),
    ([word]) => word,
  );
}

/** "5. Staging" behind a page whose last numbered heading is 4, "2.4" behind 2.3 or "3" behind 2.4. */
function isNextSection(before: Sheet, page: Sheet): boolean {
  const number = (line: string): readonly number[] | null => {
    const found =
      /^(?:(?:section|part|chapter|article|item|step)\s+)?(\d{1,2}(?:\.\d{1,2}){0,2})(?:[.):]\s|\s+\p{Lu})/iu.exec(
        line,
      );
    return found?.[1] === undefined ? null : found[1].split('.').map(Number);
  };
  const own = page.lines
    .slice(0, 3)
    .map(number)
    .find((label) => label !== null);
  if (own === undefined) return false;
  const behind = (a: readonly number[], b: readonly number[]): boolean => {
    const at = a.findIndex((value, index) => value !== b[index]);
    if (at < 0) return b.length === a.length + 1 && b.at(-1) === 1;
    return b.length === at + 1 && b[at] === (a[at] ?? 0) + 1;
  };
  return before.lines.some((line) => {
    const label = number(line);
    return label !== null && behind(label, own);
  });
}

/** The head names a version or a day of force that is nowhere on the page before: the same policy, in another edition. */
function isOtherEdition(before: Sheet, page: Sheet): boolean {
  if (page.number !== null) return false;
  const head = page.lines
    .slice(0, editionLines)
    .filter((line) => edition.test(line))
    .join('\n');
  const days = (text: string) =>
    readDates(text).flatMap(({ precision, iso }) => (precision === 'day' ? [iso] : []));
  const versions = (text: string) =>
    Array.from(
      text.matchAll(/\b(?:version|edition|revision|v\.?) ?(\d{1,4}(?:\.\d+)?)\b/gi),
      ([, number]) => number,
    );
  const own = days(head)[0] ?? versions(head)[0];
  return own !== undefined && !days(before.text).includes(own) && !versions(before.text).includes(own);
}

/** The number printed at the top or foot of a page of a book or brochure; null where there is none. */
function printedNumber({ lines }: Sheet): number | null {
  for (const line of [...lines.slice(0, 2), ...lines.slice(-2)]) {
    const found = /^\W{0,3}(\d{1,3})\W{0,3}$|\bpage (\d{1,3})\W*$/i.exec(line);
    if (found !== null) return Number(found[1] ?? found[2]);
  }
  return null;
}

/** "CT-22", "NM-12", "PUL-08": numbers by which a policy is called. */
function idsOf(text: string): readonly string[] {
  return Array.from(
    text.matchAll(/(?<![\w-])[A-Z]{1,6}(?:-[A-Z]{1,4}){0,2}[- ]?\d{1,4}(?![\w/])/g),
    ([id]) => id,
  );
}

/** The cosine of the pages' words. */
function likeness(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let dot = 0;
  for (const [word, count] of a) dot += Math.sqrt(count) * Math.sqrt(b.get(word) ?? 0);
  const size = (words: ReadonlyMap<string, number>) =>
    [...words.values()].reduce((sum, count) => sum + count, 0);
  const norm = Math.sqrt(size(a) * size(b));
  return norm === 0 ? 0 : dot / norm;
}

/** "T26-070688-1 2" at the top or foot: the number of the paper before, and that of the sheet. */
function isNumberedSheet(before: Sheet, { lines }: Sheet): boolean {
  return [lines[0], lines.at(-1)].some(
    (line) =>
      line !== undefined &&
      line.length < 60 &&
      /(?:^|\s|\/)\(?[2-9]\)?$/.test(line) &&
      [...marksOf(line)].some((mark) => before.marks.has(mark)),
  );
}

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
function sharesEdge(a: Sheet, b: Sheet): boolean {
  const edges = ({ lines }: Sheet) =>
    [...lines.slice(0, 2), ...lines.slice(-2)]
      .map((line) => line.replace(/\d+/g, '#').replace(/\s+/g, ' ').toLowerCase())
      .filter((line) => line.length >= 10 && /[a-z]{4}/.test(line));
  const theirs = new Set(edges(a));
  return edges(b).some((line) => theirs.has(line));
}
