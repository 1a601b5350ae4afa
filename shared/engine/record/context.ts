/**
 * The status of a phrase in clinical prose: negated or possible, past or hypothetical, whose it is, and
 * whether it was done or only planned. The ConText way: trigger phrases (data) with a scope that runs to the
 * end of the clause, unless another phrase, a contrast or a new clause closes it; plus sections and forms.
 */
import type { ContextEffect, ContextRule, ContextRules, SectionRules } from '../../domain/record-rules.ts';
import type { PhraseContext } from '../../domain/record.ts';
import { splitBlocks, splitSentences } from '../../text/blocks.ts';
import type { Block, Sentence } from '../../text/blocks.ts';
import { compilePhrases, findPhrases, tokenize } from '../../text/phrases.ts';
import type { PhraseHit, PhraseSet, Token } from '../../text/phrases.ts';
import { compileSections, sectionsOf } from '../segment/sections.ts';
import type { CompiledSections, SectionLimits, SectionSpan } from '../segment/sections.ts';

export type PhraseStatus = 'done' | 'planned' | 'offered' | 'declined' | 'not-done';

/** What is said of a phrase, and which rules said it. */
export interface PhraseReading {
  readonly context: PhraseContext;
  readonly status: PhraseStatus;
  /** Canonical section name the phrase stands in, or null. */
  readonly section: string | null;
  /** The section is one of plans and orders: treatments in it are planned unless the words say they took place. */
  readonly inPlan: boolean;
  readonly ruleIds: readonly string[];
}

/** Context rules ready for use. */
export interface CompiledContext {
  readonly triggers: PhraseSet<ContextRule>;
  readonly sections: CompiledSections;
  readonly clauseStarters: ReadonlySet<string>;
  readonly softStarters: ReadonlySet<string>;
  readonly finiteVerbs: ReadonlySet<string>;
}

interface ReadSentence extends Sentence {
  readonly tokens: readonly Token[];
  readonly triggers: readonly PhraseHit<ContextRule>[];
  /** All trigger hits, the swallowed ones too. */
  readonly all: readonly PhraseHit<ContextRule>[];
}

/** A text prepared for any number of questions about its phrases. */
export interface ContextMap {
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly sentences: readonly Sentence[];
  readonly sections: readonly SectionSpan[];
  readonly compiled: CompiledContext;
  /** Sentences read so far; filled on demand. */
  readonly cache: Map<number, ReadSentence>;
}

export function compileContext(rules: ContextRules, sections: SectionRules): CompiledContext {
  return {
    triggers: compilePhrases(
      rules.rules.flatMap((rule) => rule.phrases.map((phrase) => ({ phrase, value: rule }))),
    ),
    sections: compileSections(sections),
    clauseStarters: new Set(rules.clauseStarters),
    softStarters: new Set(rules.softStarters),
    finiteVerbs: new Set(rules.finiteVerbs),
  };
}

/** Splits a text once; `contextAt` then answers for any phrase of it. */
export function readContext(compiled: CompiledContext, text: string, limits?: SectionLimits): ContextMap {
  const blocks = splitBlocks(text);
  return {
    text,
    blocks,
    sentences: splitSentences(text, blocks),
    sections: sectionsOf(compiled.sections, text, blocks, limits),
    compiled,
    cache: new Map(),
  };
}

/** ConText status of `[start, end)` in a sentence or note. */
export function contextOf(
  compiled: CompiledContext,
  text: string,
  start: number,
  end: number,
): PhraseContext {
  return contextAt(readContext(compiled, text), start, end).context;
}

