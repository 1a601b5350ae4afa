/**
 * Papers of a few lines (a note typed off, one page of a rule, a photographed slip): too few words for their vocabulary to tell,
 * so that what they open with and whom they name counts more. A note names the patient by birth date or is signed by a
 * clinician; a rule has a number and a date from which it holds, and nobody's name.
 */
import type { DocumentKind } from '../../domain/kinds.ts';
import { readDates } from '../../text/dates.ts';

/** Words of a paper that is short. */
const fewWords = 90;

/** Years before which a full date is a birth date rather than a visit. */
const bornBefore = '2012';

/** "F. Conlon, MD", "Dr. Hart": a person, and no "six weeks of PT". */
const clinician =
  /\p{Lu}[\p{L}.'\u2019-]+,? (?:MD|M\.D\.|DO|NP|PA-?C?|APRN|FNP|CRNP|RN|DPT|PT|DC|DPM|OD)(?![\w-])|\bDr\.? \p{Lu}/u;

/** "ESH-MR-15", "Rule MM-2", "Directive 21", "CT-HEART 5": how a rule is numbered. */
const number =
  /\b[A-Z]{1,6}(?:-[A-Z\d]{1,6})+\b|\b(?:[Rr]ule|[Dd]irective|[Pp]olicy|[Gg]uidelines?|[Ss]tandard|[Cc]riteria|[Bb]ulletin|[Ww]orksheet|[Ss]chedule|[Pp]rotocol|[Ss]ection|[Cc]hapter|[Mm]anual),? [A-Z\d][\w.-]*|\b[A-Z]{2,6} \d{1,3}\.\d{1,3}\b|\b\d{1,3}-[A-Z]\b|\b[A-Z][\w-]+ \d{1,4} ?\((?:19|20)\d\d\)/;
const inForce =
  /\b(?:eff(?:ective|\.)?|in (?:force|effect|use)|valid|adopted|applies|edition|version|revised|reviewed|as of|from)\b|\b20\d\d\b/i;

/** What a short page's own signs add to the weights of its cues and words; nothing for a longer page. */
export function shortPaperWeights(
  text: string,
  scores: Readonly<Record<DocumentKind, number>>,
): Partial<Record<DocumentKind, number>> {
  const words = text.split(/\s+/).filter((word) => word !== '').length;
  if (words === 0 || words > fewWords) return {};
  const person =
    clinician.test(text) ||
    readDates(text).some(({ precision, iso }) => precision === 'day' && iso < bornBefore);
  const head = text.trimStart().split(/\n/).slice(0, 2).join(' ').slice(0, 200);
  if (!person && number.test(head) && inForce.test(head) && scores['denial-letter'] < leastDenial)
    return { 'clinical-policy': policyWeight, 'medical-record': -policyWeight };
  const isRecord = person && Object.values(scores).every((score) => score <= scores['medical-record']);
  return isRecord && scores['medical-record'] >= least ? { 'medical-record': recordWeight } : {};
}

const least = 1.5;
const leastDenial = 4;
const policyWeight = 6;
const recordWeight = 2.5;
