/** Triggers that stand behind their phrase ("fever: denied", "weakness is absent"): what they reach back to. */
import type { ContextRule } from '../../../domain/record-rules.ts';
import type { PhraseHit, Token } from '../../../text/phrases.ts';
import type { ContextMap, ReadSentence } from './map.ts';

/** Triggers behind the phrase: within its clause, over a list only with a verb for the whole of it. */
export function reachesBack(
  map: ContextMap,
  hit: PhraseHit<ContextRule>,
  between: readonly Token[],
  gap: string,
  sentence: ReadSentence,
): boolean {
  const effect = hit.value.effect;
  if (effect === 'family' || effect === 'historical' || effect === 'hypothetical')
    return !/[:]/.test(gap) || between.length < 3;
  if (between.some((token) => /^(?:\+|\(\+\)|positive|pos|present|yes|normal|intact)$/.test(token.text)))
    return false;
  const verbal = /^(?:is|are|was|were|has|have|be|been)$/.test(
    map.text.slice(hit.start, hit.end).split(/\s/)[0]?.toLowerCase() ?? '',
  );
  const spoken = /\b(?:denied|declined|refused)\b/i.test(map.text.slice(hit.start, hit.end));
  if (/,/.test(gap)) {
    if (spoken && between.length <= 4) return !/,/.test(gap.replace(/^[^,]*,\s*$/, '')) || verbal;
    return verbal && /\b(?:and|or)\b/i.test(gap);
  }
  if (/:/.test(gap) && !/:\s*$/.test(gap)) return false;
  if (effect === 'negated') {
    // "SLR pos L, neg R" and "fever no chills": a bare "no" in front of another noun belongs to that noun.
    const word = map.text.slice(hit.start, hit.end).toLowerCase();
    if (
      /^(?:no|none|never|nil|absent|free|neg|negative|denies|denied|\(-\)|excluded|unlikely|not \w+)$/.test(
        word,
      )
    ) {
      const next = sentence.tokens.find((token) => token.start >= hit.end);
      const nextGap = next ? map.text.slice(hit.end, next.start) : '';
      const adjacent = between.length <= 5;
      if (
        /^(?:no|never|denies|denied|absent|free|negative|neg)$/.test(word) &&
        next &&
        !/[.,;:\n]/.test(nextGap)
      ) {
        if (/^(?:for|of|any|signs?|evidence)$/.test(next.text)) return false;
        if (
          /^(?:no|denies|denied|never|absent|free)$/.test(word) &&
          !/^(?:bilaterally|bilat|on|at|in|today|now|to|by|per|throughout|x|both)$/.test(next.text)
        )
          return false;
        if (
          /^(?:neg|negative)$/.test(word) &&
          !/^(?:bilaterally|bilat|b|bl|on|at|in|today|now|to|by|per|throughout|x|both|l|r|left|right|with|w|and|but|then|test|sign|sweep|exam)$/.test(
            next.text,
          )
        )
          return false;
      }
      return (
        adjacent &&
        !between.some((token) => /^(?:and|but|with|no|is)$/.test(token.text) && token.text !== 'and')
      );
    }
  }
  return true;
}
