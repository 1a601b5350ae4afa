/** Papers that look like another kind at first sight: a patient's call notes, a society's guideline, a provider's bill. */
import { expect, it } from 'vitest';
import { classifyDocuments } from '../../../shared/engine/classify/classify.ts';
import { caseOf, rules } from '../engine-kit.ts';

const one = (text: string) => classifyDocuments(caseOf({ 'a.txt': text }), rules.kinds)[0]?.kind;

it.each([
  'Call log, health plan\n3/4/26 9:05. Asked about the MRI. They said I have to find a contracted center myself.\n3/6/26 on hold 25 min, got nobody.',
  'Call history with Birchway Health\nFeb 2. Ana P. gave me a number, 44-1203. She looked and said there is none in the county.\nFeb 9. hung up on me.',
  'Call log - MRI\n1/12 Dennis transferred me twice. Promised to email it to me.\n1/15 told me nothing was sent yet.',
])('takes call notes of the patient for correspondence, not for the file of the insurer', (text) => {
  expect(one(text)).toBe('correspondence');
});

it.each([
  'CALL LOG\n05/12/26 0310 SYS PENDED\n05/27/26 1433 KJB INBOUND CALL FROM MEMBER, advised of denial\nROUTED TO APPEALS QUEUE',
  'Member call history - for internal use\n06/02/26 11:20 TRS Mbr asked for status. Advised pended for nurse review.',
])('leaves the call log of the insurer in the claim file', (text) => {
  expect(one(text)).toBe('claim-file');
});

it.each([
  'North American Society of Hepatology\nClinical Practice Guideline: Primary Liver Tumors\nVersion 3.2025 (excerpt)\nContrast MRI is suggested for lesions of 1 cm or more.\nCategory 2A: lower evidence, uniform consensus.',
  'College of Thoracic Imaging\nPractice Guidelines for Incidental Nodules\nThe panel recommends CT at 6 months for solid nodules above 6 mm.\nPanel members’ disclosures are listed online.',
  'International Headache Consortium\nGuideline on imaging of headache, version 2\nThe guideline committee suggests MRI with a change of pattern.\nLevel B: moderate evidence',
  'Intersociety Guideline on Stable Chest Pain, 2024 update\nExecutive summary, p. e41\nRec. 11. In patients with stable chest pain and intermediate probability, coronary CT is recommended. Class 1, level A.\nRec. 14. CT for screening is not recommended. Class 3.\nWriting committee and disclosures: see supplement. Supersedes 2021.',
  'Appropriate Use Criteria, abridged\nPET imaging in tumors. Joint panel of five societies. 2024 reissue.\nAppropriate (score 9): staging after tissue diagnosis.\nRarely appropriate (2): asymptomatic patient.',
  'Guideline on Back Pain, 2023 update\nRec. 3. MRI is recommended where weakness progresses.\nRec. 4. MRI is not recommended in the first weeks.\nWriting group members are listed in the supplement.',
])('takes a guideline of a society for literature', (text) => {
  expect(one(text)).toBe('literature');
});

it.each([
  'Riverbend Imaging Center\nBilling statement\nStatement date: 02/11/2026\nMRI KNEE $1,890.00\nPay this amount $1,890.00',
  'St. Agnes Hospital\nStatement of account\nPatient: R. Doe\nCT HEAD $900.00\nInsurance payments $0.00\nGuarantor balance $900.00',
  'Valley Medical Center, Patient accounts\nHospital statement\nXR FOOT $120\nInsurance adjustment $20\nYou owe now $100',
])('takes a bill of a provider for something else than a record', (text) => {
  expect(one(text)).toBe('other');
});

it.each([
  'HARBOR PLAN - CASE WORKSHEET INTERNAL\nCase HP-1 printed 03/30/2026 for member file request\n03/13/2026 NURSE SCREEN (tb RN) Tool: SP-3 Part 2\n[x] Pain < 6 wks\n[ ] PT [ ] HEP [ ] NSAID\n[x] Radiographs (PCP 3/4)\nNot met, to MD.\n03/17/2026 PHYSICIAN (cv MD) Agree w/ nurse. Deny. Review time 00:02:40.\n03/18/2026 LETTER generated, template D-2.',
  'Reviewer sheet (copy to enrollee 05/06/2026 on request)\n04/16/26 0905 RN ep\nMRI KNEE. Age 44. PT: 4 wk. XR done, neg. Exam: effusion, McMurray neg.\nCriteria not met. Refer to MD.\n04/20/26 MD\nConcur. Deny.\nMin spent: RN 6, MD 2\nLTR OUT',
  'PRECERT WORKSHEET\nPatient DOB 01/02/1970. Dx: M54.16\nTx: naproxen 500 bid, HEP\nExam: SLR pos, strength 5/5\nFwd to medical director. Uphold RN. Time on case 3 min.',
])('takes the sheet on which a reviewer ticked what the chart says for the file of the insurer', (text) => {
  expect(one(text)).toBe('claim-file');
});

it.each([
  'Lakeside Physical Therapy\nPatient: R. Doe DOB 01/02/1970\nHome exercise worksheet, copy to patient\nGoals not met. To MD 04/20 for recheck. Pain < 6 wks.\n[x] therex [ ] manual therapy\nA. Ito, PT',
  'Valley Family Medicine\n06/29/2026 Nurse visit\nDOB 01/02/1970. Calls: L foot pain 3 wks. Reviewed with RN. Referred to podiatry.\nPatient agrees with plan.',
])('leaves a clinic sheet with boxes and handovers in the record', (text) => {
  expect(one(text)).toBe('medical-record');
});
