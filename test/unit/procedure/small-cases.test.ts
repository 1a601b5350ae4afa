/** Whole small folders, for the procedure of a claim: what must be found in them, and what must not. */
import { describe, expect, it } from 'vitest';
import type { PlanType } from '../../../shared/domain/kinds.ts';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

/** Name, plan and papers, findings that must be there, findings that must not. */
type SmallCase = readonly [
  string,
  { readonly plan: PlanType; readonly docs: Readonly<Record<string, string>> },
  readonly string[],
  readonly string[],
];

const head = (ref: string, body: string) =>
  `Fernhill Health Plan
PO Box 9, Roanoke, VA 24001

May 20, 2026

Ada Lowe
9 Pine St
Salem, VA 24153

Member ID: FH-4471-9920
Reference number: ${ref}

Dear Ada Lowe:

${body}

You have 180 days from receipt of this letter to appeal. You may get free copies of your claim file. You may ask for external review and, if urgent, an expedited appeal. You may bring a civil action under 502(a).
`;
const cases: readonly SmallCase[] = [
  [
    'auth letter',
    {
      plan: 'erisa-insured',
      docs: {
        'denial.pdf': head(
          'C-112233-44',
          'Your claim for CT of the abdomen and pelvis with contrast (74177) on April 14, 2026 is denied because prior authorization was not obtained.\nDate of service: 04/14/2026',
        ),
        'ok.pdf': `Fernhill Health Plan\nApril 2, 2026\nAda Lowe, Member ID FH-4471-9920\nWe have approved the following service.\nAuthorization number: 26-118822\nCT abdomen and pelvis with contrast, 74177\nApproved from 04/05/2026 to 07/04/2026`,
      },
    },
    ['authorization-on-file/prior-authorization'],
    [],
  ],
  [
    'auth screen',
    {
      plan: 'erisa-insured',
      docs: {
        'denial.pdf': head(
          'C-112233-44',
          'Payment for 72148 (MRI lumbar spine) is denied. No authorization was on file for this date.\nDate of service: 04/14/2026',
        ),
        'portal.txt': `Provider portal - authorization status\nPatient: LOWE, ADA   Member FH44719920\nAuth # A7789001   Status: APPROVED\nCPT 72148   Units 1\nEffective 04/01/2026   Expires 06/30/2026`,
      },
    },
    ['authorization-on-file/prior-authorization'],
    [],
  ],
  [
    'auth expired',
    {
      plan: 'erisa-insured',
      docs: {
        'denial.pdf': head(
          'C-112233-44',
          'Your claim for 72148 on April 14, 2026 is denied because there was no prior authorization.\nDate of service: 04/14/2026',
        ),
        'ok.pdf': `Fernhill Health Plan\nAda Lowe, Member ID FH-4471-9920\nApproved: MRI lumbar spine 72148\nAuthorization number 26-118822\nValid 01/05/2026 through 03/31/2026`,
      },
    },
    [],
    ['authorization-on-file/prior-authorization'],
  ],
  [
    'auth other code',
    {
      plan: 'erisa-insured',
      docs: {
        'denial.pdf': head(
          'C-112233-44',
          'Your claim for 72148 on April 14, 2026 is denied because there was no prior authorization.\nDate of service: 04/14/2026',
        ),
        'ok.pdf': `Fernhill Health Plan\nAda Lowe, Member ID FH-4471-9920\nApproved: MRI knee 73721\nAuthorization number 26-118822\nValid 04/05/2026 through 06/30/2026`,
      },
    },
    [],
    ['authorization-on-file/prior-authorization'],
  ],
  [
    'emergency',
    {
      plan: 'erisa-insured',
      docs: {
        'denial.pdf': head(
          'C-112233-44',
          'Your claim for 70450 CT head without contrast on April 14, 2026 is denied. Precertification was not obtained before the service.\nDate of service: 04/14/2026',
        ),
        'ed.pdf': `MERCY HOSPITAL EMERGENCY DEPARTMENT\nPatient: Ada Lowe  DOB 02/03/1970  Arrival 04/14/2026 21:10 by ambulance\nTriage level 2. Chief complaint: worst headache of life, sudden onset.\nED physician note: CT head stat to rule out subarachnoid hemorrhage. Admitted.\nJ. Orr MD`,
      },
    },
    ['emergency-documented/emergency'],
    [],
  ],
  [
    'elective in ed hospital',
    {
      plan: 'erisa-insured',
      docs: {
        'denial.pdf': head(
          'C-112233-44',
          'Your claim for 70450 CT head without contrast on April 14, 2026 is denied. Precertification was not obtained before the service.\nDate of service: 04/14/2026',
        ),
        'v.pdf': `MERCY CLINIC Office visit\nPatient: Ada Lowe  DOB 02/03/1970  04/14/2026\nHeadaches for months, stable. No emergency. Go to the emergency department if worst headache. CT head ordered, scheduled today.\nJ. Orr MD`,
      },
    },
    [],
    ['emergency-documented/emergency'],
  ],
  [
    'gap',
    {
      plan: 'aca-individual',
      docs: {
        'denial.pdf': head(
          'C-112233-44',
          'We denied the MRI of the cervical spine (72141) because Upright Imaging is an out-of-network provider. Network facilities are available.',
        ),
        'calls.txt': `My calls\n4/2 Blue Hill Imaging (in network) - next opening July 9, closed bore only, could not fit me\n4/3 Valley MRI (in network): do not do open or upright scans\n4/3 Fernhill member services, rep Tom: no in-network center has an upright scanner within 120 miles`,
      },
    },
    ['network-gap/network-adequacy'],
    [],
  ],
  [
    'records',
    {
      plan: 'erisa-insured',
      docs: {
        'denial.pdf': head(
          'C-112233-44',
          'The request for 72148 is denied. We asked your doctor for office notes on April 20, 2026 and did not receive them. Without records we cannot find it medically necessary.',
        ),
        'fax.pdf': `FAX TRANSMISSION REPORT\nDate 04/24/2026 10:14\nTo: 8005550123 Fernhill Health UM\nRe: Lowe, Ada  office notes and PT records\nPages 18   Result: OK`,
      },
    },
    ['denial-contradicted-by-record/records-received'],
    [],
  ],
  [
    'records, confirmed on the page behind the cover sheet',
    {
      plan: 'erisa-insured',
      docs: {
        'denial.pdf': head(
          'C-112233-44',
          'The request for 72148 is denied. A form came, and no clinical records came with it.',
        ),
        'fax.pdf': `Blue Hill Clinic FAX COVER\nApril 24, 2026\nTo: Fernhill Health UM\nRe: Lowe, Ada\nEnclosed: office notes, x-ray report\fCONFIRMATION 04/24/2026 11:06 TO 8005550123\nSTATUS: SENT OK`,
      },
    },
    ['denial-contradicted-by-record/records-received'],
    [],
  ],
  [
    'records fail',
    {
      plan: 'erisa-insured',
      docs: {
        'denial.pdf': head(
          'C-112233-44',
          'The request for 72148 is denied. We asked your doctor for office notes on April 20, 2026 and did not receive them.',
        ),
        'fax.pdf': `FAX TRANSMISSION REPORT\nDate 04/24/2026 10:14\nTo: 8005550123 Fernhill Health UM\nRe: Lowe, Ada office notes\nPages 0 of 18   Result: FAILED - no answer`,
      },
    },
    [],
    ['denial-contradicted-by-record/records-received'],
  ],
  [
    'timely',
    {
      plan: 'erisa-insured',
      docs: {
        'denial.pdf': head(
          'C-112233-44',
          'Your claim for 72148 is denied as it was not filed within 90 days of the date of service.\nDate of service: 01/14/2026\nClaim received: 05/02/2026',
        ),
        'ack.txt': `Clearinghouse claim acknowledgment 277CA\nPatient LOWE ADA  Member ID FH-4471-9920\nClaim 72148 DOS 01/14/2026\nReceived 01/30/2026 ACCEPTED by payer FERNHILL`,
      },
    },
    ['denial-contradicted-by-record/timely-filing'],
    [],
  ],
  [
    'contrast code',
    {
      plan: 'erisa-insured',
      docs: {
        'denial.pdf': head(
          'C-112233-44',
          'The request for MRI brain without contrast (70551), diagnosis G35, is not medically necessary.',
        ),
        'order.pdf': `IMAGING ORDER\nPatient: Ada Lowe DOB 02/03/1970  Date: 05/01/2026\nMRI BRAIN WITHOUT AND WITH CONTRAST CPT 70553\nICD-10: G35\nOrdering: M. Quist MD`,
      },
    },
    ['code-mismatch/procedure-code'],
    [],
  ],
  [
    'age',
    {
      plan: 'erisa-insured',
      docs: {
        'denial.pdf': head(
          'C-112233-44',
          'The request for CT chest low dose (71271) is denied as not medically necessary. You are 47 years old and the policy covers ages 50 to 80.',
        ),
        'v.pdf': `Office visit 05/01/2026\nPatient: Ada Lowe DOB 02/03/1970\n56 y/o smoker 30 pack-years. LDCT ordered 71271.\nM. Quist MD`,
      },
    },
    ['fact-mismatch/age'],
    [],
  ],
  [
    'deadline date',
    {
      plan: 'erisa-insured',
      docs: {
        'denial.pdf': head(
          'C-112233-44',
          'The request for MRI brain (70551) is not medically necessary because no exam was sent.',
        ).replace(
          'You have 180 days from receipt of this letter to appeal.',
          'Your appeal must be received by July 19, 2026.',
        ),
      },
    },
    ['deadline-defect/appeal-window'],
    ['notice-defect/appeal-window'],
  ],
  [
    'deadline ok',
    {
      plan: 'erisa-insured',
      docs: {
        'denial.pdf': head(
          'C-112233-44',
          'The request for MRI brain (70551) is not medically necessary because no exam was sent.',
        ).replace(
          'You have 180 days from receipt of this letter to appeal.',
          'Your appeal must be received by November 25, 2026.',
        ),
      },
    },
    [],
    ['deadline-defect/appeal-window', 'notice-defect/appeal-window'],
  ],
  [
    'late decision',
    {
      plan: 'erisa-insured',
      docs: {
        'denial.pdf': head(
          'C-112233-44',
          'We received the request on April 10, 2026. The request for MRI brain (70551) is not medically necessary because no exam was sent.',
        ),
      },
    },
    ['deadline-defect/decision-clock'],
    [],
  ],
  [
    '14 days to send',
    {
      plan: 'erisa-self-funded',
      docs: {
        'denial.pdf': head(
          'C-112233-44',
          'On April 20, 2026 we asked your doctor for the notes and gave 14 days to send them. They were not received. The MRI brain (70551) is denied for lack of information.',
        ),
      },
    },
    ['deadline-defect/decision-clock'],
    [],
  ],
  [
    'reviewer',
    {
      plan: 'erisa-insured',
      docs: {
        'denial.pdf': head(
          'C-112233-44',
          'The request for MRI lumbar spine (72148) is not medically necessary. Decided by: P. Ames, MD, Board Certified in Dermatology.',
        ),
      },
    },
    ['reviewer-not-qualified/reviewer-specialty'],
    [],
  ],
  [
    'reviewer fine',
    {
      plan: 'erisa-insured',
      docs: {
        'denial.pdf': head(
          'C-112233-44',
          'The request for MRI lumbar spine (72148) is not medically necessary. Decided by: P. Ames, MD, Board Certified in Internal Medicine.',
        ),
      },
    },
    [],
    ['reviewer-not-qualified/reviewer-specialty'],
  ],
  [
    'side',
    {
      plan: 'erisa-insured',
      docs: {
        'denial.pdf': head(
          'C-112233-44',
          'The request for MRI of the right knee (73721) is not medically necessary.',
        ),
        'order.pdf': `IMAGING ORDER\nPatient: Ada Lowe DOB 02/03/1970  Date: 05/01/2026\nMRI LEFT KNEE W/O CONTRAST 73721\nM25.562\nM. Quist MD`,
      },
    },
    ['fact-mismatch/laterality'],
    [],
  ],
  [
    'service date',
    {
      plan: 'erisa-insured',
      docs: {
        'denial.pdf': head(
          'C-112233-44',
          'Your claim for 72148 is denied as not medically necessary.\nDate of service: 04/17/2026',
        ),
        'rep.pdf': `RADIOLOGY REPORT\nPatient: Ada Lowe DOB 02/03/1970\nExam date: 04/11/2026\nMRI LUMBAR SPINE WITHOUT CONTRAST 72148\nFindings: disc protrusion. Impression: L5-S1 protrusion.`,
      },
    },
    ['fact-mismatch/dates'],
    [],
  ],
];

