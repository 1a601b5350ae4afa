/** Notice, deadlines, reviewer, approvals, emergency, network, codes and facts. */
import { expect, it } from 'vitest';
import type { PlanType } from '../../../shared/domain/kinds.ts';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

function found(files: Readonly<Record<string, string>>, planType: PlanType = 'erisa-self-funded'): string[] {
  return analyze(caseOf(files, { planType }), rules).findings.map(
    ({ type, concept }) => `${type}/${concept}`,
  );
}

const rights =
  'Your right to appeal\n\nYou may appeal within 180 days of the day you get this letter. Urgent: an expedited appeal is decided within 72 hours. On request, free, you get copies of your claim file and the guideline. An independent review organization can review the decision. You may bring a civil action under section 502(a).\n';

const letter = (parts: { readonly head?: string; readonly body?: string; readonly rights?: string }) =>
  `Northlight Benefit Administrators\n\nJune 12, 2026\n\nMember: Ada Quill\nMember ID: NBA 4471 2290\nReference number: NB-2026-11872\nRequest received: ${parts.head ?? '06/08/2026'}\nService: 72148 MRI lumbar spine without contrast\nDiagnosis: M54.16\n\nDear Ms. Quill:\n\n${parts.body ?? 'The scan is not medically necessary. The review was done against Clinical Policy LS-9.'}\n\n${parts.rights ?? rights}`;

it('finds nothing wrong with a letter that has all its parts', () => {
  const findings = found({ 'letter.txt': letter({}) });
  expect(findings.filter((key) => !key.startsWith('no-support-found'))).toEqual([]);
});

it('finds a short appeal window and missing parts', () => {
  const findings = found({
    'letter.txt': letter({
      body: 'The scan does not meet medical necessity.',
      rights:
        'Reconsideration\n\nIf you want us to reconsider, write within 60 days of the date of this letter.\n',
    }),
  });
  expect(findings).toContain('deadline-defect/appeal-window');
  expect(findings).toContain('notice-defect/external-review-right');
  expect(findings).toContain('notice-defect/criteria-not-identified');
});

it('does not hold a grandfathered plan to the external review rule', () => {
  const text = letter({ rights: rights.replace(/An independent review[^.]*\./, '') });
  expect(found({ 'letter.txt': text }, 'grandfathered')).not.toContain('notice-defect/external-review-right');
  expect(found({ 'letter.txt': text }, 'erisa-insured')).toContain('notice-defect/external-review-right');
});

it('asks about a missing part instead of claiming it where sheets of the letter are not there', () => {
  const analysis = analyze(
    caseOf({ 'letter.txt': letter({ rights: 'Page 1 of 4' }) }, { planType: 'erisa-self-funded' }),
    rules,
  );
  expect(analysis.findings.map(({ type }) => type)).not.toContain('notice-defect');
  expect(analysis.pleaseCheck.map(({ concept }) => concept)).toContain('external-review-right');
});

it('grants Medicaid and Medicare Advantage their own windows', () => {
  const sixty = letter({ rights: rights.replace('180 days of the day you get', '60 days of the date on') });
  expect(found({ 'letter.txt': sixty }, 'medicaid-managed-care')).not.toContain(
    'deadline-defect/appeal-window',
  );
  const sixtyFive = letter({
    rights: rights.replace('180 days of the day you get', '65 days of the date of'),
  });
  expect(found({ 'letter.txt': sixtyFive }, 'medicare-advantage')).not.toContain(
    'deadline-defect/appeal-window',
  );
});

it('finds a decision that came after its clock', () => {
  expect(found({ 'letter.txt': letter({ head: '05/01/2026' }) })).toContain('deadline-defect/decision-clock');
  expect(found({ 'letter.txt': letter({ head: '06/01/2026' }) })).not.toContain(
    'deadline-defect/decision-clock',
  );
});

it('lets the clock stand still while the plan waits for papers', () => {
  const waited = letter({
    head: '05/01/2026',
    body: 'The scan is not medically necessary under Clinical Policy LS-9. We told your doctor that you had 45 days, to June 20, to send the missing notes.',
  });
  expect(found({ 'letter.txt': waited })).not.toContain('deadline-defect/decision-clock');
});

it('finds a reviewer of a field that does not treat the spine, and accepts those that do', () => {
  const by = (field: string) =>
    letter({
      body: `The scan is not medically necessary under Clinical Policy LS-9. The decision was made by Rex Bardo, MD, who is board-certified in ${field}.`,
    });
  expect(found({ 'letter.txt': by('Dermatology') })).toContain('reviewer-not-qualified/reviewer-specialty');
  for (const field of [
    'Orthopaedic Surgery',
    'Family Medicine',
    'Physical Medicine and Rehabilitation',
    'Internal Medicine',
    'Neurology',
  ])
    expect(found({ 'letter.txt': by(field) })).not.toContain('reviewer-not-qualified/reviewer-specialty');
});

