/** Who decided: the insurer by its letterhead, or by the words in which a delegate acts for it. */
import type { Sourced } from '../../../domain/denial.ts';
import { splitLines } from '../../../text/blocks.ts';
import { readDates } from '../../../text/dates.ts';
import { squeeze } from '../../../text/spans.ts';
import type { LetterText } from '../letter-text.ts';
import { letterSpan } from '../letter-text.ts';

const organizationWord =
  /\b(?:health|healthcare|organization|insurance|mutual|benefits?|administrat(?:ors?|ive)|care|plans?|services|solutions|cooperative|association|company|advantage|assurance|aid|trust|group|review|medicaid|medicare|blue|shield|life|society|co\.|inc|corporation|network|partners|alliance|fund|choice|hmo|ppo|plan)\b/i;

/** The line has a word by which plans, funds and administrators call themselves. */
export function looksLikeOrganization(line: string): boolean {
  return organizationWord.test(line);
}

/** A letterhead stands on the first lines. */
const headLength = 900;
const headLines = 14;
const longestName = 90;
const mostNameWords = 12;

/** What ends the name on its line: a gap, a box, an address, a department, the plan that it acts for. */
const behindName =
  /\t| {2,}| (?=\((?:HMO|PPO|POS|EPO|PFFS|HDHP|[A-Z]-?SNP|Cost)\b)|, (?=\d{1,5} (?:[A-Z][\w'’-]+\.? ){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Lane|Drive|Boulevard|Blvd|Way|Plaza|Court|Parkway|Row|Square)\b)| [|\u00b7\u2022+*] |,? (?=P\.? ?O\.? ?Box|Post Office Box|Box \d)|,? (?=(?:(?:as|the) )*(?:(?:claims?|benefit|plan|third[- ]party) )administrator (?:for|of)\b)|(?: ?[-\u2013\u2014,] ?)(?=(?:(?:\w+ ){0,3}(?:dep(?:artmen)?t|unit|office|center|team|division)\b|utilization|appeals?\b|claims? |um\b|prior auth|precert|medical (?:management|review)|member services|grievance|notice of|care management))/i;
/** Lines that say what the paper is or whom it is for. */
const notLetterhead =
  /^(?:dear|re:|to:|from:|date|patient|member|attn|page|important|plan|group|keep |not a |this |your |explanation|notice|initial|statement|subject|sent)/i;
const role =
  /^(?:for|a|an|the|by|of|as|office of|acting|reviewing|on behalf|benefit administrator|claims? administrator|third[- ]party|your|from|c\/o) |\b(?:id|no\.?|number|contractor)$/i;
/** "Review agent for the Fernhill Trust", "Managed Care Support Contractor, West": what the company above does. */
const actsAs =
  /\b(?:contractor|administrator|agent|reviewer)(?: (?:for|of|to)\b|,(?! (?:LLC|Inc|LP|Ltd|Co)\b))/i;
const title =
  /\b(?:notice|transcript|determination|denial|denied|statement|certification|approval|explanation of|letter|resolution|decision)\b/i;
/** "Local 412", "District No. 7": the one number that a plan's name has. */
const lodge = /\b(?:local|lodge|district|council|union|no\.?|number)\s+\d+/gi;

/** The name on the letterhead: where a delegate acts for the insurer, the insurer. Null where no line looks like one. */
export function readInsurer(letter: LetterText): Sourced<string> | null {
  return actedFor(letter) ?? onLetterhead(letter) ?? plainLetterhead(letter) ?? mostNamed(letter);
}

const ownPlan =
  /\b(?:welfare|employees?['\u2019]?|associates?|group|church|trust|fund|benefit|schools?|workers|ministries|cooperative) (?:\w+ |& |and )*(?:plan|fund|trust|program)$/i;

/** "acting for Quillon Health Cooperative". */
function actedFor(letter: LetterText): Sourced<string> | null {
  const acting =
    /\b(?:[Aa]cting for|[Oo]n behalf of|[Dd]elegated by|[Oo]ffered by|[Uu]nderwritten by|[Ii]ssued by)\s+([A-Z][\w&.' -]+?)(?=,|\n|\.|\(| administrator)/.exec(
      letter.text.slice(0, 700),
    );
  const name = acting?.[1] ?? '';
  // An employer's or church's own plan is no insurer: its administrator stands on the letterhead.
  if (acting === null || !looksLikeOrganization(name) || ownPlan.test(name)) return null;
  const start = acting.index + acting[0].indexOf(name);
  return { value: squeeze(name), span: letterSpan(letter, start, start + name.length) };
}

/** A logo in small letters ("seabright mutual health") opens the first line; a line of business in capitals may stand behind it. */
function logoIn(printed: string): string | null {
  const logo = /^[a-z]+(?: (?:[a-z]+|&)){1,5}(?=$| [A-Z])/.exec(printed)?.[0];
  return logo !== undefined && looksLikeOrganization(logo)
    ? logo.replace(/(?<![\p{L}])\p{L}/gu, (char) => char.toUpperCase())
    : null;
}

function onLetterhead(letter: LetterText): Sourced<string> | null {
  const head = splitLines(letter.text.slice(0, headLength)).slice(0, headLines);
  let best: { score: number; value: string; start: number } | null = null;
  for (const [index, line] of head.entries()) {
    const printed =
      line.text
        .trimStart()
        .replace(/^from:\s*(?=[A-Z][^<@]*<)/i, '')
        .split(behindName)[0]
        ?.replace(/\s*<[^>]*>?$/, '')
        .trim() ?? '';
    const cell = (index === 0 ? logoIn(printed) : null) ?? printed;
    if (cell.length < 4 || cell.length > longestName || /^[a-z]/.test(cell)) continue;
    if (notLetterhead.test(cell) && !/\b(?:health|insurance|mutual)\b/i.test(cell)) continue;
    if (role.test(cell) && !/^The [A-Z]/.test(cell)) continue;
    if (index > 0 && actsAs.test(cell)) continue;
    if (/[.;?!] [A-Z]|^(?:if|you|we|dear|hi|hello)\b/i.test(cell) || cell.split(/\s+/).length > mostNameWords)
      continue;
    if (
      /\d{3}/.test(cell.replace(lodge, '')) ||
      /^(?:P\.? ?O\.? )?Box\b|\b\d{5}\b/i.test(cell) ||
      readDates(cell).length > 0
    )
      continue;
    if (title.test(cell) || cell.endsWith('?')) continue;
    if (!looksLikeOrganization(cell) && !/^(?:[A-Z] ?){8,}$/.test(cell)) continue;
    const first = /[A-Z][\p{L}-]{3,}/u.exec(cell)?.[0] ?? '';
    const common =
      /^(?:individual|family|health|benefit|medical|employer|care|member|utilization|claims?|oncology|precertification|plan|regional|fund|trust|office|group|welfare|board|claims)$/i.test(
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
        start: line.start + Math.max(0, line.text.indexOf(printed)),
      };
  }
  if (best === null) return null;
  return { value: best.value, span: letterSpan(letter, best.start, best.start + best.value.length) };
}

/** Without a letterhead: the organization that the letter names most, where it names one twice ("ask Fernhill Health for an appeal"). */
function mostNamed(letter: LetterText): Sourced<string> | null {
  const counts = new Map<string, { count: number; start: number }>();
  for (const match of letter.text.matchAll(
    /\b[A-Z][\p{L}&'\u2019-]+(?: (?:of (?=[A-Z]))?[A-Z][\p{L}&'\u2019-]+){1,5}/gu,
  )) {
    const name = match[0].replace(/^(?:Ask|The|Dear|Mail|Call|If|Contact) /, '').replace(/ Appeals?$/, '');
    if (
      !looksLikeOrganization(name) ||
      !/ /.test(name) ||
      title.test(name) ||
      !/^\p{Lu}\p{L}{3,}/u.test(name)
    )
      continue;
    if (
      /\b(?:Services|Review|Care|Benefits?) (?:Department|Unit)|^(?:Evidence|Summary|Member|State|Medicare|Medicaid|Medical|Health|Your|Local|National|Federal|Standard|Fast|Notice)\b/.test(
        name,
      )
    )
      continue;
    const start = match.index + match[0].indexOf(name);
    const entry = counts.get(name) ?? { count: 0, start };
    counts.set(name, { ...entry, count: entry.count + 1 });
  }
  const best = [...counts]
    .filter(([, { count }]) => count >= 2)
    .toSorted((a, b) => b[1].count - a[1].count || a[1].start - b[1].start)[0];
  return best === undefined
    ? null
    : { value: best[0], span: letterSpan(letter, best[1].start, best[1].start + best[0].length) };
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
