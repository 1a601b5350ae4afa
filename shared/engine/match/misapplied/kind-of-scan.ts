/** The letter applied a section for another part of the body, another kind of scan or another tracer. */
import type { Finding } from '../../../domain/finding.ts';
import type { PolicySection } from '../../../domain/policy.ts';
import { isTracer } from '../../scan-names.ts';
import { isOtherTracer, tracersIn } from '../../tracers.ts';
import { citedSection, makeFinding, type PolicyCase } from '../policy-case.ts';
import { idKey, wrongRegion } from '../sections/sections-for.ts';
import { denialPlace } from './cited-place.ts';

/** The cited section is headed by another part of the body, and the policy has one for the part to be scanned. */
export function wrongBodyRegion(found: PolicyCase): Finding | null {
  const { scan, rules } = found.input;
  const region = scan?.region ?? null;
  const section = citedSection(found) ?? headedAsCited(found);
  if (section === null || region === null || !wrongRegion(section, scan, rules.scans)) return null;
  const right = found.policy.sections.find((other) => other.regions.includes(region));
  if (right === undefined) return null;
  return makeFinding(
    found,
    'policy-misapplied',
    'body-region',
    `The denial applied “${section.heading}”; the scan is of another part of the body, for which the policy has its own section, “${right.heading}”.`,
    [
      ...denialPlace(found),
      { role: 'policy', span: section.headingSpan },
      { role: 'policy', span: right.headingSpan },
    ],
    {
      steps: [`cited section: ${section.label ?? ''} ${section.heading}`, `scan: ${region}`],
      rule: 'policy.region',
    },
  );
}

/** "EX-17 MRI of the Knee" in a book of guidelines: the number that the letter cites opens the heading. */
function headedAsCited({ policy, input }: PolicyCase): PolicySection | null {
  const ids = new Set(input.denial.citedPolicies.flatMap(({ id }) => (id === null ? [] : [idKey(id)])));
  return policy.sections.find(({ heading }) => ids.has(idKey(heading.trim().split(/\s+/)[0] ?? ''))) ?? null;
}

/** A cited section for another kind of scan, by the codes it names. */
export function wrongModality(found: PolicyCase): Finding | null {
  const section = citedSection(found);
  const modality = found.input.scan?.modality ?? null;
  const ofTracer = section === null ? null : wrongTracer(found, section);
  if (ofTracer !== null) return ofTracer;
  if (
    section === null ||
    modality === null ||
    section.codes.length === 0 ||
    section.codes.some((code) => found.codes.includes(code))
  )
    return null;
  // Sections for tracers name no other kind of scan, but the tracer's codes part them as plainly.
  const byTracer = section.codes.every(isTracer) && found.codes.some(isTracer);
  if (!byTracer && (section.modalities.length === 0 || section.modalities.includes(modality))) return null;
  const right = found.choices[0]?.section;
  if (right === undefined || right === section || !right.codes.some((code) => found.codes.includes(code)))
    return null;
  return makeFinding(
    found,
    'policy-misapplied',
    'modality',
    `The denial applied “${section.heading}”, which is for another kind of scan; the policy has “${right.heading}” for the one ordered.`,
    [
      ...denialPlace(found),
      { role: 'policy', span: section.headingSpan },
      { role: 'policy', span: right.headingSpan },
    ],
    {
      steps: [`codes of the cited section: ${section.codes.join(', ')}; ordered: ${found.codes.join(', ')}`],
      rule: 'policy.modality',
    },
  );
}

/** A cited section headed by another tracer than the one ordered, where the policy has one for that. */
function wrongTracer(found: PolicyCase, section: PolicySection): Finding | null {
  if (!isOtherTracer(section, found.codes)) return null;
  const ordered = tracersIn('', found.codes);
  const right = found.choices.find(({ section: other }) =>
    tracersIn(other.heading, []).some((tracer) => ordered.includes(tracer)),
  )?.section;
  if (right === undefined) return null;
  return makeFinding(
    found,
    'policy-misapplied',
    'modality',
    `The denial applied “${section.heading}”, which is for another tracer; the policy has “${right.heading}” for the one ordered.`,
    [
      ...denialPlace(found),
      { role: 'policy', span: section.headingSpan },
      { role: 'policy', span: right.headingSpan },
    ],
    {
      steps: [`cited section: ${section.label ?? ''} ${section.heading}; ordered: ${found.codes.join(', ')}`],
      rule: 'policy.modality',
    },
  );
}
