/** Titles of notes: which lines are one, and what kind of note each opens. */
import { looksLikeHeading } from '../../text/blocks.ts';
import type { Line } from '../../text/blocks.ts';
import { readDates } from '../../text/dates.ts';
import { filmTitle } from './film-title.ts';
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

/** The kind of note that a line opens; null where it is no title. */
export function titleKind(text: string, index: number): NoteKind | null {
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

/** The kind of note that one of a page's first lines opens. */
export function headTitle(lines: readonly Line[]): NoteKind | null {
  for (let i = 0; i < Math.min(5, lines.length); i++) {
    const kind = titleKind(lines[i]?.text ?? '', i);
    if (kind) return kind;
  }
  return null;
}
