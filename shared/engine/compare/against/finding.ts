/** A contradiction as a finding, with one quote a page first. */
import type { DenialAssertion } from '../../../domain/denial.ts';
import type { Finding } from '../../../domain/finding.ts';
import type { ClinicalConcept } from '../../../domain/kinds.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { squeeze } from '../../../text/spans.ts';
import { cite, makeFinding } from '../../folder.ts';
import type { CaseContext } from '../../folder.ts';
import { rankOf } from '../../match/evidence/evidence.ts';
import { conceptName } from '../words.ts';

const mostQuotes = 4;

export function contradiction(
  assertion: DenialAssertion,
  concept: ClinicalConcept,
  facts: readonly ClinicalFact[],
  context: CaseContext,
): Finding {
  const record = distinctSpans(facts).slice(0, mostQuotes);
  const others = context.letters
    .flatMap(({ denial }) => denial.assertions)
    .filter((other) => other.concept === assertion.concept && other.claim !== 'required');
  const denial = [assertion, ...others.filter((other) => other.span !== assertion.span)].slice(0, 3);
  const name = conceptName(concept);
  const said =
    assertion.claim === 'normal'
      ? `finds nothing wrong as to ${name}`
      : assertion.claim === 'insufficient'
        ? `calls ${name} too little`
        : `says that ${name} is not shown`;
  return makeFinding(
    'denial-contradicted-by-record',
    concept,
    `The denial ${said}; the record documents it.`,
    [...denial.map(({ span }) => cite('denial', span)), ...record.map((span) => cite('record', span))],
    {
      ruleIds: ['compare.contradiction'],
      factIds: facts.map(({ id }) => id),
      steps: [
        `The letter claims "${assertion.claim}": ${squeeze(assertion.span.quote).slice(0, 160)}`,
        ...facts.slice(0, 3).flatMap(({ why }) => why),
        ...(assertion.threshold?.minDays === undefined
          ? []
          : [`Asked for: ${assertion.threshold.minDays} days.`]),
      ],
    },
    facts.some((fact) => rankOf(fact) <= 2) ? 'strong' : 'fair',
  );
}

function distinctSpans(facts: readonly ClinicalFact[]) {
  const seen = new Set<string>();
  // One quote a page first, so that several places are shown before several sentences of one page.
  const all = facts.flatMap(({ spans }) => spans);
  const firsts = all.filter((span) => {
    const key = `${span.documentId}/${span.pageIndex}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return firsts;
}
