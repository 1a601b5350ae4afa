/** Emergencies, approvals, sides, ages and codes in the forms that charts and plans use. */
import { expect, it } from 'vitest';
import type { PlanType } from '../../../shared/domain/kinds.ts';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const rights =
  'You have 180 days from receipt of this letter to appeal. You may get free copies of your claim file and of the guideline. You may ask for external review and, if urgent, an expedited appeal. You may bring a civil action under 502(a).';

const letter = (body: string, closing = rights) => `Fernhill Health Plan
PO Box 9, Roanoke, VA 24001

May 20, 2026

Ada Lowe
9 Pine St
Salem, VA 24153

Member ID: FH-4471-9920
Reference number: C-112233-44

Dear Ada Lowe:

${body}

${closing}
`;

function keysOf(
  docs: Readonly<Record<string, string>>,
  planType: PlanType = 'erisa-insured',
): readonly string[] {
  return analyze(caseOf(docs, { planType }), rules).findings.map(({ type, concept }) => `${type}/${concept}`);
}

const urgentCare = (day: string, report: string) => ({
  'denial.pdf': letter(
    `Your claim for CT of the head without contrast (70450) is denied because prior authorization was not obtained.\nDate of service: ${day}`,
  ),
  'visit.pdf': `ALDER WALK-IN CARE\nADA LOWE  DOB 03/04/1970   Visit 04/14/2026\nHit her head on a beam today, vomited, headache growing 8/10. Takes warfarin.\nBleed must be excluded now. STAT CT head w/o next door. Wait here for the read.\nH. Marsh, NP`,
  'report.pdf': `ALDER IMAGING\nADA LOWE  DOB 03/04/1970\nExam: CT HEAD WITHOUT CONTRAST (70450)\nDate of exam: ${report}   Ordered: STAT\nTECHNIQUE: axial images, no contrast.\nFINDINGS: no hemorrhage.\nIMPRESSION: no acute abnormality.`,
});

it('a scan ordered at once is urgent care', () => {
  expect(keysOf(urgentCare('04/14/2026', '04/14/2026'))).toContain('emergency-documented/emergency');
});

it('the day of the report counts where the claim has a slip', () => {
  expect(keysOf(urgentCare('04/12/2026', '04/14/2026'))).toContain('emergency-documented/emergency');
});

it('a scan of another time is not the one of that claim', () => {
  expect(keysOf(urgentCare('05/02/2026', '04/14/2026'))).not.toContain('emergency-documented/emergency');
});

it('an emergency answers a denial for want of approval and of a network, and that the scan was elective', () => {
  const keys = keysOf({
    'denial.pdf': letter(
      'Your claim for CT of the head (70450) is denied. No prior authorization was obtained. The hospital is out of network. The scan was elective.\nDate of service: 04/14/2026',
    ),
    'plan.pdf': `FERNHILL HEALTH PLAN\nSummary Plan Description\nArticle 9. Authorization is not required, before or after, when a scan is ordered for an emergency.`,
    'ed.pdf': `ALDER HOSPITAL EMERGENCY DEPARTMENT\nADA LOWE  DOB 03/04/1970   04/14/2026\nTriage: ESI 2, stroke alert. Arrival by EMS. Sudden loss of speech.\nSTAT CT head 70450.`,
  });
  expect(keys).toEqual(
    expect.arrayContaining([
      'emergency-documented/emergency',
      'network-gap/network-adequacy',
      'denial-contradicted-by-record/emergency',
      'exception-ignored/emergency',
    ]),
  );
});

it('reads an approval whose lines have dotted leaders', () => {
  const keys = keysOf({
    'denial.pdf': letter(
      'Your claim for CT of the abdomen and pelvis (74177) is denied because no authorization was obtained.\nDate of service: 04/14/2026',
    ),
    'fax.pdf': `FERNHILL HEALTH PLAN\nUtilization Management\nApril 2, 2026\n\nMember ............ Ada Lowe, FH-4471-9920\nService ........... CT abdomen and pelvis with contrast, 74177\nStatus ............ APPROVED\nReference ......... B704-118822\nValid ............. 04/02/2026 through 06/01/2026`,
  });
  expect(keys).toContain('authorization-on-file/prior-authorization');
});

const unneeded = (line: string) =>
  letter(`${line}\n\nThe scan is not medically necessary under our guideline KN-7. No therapy was done.`);

it('a chart that writes R for the right side has a side', () => {
  const keys = keysOf({
    'denial.pdf': unneeded('Service: MRI of the left knee without dye, 73721'),
    'note.pdf': `ALDER CLINIC\nADA LOWE  DOB 03/04/1970   05/11/2026\nR knee about the same. No effusion.\nPlan: order MRI R knee w/o contrast 73721.`,
  });
  expect(keys).toContain('fact-mismatch/laterality');
});

it('the age in the head of a letter is held against the date of birth', () => {
  const note = { 'note.pdf': `ALDER CLINIC\nADA LOWE  DOB 03/04/1970   05/11/2026\nMRI knee 73721 ordered.` };
  expect(keysOf({ 'denial.pdf': unneeded('Enrollee age on file: 48'), ...note })).toContain(
    'fact-mismatch/age',
  );
  expect(keysOf({ 'denial.pdf': unneeded('Enrollee age on file: 56'), ...note })).not.toContain(
    'fact-mismatch/age',
  );
});

it('the ticked choice of a form is the code of the order', () => {
  const keys = keysOf({
    'denial.pdf': unneeded('Study: PET/CT (CPT 78816)'),
    'order.pdf': `ALDER PET CENTER - REQUEST\nDate: 05/11/2026   ADA LOWE   03/04/1970\n[X] 78815 skull base - mid thigh    [ ] 78816 whole body    [ ] 78814 limited`,
  });
  expect(keys).toContain('code-mismatch/procedure-code');
});

it('a code behind CT is no ZIP of Connecticut', () => {
  const keys = keysOf({
    'denial.pdf': unneeded('Study: PET/CT (CPT 78816)'),
    'note.pdf': `ALDER ONCOLOGY\nADA LOWE   DOB 03/04/1970   05/11/2026\nPlan: request PET/CT 78815, C09.9, as soon as the plan allows.`,
  });
  expect(keys).toContain('code-mismatch/procedure-code');
});

const noWindow =
  'APPEALS\nYou have the right to appeal this decision. Write to Fernhill Appeals, PO Box 9. We will let you know in writing within 30 days. You may get free copies of your claim file. After our final decision you may ask for external review. If urgent, ask for an expedited appeal; we answer within 72 hours. You may bring a civil action under 502(a).';

it('the time of the answer is no time to appeal', () => {
  const denial = letter(
    'MRI of the knee (73721) is not medically necessary under our guideline KN-7. No therapy was done.',
    noWindow,
  );
  expect(keysOf({ 'denial.pdf': denial })).toContain('notice-defect/appeal-window');
});

it('a page of the policy booklet is no guideline', () => {
  const denial = letter(
    'Under the Medical Necessity section of your policy (page 58) we do not pay for a scan until simpler care has failed. After a review against our internal clinical guidelines MRI of the knee (73721) is not approved, because no therapy was done.',
    rights.replace(' and of the guideline', ''),
  );
  expect(keysOf({ 'denial.pdf': denial })).toContain('notice-defect/criteria-not-identified');
});
