/** Denied for the place: what shows that the scan cannot be done elsewhere answers the claim about the place, too. */
import type { Denial } from '../../domain/denial.ts';
import type { Finding } from '../../domain/finding.ts';
import type { Concept } from '../../domain/kinds.ts';
import { overlaps } from '../../text/spans.ts';

/** What may be the reason why a hospital is needed. */
const reasonsForPlace: ReadonlySet<Concept> = new Set<Concept>(['contraindication', 'age']);

/** An implant that a policy on the site of care names is an exception by that name, and the reason for the place that the letter misses. */
export function placeFindings(findings: readonly Finding[], denial: Denial): readonly Finding[] {
  if (!denial.reasons.some(({ value }) => value === 'LOC')) return [];
  const ofPlace = denial.assertions.filter(({ concept }) => concept === 'place-of-service');
  return findings.flatMap((finding) => {
    const { type, concept, citations } = finding;
    const answers =
      (type === 'denial-contradicted-by-record' || type === 'exception-ignored') &&
      reasonsForPlace.has(concept) &&
      citations.some(
        ({ role, span }) => role === 'denial' && ofPlace.some((claim) => overlaps(claim.span, span)),
      );
    return answers
      ? [
          {
            ...finding,
            id: finding.id.replace(`:${concept}:`, ':place-of-service:'),
            concept: 'place-of-service' as const,
            summary:
              type === 'exception-ignored'
                ? 'The policy allows the hospital for a reason that the record documents; the denial refused it all the same.'
                : 'The letter says that nothing makes the hospital necessary; the record documents what does.',
          },
        ]
      : [];
  });
}
