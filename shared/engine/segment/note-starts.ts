/** Where notes begin on a page: their titles, letterheads and dated heads, and whether a page goes on with the note before. */
import type { IsoDate } from '../../domain/kinds.ts';
import { looksLikeHeading } from '../../text/blocks.ts';
import type { Line } from '../../text/blocks.ts';
import { daysBetween } from '../../text/calendar.ts';
import { readDates } from '../../text/dates.ts';
import { filmTitle } from './film-title.ts';
import { readBirthDate } from './identity.ts';
import type { NoteKind } from './note-kind.ts';

/** Titles that open a note, the more telling first. Kept in code: they shape structure, not meaning. */
const titles: readonly (readonly [NoteKind, RegExp])[] = [
  [
    'instructions',
    /\b(?:discharge instructions|patient instructions|after[- ]visit (?:summary|instructions)|visit summary|instructions \(printed\)|home care instructions)\b/i,
  ],
  [
    'questionnaire',
    /\b(?:questionnaire|patient intake|intake form|new patient form|history form|filled in by patient|health history form|patient[- ]reported|symptom diary)\b/i,
  ],
  [
    'order',
    /\b(?:imaging order|order for imaging|imaging requisition|requisition|referral ?\/ ?order|referral form|physician order|radiology order|order form|orders? ?\/ ?authorization|prescription for (?:physical )?therapy|order summary|diagnostic order)\b|(?:—|–|-|^) ?(?:imaging )?orders?\b ?$/i,
  ],
  [
    'therapy',
    /\b(?:physical therapy (?:initial )?(?:evaluation|eval|progress|daily|discharge|re-?evaluation|plan of care|notes?|treatment|records?)|(?:pt|therapy|rehab(?:ilitation)?) (?:initial )?(?:evaluation|eval|daily notes?|discharge|progress|visit|flow|attendance|treatment log|visits)|visit log|flow ?sheet|daily notes?\b|attendance (?:log|records?|sheet|history|card|(?:\/|and|&) )|exercise flow|treatment log|initial evaluation|plan of care|chiropractic (?:notes?|treatment|visit|records?)|therapy partners|exercise log)\b/i,
  ],
  [
    'imaging-report',
    /\b(?:radiology (?:report|results?)|diagnostic imaging report|(?:imaging|x-?ray) (?:report|results?)|final report|exam(?:ination)?:? ?\t? ?(?:digital |bilateral |screening |diagnostic )?(?:mri|mr |mra|ct|cta|xr|x-?ray|us |ultrasound|pet|nm |mammogra|dxa|bone scan|echo)|procedure:? ?(?:mri|mr |ct|xr|x-?ray|us |pet|nm )|^(?:mri|mr|mra|ct|cta|xr|x-?rays?|ultrasound|us|pet(?:\/ct)?|nm|mammogram|dxa|(?:(?:complete|limited|adult|2-?d|transthoracic|transesophageal)[ ,]+)*echocardiogra(?:m|phy))\b[^.]{3,80}$|echo(?:cardiography)? lab(?:oratory)?\b|myocardial perfusion|nuclear stress|stress (?:test|echo)|treadmill)\b/i,
  ],
  ['imaging-report', filmTitle],
  [
    'imaging-report',
    /^(?:imaging|films?|x-?rays?|radiographs?) (?:read|reviewed|taken) (?:in|at) (?:the |our )?(?:office|clinic)\b/i,
  ],
  [
    'pathology',
    /\b(?:surgical pathology|pathology report|biopsy report|cytology|histopathology|genetic test(?:ing)? (?:report|result))\b/i,
  ],
  [
    'laboratory',
    /\b(?:laboratory (?:report|results?|data)|lab (?:report|results?)|reference lab|final lab|test results)\b/i,
  ],
  [
    'operative',
    /\b(?:operative (?:note|report)|operation note|procedure note|procedure report|op note|injection procedure)\b/i,
  ],
  [
    'emergency',
    /\b(?:emergency (?:department|dept\.?|room|physician|medicine|nurs\w+|provider|services)|ed (?:note|provider|physician)|er note|triage|ems|run sheet|urgent care)\b/i,
  ],
  [
    'phone',
    /\b(?:phone note|telephone (?:encounter|note|call)|phone (?:encounter|call|message)|portal messages?|secure messages?|staff message|telephone ?\/ ?orders|patient call|nurse call|phone call note)\b|^(?:phone|telephone)\b|\b(?:tele)?phone (?=\d{1,2}[/-]\d)/i,
  ],
  ['account', /\b(?:statement of account|billing statement|invoice|account statement|itemized)\b/i],
  [
    'summary',
    /\b(?:discharge (?:summary|note|report)|chart summary|treatment summary|chart printout|transfer summary)\b/i,
  ],
  [
    'visit',
    /\b(?:office visit|(?:return|repeat|second|third|new|first|sick|acute|urgent|interim) visit|progress note|clinic (?:visit|note)|follow[- ]?up (?:visit|note)|consult(?:ation)?(?: (?:note|report))?|new patient (?:evaluation|visit|consult)|well visit|annual (?:visit|physical|exam)|initial (?:visit|consult)|h ?& ?p|history and physical|established patient|older note|encounter(?: note)?|visit note|soap note|preventive visit|telehealth|video visit|genetic counseling|recheck)\b|^visit\b/i,
  ],
  ['letter', /^(?:dear|to whom it may concern)\b/i],
];

