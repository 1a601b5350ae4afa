/** Who decided: the insurer by its letterhead, or by the words in which a delegate acts for it. */
import type { Sourced } from '../../domain/denial.ts';
import { splitLines } from '../../text/blocks.ts';
import { readDates } from '../../text/dates.ts';
import { squeeze } from '../../text/spans.ts';
import type { LetterText } from './letter-text.ts';
import { letterSpan } from './letter-text.ts';

const organizationWord =
  /\b(?:health|healthcare|insurance|mutual|benefits?|administrat(?:ors?|ive)|care|plans?|services|solutions|cooperative|association|company|advantage|assurance|aid|trust|group|review|medicaid|medicare|blue|shield|life|society|co\.|inc|corporation|network|partners|alliance|fund|choice|hmo|ppo|plan)\b/i;

/** The line has a word by which plans, funds and administrators call themselves. */
export function looksLikeOrganization(line: string): boolean {
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
