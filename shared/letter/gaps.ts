/** What the papers do not show: for the doctor's letter and for standard error. Never part of an appeal. */
import type { Analysis, Citation, Finding } from '../domain/finding.ts';
import type { Concept } from '../domain/kinds.ts';
import type { LetterRules } from './rules.ts';
import { capital, conceptWords } from './words.ts';

export interface LetterGap {
  readonly concept: Concept;
  /** What to ask the doctor to write down. */
  readonly document: string;
  /** Why it matters, in the policy's terms. */
  readonly why: string;
  /** The policy's own words, where known. */
  readonly citations: readonly Citation[];
  readonly findingIds: readonly string[];
}

/**
 * Gaps of the analysis and unmet criteria among its findings, each concept once, in their order. Empty where the
 * papers answer everything the policy asks.
 */
export function letterGaps(analysis: Analysis, rules: LetterRules): LetterGap[] {
  const gaps = new Map<Concept, LetterGap>();
  const add = (
    concept: Concept,
    ask: string | null,
    citations: readonly Citation[],
    finding: Finding | null,
  ) => {
    const known = gaps.get(concept);
    const texts = rules.texts.doctorAsks[concept];
    const name = conceptWords(concept, rules).name;
    const both = [...(known?.citations ?? []), ...citations];
    gaps.set(concept, {
      concept,
      document: capital(texts?.document ?? known?.document ?? ask ?? `${name}, with dates`),
      why: texts?.why ?? 'the policy asks for it',
      citations: both.filter(
        (one, index) => both.findIndex((other) => other.span.quote === one.span.quote) === index,
      ),
      findingIds: [...(known?.findingIds ?? []), ...(finding ? [finding.id] : [])],
    });
  };
  for (const gap of analysis.gaps) add(gap.concept, gap.ask, gap.citations, null);
  for (const finding of analysis.findings)
    if (finding.type === 'criterion-unmet') add(finding.concept, null, finding.citations, finding);
  return [...gaps.values()];
}

/** The gaps as plain lines, for the terminal. */
export function gapLines(analysis: Analysis, rules: LetterRules): string[] {
  return letterGaps(analysis, rules).map((gap) => `${gap.document} (${gap.why}).`);
}
