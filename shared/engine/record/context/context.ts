/**
 * The status of a phrase in clinical prose: negated or possible, past or hypothetical, whose it is, and
 * whether it was done or only planned. The ConText way: trigger phrases (data) with a scope that runs to the
 * end of the clause, unless another phrase, a contrast or a new clause closes it; plus sections and forms.
 */
import type { ContextEffect } from '../../../domain/record-rules.ts';
import type { PhraseContext } from '../../../domain/record.ts';
import type { SectionSpan } from '../../segment/sections.ts';
import { readContext, readSentence, sentenceIndexAt, triggersFor } from './map.ts';
import type { CompiledContext, ContextMap } from './map.ts';
import { readLeadIn, readMarks } from './marks.ts';
import { isDaysOld } from './recent-days.ts';
import { reaches } from './scope.ts';

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

/** ConText status of `[start, end)` in a sentence or note. */
export function contextOf(
  compiled: CompiledContext,
  text: string,
  start: number,
  end: number,
): PhraseContext {
  return contextAt(readContext(compiled, text), start, end).context;
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
    readMarks(map, sentence, start, end, effects);
    readLeadIn(map, index, effects);
    if (effects.has('historical') && isDaysOld(map.text, sentence, start, end)) effects.delete('historical');
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
function sectionOf(sections: readonly SectionSpan[], offset: number): SectionSpan | null {
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

/** In a family section, words about the patient ("pt has never had a seizure") are the patient's. */
function isOwnWords(map: ContextMap, start: number): boolean {
  const sentence = map.sentences[sentenceIndexAt(map, start)];
  const head = sentence ? map.text.slice(sentence.start, start) : '';
  return /\b(?:patient|pt|she|he) (?:has|is|was|had|does|did|herself|himself)\b[^;]*$/i.test(head);
}
