/** From which day an edition applies, in several wordings; and what "these" says of a list. All policies are invented. */
import { expect, it } from 'vitest';
import { policyOf, sketch } from './support.ts';

const rest =
  '\n1. Elbow. MRI of the elbow (73221) is accepted when these are recorded: (a) six weeks of physical therapy; (b) radiographs of the elbow.\n2. Wrist. Not accepted for routine follow-up.\n';

it.each([
  ['Third edition. Applies to every request received on or after 3 March 2025.', '2025-03-03'],
  ['2025 edition, from 3 March 2025', '2025-03-03'],
  ['Governs from 3 March 2025', '2025-03-03'],
  ['To be used for decisions made from 3 March 2025', '2025-03-03'],
  ['Effective with requests received on or after 03/03/2025', '2025-03-03'],
  ['Applies to all claims decided after March 3, 2025', '2025-03-03'],
  ['With effect from March 3, 2025', '2025-03-03'],
  ['Is applied by our nurses since they asked for it.', null],
])('%s', (line, day) => {
  expect(
    policyOf(`Corwen Mutual\nMEDICAL POLICY EL-7: MRI OF THE ELBOW\n${line}\n${rest}`).effectiveDate,
  ).toBe(day);
});

it.each(['when these are recorded', 'once those have been shown', 'if these findings are documented'])(
  'asks for all "%s"',
  (words) => {
    const text = `Corwen Mutual\nMEDICAL POLICY EL-7\n\nMRI of the elbow (73221) is accepted ${words}: (a) six weeks of physical therapy; (b) a mass.`;
    const tree = policyOf(text).sections.find(({ role }) => role === 'covered')?.tree;
    expect(sketch(tree)).toBe('all(physical-therapy>=42d, mass)');
  },
);