it('accepts a reviewer who treats the coded condition or any part that the code may stand for', () => {
  const by = (field: string, service: string, diagnosis: string) =>
    letter({
      body: `The scan is not medically necessary under Clinical Policy LS-9. The decision was made by Rex Bardo, MD, who is board-certified in ${field}.`,
    })
      .replace('72148 MRI lumbar spine without contrast', service)
      .replace('M54.16', diagnosis);
  const key = 'reviewer-not-qualified/reviewer-specialty';
  const chest = '71260 CT chest with contrast';
  expect(found({ 'letter.txt': by('Urology', chest, 'Z85.528') })).not.toContain(key);
  expect(found({ 'letter.txt': by('Urology', chest, 'R05.3') })).toContain(key);
  const limb = '73718 MRI lower extremity other than joint, without contrast, left (foot)';
  expect(found({ 'letter.txt': by('Podiatry', limb, 'M79.672') })).not.toContain(key);
  expect(found({ 'letter.txt': by('Dermatology', limb, 'M79.672') })).toContain(key);
});

const claim = (reason: string) =>
  `Northlight Benefit Administrators\nEXPLANATION OF BENEFITS\n\nStatement date: 06/12/2026\n\nPatient: Ada Quill\nMember ID: NBA 4471 2290\nClaim number: 26-0520-88-1\nClaim received: 05/20/2026\n\nDate of service\tCode\tService\tBilled\tPlan paid\n05/04/2026\t74177\tCT abdomen and pelvis with contrast\t1,200.00\t0.00\n\nDiagnosis: R10.9\n\n${reason}\n\n${rights}`;
const noApproval = claim('Payment is denied. Prior authorization was not obtained for this service.');

it('finds the approval on file for the service and date, and no other', () => {
  const approval = (code: string, from: string, to: string) =>
    `Northlight Benefit Administrators\nWe have approved this service.\nMember: Ada Quill, NBA 4471 2290\n${code} CT abdomen and pelvis\nAuthorization number: NA-77120\nValid ${from} through ${to}\n`;
  const key = 'authorization-on-file/prior-authorization';
  expect(found({ 'eob.txt': noApproval, 'ok.txt': approval('74177', '04/20/2026', '07/20/2026') })).toContain(
    key,
  );
  expect(
    found({ 'eob.txt': noApproval, 'ok.txt': approval('74177', '05/20/2026', '07/20/2026') }),
  ).not.toContain(key);
  expect(
    found({ 'eob.txt': noApproval, 'ok.txt': approval('72148', '04/20/2026', '07/20/2026') }),
  ).not.toContain(key);
});

it('finds emergency care of that day, and not of another', () => {
  const chart = (day: string) =>
    `MERCY HOSPITAL - EMERGENCY DEPARTMENT\nQUILL, ADA DOB 01/02/1980\nArrival ${day} by EMS. Triage ESI level 2.\nSudden severe abdominal pain 9/10. STAT CT abdomen/pelvis (74177).\n`;
  const key = 'emergency-documented/emergency';
  expect(found({ 'eob.txt': noApproval, 'er.txt': chart('05/04/2026') })).toContain(key);
  expect(found({ 'eob.txt': noApproval, 'er.txt': chart('11/04/2024') })).not.toContain(key);
});

it('knows the plan that asks for no approval in an emergency', () => {
  const chart =
    'MERCY HOSPITAL - EMERGENCY DEPARTMENT\nQUILL, ADA DOB 01/02/1980\nArrival 05/04/2026 by EMS. Triage ESI level 2.\nSudden severe abdominal pain 9/10. STAT CT abdomen/pelvis (74177).\n';
  const book = (rule: string) =>
    `Northlight Plan\nSummary Plan Description 2026\nPart 7. Services that need prior authorization\n7.1 CT and MRI need prior authorization.\n7.2 ${rule}\n7.3 The plan pays 80 percent after the deductible.`;
  const key = 'exception-ignored/emergency';
  const withBook = (rule: string) =>
    found({ 'eob.txt': noApproval, 'er.txt': chart, 'book.txt': book(rule) });
  expect(
    withBook('You do not need pre-approval for: scans made in the course of a medical emergency.'),
  ).toContain(key);
  expect(
    withBook('Emergency care. The rule of 7.1 is set aside for what an emergency room orders.'),
  ).toContain(key);
  expect(withBook('Transport after emergency care needs pre-approval, too.')).not.toContain(key);
});

