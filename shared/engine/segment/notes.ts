/**
 * A packet of records as notes: each with its pages, date, author, title, kind and patient. A note may begin in
 * the middle of a page (a phone note under a radiology report) and run over several.
 */
import type { IsoDate } from '../../domain/kinds.ts';
import type { PageText, Span } from '../../domain/page-text.ts';
import { looksLikeHeading, splitLines } from '../../text/blocks.ts';
import { daysBetween } from '../../text/calendar.ts';
import type { Line } from '../../text/blocks.ts';
import { readDates } from '../../text/dates.ts';
import type { DateMention } from '../../text/dates.ts';
import { spanOf } from '../../text/spans.ts';
import { readBirthDate, readIdentity } from './identity.ts';
import type { Identity } from '../../text/person.ts';

export type NoteKind =
  | 'visit'
  | 'therapy'
  | 'imaging-report'
  | 'laboratory'
  | 'pathology'
  | 'operative'
  | 'order'
  | 'phone'
  | 'emergency'
  | 'questionnaire'
  | 'summary'
  | 'letter'
  | 'instructions'
  | 'account'
  | 'unknown';

export interface NotePiece {
  readonly pageIndex: number;
  readonly start: number;
  readonly end: number;
}

export interface Note {
  readonly documentId: string;
  readonly pieces: readonly NotePiece[];
  readonly kind: NoteKind;
  readonly date: IsoDate | null;
  readonly dateSpan: Span | null;
  readonly author: string | null;
  readonly title: string | null;
  readonly patient: Identity;
}

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
    /\b(?:physical therapy (?:initial )?(?:evaluation|eval|progress|daily|discharge|re-?evaluation|plan of care|notes?|treatment|records?)|(?:pt|therapy|rehab(?:ilitation)?) (?:initial )?(?:evaluation|eval|daily notes?|discharge|progress|visit|flow|attendance|treatment log|visits)|visit log|flow ?sheet|daily notes?\b|attendance (?:log|record)|treatment log|initial evaluation|plan of care|chiropractic (?:notes?|treatment|visit|records?)|therapy partners|exercise log)\b/i,
  ],
  [
    'imaging-report',
    /\b(?:radiology (?:report|results?)|diagnostic imaging report|(?:imaging|x-?ray) (?:report|results?)|final report|exam(?:ination)?:? ?\t? ?(?:digital |bilateral |screening |diagnostic )?(?:mri|mr |mra|ct|cta|xr|x-?ray|us |ultrasound|pet|nm |mammogra|dxa|bone scan|echo)|procedure:? ?(?:mri|mr |ct|xr|x-?ray|us |pet|nm )|^(?:mri|mr|mra|ct|cta|xr|x-?rays?|ultrasound|us|pet(?:\/ct)?|nm|mammogram|dxa|echocardiogram)\b[^.]{3,80}$|myocardial perfusion|nuclear stress|stress (?:test|echo)|treadmill)\b/i,
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
    /\b(?:emergency department|emergency physician note|ed (?:note|provider|physician)|er note|triage|ems|run sheet|urgent care)\b/i,
  ],
  [
    'phone',
    /\b(?:phone note|telephone (?:encounter|note|call)|phone (?:encounter|call|message)|portal messages?|secure messages?|staff message|telephone ?\/ ?orders|patient call|nurse call|phone call note)\b|^(?:phone|telephone)\b/i,
  ],
  ['account', /\b(?:statement of account|billing statement|invoice|account statement|itemized)\b/i],
  [
    'summary',
    /\b(?:discharge (?:summary|note|report)|chart summary|treatment summary|chart printout|transfer summary)\b/i,
  ],
  [
    'visit',
    /\b(?:office visit|progress note|clinic (?:visit|note)|follow[- ]?up (?:visit|note)|consult(?:ation)?(?: (?:note|report))?|new patient (?:evaluation|visit|consult)|well visit|annual (?:visit|physical|exam)|initial (?:visit|consult)|h ?& ?p|history and physical|established patient|older note|encounter(?: note)?|visit note|soap note|preventive visit|telehealth|video visit|genetic counseling|recheck)\b|^visit\b/i,
  ],
  ['letter', /^(?:dear|to whom it may concern)\b/i],
];

const labelledDate =
  /\b(?:date of (?:service|visit|exam(?:ination)?|evaluation|eval|encounter|study|surgery|procedure|consultation)|dos|visit date|exam date|service date|eval(?:uation)? date|encounter date|study date|visit|seen|exam|collected|arrival|date written|order date|ordered|eval|exam(?:ination)? performed|performed|date)\b[ \t]*[:.]?[ \t]*(?:on )?(?:[A-Z][a-z]{2,8},? )?$/i;
