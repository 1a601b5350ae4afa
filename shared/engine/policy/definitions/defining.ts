/** How a policy says what a term means. */

/** A term in quotes, whatever stands between it and its verb ("as used above"). */
export const quotedTerm =
  /["“]([^"”]{4,60})["”](?:\s*\(([A-Z]{2,8})\))?(?:,?\s*(?:as used|for (?:the purposes? of )?this|in this|when used|here)[^.;:"“]{0,40}?,?)?\s*(?:is|are|means?|includes?|shall mean|refers? to|:|=)\s+/g;

/** The term that opens a sentence, and words between commas that narrow it. */
const term = String.raw`(?<name>[A-Z][A-Za-z/ -]{3,60}?)(?:\s*\((?<short>[A-Z]{2,8})\))?\s*\*{0,2}(?:,[^,.;:]{3,60},)?`;
const strong = String.raw`means?|shall mean|(?:is|are) defined as|(?:is|are) understood as|refers? to|consists? of`;
const meaning = String.raw`\s*(?<meaning>(?!not\b)\S.{7,})$`;
const anywhere = new RegExp(String.raw`^${term}(?:\s*=|\s+(?:${strong})\b)${meaning}`, 's');
const inDefinitions = new RegExp(
  String.raw`^${term}(?:\s*[:=]|\s+(?:${strong}|is|are|must (?:be|include)|should include|includes?)\b|,(?=\s*(?:one|any|all|both|each|at least|either|two)\b[^:]{0,30}:))${meaning}`,
  's',
);

/** Words that open a sentence but name no term. */
const noTerm =
  /^(?:it|this|that|these|those|they|there|such|the following|note|an?|if|when|where|any|all|for|in|on|no|we|you|our|your)\b/i;

/** "Treatment in this sense consists of …": the term is the word before. */
const inThisSense =
  /\s+(?:in th(?:is|at) (?:sense|context|connection|meaning)|in the sense of this \w+|(?:in|under|for the purposes? of) th(?:is|e) (?:policy|section|guideline|document|part|standard|rule|bulletin|criterion)|for (?:this|these|our) purposes?|as (?:meant|used|understood|asked for) (?:here|above|below)|(?:meant |asked for )?here|so (?:meant|understood))$/i;

/** The term that the sentence defines and its meaning; outside sections of definitions only by "means" and its like. */
export function termDefined(
  sentence: string,
  defining: boolean,
): { readonly name: string; readonly short: string | undefined; readonly meaning: string } | null {
  const found = (defining ? inDefinitions : anywhere).exec(sentence)?.groups;
  const name = found?.['name']?.replace(inThisSense, '');
  const said = found?.['meaning'];
  if (name === undefined || said === undefined || noTerm.test(name)) return null;
  return { name, short: found?.['short'], meaning: said };
}
