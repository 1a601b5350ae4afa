/** The letter applied a policy or a section for persons of another age. */
import type { Finding } from '../../../domain/finding.ts';
import { citedSection, makeFinding, type PolicyCase } from '../policy-case.ts';
import { ageOfPatient, agesOfHeading, isForOtherAge } from '../sections/ages.ts';
import { denialPlace, policyPlace } from './cited-place.ts';

/** The cited policy is for children, or for adults only, and the patient is not. */
export function wrongAge(found: PolicyCase): Finding | null {
  const section = wrongAgeOfSection(found);
  if (section !== null) return section;
  const { ageMin, ageMax } = found.policy;
  if (ageMin === null && ageMax === null) return null;
  if (!found.chosen.cited.includes(found.policy)) return null;
  const fact = found.input.facts.find(
    (candidate) =>
      candidate.concept === 'age' &&
      candidate.context.experiencer === 'patient' &&
      candidate.measure?.quantity?.unit.startsWith('year') === true,
  );
  const age = fact?.measure?.quantity?.value;
  const span = fact?.spans[0];
  if (age === undefined || span === undefined || (age >= (ageMin ?? 0) && age <= (ageMax ?? 200)))
    return null;
  return makeFinding(
    found,
    'policy-misapplied',
    'age',
    `The policy is for persons of ${ageMin ?? 0} to ${ageMax ?? 'any'} years; the patient is ${age}.`,
    [...denialPlace(found), ...policyPlace(found), { role: 'record', span }],
    {
      factIds: fact === undefined ? [] : [fact.id],
      steps: [`age ${age}; policy ${ageMin ?? 0} to ${ageMax ?? 'any'}`],
      rule: 'policy.age',
    },
  );
}

/** The cited section's heading names other ages, and the policy has a section for the patient's. */
function wrongAgeOfSection(found: PolicyCase): Finding | null {
  const { facts } = found.input;
  const section = citedSection(found);
  const age = ageOfPatient(facts);
  const span = age?.fact.spans[0];
  if (section === null || age === null || span === undefined || !isForOtherAge(section.heading, facts))
    return null;
  const right = found.policy.sections.find(
    (other) => agesOfHeading(other.heading) !== null && !isForOtherAge(other.heading, facts),
  );
  if (right === undefined) return null;
  return makeFinding(
    found,
    'policy-misapplied',
    'age',
    `The denial applied “${section.heading}”; the patient is ${age.years}, for whom the policy has “${right.heading}”.`,
    [
      ...denialPlace(found),
      { role: 'policy', span: section.headingSpan },
      { role: 'policy', span: right.headingSpan },
      { role: 'record', span },
    ],
    {
      factIds: [age.fact.id],
      steps: [`age ${age.years}; cited section: ${section.heading}`],
      rule: 'policy.age-section',
    },
  );
}
