/** How the things named in one sentence are joined: all of them, or any. */
import type { ConceptHit } from '../vocabulary.ts';

interface Clause {
  readonly text: string;
  readonly hits: readonly ConceptHit[];
}

/** Concepts of which a policy may ask for several at once. */
const several: ReadonlySet<string> = new Set(['medication-trial', 'lab-result', 'prior-imaging']);

/** One thing under two names; two drugs or two tests are two things, though their concept is one. */
export function sameDemand(a: ConceptHit, b: ConceptHit): boolean {
  if (a.rule.concept !== b.rule.concept) return false;
  return (
    a.rule.id === b.rule.id || !several.has(a.rule.concept) || a.rule.proof === null || b.rule.proof === null
  );
}

/** Splits at "and", "with", "plus"; what stays together is joined by "or" and commas. */
export function andClauses(text: string, hits: readonly ConceptHit[]): Clause[] {
  const cuts: number[] = [];
  for (let index = 1; index < hits.length; index++) {
    const previous = hits[index - 1];
    const current = hits[index];
    if (previous === undefined || current === undefined || sameDemand(previous, current)) continue;
    const between = text.slice(previous.end, current.start);
    if (jointOf(between, text.slice(previous.start), text) === 'and')
      cuts.push(previous.end + lastJoiner(between));
  }
  const out: Clause[] = [];
  let from = 0;
  for (const cut of [...cuts, text.length]) {
    const own = hits.filter((hit) => hit.start >= from && hit.start < cut);
    if (own.length > 0) out.push({ text: text.slice(from, cut), hits: own });
    from = cut;
  }
  return out;
}

/** Where the joining word stands; what follows it belongs to the next thing ("…, after 6 weeks of care"). */
function lastJoiner(between: string): number {
  let at = 0;
  for (const match of between.matchAll(
    /\b(?:and|with|plus|together|after|despite|in spite of|when|who|which|followed by|not responding)\b|[+,;]/gi,
  ))
    at = match.index;
  return at;
}

/**
 * How two named things are joined by the words between them. The last joining word decides, but "with
 * osteoporosis or steroids" stays one condition: only ", or" or ";" opens an alternative after a "with".
 */
/** "or" between two things; not the one of "60 years or older". */
const alternates =
  /\bor\b(?! (?:older|younger|more|less|fewer|higher|lower|longer|later|greater|worse|better|above|over|below|beyond|equal)\b)/i;

export function jointOf(between: string, ahead: string, whole: string): 'and' | 'or' {
  if (/and\s*\/\s*or/i.test(between)) return 'or';
  const joins =
    /\b(?:and|with|plus|together|after|despite|in spite of|when|who|which|followed by|in a (?:member|person|patient))\b|\+/i;
  const alternative = /(?:[,;]\s*or\b|;|,\s*(?:either)\b)(?!.*(?:[,;]\s*or\b|;))/i.exec(between);
  if (alternative !== null)
    return joins.test(between.slice(alternative.index)) &&
      !/^[,;]\s*or\s+(?:after|with)\b/i.test(between.slice(alternative.index))
      ? 'and'
      : 'or';
  if (joins.test(between)) return 'and';
  if (alternates.test(between) || /\beither\b|^\s*[/(]/i.test(between)) return 'or';
  // Commas alone: "A, B, or C" is a choice, "A, B, C" a list of what must come together.
  return /,/.test(between) &&
    (alternates.test(ahead) ||
      /\b(?:components?|modalit(?:y|ies)|include[sd]?|including|options|examples)\b/i.test(whole))
    ? 'or'
    : 'and';
}

export function byConcept(hits: readonly ConceptHit[]): ConceptHit[][] {
  const out = new Map<string, ConceptHit[]>();
  for (const hit of hits) out.set(hit.rule.concept, [...(out.get(hit.rule.concept) ?? []), hit]);
  return [...out.values()];
}
