/** A sign that releases only after an injury: "within eight weeks of a fall, strength is 3/5 or less". Both must be shown. */
import type { CriterionNode } from '../../../domain/policy.ts';
import { group, type ItemWords, leaf } from '../criteria/criterion-nodes.ts';
import type { Reader } from '../reader.ts';
import { conceptsIn } from '../vocabulary.ts';

const sinceInjury =
  /,?\s*\b(?:with)?in (?:the )?(?:first )?\(?[\w-]+\)? (?:days|weeks|months)(?: of time)? (?:of|after|following|from|since) (?:an? |the |any |such )?(?:[\w-]+ ){0,2}?(?:injur(?:y|ies)|falls?|trauma|accident|collision|blow|crash)(?: or (?:an? )?(?:[\w-]+ )?(?:injury|fall|trauma|accident))?\b,?\s*/i;

/** The words that date a sign by an injury, what is left without them, and whether they open the text; null where there are none. */
export function injuryBefore(
  text: string,
): { readonly words: string; readonly rest: string; readonly opens: boolean } | null {
  const found = sinceInjury.exec(text);
  if (found === null) return null;
  const [words] = found;
  const rest = `${text.slice(0, found.index)} ${text.slice(found.index + words.length)}`.trim();
  return { words: words.replace(/^\W+|\W+$/g, ''), rest, opens: found.index < opening };
}
/** Signs that a condition may have before its first word. */
const opening = 4;

/** The sign and the injury together, named by the sign. */
export function afterInjury(
  item: ItemWords,
  words: string,
  sign: CriterionNode,
  { rules }: Reader,
): CriterionNode {
  const injury = leaf(item, words, conceptsIn('injury', rules), null, rules, []);
  return { ...group(item, 'all', [sign, injury], true, rules), concept: sign.concept };
}
