/** Words that a letter must not quote for a point although a finding cites them: they would speak against the person. */
import type { Concept } from '../domain/kinds.ts';

const relative =
  /^\W*(?:(?:his|her|my|the|pt'?s|patient'?s)\s+)?(?:brother|sister|mother|father|mom|dad|son|daughter|aunt|uncle|cousin|grand\w+|husband|wife|spouse|partner)\b/i;

/** Criteria that ask about the family: there a relative's illness is the evidence. */
const aboutFamily: ReadonlySet<Concept> = new Set<Concept>(['risk-score', 'genetic-test']);

/** "Brother still smokes." says nothing of the patient. */
export function isAboutRelative(words: string, concept: Concept): boolean {
  return relative.test(words) && !aboutFamily.has(concept);
}

/** "Other episodes: 03/2024 L hip bursitis" is another illness. */
export function isOtherEpisode(words: string): boolean {
  return /\b(?:other|past|prior|previous|earlier) episodes?\b/i.test(words);
}

/** A policy's or a panel's words that take the support back: "a tumor not listed is considered experimental". */
export function takesBackSupport(words: string): boolean {
  return (
    /\b(?:is|are|considered)\s+(?:considered\s+)?(?:experimental|investigational|unproven|not (?:covered|medically necessary))\b/i.test(
      words,
    ) || /\bnot\s+(?:routinely\s+)?(?:advised|recommended|indicated|appropriate)\b/i.test(words)
  );
}