const notNoteDate =
  /\b(?:dob|d\.o\.b\.?|born|birth|doi|injury|chart print\w*|requested by (?:the )?patient|download(?:ed)?|printed|print date|faxed|fax|reported|dictated|transcribed|signed|received|rec'?d|effective|expires?|next|return|onset|since|started|until|page|comparison|prior|lmp)\b[^\n\d]{0,14}$/i;
const faxLine =
  /^\s*(?:\d{1,2}\/\d{1,2}\/\d{2,4}\s+\d{1,2}:\d{2}.*|[A-Z]{3}-\d{2}-\d{4}\s+\d{2}:\d{2}.*|(?:from|to):.*\b(?:pg|page|p)\b.*|fax(?:ed)? .*\bpage\b.*|.*\bpage:? ?\d+ ?(?:of|\/) ?\d+\b.*|>>.*|p\.? ?\d+ ?\/ ?\d+)\s*$/i;
const continuation = /\b(?:page|p\.?|pg\.?) ?(?:[2-9]|1\d)\b|\bcont(?:inued|\.|'d|d)\b|\(cont/i;

/** True for the strip a fax machine or portal prints at the top or foot of a sheet. */
export function isFaxStrip(line: string): boolean {
  return line.length < 110 && faxLine.test(line);
}

/** The notes of a document, in order. Every line of the pages given belongs to exactly one note. */
export function splitNotes(pages: readonly PageText[]): Note[] {
  const notes: Note[] = [];
  let open: { pieces: NotePiece[]; titleLine: string | null; kind: NoteKind } | null = null;
  const close = (): void => {
    if (open) notes.push(finish(pages, open.pieces, open.titleLine, open.kind));
    open = null;
  };
  for (const page of pages) {
    const lines = splitLines(page.text).filter((line) => !isFaxStrip(line.text));
    const starts = noteStarts(lines);
    const first = lines[0];
    if (!first) continue;
    const opensNew =
      open === null || !continuesNote(lines, starts[0]?.line === 0 || headTitle(lines) !== null);
    let from = 0;
    if (opensNew) {
      close();
      const head = starts.find((start) => start.line <= 6 && !start.entry);
      open = { pieces: [], titleLine: head?.title ?? null, kind: head?.kind ?? 'unknown' };
      from = head ? starts.indexOf(head) + 1 : 0;
    }
    let begin = first.start;
    for (const start of starts.slice(from)) {
      const line = lines[start.line];
      if (!line || line.start <= begin || (start.line <= 2 && opensNew)) continue;
      open?.pieces.push({ pageIndex: page.pageIndex, start: begin, end: line.start });
      close();
      open = { pieces: [], titleLine: start.title, kind: start.kind };
      begin = line.start;
    }
    open?.pieces.push({ pageIndex: page.pageIndex, start: begin, end: page.text.length });
  }
  close();
  return notes;
}

interface NoteStart {
  readonly line: number;
  readonly title: string;
  readonly kind: NoteKind;
  /** An entry below another one: never the head of its sheet. */
  readonly entry: boolean;
}

/** Lines of a page where a new note begins; a letterhead above the title belongs to it. */
function noteStarts(lines: readonly Line[]): NoteStart[] {
  const starts: NoteStart[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (!line) continue;
    const titled =
      titleKind(line.text, i) ?? (i > 0 && line.gapBefore && isDatedLetterhead(line.text) ? 'unknown' : null);
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
    starts.push({ line: top, title: line.text.trim(), kind, entry });
  }
  return starts;
}

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

/** "03/11/2020 G. Rasch MD. Knees worse": an entry of another day below the one before, in a chart that has no titles. */
function opensEntry(text: string, before: readonly Line[]): boolean {
  const day = entryDay(text);
  if (day === null) return false;
  const earlier = before.map((line) => entryDay(line.text)).findLast((other) => other !== null) ?? null;
  return earlier !== null && Math.abs(daysBetween(earlier, day)) > farApart;
}

/** Days from which entries of one chart speak of different times. */
const farApart = 180;

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
  if (line.length > 150 || line.length < 3 || isTableHead(line)) return null;
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

function headTitle(lines: readonly Line[]): NoteKind | null {
  for (let i = 0; i < Math.min(5, lines.length); i++) {
    const kind = titleKind(lines[i]?.text ?? '', i);
    if (kind) return kind;
  }
  return null;
}

/** The page goes on with the note of the page before. */
function continuesNote(lines: readonly Line[], titled: boolean): boolean {
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

function finish(
  pages: readonly PageText[],
  pieces: readonly NotePiece[],
  titleLine: string | null,
  kind: NoteKind,
): Note {
  const firstPiece = pieces[0];
  const page = pages.find((candidate) => candidate.pageIndex === firstPiece?.pageIndex);
  const texts = pieces.map(
    (piece) => pages.find((p) => p.pageIndex === piece.pageIndex)?.text.slice(piece.start, piece.end) ?? '',
  );
  const head = texts[0] ?? '';
  const whole = texts.join('\n');
  const patient = readIdentity(head.slice(0, 1200));
  const date = noteDate(head, whole, patient.birthDate);
  return {
    documentId: page?.documentId ?? '',
    pieces,
    kind:
      kind === 'unknown' || (kind === 'laboratory' && picture.test(titleLine ?? ''))
        ? guessPicture(whole, titleLine)
        : kind === 'instructions' && isClinical(whole)
          ? 'visit'
          : kind,
    date: date?.iso ?? null,
    dateSpan:
      date && page && firstPiece && date.inHead
        ? spanOf(page, firstPiece.start + date.start, firstPiece.start + date.end)
        : null,
    author: readAuthor(whole),
    title: titleLine,
    patient,
  };
}

/** "Test results > Imaging > 3D screening mammogram": results of a portal that are a picture's. */
const picture = /\b(?:imaging|mammogra\w*|tomosynthesis|MRI|CT|x-?rays?|ultrasound|radiograph\w*|DXA|PET)\b/i;

function guessPicture(whole: string, title: string | null): NoteKind {
  return picture.test(title ?? '') &&
    /\b(?:results?|report)\b/i.test(title ?? '') &&
    /\b(?:impression|findings|assessment|BI-?RADS|read by)\b/i.test(whole)
    ? 'imaging-report'
    : guessKind(whole);
}

/** Labelled date first, then the first in the heading, then the signature's. */
function noteDate(
  head: string,
  whole: string,
  birth: IsoDate | null,
): (DateMention & { inHead: boolean }) | null {
  const stripped = head
    .split('\n')
    .map((line) => (isFaxStrip(line) ? ' '.repeat(line.length) : line))
    .join('\n');
  const top = stripped.slice(0, 900);
  const dates = readDates(top).filter((date) => date.precision === 'day' && date.iso !== birth);
  const fine = dates.filter((date) => !notNoteDate.test(top.slice(Math.max(0, date.start - 24), date.start)));
  const labelled = fine.find((date) =>
    labelledDate.test(top.slice(Math.max(0, date.start - 40), date.start)),
  );
  if (labelled) return { ...labelled, inHead: true };
  const newest = fine.reduce((best, date) => (date.iso > best ? date.iso : best), '');
  const headLines = top.split('\n').slice(0, 9).join('\n').length;
  const early = fine.find(
    (date) => date.end <= headLines && Number(newest.slice(0, 4)) - Number(date.iso.slice(0, 4)) < 12,
  );
  if (early) return { ...early, inHead: true };
  const all = readDates(whole).filter((date) => date.precision === 'day' && date.iso !== birth);
  const signed = all.findLast((date) =>
    /\b(?:signed|dictated|cosigned|md|do|pa-c|np|rn|dpt|pt)\b[^\n]{0,40}$/i.test(
      whole.slice(Math.max(0, date.start - 60), date.start),
    ),
  );
  return signed ? { ...signed, inHead: false } : null;
}

const credentials =
  '(?:M\\.?D\\.?|D\\.?O\\.?|PA-?C?|N\\.?P\\.?|FNP(?:-C|-BC)?|APRN|ARNP|CRNP|DNP|R\\.?N\\.?|LPN|P\\.?T\\.?|DPT|D\\.?C\\.?|OTR|LAT|DPM|PhD|MBBS|LCGC)';
const authorPatterns: readonly RegExp[] = [
  new RegExp(
    `(?:signed(?: electronically)?(?: by)?|electronically signed(?: by)?|dictated (?:and electronically signed )?by|seen by|provider|author|attending|read by|taken by|clinician|signed)\\s*[:.]?\\s*(?:Dr\\.? )?([A-Z][A-Za-z.'’-]*(?: [A-Z][A-Za-z.'’-]*){0,3}(?:,? ${credentials})+)`,
    'i',
  ),
  new RegExp(
    `(?:^|\\n|[-—–] ?|\\. )([A-Z][A-Za-z'’.-]*(?: [A-Z][A-Za-z'’.-]*){1,3},? ${credentials})\\b`,
    'm',
  ),
];

function readAuthor(text: string): string | null {
  for (const pattern of authorPatterns) {
    const m = pattern.exec(text);
    if (m?.[1]) return m[1].replace(/\s+/g, ' ').trim();
  }
  return null;
}

/** A portal's "visit summary" that holds the clinician's own note is a visit. */
function isClinical(text: string): boolean {
  const signs = [
    /\b(?:history of present illness|hpi)\b/i,
    /\b(?:physical exam|examination|objective)\b/i,
    /\breview of systems|\bros\b/i,
    /\bassessment\b/i,
    /\bprogress notes?\b/i,
    /\belectronically signed\b/i,
  ];
  return signs.filter((sign) => sign.test(text)).length >= 3;
}

/** The letterhead of a place of therapy, and a therapist's degree behind a name ("— Iris Penner, PT"). */
const therapyOffice = /\b(?:rehab\w*|therapy|physio\w*|PT|chiropractic)\b/i;
const signedByTherapist = /\p{Lu}\p{Ll}+,? (?:DPT|MPT|MSPT|PT|PTA|OTR(?:\/L)?)\b(?!\/)/u;

/** A sheet of a therapist's office that a therapist signed, whatever parts it has. */
function isTherapists(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return (
    therapyOffice.test(lines[0] ?? '') &&
    !readDates(lines[0] ?? '').some((date) => date.precision === 'day') &&
    signedByTherapist.test(lines.slice(-2).join('\n'))
  );
}

const imagingPlace = /\b(?:imaging|radiology|radiological|mri center|scan center|x-?ray department)\b/i;
const studyTitle =
  /(?:^|\n)[^\n]{0,60}\b(?:CT|CTA|MRI?|MRA|PET(?:\/CT)?|XR|US|ULTRASOUND|(?:MAMMOGRA|RADIOGRA)\w+|X-RAYS?|BONE SCAN|Ultrasound|Mammogram)\b[^\n]{3,}/;

/** What an untitled note must be, by its sections. */
function guessKind(text: string): NoteKind {
  if (isTherapists(text)) return 'therapy';
  if (
    /\b(?:findings|technique)\s*[:.]/i.test(text) &&
    /\bimpression\b/i.test(text) &&
    /\b(?:mri|ct|x-?ray|xr|ultrasound|pet)\b/i.test(text)
  )
    return 'imaging-report';
  // A mammogram's report ends with its category.
  if (
    /\bBI-?RADS\b/i.test(text) &&
    /\b(?:mammogra\w*|tomosynthesis)\b/i.test(text.slice(0, 500)) &&
    /\b(?:findings|density|dense|compar\w+|prior)\b/i.test(text) &&
    !/\b(?:hpi|plan|subjective|chief complaint|ros)\s*[:.\t]/i.test(text)
  )
    return 'imaging-report';
  // The paper of an imaging place, with a study for its title, an impression, and no section of a visit.
  if (
    imagingPlace.test(text.slice(0, 300)) &&
    studyTitle.test(text.slice(0, 600)) &&
    /\bimpression\s*[:.]/i.test(text) &&
    !/(?:^|\n)\s*(?:hpi|assessment|plan|subjective|chief complaint|ros|(?:physical )?exam|a\/p|vitals)\b[^\n]{0,12}?[:.]/i.test(
      text,
    )
  )
    return 'imaging-report';
  // A title of a part and its views, an impression, and no section of a visit.
  if (
    /(?:^|\n)[^\n]{0,60}\b\d ?(?:views?|VIEWS?|V)\b/.test(text.slice(0, 600)) &&
    /\bimpression\s*[:.]/i.test(text) &&
    !/\b(?:hpi|assessment|plan|subjective|chief complaint|ros)\s*[:.]/i.test(text)
  )
    return 'imaging-report';
  if (
    /,? (?:DPT|P\.?T\.?|D\.?C\.?|OTR)\b(?!\/)/.test(text) &&
    !/\b(?:M\.?D|D\.?O|PA-C|FNP|NP)\b/.test(text) &&
    /\b(?:physical therapy|therapist|dpt|chiropract)/i.test(text) &&
    /\b(?:visits?|sessions?|hep|home exercise|rom|mmt)\b/i.test(text) &&
    !/\b(?:hpi|history of present illness|review of systems)\b/i.test(text)
  )
    return 'therapy';
  if (/(?:^|\n)\s*S:[\s\S]{20,}\n\s*O:/.test(text)) return 'visit';
  if (/\b(?:hpi|chief complaint|assessment|a\/p|impression|subjective|exam)\b/i.test(text)) return 'visit';
  return 'unknown';
}
