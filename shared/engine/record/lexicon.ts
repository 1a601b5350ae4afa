/** The four lexicons compiled into one phrase set, so that a page is searched once for all of them. */
import type {
  AnatomyRule,
  ConceptRule,
  DrugRule,
  OutcomeRule,
  RecordRules,
} from '../../domain/record-rules.ts';
import { compilePhrases } from '../../text/phrases.ts';
import type { PhraseSet } from '../../text/phrases.ts';
import { compileContext } from './context/map.ts';
import type { CompiledContext } from './context/map.ts';

/** What a phrase of the lexicon stands for. */
export type Tag =
  | { readonly kind: 'concept'; readonly rule: ConceptRule; readonly order: number }
  | { readonly kind: 'veto'; readonly rule: ConceptRule }
  | { readonly kind: 'drug'; readonly rule: DrugRule }
  | { readonly kind: 'anatomy'; readonly rule: AnatomyRule }
  | { readonly kind: 'outcome'; readonly rule: OutcomeRule };

export interface CompiledRecord {
  readonly context: CompiledContext;
  readonly words: PhraseSet<Tag>;
}

const cache = new WeakMap<RecordRules, CompiledRecord>();

/** Compiled once for each set of rules. */
export function compileRecord(rules: RecordRules): CompiledRecord {
  const known = cache.get(rules);
  if (known) return known;
  const entries: { phrase: string; value: Tag }[] = [];
  rules.concepts.rules.forEach((rule, order) => {
    const tag: Tag = { kind: 'concept', rule, order };
    for (const phrase of rule.phrases) entries.push({ phrase, value: tag });
    const veto: Tag = { kind: 'veto', rule };
    for (const phrase of rule.unless ?? []) entries.push({ phrase, value: veto });
  });
  for (const rule of rules.drugs.rules) {
    const tag: Tag = { kind: 'drug', rule };
    for (const phrase of rule.names) entries.push({ phrase, value: tag });
  }
  for (const rule of rules.concepts.anatomy) {
    const tag: Tag = { kind: 'anatomy', rule };
    for (const phrase of rule.words) entries.push({ phrase, value: tag });
  }
  for (const rule of rules.concepts.outcomes) {
    const tag: Tag = { kind: 'outcome', rule };
    for (const phrase of rule.phrases) entries.push({ phrase, value: tag });
  }
  const compiled = { context: compileContext(rules.context, rules.sections), words: compilePhrases(entries) };
  cache.set(rules, compiled);
  return compiled;
}
