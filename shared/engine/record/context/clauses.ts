/** Whether a new clause begins between a trigger phrase and the words behind it: lists go on, clauses with a verb of their own do not. */
import type { ContextRule } from '../../../domain/record-rules.ts';
import type { PhraseHit, Token } from '../../../text/phrases.ts';
import type { ContextMap, ReadSentence } from './map.ts';

/** Whether a comma, "and" or colon between trigger and phrase opens a clause of its own. */
export function closedByClause(
  map: ContextMap,
  sentence: ReadSentence,
  hit: PhraseHit<ContextRule>,
  between: readonly Token[],
  start: number,
): boolean {
  const { clauseStarters, softStarters, finiteVerbs } = map.compiled;
  const rest = sentence.tokens.filter((token) => token.start >= hit.end);
  for (let i = 0; i < rest.length; i++) {
    const token = rest[i];
    if (!token || token.start > start) break;
    const previous = i > 0 ? rest[i - 1] : undefined;
    const gap = map.text.slice(previous?.end ?? hit.end, token.start);
    const conjunction = token.text === 'and' || token.text === 'but' || token.text === '&';
    const comma = /[,:]/.test(gap) && previous !== undefined;
    const lineBreak = gap.includes('\t') && previous !== undefined;
    if (lineBreak && between.includes(token)) return true;
    if (!comma && !conjunction) {
      // A finite verb behind the denied noun: "no pain is" is odd, "no problem has developed, weakness" rare.
      continue;
    }
    const next = conjunction ? rest[i + 1] : token;
    if (!next || next.start > start) {
      if (next === undefined) continue;
    }
    if (next.text === 'or' || next.text === 'nor') continue;
    if (namesTrouble(rest, rest.indexOf(next))) continue;
    if (clauseStarters.has(next.text) && next.start < start) return true;
    if (clauseStarters.has(next.text) && next.start >= start && /^(?:\+|positive|pos)$/.test(next.text))
      return true;
    const orLater = rest.some(
      (other) => other.start > next.start && (other.text === 'or' || other.text === 'nor'),
    );
    if (softStarters.has(next.text) && next.start <= start && !orLater) return true;
    // The item the phrase stands in has a verb of its own.
    const item = itemFrom(map, rest, rest.indexOf(next));
    const holds =
      item.some((other) => other.start <= start && other.end >= start) || (item.at(-1)?.end ?? 0) > start;
    if (
      holds &&
      !orLater &&
      item.some((other) => finiteVerbs.has(other.text) && other.start > next.start) &&
      !passiveEnd(item)
    )
      return true;
  }
  return false;
}

const examined = /^(?:gait|strength|sensation|reflex(?:es)?|heart|lungs?|abdomen)$/;
const troubles =
  /^(?:troubles?|problems?|difficult(?:y|ies)|disturbances?|changes?|instability|imbalance|abnormalit(?:y|ies)|issues?|loss|deficits?|complaints?|symptoms?|impairment|racing|palpitations?|pain|unsteadiness|dysfunction)$/;

/** "Denies clumsiness, gait trouble, bladder change": the part of an examination with its trouble is one more item of the list. */
function namesTrouble(tokens: readonly Token[], index: number): boolean {
  return examined.test(tokens[index]?.text ?? '') && troubles.test(tokens[index + 1]?.text ?? '');
}

/** Tokens of a list item up to the next comma, semicolon or "and". */
function itemFrom(map: ContextMap, tokens: readonly Token[], index: number): readonly Token[] {
  const item: Token[] = [];
  for (let i = index; i >= 0 && i < tokens.length; i++) {
    const token = tokens[i];
    if (!token) break;
    if (i > index) {
      const gap = map.text.slice(tokens[i - 1]?.end ?? token.start, token.start);
      if (/[,;:]/.test(gap) || token.text === 'and') break;
    }
    item.push(token);
  }
  return item;
}

/** "… are noted", "… was seen": the verb belongs to the whole list. */
function passiveEnd(item: readonly Token[]): boolean {
  return item.some((token) =>
    /^(?:noted|seen|present|identified|appreciated|reported|found|observed|detected|elicited|evident)$/.test(
      token.text,
    ),
  );
}
