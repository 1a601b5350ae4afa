/** How far a trigger phrase reaches: to the end of its clause, unless another phrase, a contrast or a new clause closes it. */
import type { ContextRule } from '../../../domain/record-rules.ts';
import type { PhraseHit } from '../../../text/phrases.ts';
import type { ContextMap, ReadSentence } from './map.ts';
import { closedByClause } from './clauses.ts';
import { reachesBack } from './behind.ts';

/** True when the trigger's scope holds the phrase. */
export function reaches(
  map: ContextMap,
  sentence: ReadSentence,
  hit: PhraseHit<ContextRule>,
  start: number,
  end: number,
): boolean {
  const { side, reach, effect } = hit.value;
  const before = hit.end <= start;
  const after = hit.start >= end;
  if (!before && !after) return false;
  // "Assessment/Plan: knee pain": a heading for both, no plan of the pain.
  if (
    effect === 'planned' &&
    /\b(?:assessment|impression|a|dx|diagnos\w+)\s*(?:\/|&|and|\+)\s*$/i.test(
      map.text.slice(Math.max(0, hit.start - 18), hit.start),
    )
  )
    return false;
  if (before && side === 'after') return false;
  if (after && side === 'before') return false;
  // "She declined surgery for the aneurysm": the treatment was declined, not what it was for.
  if (effect === 'declined' && before && treatmentFor.test(map.text.slice(hit.end, start))) return false;
  const from = before ? hit.end : end;
  const to = before ? start : hit.start;
  const between = sentence.tokens.filter((token) => token.start >= from && token.end <= to);
  if (reach !== undefined && between.length > reach) return false;
  if (after && between.length > 9) return false;
  const gap = map.text.slice(from, to);
  // "She denies: fevers; chills; sweats": a colon opens a list that semicolons part.
  const opensList = before && /^\s*:/.test(gap) && !/[.!?]\s/.test(gap);
  if (/\n[ \t]*\n/.test(gap) || (gap.includes(';') && !opensList)) return false;
  // "Weak or numb? NO.": the answer stands behind the question.
  const answers = after && /^[^.!?]{0,30}\?["”')]?\s*$/.test(gap);
  if (
    !answers &&
    /[.!?]["')\]]?\s/.test(gap) &&
    !/^(?:[^.!?]|\.\d|\b(?:dr|mr|mrs|ms|vs)\.)*$/i.test(gap) &&
    effect !== 'family'
  )
    return false;
  // "Gait: normal. Fever: none": a colon ends what stood before it, but not the reach of a heading's trigger.
  for (const closer of sentence.triggers) {
    if (closer.value.effect !== 'end' || closer.start < from || closer.end > to) continue;
    const words = map.text.slice(hit.start, hit.end);
    if (isSamePerson(words, map.text.slice(closer.start, closer.end))) continue;
    if (before && opensTime(words) && beginsClause.test(map.text.slice(hit.end, closer.start))) continue;
    if (!closer.value.closes || closer.value.closes.includes(effect)) return false;
  }
  if (before) {
    if (effect === 'negated' || effect === 'possible' || effect === 'not-done' || effect === 'declined')
      return !closedByClause(map, sentence, hit, between, start);
    if (effect === 'planned' || effect === 'offered')
      return !/[,:]\s*(?:then|pt|patient|she|he|but)\b/i.test(gap);
    return true;
  }
  // "Nodule, up from 9 mm on the study of 8 months ago": the time is the other study's.
  if (effect === 'historical' && ofOtherDay.test(gap)) return false;
  return reachesBack(map, hit, between, gap, sentence);
}

/** A treatment with what it is for behind it. */
const treatmentFor =
  /\b(?:surgery|surgical \w+|operations?|repair|interventions?|procedures?|resection|treatments?|medications?|antibiotics?|anticoagulation|steroids?|injections?|chemotherapy|radiation|transfusion|transplant|prophylaxis) (?:for|of)\b/i;

/** Words that give what follows to a study or value of another day. */
const ofOtherDay =
  /\b(?:up from|down from|compared (?:to|with)|than|versus|(?:study|scan|exam|comparison|films?) (?:of|from))\b/i;

/** Nothing but the subject of the clause. */
const beginsClause = /^,?\s*(?:the\s+)?(?:she|he|they|it|i|we|patient|pt)?\s*$/i;

/** "Five years ago she developed …", "In the past, he has had …": the time stands before the whole clause. */
function opensTime(words: string): boolean {
  return /\b(?:ago|past|last (?:year|month|winter|spring|summer|fall))$/i.test(words);
}

/** "My wife … and she got a CT": the pronoun is the relative's, not the patient's. */
function isSamePerson(relative: string, pronoun: string): boolean {
  if (/^she\b/i.test(pronoun))
    return /\b(?:mother|mom|sister|daughter|aunt|grandmother|grandma|niece|wife|girlfriend|stepmother|mgm|pgm)\b/i.test(
      relative,
    );
  if (/^he\b/i.test(pronoun))
    return /\b(?:father|dad|brother|son|uncle|grandfather|grandpa|nephew|husband|boyfriend|stepfather|mgf|pgf)\b/i.test(
      relative,
    );
  return false;
}