describe.each(cases)('the folder "%s"', (_name, { plan, docs }, wanted, unwanted) => {
  const { findings } = analyze(caseOf(docs, { today: '2026-06-01', planType: plan }), rules);
  const found = findings.map(({ type, concept }) => `${type}/${concept}`);

  it('has the findings it must', () => {
    for (const each of wanted) expect(found).toContain(each);
  });

  it('has none of the findings it must not', () => {
    for (const each of unwanted) expect(found).not.toContain(each);
  });
});

it('reads the letter to the person whom the records name, not a later one to another of the family', () => {
  const letter = (name: string, date: string, number: string) =>
    `Fernhill Health Plan\nPO Box 9, Roanoke, VA 24001\n\n${date}\n\nPatient: ${name}\nReference number: ${number}\n\nDear ${name}:\n\nThe MRI (72148) is not medically necessary. You may appeal within 180 days.\n`;
  const { denial } = analyze(
    caseOf({
      'a.pdf': letter('Ada Lowe', 'May 4, 2026', 'UM-26-0504-11'),
      'b.pdf': letter('Ben Lowe', 'August 1, 2026', 'UM-26-0801-77'),
      'c.pdf': 'Office visit 04/20/2026\nPatient: Ada Lowe DOB 02/03/1970\nHPI: low back pain.\nM. Quist MD',
    }),
    rules,
  );
  expect(denial?.referenceNumber?.value).toBe('UM-26-0504-11');
});
