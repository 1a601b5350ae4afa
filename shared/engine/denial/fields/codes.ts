/** Procedure and diagnosis codes of a paper, by label and context: bare five-digit numbers are mostly ZIP codes. */
import type { ScanRules } from '../../../domain/rules.ts';
import { readDiagnosisCodes, readProcedureShapes } from '../../../text/ocr.ts';
import { isTracer } from '../../scan-names.ts';

export interface CodeHit {
  readonly code: string;
  readonly asRead: string;
  readonly repaired: boolean;
  readonly start: number;
  readonly end: number;
}

const codeLabel =
  /(?:cpt|hcpcs|procedure|code|service|exam(?:ination)?|study|proc\.?|test|scan|requested|asked for)(?: codes?)?\W{0,4}$/i;
const imagingWord =
  /\b(?:mri?|mra|ct|cta|pet|spect|x-?ray|scan|imaging|tomograph\w+|magnetic|angiograph\w+|ultrasound|mammogra\w+|contrast|tracer|gadolinium|nuclear|perfusion|arthrogra\w+|enterograph\w+|urogra\w+|psma|fdg|diagnostic)\b/i;

/** "[X] 78815 skull base to thigh   [ ] 78816 whole body": choices of a form. */
const behindBox = /(?:\[ ?[xX\u2713\u2714]? ?\]|\( ?[xX\u2713\u2714]? ?\)|[\u2610-\u2612])\s?$/;

