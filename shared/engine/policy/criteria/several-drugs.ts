/** How many different drugs a criterion asks for: "failure of two NSAIDs", "at least three preventive medicines". */
import { readNumber } from '../../../text/numbers.ts';

const drug = String.raw`(?:drugs?|medicines?|medications?|agents?|NSAIDs?|anti-?inflammator(?:y|ies)|analgesics?|preventives?|prophylactics?|preparations?|triptans|anticonvulsants|(?:drug |medication |medicine )?classes)`;
const several = new RegExp(
  String.raw`(?<![\w.-])(?<count>two|three|four|[2-4])(?: \([2-4]\))?(?: or more)?(?: of)? (?:(?:classes|kinds|types|trials|tries) of )?(?:(?!(?:weeks?|months?|days?|years?|hours?|doses?|tablets?|times|visits?|of|and|or|an?|the|with|for|in)\b)[\p{L}-]+,? ){0,4}?${drug}(?![\p{L}-])`,
  'iu',
);
/** "Two months of any of three drugs", "one of two drugs": one of them will do. */
const oneOf = /\b(?:any|one|either)(?: one)? of (?:the |these )?$/i;

/** Undefined where the words ask for no number of different drugs. */
export function drugsAsked(text: string): number | undefined {
  const found = several.exec(text);
  if (found === null || oneOf.test(text.slice(0, found.index))) return undefined;
  return readNumber(found.groups?.['count'] ?? '') ?? undefined;
}
