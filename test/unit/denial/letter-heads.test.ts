/** What the head of a letter says in the layouts that plans use: columns, drawn tables, leaders, papers with small numbers. */
import { expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { toContractOutput } from '../../../shared/engine/contract-output.ts';
import { caseOf, rules } from '../engine-kit.ts';

const body = (reason: string) => `Dear Ms. Lowe:

Your request for MRI of the knee (73721) is denied because it is not medically necessary. ${reason}

You have 180 days from receipt of this letter to appeal in writing.
`;

const letter = (head: string, reason = '') => `FERNHILL HEALTH PLAN
PO Box 9, Roanoke, VA 24001

May 20, 2026

${head}

NOTICE OF DENIAL

${body(reason)}`;

function denialOf(text: string) {
  return toContractOutput(analyze(caseOf({ 'denial.pdf': text }), rules), []).denial;
}

it('reads an address whose lines have labels in a second column', () => {
  const denial = denialOf(
    letter(`Ada Lowe-Brandt                          Member ID: FH-4471-9920
9 Pine St, Apt 4                         Case number: C-2026-118822
Salem, VA 24153                          Received: May 12, 2026`),
  );
  expect(denial).toMatchObject({ memberName: 'Ada Lowe-Brandt', memberId: 'FH-4471-9920' });
});

it('takes no name of a state or scan for the member', () => {
  const denial = denialOf(
    `FERNHILL HEALTH PLAN
New Mexico Medicaid managed care, P.O. Box 9, Belen NM 87002

May 20, 2026

Ada Lowe                                 Reference: C-2026-118822
9 Pine St                                Asked for: May 12, 2026
Belen, NM 87002

RE: Coronary CT angiography, CPT 75574

${body('')}`,
  );
  expect(denial?.memberName).toBe('Ada Lowe');
});

it.each([
  ['a dotted leader', 'Member number . . . . . . . FH-4471-9920'],
  ['a leader without gaps', 'Member ID ............ FH-4471-9920'],
  [
    'a drawn table',
    '| Member ID        | FH-4471-9920                  |\n| Plan year        | 2026                          |',
  ],
  ['another label', 'Benefits no.: 4471992055'],
])('reads the member number behind %s', (_name, head) => {
  expect(
    denialOf(letter(`Ada Lowe\n9 Pine St\nSalem, VA 24153\n\n${head}`))?.memberId?.replace(/\D/g, ''),
  ).toMatch(/^44719920/);
});

it('reads a diagnosis behind "on claim"', () => {
  expect(
    denialOf(letter('Ada Lowe\n9 Pine St\nSalem, VA 24153\n\nDiagnosis on claim: R55'))?.diagnosisCodes,
  ).toEqual(['R55']);
});

it.each([['Managed Care Support Contractor, East'], ['Review agent for the Alder Counties Employees Trust']])(
  'the insurer is who stands above "%s"',
  (line) => {
    const denial = denialOf(
      `HARROWGATE FEDERAL SERVICES\n${line}\nPO Box 9, Roanoke, VA 24001\n\nMay 20, 2026\n\nAda Lowe\n9 Pine St\nSalem, VA 24153\n\n${body('')}`,
    );
    expect(denial?.insurer?.toUpperCase()).toBe('HARROWGATE FEDERAL SERVICES');
  },
);

it('the insurer is who offers the plan', () => {
  const denial = denialOf(
    `Important: this notice explains your rights.\n\nSilver Alder Advantage (HMO), offered by Harrowgate Health Plans\n\nDate: May 20, 2026\n\nAda Lowe\n9 Pine St\nSalem, VA 24153\n\n${body('')}`,
  );
  expect(denial?.insurer).toBe('Harrowgate Health Plans');
});

it('a field that names the place of service is no ground', () => {
  const head =
    'Ada Lowe\n9 Pine St\nSalem, VA 24153\n\nMember ID: FH-4471-9920\nPlace of service: Outpatient, Alder Imaging (in network)';
  expect(denialOf(letter(head))?.reasons).toEqual(['MN']);
});

it.each([
  ['We relied on Fernhill Imaging Standard 22, Knee MRI, part 3.', 'Imaging Standard 22'],
  ['The reviewer used Medical Position Paper 8 ("Joints"), paragraph 2.', 'Medical Position Paper 8'],
  ['Fernhill Technology Position TP-204, Knee MRI, calls it so.', 'TP-204'],
  ['We held the request against Fernhill Criterion KN-4, "The Knee".', 'KN-4'],
])('cites by "%s"', (reason, id) => {
  expect(
    denialOf(letter('Ada Lowe\n9 Pine St\nSalem, VA 24153', reason))?.citedPolicies.map((cited) => cited.id),
  ).toEqual([id]);
});

it('a remark code is no policy', () => {
  const reason = 'The claim system shows the code (R-60, "does not meet medical necessity criteria").';
  expect(denialOf(letter('Ada Lowe\n9 Pine St\nSalem, VA 24153', reason))?.citedPolicies).toEqual([]);
});

it('reads the reviewer at the end of a long sentence', () => {
  const reason =
    'The review was carried out by a physician board certified in orthopedic surgery and sports medicine of the knee, Conrad Ames-Tully, MD.';
  expect(denialOf(letter('Ada Lowe\n9 Pine St\nSalem, VA 24153', reason))?.reviewer?.name).toBe(
    'Conrad Ames-Tully',
  );
});

it('reads the time to appeal behind its label', () => {
  const text = letter('Ada Lowe\n9 Pine St\nSalem, VA 24153').replace(
    /You have 180 days[^\n]*/,
    'HOW TO APPEAL\n\nTime limit. 180 days after receipt of this notice.\nWhere. Fernhill Appeals, PO Box 9.\nOutside appeal. After the final answer you have four months to ask an independent review organization.',
  );
  expect(denialOf(text)?.appealDays).toBe(180);
});