/** Known scan codes, and codes that label or row shows to be one. Each code once, at its first place. */
export function procedureCodesIn(text: string, rules: ScanRules): readonly CodeHit[] {
  const known = new Set(rules.scans.flatMap((scan) => scan.codes.map(({ code }) => code)));
  const out: CodeHit[] = [];
  for (const hit of readProcedureShapes(text)) {
    const before = text.slice(Math.max(0, hit.start - 30), hit.start);
    const after = text.slice(hit.end, hit.end + 60);
    if (
      /(?:\b[A-Z]{2}|[A-Z][a-z]{3,}),?\s+$/.test(before) &&
      /^\d/.test(hit.code) &&
      !codeLabel.test(before) &&
      /^(?:-\d{4})?\s*(?:\n|$|\u00b7|\||,|\u2022|;|1?[- ]?\(?\d{3}|tel|phone|fax)/i.test(after) &&
      /\b(?!(?:WO|IV|LT|RT|MR|CT|BL|UE|LE)\b)[A-Z]{2},?\s+$/.test(before) &&
      !(known.has(hit.code) && opensScanLine(text, hit))
    )
      continue;
    if (isHouseNumber(text, hit)) continue;
    if (/(?:box|suite|floor|room|\$|group|policy|ext(?:ension)?\.?|form)\s*#?$/i.test(before)) continue;
    const labelled = codeLabel.test(before);
    const beside =
      imagingWord.test(after.split(/\n\s*\n/)[0] ?? '') ||
      imagingWord.test(after.slice(0, 25)) ||
      imagingWord.test(text.slice(Math.max(0, hit.start - 60), hit.start));
    const isHcpcs = /^[ACGJQS]\d{4}$/.test(hit.code);
    const take =
      isAgent(text, hit) ||
      (known.has(hit.code)
        ? labelled || beside || behindBox.test(before) || !/\d/.test(before.slice(-12))
        : labelled ||
          (isHcpcs && beside) ||
          (beside && /^[2-9]\d{4}$/.test(hit.code) && /(?:and|,|;)\s*$/.test(before)) ||
          // "Whole-body MRI screening (76498)": radiology's own range, in brackets behind words for a scan.
          (beside && /^7\d{4}$/.test(hit.code) && /\(\s*$/.test(before) && /^\s*\)/.test(after)));
    if (!take || out.some(({ code }) => code === hit.code)) continue;
    if (hit.repaired && !known.has(hit.code)) continue;
    out.push(hit);
  }
  return out;
}

/** "Ordered by: M. Ruiz, MD" over "78815, PET with CT": a line of its own that names the scan, and no ZIP behind a state. */
function opensScanLine(text: string, { start, end }: CodeHit): boolean {
  return (
    /\n[ \t]*$/.test(text.slice(Math.max(0, start - 12), start)) &&
    imagingWord.test(text.slice(end, end + 60).split('\n')[0] ?? '')
  );
}

/** "(A9595)": HCPCS A9500 to A9700 are tracers, Q9950 to Q9983 contrast and tracers; in brackets they are codes of the scan. */
function isAgent(text: string, { code, start, end }: CodeHit): boolean {
  return (
    (isTracer(code) || /^Q99[5-8]\d$/.test(code)) &&
    /\(\s*$/.test(text.slice(Math.max(0, start - 3), start)) &&
    /^\s*[),]/.test(text.slice(end, end + 3))
  );
}

/** "72148 County Road 6" over "Sabetha, KS 66599": a number at the start of a line of an address. */
function isHouseNumber(text: string, hit: CodeHit): boolean {
  if (!/(?:^|\n)[ \t]*$/.test(text.slice(Math.max(0, hit.start - 12), hit.start))) return false;
  const [own = '', next = ''] = text.slice(hit.end, hit.end + 160).split('\n');
  return (
    /^ [A-Z]/.test(own) &&
    !imagingWord.test(own) &&
    (/\b[A-Z]{2},? \d{5}\b/.test(own) || /\b[A-Z]{2},? \d{5}\b/.test(next))
  );
}

/** ICD-10-CM codes; codes without a dot only behind a diagnosis label. Each once. */
export function diagnosisCodesIn(text: string): readonly CodeHit[] {
  const out: CodeHit[] = [...readDiagnosisCodes(text)];
  for (const label of text.matchAll(
    /\b(?:diagnos[ie]s(?: codes?)?(?: (?:submitted|reported|given|billed|listed|stated|shown|coded|on (?:the |your )?(?:claim|request|order|file|bill|form)))?|dx|icd-?10(?:-cm)?(?: codes?)?|health problem)\b[ \t]*[:.]?\s*/gi,
  )) {
    const start = label.index + label[0].length;
    const line = text.slice(start, start + 80).split('\n')[0] ?? '';
    for (const hit of readDiagnosisCodes(line, { bare: true })) {
      if (hit.code.includes('.') || isVertebra(hit.code) || out.some(({ code }) => code === hit.code))
        continue;
      // A bare code counts only in a list of codes, not inside words ("T12 vertebra").
      if (!/^[\s,;/&and]*$/.test(line.slice(0, hit.start).replace(/[A-TV-Z]\d[\dAB](?:\.\w{1,4})?/g, '')))
        continue;
      out.push({ ...hit, start: start + hit.start, end: start + hit.end });
    }
  }
  // A bare code that stands in one list with dotted ones ("C61, R97.21").
  for (const hit of readDiagnosisCodes(text, { bare: true })) {
    if (hit.code.includes('.') || hit.repaired || out.some(({ code }) => code === hit.code)) continue;
    const near = `${text.slice(Math.max(0, hit.start - 14), hit.start)}|${text.slice(hit.end, hit.end + 14)}`;
    // "The diagnosis given was multiple sclerosis (G35)".
    const named =
      /\b(?:diagnos[ie]s|condition|disease|cancer|carcinoma|lymphoma|melanoma|tumou?r|neoplasm|sclerosis|syndrome|disorder|migraine|anemia)\b[^.;\n]{0,70}\(\s*$/i.test(
        text.slice(Math.max(0, hit.start - 90), hit.start),
      );
    if (isVertebra(hit.code)) continue;
    if (named && /^\s*\)/.test(text.slice(hit.end))) out.push(hit);
    else if (
      /[A-TV-Z]\d[\dAB]\.\w{1,4}(?:\s*[,;/&+]|,?\s+and\b)\s*\|/.test(near) ||
      /\|(?:\s*[,;/&+]|,?\s+and\b)\s*[A-TV-Z]\d[\dAB]\.\w/.test(near)
    )
      out.push(hit);
  }
  out.push(...misreadFirstLetters(text, out));
  const seen = new Set<string>();
  return out
    .toSorted((a, b) => a.start - b.start)
    .filter(({ code }) => !seen.has(code) && seen.add(code) !== undefined);
}

/** T10 to T12 are vertebrae: ICD-10-CM has no such codes. */
function isVertebra(code: string): boolean {
  return /^T1[0-2]$/.test(code);
}

/** Digits that scanners make of the first letter of a diagnosis code: Z12.39 is read as 212.39. */
const firstLetters: Readonly<Record<string, string>> = {
  '1': 'I',
  '2': 'Z',
  '5': 'S',
  '6': 'G',
  '8': 'B',
  '7': 'Z',
  // A Z read twice.
  '72': 'Z',
};

/** Codes whose first letter was read as a digit; only behind a diagnosis label or in one list with a sound code. */
function misreadFirstLetters(text: string, sound: readonly CodeHit[]): readonly CodeHit[] {
  const out: CodeHit[] = [];
  for (const match of text.matchAll(
    /(?<![\w.$/-]|\d,)(72(?=\d\d\.)|[125678])(\d{2}\.\d{1,4}[A-Z]?)(?![\w%/-]|\.\d)/g,
  )) {
    const start = match.index;
    const end = start + match[0].length;
    const before = text.slice(Math.max(0, start - 60), start);
    const labelled =
      /\b(?:diagnos[ie]s(?: codes?)?(?: submitted| reported)?|dx|icd-?10(?:-cm)?(?: codes?)?)[\s:.,;]*(?:[A-Z0-9]\d[\dAB]\.\w{1,4}[\s,;/]*)*$/i.test(
        before,
      );
    const inWords = /\b(?:dx|diagnos[ie]s)\b[^\n;]{0,56}[,(]\s*$/i.test(before);
    const listed = sound.some(
      (hit) =>
        /^(?:[\s,;/&|!+]|and)*$/.test(
          hit.end <= start ? text.slice(hit.end, start) : text.slice(end, hit.start),
        ) && Math.abs(hit.start - start) < 16,
    );
    const letter = firstLetters[match[1] ?? ''];
    if ((labelled || inWords || listed) && letter !== undefined)
      out.push({ code: `${letter}${match[2] ?? ''}`, asRead: match[0], repaired: true, start, end });
  }
  return out;
}