/** Index of the sentence that holds an offset; the nearest before it when it falls between two. */
export function sentenceIndexAt(map: ContextMap, offset: number): number {
  let low = 0;
  let high = map.sentences.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((map.sentences[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Everything that is said of the phrase `[start, end)`. */
export function contextAt(map: ContextMap, start: number, end: number): PhraseReading {
  const index = sentenceIndexAt(map, start);
  const sentence = readSentence(map, index);
  const effects = new Map<ContextEffect, string>();
  if (sentence) {
    for (const hit of triggersFor(sentence, start, end)) {
      const effect = hit.value.effect;
      if (effect === 'none' || effect === 'end' || effects.has(effect)) continue;
      if (reaches(map, sentence, hit, start, end)) effects.set(effect, hit.value.id);
    }
    readMarks(map, sentence, index, start, end, effects);
    readLeadIn(map, index, effects);
  }
  const section = sectionOf(map.sections, start);
  if (section?.effect === 'family' && !effects.has('family') && !isOwnWords(map, start))
    effects.set('family', section.ruleId);
  if (section?.effect === 'historical' && !effects.has('historical'))
    effects.set('historical', section.ruleId);
  if (section?.effect === 'hypothetical' && !effects.has('hypothetical'))
    effects.set('hypothetical', section.ruleId);
  return conclude(effects, section);
}

/** The section an offset stands in. */
export function sectionOf(sections: readonly SectionSpan[], offset: number): SectionSpan | null {
  let found: SectionSpan | null = null;
  for (const section of sections) {
    if (section.start > offset) break;
    if (offset < section.end) found = section;
  }
  return found;
}

function conclude(effects: ReadonlyMap<ContextEffect, string>, section: SectionSpan | null): PhraseReading {
  const has = (effect: ContextEffect): boolean => effects.has(effect);
  const status: PhraseStatus = has('declined')
    ? 'declined'
    : has('not-done') || has('negated')
      ? 'not-done'
      : has('planned')
        ? 'planned'
        : has('offered')
          ? 'offered'
          : 'done';
  const negated = has('negated') || status === 'declined' || status === 'not-done';
  return {
    context: {
      negation:
        negated && !(has('possible') && !has('negated'))
          ? 'negated'
          : has('possible')
            ? 'possible'
            : 'affirmed',
      temporality:
        has('hypothetical') || ((status === 'planned' || status === 'offered') && !has('historical'))
          ? 'hypothetical'
          : has('historical')
            ? 'historical'
            : 'recent',
      experiencer: has('family') ? 'family' : has('other') ? 'other' : 'patient',
    },
    status,
    section: section?.section ?? null,
    inPlan: section?.effect === 'planned',
    ruleIds: [...effects.values()],
  };
}

function readSentence(map: ContextMap, index: number): ReadSentence | null {
  const known = map.cache.get(index);
  if (known) return known;
  const sentence = map.sentences[index];
  if (!sentence) return null;
  const tokens = tokenize(map.text.slice(sentence.start, sentence.end)).map((token) => ({
    ...token,
    start: token.start + sentence.start,
    end: token.end + sentence.start,
  }));
  const all = findPhrases(map.compiled.triggers, tokens);
  const read = { ...sentence, tokens, all, triggers: longestOnly(all) };
  map.cache.set(index, read);
  return read;
}

/** The triggers that may speak of a phrase: none that shares words with it ("no acute" of "no [acute distress]"). */
function triggersFor(sentence: ReadSentence, start: number, end: number): readonly PhraseHit<ContextRule>[] {
  const apart = (hit: PhraseHit<ContextRule>): boolean => hit.end <= start || hit.start >= end;
  return sentence.triggers.every(apart) ? sentence.triggers : longestOnly(sentence.all.filter(apart));
}

/** A longer trigger swallows shorter ones inside it ("no improvement" hides "no"); equal lengths all stay. */
function longestOnly(hits: readonly PhraseHit<ContextRule>[]): PhraseHit<ContextRule>[] {
  const kept: PhraseHit<ContextRule>[] = [];
  for (const hit of hits) {
    const length = hit.last - hit.first;
    const inside = hits.some(
      (other) =>
        other !== hit &&
        other.first <= hit.last &&
        hit.first <= other.last &&
        other.last - other.first > length &&
        swallows(other.value, hit.value),
    );
    if (!inside) kept.push(hit);
  }
  return kept;
}

/** Shields hide every look-alike; other rules only hide shorter ones of the same or a kindred effect. */
function swallows(long: ContextRule, short: ContextRule): boolean {
  if (short.effect === 'none') return long.effect !== 'end';
  if (short.effect === 'end') return long.effect !== 'end' || long.id === short.id;
  return long.effect !== 'end';
}

/** True when the trigger's scope holds the phrase. */
function reaches(
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
  return reachesBack(map, hit, between, gap, sentence);
}

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

/** Whether a comma, "and" or colon between trigger and phrase opens a clause of its own. */
function closedByClause(
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

/** Triggers behind the phrase: within its clause, over a list only with a verb for the whole of it. */
function reachesBack(
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

/**
 * "a stroke in 1999", "in 1998 he had a heart attack": a year before the text's own latest one is the past. A text
 * that names no other year is taken to be written later than it.
 */
function readYears(
  map: ContextMap,
  sentence: ReadSentence,
  start: number,
  end: number,
  effects: Map<ContextEffect, string>,
): void {
  const words = map.text.slice(sentence.start, sentence.end);
  if (!/(?:19|20)\d\d/.test(words)) return;
  const latest = latestYear(map);
  for (const m of words.matchAll(
    /\b(?:[Ii]n|[Bb]ack in|[Aa]round|[Dd]uring|circa|of|from)\s+(?:[A-Z][a-z]{2,8}\.?,?\s+(?:of\s+)?)?((?:19|20)\d\d)\b(?![/-]\d)/g,
  )) {
    const year = Number(m[1]);
    if (year >= latest && latest !== onlyYear(map)) continue;
    const from = sentence.start + m.index;
    const to = from + m[0].length;
    const gap = to <= start ? map.text.slice(to, start) : map.text.slice(end, from);
    if (
      gap.length > 60 ||
      /[.;]\s|\b(?:and|who|but|now|presents?|since|currently|which|leaving|resulting|with residual)\b/i.test(
        gap,
      )
    )
      continue;
    if (to <= start ? /^\s*,?\s*(?:\w+\s+){0,4}$/.test(gap) : true) effects.set('historical', 'mark.year');
  }
}

const years = new WeakMap<ContextMap, readonly number[]>();

function yearsOf(map: ContextMap): readonly number[] {
  const known = years.get(map);
  if (known) return known;
  const found = Array.from(
    new Set(Array.from(map.text.matchAll(/\b(?:19|20)\d\d\b/g), (m) => Number(m[0]))),
  ).filter((year) => year > 1900 && year < 2100);
  years.set(map, found);
  return found;
}

function latestYear(map: ContextMap): number {
  return Math.max(0, ...yearsOf(map));
}

/** The year of a text that names one alone, else 0. */
function onlyYear(map: ContextMap): number {
  const found = yearsOf(map);
  return found.length === 1 ? (found[0] ?? 0) : 0;
}

/**
 * "Call us if you have:" followed by a list: what the lead-in says of its items. The lead-in is the last sentence
 * before the list and ends with a colon; items follow each other without a gap of other text.
 */
function readLeadIn(map: ContextMap, index: number, effects: Map<ContextEffect, string>): void {
  const own = map.sentences[index];
  const block = own ? map.blocks[own.blockIndex] : undefined;
  if (!own || !block || (block.kind !== 'item' && own.start !== block.start)) return;
  let at = own.blockIndex - 1;
  for (let steps = 0; steps < 12 && at >= 0; steps++, at--) {
    const candidate = map.blocks[at];
    if (!candidate) return;
    const text = map.text.slice(candidate.start, candidate.end).trimEnd();
    if (text.endsWith(':')) {
      const lead = readSentence(map, sentenceIndexAt(map, candidate.end - 1));
      for (const hit of lead?.triggers ?? []) {
        const effect = hit.value.effect;
        if (effect !== 'hypothetical' && effect !== 'negated' && effect !== 'family') continue;
        if (hit.value.side === 'after' || effects.has(effect)) continue;
        // "No, if any of these:" – the denial must govern the end of the lead-in.
        if (effect === 'negated' && map.text.slice(hit.end, candidate.end).length > 60) continue;
        effects.set(effect, hit.value.id);
      }
      return;
    }
    const sameList = candidate.kind === block.kind && (block.kind === 'item' || !/[.!?]$/.test(text));
    if (!sameList) return;
  }
}

/** Tick boxes, question marks, minus signs and answers in forms. */
function readMarks(
  map: ContextMap,
  sentence: ReadSentence,
  index: number,
  start: number,
  end: number,
  effects: Map<ContextEffect, string>,
): void {
  const head = map.text.slice(Math.max(sentence.start, start - 60), start);
  const box = /(\[[^\]\n]{0,3}\]|\([ xX✓]{0,3}\)|[☐☑☒□■])[^[\]()☐☑☒□■]*$/.exec(head);
  if (box && box.index >= 0) {
    const mark = (box[1] ?? '').replace(/[[\]()\s]/g, '');
    if (mark === '' || mark === '☐' || mark === '□') effects.set('negated', 'mark.empty-box');
    else if (/^[xX✓☑☒■]$/.test(mark)) effects.delete('negated');
  }
  // "(-fever", "pain, -numbness"; at the start of a line only where other signs follow, as it may be a bullet.
  if (
    /[,;(]\s*-$/.test(head) ||
    (head.trim() === '-' && /[,;]\s*[-+]\p{L}/u.test(map.text.slice(end, sentence.end)))
  )
    effects.set('negated', 'mark.minus');
  // "Tylenol p.r.n. headache": what a medicine is kept for has not happened.
  if (/\bp\.\s?r\.\s?n\.?\s+(?:for\s+)?(?:[\w-]+\s+){0,2}$/i.test(head))
    effects.set('hypothetical', 'mark.as-needed');
  readYears(map, sentence, start, end, effects);
  if (/\?\s?$/.test(head) && !/\w\s*\?\s$/.test(head)) effects.set('possible', 'mark.question');
  // "Should symptoms persist, follow up."
  if (/^(?:[^\p{L}]*)should\s+(?:[\w-]+\s+){0,2}$/iu.test(head) && head.length < 60)
    effects.set('hypothetical', 'mark.should');
  const tail = map.text.slice(end, end + 60);
  // "seizure-free", "he is chest pain free".
  if (/^[\s-]free\b(?!\s+(?:air|fluid|fragment|text|water|flap))/i.test(tail))
    effects.set('negated', 'mark.free');
  if (/^\s?\?/.test(tail) || /^[\w ]{0,12}\s?\?\s*$/.test(map.text.slice(end, sentence.end))) {
    const answer = /^[^?]{0,40}\?\s*(?:\[?\s*\]?\s*)?(no|none|never|n\b|denies|neg|yes|y\b)/i.exec(
      map.text.slice(end, end + 80),
    );
    if (answer && /^(?:n|d)/i.test(answer[1] ?? '')) effects.set('negated', 'mark.answered-no');
    else if (!answer) effects.set('possible', 'mark.question');
  }
  readTickedAnswer(map, end, effects);
  // "Fever: no", "Metal / pacemaker <tab> None": the value of a label or table cell.
  const value =
    /^[^\n.;:\t]{0,40}(?::|\t|\n(?=\s*(?:no|none|denies|neg|negative|n\/a)\b))\s*(no|none|nil|denies|denied|neg|negative|absent|never|n)\b(?!\s+(?:change|improv|relief|longer))/i.exec(
      map.text.slice(end, end + 90),
    );
  if (value && value.index === 0) {
    const behind = map.text.slice(end + value[0].length, end + value[0].length + 12);
    if (/^\s*(?:[.,;)\n\t]|$)/.test(behind)) {
      const between = value[0].replace(/[:\t\n].*$/s, '');
      if (!/,/.test(between)) effects.set('negated', 'mark.answered-no');
    }
  }
  void index;
}

const boxed = String.raw`(\[[ _xX✓]{0,3}\]|\([ xX✓]{0,3}\)|[☐☑☒□■])`;
const answerWord = String.raw`(yes|no|y|n|none|present|absent|positive|negative|denies)\b`;
const answerRow = new RegExp(
  String.raw`^[^\n.;\[(☐☑☒□■]{0,40}[:\s?]*(?:${boxed}\s*${answerWord}|${answerWord}\s*${boxed})[\s/|,]*(?:${boxed}\s*${answerWord}|${answerWord}\s*${boxed})?`,
  'i',
);

/** "Fever ☐ Yes ☒ No", "Claustrophobia:\n[x] no [ ] yes", "Numbness: Yes [x] No [ ]": the ticked answer counts. */
function readTickedAnswer(map: ContextMap, end: number, effects: Map<ContextEffect, string>): void {
  const match = answerRow.exec(map.text.slice(end, end + 110));
  if (match === null) return;
  const ticked = (box: string | undefined): boolean => /[xX✓☑☒■]/.test(box ?? '');
  const answers = [
    { box: match[1] ?? match[4], word: match[2] ?? match[3] },
    { box: match[5] ?? match[8], word: match[6] ?? match[7] },
  ].filter(({ word }) => word !== undefined);
  const chosen = answers.find(({ box }) => ticked(box));
  if (chosen === undefined) {
    effects.set('negated', 'mark.empty-box');
    return;
  }
  if (/^(?:n|no|none|absent|negative|denies)$/i.test(chosen.word ?? ''))
    effects.set('negated', 'mark.ticked-no');
  else effects.delete('negated');
}

/** In a family section, words about the patient ("pt has never had a seizure") are the patient's. */
function isOwnWords(map: ContextMap, start: number): boolean {
  const sentence = map.sentences[sentenceIndexAt(map, start)];
  const head = sentence ? map.text.slice(sentence.start, start) : '';
  return /\b(?:patient|pt|she|he) (?:has|is|was|had|does|did|herself|himself)\b[^;]*$/i.test(head);
}