const continuation = /\b(?:page|p\.?|pg\.?) ?(?:[2-9]|1\d)\b|\bcont(?:inued|\.|'d|d)\b|\(cont/i;

/** A line where a note begins. */
export interface NoteStart {
  readonly line: number;
  readonly title: string;
  readonly kind: NoteKind;
  /** An entry, or a note of another day, below what the sheet began with: never the head of its sheet. */
  readonly below: boolean;
}

/** Lines of a page where a new note begins; a letterhead above the title belongs to it. */
export function noteStarts(all: readonly Line[]): NoteStart[] {
  const lines = all.map((line, index) =>
    ruled.test(all[index - 1]?.text ?? '') ? { ...line, gapBefore: true } : line,
  );
  const starts: NoteStart[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (!line) continue;
    const titled =
      titleKind(line.text, i) ??
      (i > 0 && line.gapBefore && (isDatedLetterhead(line.text) || isDatedHead(line.text))
        ? 'unknown'
        : null);
    const entry = titled === null && line.gapBefore && opensEntry(line.text, lines.slice(0, i));
    const kind = entry ? 'unknown' : titled;
    if (!kind) continue;
    let top = i;
    while (top > 0 && i - top < 4 && !lines[top]?.gapBefore && isLetterhead(lines[top - 1]?.text ?? ''))
      top--;
    if (top > 0 && lines[top]?.gapBefore && i - top < 3) {
      const above = lines[top - 1];
      if (above && isLetterhead(above.text) && above.gapBefore && above.text.length < 70) top--;
    }
    const last = starts.at(-1);
    // Title, patient line and exam line of one heading stand close together.
    if (last && top - last.line <= 3 && !(lines[top]?.gapBefore && hasOwnHead(lines, top))) {
      if (last.kind === 'unknown' || (last.kind === 'visit' && kind !== 'visit' && i - last.line <= 2))
        starts[starts.length - 1] = { ...last, kind };
      continue;
    }
    const below = entry || isOfLaterDay(lines, top, i);
    starts.push({ line: top, title: line.text.trim(), kind, below });
  }
  return starts;
}

/** A rule drawn across the sheet parts notes as an empty line does. */
const ruled = /^\s*[-_=*~\u2013\u2014]{8,}\s*$/;

/** "Groton Family Practice F. Conlon, MD 04/02/2026": a new sheet of another office. */
function isDatedLetterhead(text: string): boolean {
  const line = text.trim();
  if (line.length > 110 || /[.;:]$/.test(line)) return false;
  const office =
    /\b(?:clinic|hospital|medicine|medical|orthop\w*|therapy|health|center|centre|associates|practice|care|neurosurg\w*|neurology|oncology|rehab\w*|group|partners|institute|surgery|chiropractic|cardiology|heart|spine|imaging|radiology)\b/i.test(
      line,
    );
  return (
    office &&
    /^[A-Z]/.test(line) &&
    readDates(line).some((date) => date.precision === 'day') &&
    !/[a-z]{3,}[.;] [A-Z]/.test(line.replace(/\b(?:Dr|St)\. /g, '')) &&
    !/\b(?:completed|sent|called|referral|report|scanned|seen at|phone|pt|told)\b/i.test(line)
  );
}

/** "DOS 05/12/2026 L. Hart MD follow up", "5/12/26 Dr. Hart": the day, and who saw the patient, under a gap. */
function isDatedHead(text: string): boolean {
  const line = text.trim();
  const first = readDates(line).find(({ precision }) => precision === 'day');
  return (
    first !== undefined &&
    line.length < longestHead &&
    dayFirst.test(line.slice(0, first.start)) &&
    seenBy.test(line.slice(first.end)) &&
    !/[a-z]{3,}[.;] [A-Z]/.test(line) &&
    !/[.;]$/.test(line) &&
    !toldOfPaper.test(line)
  );
}

/** Letters of a line that is a head and no paragraph. */
const longestHead = 100;
/** What may stand before the day of a head. */
const dayFirst =
  /^(?:(?:DOS|D\.O\.S\.|date of (?:service|visit)|date|encounter|visit|seen(?: on)?|appointment|appt|F\/U|recheck|return)\s*[:.#-]?\s*)?$/i;
const seenBy = /\b(?:Dr\.?\s\p{Lu}|(?:MD|DO|NP|PA-?C?|APRN|FNP(?:-C)?|CNP|DPM|DC|DPT|PT|RN)\b(?!\/))/u;
/** What is told of a paper, an order or a call on a day. */
const toldOfPaper =
  /\b(?:signed|reviewed|dictated|read by|ordered|faxed|sent|called|received|requested|denied|approved|auth\w*|scheduled|appt (?:with|w\/)|refill\w*|labs?|MRI|CT|XR|x-?rays?)\b/i;

/** A head under a gap that names another day than the note above it, which told something already. */
function isOfLaterDay(lines: readonly Line[], top: number, title: number): boolean {
  if (lines[top]?.gapBefore !== true) return false;
  const days = (from: number, to: number) =>
    lines.slice(from, to).flatMap(({ text }, index) =>
      readDates(text)
        .filter(({ precision, start }) => precision === 'day' && !notNoteDate.test(text.slice(0, start)))
        .map(({ iso }) => ({ iso, line: from + index })),
    );
  const own = days(top, title + 2)[0]?.iso;
  const above = days(0, top)[0];
  return (
    own !== undefined &&
    above !== undefined &&
    above.iso !== own &&
    lines.slice(above.line, top).some(({ text }) => tells.test(text.trim()))
  );
}

/** Words before a day that is a person's or the paper's own, not that of the visit. */
export const notNoteDate =
  /\b(?:dob|d\.o\.b\.?|born|birth|doi|injury|(?:chart )?(?:print\w*|export\w*|copy)|generated|requested by (?:the )?patient|download(?:ed)?|print date|faxed|fax|referr\w*|reported|dictated|transcribed|signed|received|rec'?d|effective|expires?|next|return(?! visit)|onset|since|started|until|page|comparison|prior|lmp)\b[^\n\d]{0,14}$/i;
/** A sentence: five words or more that end as sentences do. */
const tells = /(?:\S+\s+){4,}\S+[.!?]["”')]?$/;

/** "03/11/2020 G. Rasch MD. Knees worse": an entry of another day below the one before, in a chart that has no titles. */
function opensEntry(text: string, before: readonly Line[]): boolean {
  const day = entryDay(text);
  if (day === null) return false;
  const earlier = before.map((line) => entryDay(line.text)).findLast((other) => other !== null) ?? null;
  return earlier !== null && Math.abs(daysBetween(earlier, day)) > farApart;
}

/** Days from which entries of one chart speak of different times. */
const farApart = 5;

/** The day that a line of running text opens with; null for rows of a table. */
function entryDay(text: string): IsoDate | null {
  const line = text.trimStart();
  const first = readDates(line.slice(0, 24)).find(
    ({ precision, start }) => precision === 'day' && start === 0,
  );
  return first === undefined || line.includes('\t') || !/^[\s:,.–-]*\p{Lu}/u.test(line.slice(first.end))
    ? null
    : first.iso;
}

/** A title line with a date or a letterhead of its own. */
function hasOwnHead(lines: readonly Line[], top: number): boolean {
  const text = lines
    .slice(top, top + 3)
    .map((line) => line.text)
    .join(' ');
  return readDates(text).some((date) => date.precision === 'day');
}

function titleKind(text: string, index: number): NoteKind | null {
  const line = text.trim();
  if (line.length > 150 || line.length < 3 || isTableHead(line) || sentPapers.test(line)) return null;
  for (const [kind, pattern] of titles) {
    const m = pattern.exec(line);
    if (!m) continue;
    const letters = line.replace(/[^A-Za-z]/g, '');
    const capitals = line.replace(/[^A-Z]/g, '').length / Math.max(1, letters.length);
    const dated = readDates(line).some((date) => date.precision === 'day');
    const early = m.index < 45;
    const matched = m[0];
    const capitalised = /^[A-Z(—–-]/.test(matched.trim());
    if (!early || !capitalised) continue;
    // A sentence that mentions "office visit" is no title: titles are capitals, dated, short, or at the page's head.
    if (
      capitals > 0.7 ||
      (dated && m.index < 40 && !/[a-z]{3,}[.,] [a-z]/.test(line)) ||
      (looksLikeHeading(line) && line.length < 80) ||
      (index <= 3 && !line.endsWith('.'))
    )
      return kind;
  }
  return null;
}

/** "Auth <tab> faxed 05/08/2026 with H&P 1/26", "Sent: office notes 5/1": papers that were sent, no title of theirs. */
const sentPapers = /^\W*(?:auth\w*|sent|faxed|enclos\w+|attach\w+|cc)\b[^\n]*\d/i;

/** "Visit <tab> Date <tab> Notes": the names of a table's columns, not a title. */
function isTableHead(line: string): boolean {
  const cells = line.split('\t');
  return cells.length >= 3 && !/\d/.test(line) && cells.every((cell) => cell.trim().split(/\s+/).length <= 3);
}

function isLetterhead(text: string): boolean {
  const line = text.trim();
  if (line === '' || line.length > 95 || /[.;:]$/.test(line)) return false;
  if (/\b(?:patient|dob|mrn|assessment|plan|exam|signed|impression)\b/i.test(line)) return false;
  if (
    /\b(?:clinic|hospital|medicine|medical|imaging|radiology|orthop|therapy|health|center|centre|associates|practice|care|neurosurg|neurology|oncology|rehab|group|partners|institute|physicians|department|laborator|surgery|surgical|specialists|chiropractic|urgent|family)/i.test(
      line,
    )
  )
    return true;
  return (
    /\b(?:st|street|ave|avenue|rd|road|suite|blvd|hwy|dr|lane|p\.?o\.? box)\b.*\d|\b[A-Z]{2} \d{5}\b|^\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}/i.test(
      line,
    ) ||
    (looksLikeHeading(line) &&
      !/\d{1,2}\/\d{1,2}/.test(line) &&
      line.split(/\s+/).length >= 2 &&
      /\b(?:MD|DO|PC|LLC|PLLC|Inc)\b/.test(line))
  );
}

export function headTitle(lines: readonly Line[]): NoteKind | null {
  for (let i = 0; i < Math.min(5, lines.length); i++) {
    const kind = titleKind(lines[i]?.text ?? '', i);
    if (kind) return kind;
  }
  return null;
}

/** The page goes on with the note of the page before. */
export function continuesNote(lines: readonly Line[], titled: boolean): boolean {
  const head = lines
    .slice(0, 3)
    .map((line) => line.text)
    .join('\n');
  if (continuation.test(head)) return true;
  if (titled) return false;
  const first = lines[0]?.text.trim() ?? '';
  // A page that begins in mid-sentence, or with a section or a list, and names no one.
  const identified = /\b(?:dob|mrn|patient|acct)\b/i.test(head) || readBirthDate(head) !== null;
  if (/^\p{Ll}/u.test(first)) return true;
  return !identified && !isLetterhead(first) && !isNamedSheet(lines);
}

/** "Doe, Ada M 02/11/1952 74F Visit 05/27/2026" at a page's top, as record systems print it on every page: the day of the visit, else null. */
export function bannerDay(lines: readonly Line[]): IsoDate | null {
  for (const { text } of lines.slice(0, 3)) {
    const days = readDates(text).filter(({ precision }) => precision === 'day');
    const cell = days.find(({ start, end }) => isCellOfHead(text, start, end));
    if (cell !== undefined) return cell.iso;
    if (text.length > longestBanner || (days.length < 2 && !/\b(?:mrn|dob)\b/i.test(text))) continue;
    const visit = days.find(({ start }) => visitWord.test(text.slice(0, start)));
    if (visit !== undefined) return visit.iso;
  }
  return null;
}

/** "Hill Heart Associates | Result | DOS 05/14/2026": a head printed in cells, of which one is the day alone. */
function isCellOfHead(text: string, start: number, end: number): boolean {
  return (
    text.split(' | ').length >= 3 &&
    /(?:^| \| )(?:DOS|date(?: of (?:service|visit))?|visit|seen)?[:\s]*$/i.test(text.slice(0, start)) &&
    /^\s*(?:\||$)/.test(text.slice(end)) &&
    !/\b(?:dob|born|birth|fax|print\w*)\b/i.test(text)
  );
}

const longestBanner = 120;
const visitWord =
  /\b(?:visit|encounter|dos|date of (?:service|visit)|seen|appt|appointment|office visit)(?: date)?[:.]?\s*(?:on )?$/i;

/** Triage, nurse's and physician's sheets of one stay in an emergency department: a later one that names no day is of the same. */
export function isSheetOfSameVisit(lines: readonly Line[], open: NoteKind): boolean {
  return (
    open === 'emergency' &&
    headTitle(lines) === 'emergency' &&
    !lines
      .slice(0, 6)
      .some(({ text }) =>
        readDates(text).some(
          ({ precision, start }) => precision === 'day' && !notNoteDate.test(text.slice(0, start)),
        ),
      )
  );
}

/** "Ash Fork Pathology" over "AF26-0912 COLE R Collected 02/26/2026": a name alone on its line, and when the sheet was made. */
function isNamedSheet(lines: readonly Line[]): boolean {
  const [first, ...next] = lines.slice(0, 4).map(({ text }) => text.trim());
  return (
    /^\p{Lu}[\p{L}.'\u2019-]+(?: (?:of|and|the|&|\p{Lu}[\p{L}.'\u2019-]*)){1,5}$/u.test(first ?? '') &&
    next.some(
      (line) =>
        /\b(?:collected|reported|received|ordered|specimen|accession|exam(?:ination)?|visit|date)\b/i.test(
          line,
        ) && readDates(line).some(({ precision }) => precision === 'day'),
    )
  );
}
