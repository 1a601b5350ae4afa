/**
 * A text made ready for questions about its phrases: its blocks, sentences and sections, and of each sentence that
 * is asked about, its words and the trigger phrases in it.
 */
import type { ContextRule, ContextRules, SectionRules } from '../../../domain/record-rules.ts';
import { splitBlocks, splitSentences } from '../../../text/blocks.ts';
import type { Block, Sentence } from '../../../text/blocks.ts';
import { compilePhrases, findPhrases, tokenize } from '../../../text/phrases.ts';
import type { PhraseHit, PhraseSet, Token } from '../../../text/phrases.ts';
import { compileSections, sectionsOf } from '../../segment/sections.ts';
import type { CompiledSections, SectionLimits, SectionSpan } from '../../segment/sections.ts';

/** Context rules ready for use. */
export interface CompiledContext {
  readonly triggers: PhraseSet<ContextRule>;
  readonly sections: CompiledSections;
  readonly clauseStarters: ReadonlySet<string>;
  readonly softStarters: ReadonlySet<string>;
  readonly finiteVerbs: ReadonlySet<string>;
}

export interface ReadSentence extends Sentence {
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

export function readSentence(map: ContextMap, index: number): ReadSentence | null {
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
export function triggersFor(
  sentence: ReadSentence,
  start: number,
  end: number,
): readonly PhraseHit<ContextRule>[] {
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
