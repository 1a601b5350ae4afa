/** Who wrote to whom about what: insurer, patient, member id and the number of this decision. */
import type { Sourced } from '../../domain/denial.ts';
import { splitLines } from '../../text/blocks.ts';
import { readDates } from '../../text/dates.ts';
import { squeeze } from '../../text/spans.ts';
import { valuesOf } from './labels.ts';
import type { LetterText } from './letter-text.ts';
import { letterSpan } from './letter-text.ts';

/** Letters, digits and hyphens with four digits or more; groups may be parted by one space when they hold digits. */
const idShape = /(?:[A-Z]{2,5} )?[A-Z0-9][A-Z0-9/-]*(?: [A-Z0-9-]*\d[A-Z0-9-]*)*(?![a-z])/;
const enoughDigits = (value: string) => (value.match(/\d/g) ?? []).length >= 4;
const isDate = (value: string) =>
  readDates(value).some(({ start, end }) => end - start >= value.trim().length - 1);
/** Five digits behind a state's two letters. */
const isZip = (text: string, value: string, start: number) =>
  /^\d{5}$/.test(value) && /[A-Z]{2},?\s*$/.test(text.slice(Math.max(0, start - 6), start));
const isPhone = (value: string) => /^1?[- ]?\d{3}[- ]\d{3}[- ]?\d{4}$/.test(value);