it('finds a gap in the network only where the papers say so', () => {
  const eob = claim(
    'The provider of this service is not in our network. An in-network imaging center was available to you. The claim is denied.',
  );
  const message =
    'Secure messages\nFROM: Member Services\nSENT: 04/20/2026 14:20\nI looked it up and do not find one within 60 miles. The closest network site is 97 miles away; first opening June 30.';
  expect(found({ 'eob.txt': eob, 'messages.txt': message })).toContain('network-gap/network-adequacy');
  expect(found({ 'eob.txt': eob })).not.toContain('network-gap/network-adequacy');
});

it('compares diagnoses with the order alone, code by code', () => {
  const key = 'code-mismatch/diagnosis-code';
  const denial = (codes: string) =>
    `Northlight Benefit Administrators\n\nJune 12, 2026\n\nMember: Ada Quill\nMember ID: NBA 4471 2290\nReference number: NB-2026-11872\nService: 73221 MRI left shoulder without contrast\nDiagnosis: ${codes}\n\nDear Ms. Quill:\n\nMRI of your left shoulder is denied as not medically necessary under Clinical Policy SH-1.\n\n${rights}`;
  const chart = (told: string, codes: string) =>
    `Hill Orthopedics\nPatient: Ada Quill DOB 01/02/1980\nDate: 06/01/2026\n${told}\nIMAGING ORDER\nMRI left shoulder 73221\nDx: ${codes}\nB. Hale, MD`;
  const keys = (letter: string, told: string, order: string) =>
    found({ 'letter.txt': denial(letter), 'chart.txt': chart(told, order) });
  // A code that the chart tells of another part of the body is not of this order.
  expect(keys('M25.561', 'Last autumn right knee pain (M25.561), settled.', 'M75.122')).toContain(key);
  // One code is exchanged, the other kept.
  expect(keys('M25.512, R52', '', 'M25.512, M75.122')).toContain(key);
  // The order lists more than the letter prints, or the letter one that the chart has elsewhere.
  expect(keys('M25.512', '', 'M25.512, M75.122')).not.toContain(key);
  expect(keys('M25.512, M75.102', 'Rotator cuff tear M75.102.', 'M25.512, M75.122')).not.toContain(key);
});

it('finds a code, a diagnosis and a side that differ from the order', () => {
  const denial = `Northlight Benefit Administrators\n\nJune 12, 2026\n\nMember: Ada Quill\nMember ID: NBA 4471 2290\nReference number: NB-2026-11872\nService: 73221 MRI right shoulder without contrast\nDiagnosis: M25.511\n\nDear Ms. Quill:\n\nMRI of your right shoulder is denied as not medically necessary under Clinical Policy SH-1.\n\n${rights}`;
  const order =
    'Hill Orthopedics\nIMAGING ORDER\nPatient: Ada Quill DOB 01/02/1980\nDate: 06/01/2026\nMR arthrogram, left shoulder, with contrast, CPT 73222-LT\nDx: M25.512 pain in left shoulder\nB. Hale, MD';
  const findings = found({ 'letter.txt': denial, 'order.txt': order });
  expect(findings).toContain('code-mismatch/procedure-code');
  expect(findings).toContain('code-mismatch/diagnosis-code');
  expect(findings).toContain('fact-mismatch/laterality');
  expect(
    found({
      'letter.txt': denial,
      'order.txt': order
        .replace('73222-LT', '73221-RT')
        .replace('left shoulder, with contrast', 'right shoulder')
        .replace('M25.512 pain in left', 'M25.511 pain in right'),
    }),
  ).toEqual(
    expect.not.arrayContaining([
      'code-mismatch/procedure-code',
      'code-mismatch/diagnosis-code',
      'fact-mismatch/laterality',
    ]),
  );
});

it('says plainly that nothing answers a reason', () => {
  expect(found({ 'letter.txt': letter({}) })).toContain('no-support-found/MN');
});

it('does not doubt a billed day on which a report stands, by whatever name it calls the part', () => {
  const bill = claim('Payment is denied. Prior authorization was not obtained for this service.');
  const visit =
    'Sandia Clinic\nQuill, Ada DOB 01/02/1970 04/20/2026 Ingrid Sallows, MD\n\nHistory\n\nFlank pain.\n\nExam: axial loading hurts.\nImpression: renal colic. Findings as above.\nPlan: CT abdomen and pelvis 74177.';
  const report =
    'Zia Imaging\nPatient: Ada Quill DOB 01/02/1970\nExam: CT FLANK WITH CONTRAST Date: 05/04/2026 15:20\nTECHNIQUE: helical.\nFINDINGS: a stone.\nIMPRESSION: stone.';
  expect(found({ 'eob.txt': bill, 'visit.txt': visit, 'report.txt': report })).not.toContain(
    'fact-mismatch/dates',
  );
});
