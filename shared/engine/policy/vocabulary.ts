/** Finds what the words of a policy name: concepts, situations, codes, and turns of phrase. */
import type { PolicyConceptRule, PolicyPhraseRule, PolicyRules } from '../../domain/policy-rules.ts';
import type { ClinicalConcept, Concept } from '../../domain/kinds.ts';
import { findPattern, matchesPattern } from '../../text/pattern.ts';

export interface ConceptHit {
  readonly rule: PolicyConceptRule;
  readonly start: number;
  readonly end: number;
}

/** Concepts named in the text, in order, none overlapping; the longer name wins, then the earlier rule. */
export function conceptsIn(text: string, rules: PolicyRules): ConceptHit[] {
  const all: (ConceptHit & { order: number })[] = [];
  rules.concepts.forEach((rule, order) => {
    for (const { start, end } of findPattern(rule.pattern, text)) all.push({ rule, start, end, order });
  });
  all.sort((a, b) => b.end - b.start - (a.end - a.start) || a.order - b.order);
  const kept: ConceptHit[] = [];
  for (const hit of all) {
    if (!kept.some((other) => hit.start < other.end && other.start < hit.end)) kept.push(hit);
  }
  return kept.sort((a, b) => a.start - b.start);
}

/** Ids of the situations that the text names. */
export function situationsIn(text: string, rules: PolicyRules): string[] {
  return rules.situations.filter((rule) => matchesPattern(rule.pattern, text)).map((rule) => rule.id);
}

/** Whether a phrase rule of this role and scope stands in the text. */
export function hasPhrase(
  text: string,
  role: PolicyPhraseRule['role'],
  scope: PolicyPhraseRule['scope'],
  rules: PolicyRules,
): boolean {
  return rules.phrases.some(
    (rule) => rule.role === role && rule.scope === scope && matchesPattern(rule.pattern, text),
  );
}

/** Procedure codes by shape and neighbourhood: five digits that lie in the imaging ranges, or HCPCS; never ZIP codes alone. */
export function codesIn(text: string): string[] {
  const out = new Set<string>();
  for (const match of text.matchAll(
    /(?<![\w.-])(7[0-9]{4}|93[0-9]{3}|0[0-9]{3}T|[ACGJQRS][0-9]{4})(?:\s*(?:-|–|to|through)\s*(7[0-9]{4}))?(?![\w-])/g,
  )) {
    const first = match[1] ?? '';
    out.add(first);
    const last = match[2];
    if (last === undefined) continue;
    const from = Number(first);
    const to = Number(last);
    if (to > from && to - from < 40) for (let code = from; code <= to; code++) out.add(String(code));
  }
  return [...out];
}

/** Care that a scan must wait for. */
export const therapyConcepts: ReadonlySet<ClinicalConcept> = new Set([
  'conservative-therapy',
  'physical-therapy',
  'home-exercise',
  'medication-trial',
  'injection',
  'chiropractic',
  'activity-modification',
]);

/** What only an examination, a report or an assessment shows, and no visit can supply. */
export const dangerSigns: ReadonlySet<Concept> = new Set<Concept>([
  'cauda-equina',
  'fracture-trauma',
  'motor-deficit',
  'sensory-deficit',
  'reflex-change',
  'myelopathy',
  'malignancy',
  'infection',
  'vascular-event',
  'papilledema',
  'mass',
]);
