/** Which agency is in charge of a plan's conduct. Contact data from lists is marked to be checked before sending. */
import type { LetterInput } from './input.ts';

export interface AgencyAddress {
  readonly name: string;
  /** Lines for the address block; blanks in brackets. */
  readonly lines: readonly string[];
  readonly concerns: string;
  readonly copies: readonly string[];
}

/** The competent agency; null where none is known or the state is not given. */
export function agencyFor(input: LetterInput): AgencyAddress | null {
  const { agencies } = input.rules;
  const insurer =
    agencies.stateRegulated.includes(input.planType) ||
    (input.stage.insured === true &&
      (input.planType === 'church' || input.planType === 'non-federal-government'));
  const federal = agencies.federal.find((item) => item.planTypes.includes(input.planType)) ?? null;
  if (insurer) {
    const department = agencies.departments.find((item) => item.state === input.state?.toUpperCase());
    return {
      name: department?.department ?? 'State insurance department',
      lines: department
        ? [
            department.department,
            `Consumer line ${department.consumerLine}, ${department.site} [check both before sending]`,
            '[Address or online complaint form, from the department’s site]',
            ...(department.note ? [`[Note: ${department.note}]`] : []),
          ]
        : ['[Insurance department of your state]', '[Address or online complaint form]'],
      concerns: 'an insured health plan',
      copies:
        input.planType === 'erisa-insured' && federal
          ? [`${federal.name}${federal.phone ? `, ${federal.phone}` : ''} (claims procedure under ERISA)`]
          : [],
    };
  }
  if (!federal) return null;
  const contact = [federal.phone, federal.site].filter(Boolean).join(', ');
  return {
    name: federal.name,
    lines: [
      federal.name,
      ...(contact ? [federal.mark === 'V' ? contact : `${contact} [check before sending]`] : []),
      '[Address or online form, from the agency’s site]',
    ],
    concerns: federal.complaint,
    copies: [],
  };
}