const number = String.raw`(?: ?(?:number|no\.?|nr\.?|num\.?|#|id|identifier))`;
const memberLabels: readonly RegExp[] = [
  new RegExp(
    String.raw`(?<!\b(?:plan|group|each|any|dependent) )\b(?:member|subscriber|participant|enrollee|beneficiary|identification|insured|recipient|covered person|trust|card ?holder|dod benefits|medicare|medicaid|enrollment|customer)(?:'s)?(?: ?(?:identification|identifier|id|benefits))?${number}`,
    'im',
  ),
  /\b(?:certificate(?: ?(?:no\.?|number|#|id))?|identification no\.?|member(?=[ \t]*[:\t]| [A-Z]{2,}-?\d| [A-Z]{2,5}-[A-Z]+-\d| [A-Z]{2,5} \d{2,}| \d{6,})|policy (?:number|no\.?)|id(?:entification)?(?: (?:number|no\.?|(?:on |of )?(?:your |the )?card))?|enrollment (?:id|no\.?))(?=[ \t]*[:.#\t\n]| [A-Z]*\d| [A-Z]{2,4}[- ]\d| [A-Z]{2,5}-[A-Z]+-\d)/im,
];
/** The same labels with their colon, wherever they stand on a crowded line. */
const labelledMember =
  /\b(?:member|subscriber|participant|enrollee|beneficiary|insured|certificate)(?:'s)?(?: ?(?:identification|id|number|no\.?|#)){1,2}(?=[ \t]*[:#]| [A-Z0-9]*\d| [A-Z]{1,5}-\d)/im;
/** Numbers of the plan or fund that stand for the member where no other number does. */
const looseMemberLabels: readonly RegExp[] = [
  /\b(?:your )?(?:plan|fund|scheme|contract|coverage|membership|policy ?holder)(?:'s)? (?:number|no\.?|id)(?=[ \t]*[:.#\t\n]| [A-Z0-9])/im,
];
const referenceLabels: readonly RegExp[] = [
  new RegExp(String.raw`\b(?:appeal|grievance|reconsideration)(?: (?:file|case|reference))?${number}`, 'im'),
  /\b(?:appeal|grievance|reconsideration)(?: (?:file|case|reference))?(?= [A-Z]*\d[A-Z0-9]*-)/im,
  new RegExp(
    String.raw`\b(?:our )?(?:reference|ref|notice|determination|case|tracking|review|request|file|precert(?:ification)?|authori[sz]ation(?: request)?|service request|decision|control|document)${number}`,
    'im',
  ),
  /\b(?:our (?:reference|file|number|ref)|reference|case|request|notice|tracking|ref|file|decision)(?=[ \t]*[:.#\t\n])/im,
  /\bour (?:reference|file|number)\b/im,
  /\b(?:review|notice|case|decision|determination|request)(?= [A-Z]*\d[A-Z0-9]*-\d| [A-Z]{1,4}-\d)/im,
  /\b(?:reference|ref)\.?(?= [A-Z0-9]+-)/im,
  /^(?:file|authorization|auth|tracking|inquiry|certification|review)(?: ?(?:no\.?|number|#|id))?(?=[ \t]*[:#])/im,
  new RegExp(String.raw`\b(?:claim|icn|dcn)(?:${number})?(?=[ \t]*[:.#\t\n]| [A-Z]*\d)`, 'im'),
];

function sourced(letter: LetterText, value: string, start: number, end: number): Sourced<string> {
  return { value, span: letterSpan(letter, start, end) };
}

/** The member id as printed, or null. */
export function readMemberId(letter: LetterText): Sourced<string> | null {
  const hit = valuesOf(letter.text, [labelledMember, ...memberLabels], idShape).find(
    ({ value, start }) =>
      enoughDigits(value) && !isDate(value) && !isPhone(value) && !isZip(letter.text, value, start),
  );
  const loose =
    hit ??
    valuesOf(letter.text, looseMemberLabels, idShape).find(
      ({ value }) => enoughDigits(value) && !isDate(value) && !isPhone(value),
    );
  return loose === undefined ? strayId(letter) : sourced(letter, loose.value, loose.start, loose.end);
}

/** Columns that were read apart: an id-shaped line of its own on the first page that is not the reference. */
function strayId(letter: LetterText): Sourced<string> | null {
  if (!/\b(?:member|subscriber|id|certificate|enrollment)\b/i.test(letter.text.slice(0, 1500))) return null;
  const reference = readReference(letter)?.value ?? '';
  for (const line of splitLines(letter.text.slice(0, 2500))) {
    const value = line.text.trim();
    const fits = new RegExp(`^(?:${idShape.source})$`).test(value);
    if (
      fits &&
      enoughDigits(value) &&
      /[A-Z]/.test(value) &&
      value !== reference &&
      !isDate(value) &&
      !isPhone(value) &&
      !/^[A-Z]?\d{5}$/.test(value)
    ) {
      const start = line.start + line.text.indexOf(value);
      return sourced(letter, value, start, start + value.length);
    }
  }
  return null;
}

/** The number of this decision: of the appeal, the reference or case, else of the claim. */
export function readReference(letter: LetterText): Sourced<string> | null {
  const hits = valuesOf(letter.text, referenceLabels, idShape).filter(
    ({ value }) => enoughDigits(value) && value.length >= 6 && !isDate(value) && !isPhone(value),
  );
  // A reference stands on every sheet; a number named once behind "case" may be another paper's.
  const best = hits.toSorted((a, b) => a.rank - b.rank || a.start - b.start)[0];
  if (best !== undefined) return sourced(letter, best.value, best.start, best.end);
  return repeatedMark(letter);
}

/** An id-shaped mark that stands on most sheets of the letter, not as a form number. */
function repeatedMark(letter: LetterText): Sourced<string> | null {
  const counts = new Map<string, { pages: Set<number>; start: number }>();
  letter.pages.forEach((page, index) => {
    for (const match of page.text.matchAll(
      /(?<![A-Za-z0-9-])[A-Z0-9]{1,6}(?:-[A-Z0-9]+)+(?![A-Za-z0-9-])/g,
    )) {
      if (!enoughDigits(match[0]) || isPhone(match[0]) || /\d{3}-\d{4}$/.test(match[0])) continue;
      const entry = counts.get(match[0]) ?? {
        pages: new Set<number>(),
        start: (letter.starts[index] ?? 0) + match.index,
      };
      entry.pages.add(index);
      counts.set(match[0], entry);
    }
  });
  const best = [...counts]
    .filter(([, { pages }]) => pages.size >= 2)
    .toSorted((a, b) => b[1].pages.size - a[1].pages.size || a[1].start - b[1].start)[0];
  return best === undefined ? null : sourced(letter, best[0], best[1].start, best[1].start + best[0].length);
}

const nameShape =
  /(?:(?:Mr|Mrs|Ms|Miss|Dr|MSG|SGT|SSG|CPT|MAJ|COL|LTC)\.? )?[A-Z][\p{L}'\u2019.-]*(?:,? (?:[A-Z][\p{L}'\u2019.-]+|[A-Z]\.?(?!\p{L})|de|da|del|van|von|la|al|bin)){1,4}/u;
const nameLabels: readonly RegExp[] = [
  /\b(?:patient(?: name)?|participant ?\/ ?patient|subscriber ?\/ ?patient|name of (?:patient|member)|covered person|child)(?=[ \t]*[:\t\n])/im,
  /\b(?:patient|subscriber|member|enrollee|participant|beneficiary)(?= [A-Z][\w'-]+ [A-Z][\w'-]+ (?:id|member|dob|group|claim|no\.|number|#)\b)/im,
  /\b(?:member(?: name)?|beneficiary|enrollee|insured|customer)(?=[ \t]*[:\t\n])/im,
  /\bname(?=[ \t]*[:\t\n])/im,
  /\bto the parent or guardian of(?=[ \t]*[:\t\n])/im,
  /^(?:sent |mailed )?to(?=[ \t]*:)/im,
  /^(?:member|subscriber|patient|enrollee|participant|insured)(?= [A-Z][A-Za-z'\u2019-]+ [A-Z][A-Za-z'\u2019-]+ (?:id|member|dob|group)\b)/im,
];
const notNames =
  /\b(?:plan|id|number|group|provider|physician|date|health|benefits?|services?|street|road|box|suite|insurance|company|request|claim|select|dear|re|imaging|center|department|unit|notice|hospital)\b/i;

/** Words that open the next field of the line, where columns were read as one ("Name: Ada Lowe Case ID: 7"). */
const nextLabel =
  /\s+(?:member|subscriber|participant|enrollee|patient|case|claim|notice|reference|ref|appeal|request|plan|group|date|dob|born|birth|id|policy|provider|phone|tel|account|file|service|received|address|age|sex|gender|mrn|medicare|medicaid)\b.*$/iu;

/** The patient's name without titles, or null. */
export function readMemberName(letter: LetterText): Sourced<string> | null {
  for (const hit of valuesOf(letter.text, nameLabels, nameShape)) {
    const value = hit.value.replace(nextLabel, '');
    if (/\s/.test(value) && !notNames.test(value)) return named(letter, value, hit.start);
  }
  return nameInAddress(letter) ?? nameInGreeting(letter);
}

function named(letter: LetterText, raw: string, start: number): Sourced<string> {
  const bare = squeeze(
    raw.replace(/^(?:Mr|Mrs|Ms|Miss|Dr|MSG|SGT|SSG|CPT|MAJ|COL|LTC)\.? /, '').replace(/,.*$/, ''),
  );
  const value = bare === bare.toUpperCase() ? titleCase(bare) : bare;
  return { value, span: letterSpan(letter, start, start + raw.length) };
}

/** "SOLVEIG AMARAL-REYES" as a person writes it. */
function titleCase(name: string): string {
  return name.toLowerCase().replace(/(?<![\p{L}'\u2019])\p{L}/gu, (char) => char.toUpperCase());
}

const oneLineAddress =
  /^(?:sent to:?\s+|to:?\s+)?((?:(?:Mr|Mrs|Ms|Miss|Dr)\.? )?[A-Z][\p{L}'\u2019.-]+(?: [A-Z][\p{L}'\u2019.-]*){1,3}), (?:(?:Apt|Unit|Suite)\.? \w+, )?(?:\d+[\w-]* [A-Z]|P\.? ?O\.? Box).*\b\d{5}\b/u;

/** The line above a street address or box. */
function nameInAddress(letter: LetterText): Sourced<string> | null {
  const lines = splitLines(letter.text.slice(0, 3000));
  // "Ada Lowe, 88 Juniper Ridge Rd, Sisters OR 97759" on one line.
  for (const line of lines) {
    const raw = new RegExp(
      `^\\s*(${nameShape.source}), (?=\\d+[\\w-]* .{4,60}\\b[A-Z]{2},? \\d{5})`,
      'u',
    ).exec(line.text)?.[1];
    if (raw !== undefined && !notNames.test(raw) && !looksLikeOrganization(raw))
      return named(letter, raw, line.start + line.text.indexOf(raw));
  }
  for (let i = 1; i < lines.length; i++) {
    const line = lines[i]?.text.trim() ?? '';
    const above = lines[i - 1];
    const isStreet = /^(?:\d+[\w-]* [A-Z0-9]|(?:HC|RR|Box|P\.? ?O\.?) )/.test(line) && /\d/.test(line);
    // "Corinne Shaw, 1530 Poyntz Avenue, Manhattan, KS 66502" on one line.
    const inline = oneLineAddress.exec(line);
    const own = lines[i];
    if (
      inline?.[1] !== undefined &&
      own !== undefined &&
      !notNames.test(inline[1]) &&
      !looksLikeOrganization(inline[1])
    )
      return named(letter, inline[1], own.start + own.text.indexOf(inline[1]));
    if (!isStreet || above === undefined) continue;
    const raw = above.text.trim();
    const match = new RegExp(`^(?:${nameShape.source})(?:, USA.*)?$`, 'u').exec(raw);
    if (match === null || notNames.test(raw) || looksLikeOrganization(raw)) continue;
    return named(letter, raw, above.start + above.text.indexOf(raw));
  }
  return null;
}

function nameInGreeting(letter: LetterText): Sourced<string> | null {
  const match = /\bDear ((?:Mr|Mrs|Ms|Miss)\.? )?([A-Z][^,:\n]{2,50})[,:]/.exec(letter.text);
  const raw = match?.[2] ?? '';
  if (match === null || raw === '' || /member|participant|subscriber|sir|doctor|provider|parent/i.test(raw))
    return null;
  const start = match.index + match[0].indexOf(raw);
  return named(letter, raw, start);
}

const organizationWord =
  /\b(?:health|healthcare|insurance|mutual|benefits?|administrat(?:ors?|ive)|care|plans?|services|solutions|cooperative|association|company|advantage|assurance|aid|trust|group|review|medicaid|medicare|blue|shield|life|society|co\.|inc|corporation|network|partners|alliance|fund|choice|hmo|ppo|plan)\b/i;

function looksLikeOrganization(line: string): boolean {
  return organizationWord.test(line);
}

/** The name on the letterhead: where a delegate acts for the insurer, the insurer. Null where no line looks like one. */
export function readInsurer(letter: LetterText): Sourced<string> | null {
  const acting =
    /\b(?:acting for|on behalf of|administrator for|as agent (?:for|of)|for and on behalf of)\s+([A-Z][\w&.' -]+?)(?=,|\n|\.|\(| administrator)/.exec(
      letter.text.slice(0, 700),
    );
  const head = splitLines(letter.text.slice(0, 900)).slice(0, 14);
  let best: { score: number; value: string; start: number } | null = null;
  for (const [index, line] of head.entries()) {
    const cell =
      line.text
        .split(/\t| {3,}| [|\u00b7\u2022] |,? (?=P\.? ?O\.? ?Box|Post Office Box|Box \d)/)[0]
        ?.trim() ?? '';
    if (cell.length < 4 || cell.length > 90) continue;
    if (
      /^(?:dear|re:|to:|from:|date|patient|member|attn|page|important|plan|group|keep |not a |this |your |explanation|notice|initial|statement)/i.test(
        cell,
      ) &&
      !/\b(?:health|insurance|mutual)\b/i.test(cell)
    )
      continue;
    if (
      /^(?:for|a|an|the|by|of|office of|acting|on behalf|benefit administrator|claims? administrator|third[- ]party|your|from) |\b(?:id|no\.?|number|contractor)$/i.test(
        cell,
      ) &&
      !/^The [A-Z]/.test(cell)
    )
      continue;
    if (/^[a-z]/.test(cell)) continue;
    if (/\d{3}/.test(cell) || /^(?:P\.? ?O\.? )?Box\b|\b\d{5}\b/i.test(cell) || readDates(cell).length > 0)
      continue;
    const organization = looksLikeOrganization(cell) || /^(?:[A-Z] ?){8,}$/.test(cell);
    if (!organization) continue;
    const first = /[A-Z][\p{L}-]{3,}/u.exec(cell)?.[0] ?? '';
    const common =
      /^(?:individual|family|health|benefit|medical|employer|care|member|notice|utilization|claims?|oncology|precertification|plan)$/i.test(
        first,
      );
    const elsewhere =
      common || first === '' ? 0 : (letter.text.match(new RegExp(`\\b${first}\\b`, 'gi')) ?? []).length - 1;
    const department =
      /\b(?:department|unit|management|appeals|oncology benefit|member services|utilization)\b/i.test(cell)
        ? 2
        : 0;
    const score = Math.min(elsewhere, 4) * 1.5 - index * 0.4 - department - (common ? 2 : 0) + 3;
    if (best === null || score > best.score)
      best = {
        score,
        value: squeeze(cell.replace(/\s*[,;]$/, '')),
        start: line.start + line.text.indexOf(cell),
      };
  }
  if (
    acting !== null &&
    /^[\s\S]{0,700}$/.test(letter.text.slice(0, acting.index)) &&
    /\b(?:acting for|on behalf of)/i.test(acting[0])
  ) {
    const value = squeeze(acting[1] ?? '');
    if (looksLikeOrganization(value)) {
      const start = acting.index + acting[0].indexOf(acting[1] ?? '');
      return { value, span: letterSpan(letter, start, start + (acting[1] ?? '').length) };
    }
  }
  if (best === null) return plainLetterhead(letter);
  return { value: best.value, span: letterSpan(letter, best.start, best.start + best.value.length) };
}

/**
 * A letterhead without a telling word ("Piedmont Family Connect"): the first line of capitalized words, where an
 * address or telephone number follows at once, or the letter says the name again.
 */
function plainLetterhead(letter: LetterText): Sourced<string> | null {
  const lines = splitLines(letter.text.slice(0, 900)).filter(({ text }) => text.trim() !== '');
  for (const [index, line] of lines.slice(0, 3).entries()) {
    const value = line.text.split(/\t| {3,}| [|\u00b7\u2022] /)[0]?.trim() ?? '';
    if (!/^(?:[A-Z][\p{L}&'\u2019-]+(?: (?:of|and|the|&|[A-Z][\p{L}&'\u2019-]+)){1,6})$/u.test(value))
      continue;
    if (/^(?:notice|explanation|dear|important|denial|member|statement|initial|re|date)\b/i.test(value))
      continue;
    const next = lines[index + 1]?.text ?? '';
    const start = line.start + line.text.indexOf(value);
    const again = letter.text.indexOf(value, start + value.length) >= 0;
    if (again || /\b\d{5}\b|\d{3}[-.)\s]+\d{3}-?\d{4}|\bp\.? ?o\.? box\b/i.test(next))
      return { value, span: letterSpan(letter, start, start + value.length) };
  }
  return null;
}
