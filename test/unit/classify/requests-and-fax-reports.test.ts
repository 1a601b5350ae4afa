/** Requests of an insurer for missing papers, and reports of fax machines: neither is a record nor a sheet of the denial. */
import { expect, it } from 'vitest';
import { classifyDocuments } from '../../../shared/engine/classify/classify.ts';
import { continuationNumber } from '../../../shared/engine/classify/marks.ts';
import { caseOf, rules } from '../engine-kit.ts';

const kindsOf = (files: Readonly<Record<string, string>>) =>
  classifyDocuments(caseOf(files), rules.kinds).map(({ kind }) => kind);

const denial = `Fernhill Health Plan\n\nSeptember 9, 2026\n\nDear Ada Lowe:\n\nReference PCX-7740219. Your request for MRI of the knee is denied. It is not medically necessary.\n\nYou may appeal within 180 days.`;
const desk =
  'Fernhill Health Plan\nMedical Review, P.O. Box 8110, Hagerstown, MD 21741\n\nAugust 26, 2026\n\n';

it.each([
  'Lakeside Sports Center / cc: A. Lowe\n\nC-112233 A. Lowe 73721 right knee\n\nINFORMATION NEEDED. Please send office notes for this knee problem, the report of knee x-rays, and a description of treatment so far. We must have them by September 5, 2026. If not, the request will be decided on what we have.\n\nIntake Team 3',
  'Re: A. Lowe, C-112233, MRI knee\n\nThis request is pended for clinical notes. Kindly fax the office notes of the last visit and imaging reports with this page on top. Failure to reply may result in an adverse determination.\n\nIntake',
  'Request C-112233 for A. Lowe. Information is missing to review it: office visit notes, physical therapy notes. We need to have these by 9/5/2026. Fax 800-555-0111.',
  'Case C-112233, A. Lowe, MRI knee: additional information requested. Send chart notes and x-ray reports. We should receive them before September 5, 2026, or the case may be decided on the information on file.',
  'To: Lakeside Sports Center. The case has been put on hold for more information. Needed: exam findings, treatment tried. Failure to send these can lead to a denial. Member A. Lowe C-112233.',
  'ATTN referral desk. A. Lowe, knee MRI. Clinical information is required to complete our review: 1. last office note 2. imaging. Please fax to 800-555-0111 by September 5. Nurse Intake',
])('takes a request of the insurer for a letter: %s', (body) => {
  expect(kindsOf({ 'a.txt': denial, 'b.txt': desk + body })).toEqual(['denial-letter', 'correspondence']);
});

it.each([
  'Lakeside Family Medicine\nLowe, Ada DOB 01/02/1970 08/20/2026\nHPI: knee pain for 6 weeks. Exam: effusion. Assessment: possible tear. Plan: please send records from prior orthopedist. More information is needed about the old surgery.\nNisha Patel, MD',
  'Lakeside Radiology\nLowe, Ada DOB 01/02/1970\nMRI KNEE 08/20/2026\nFINDINGS: tear.\nIMPRESSION: Medial tear. Comparison films were requested.\nNisha Patel, MD',
  'Referral order 08/20/2026\nPatient: Ada Lowe DOB 01/02/1970\nTo: Orthopedics. Dx: M23.205. Please send your consult note by fax.\nNisha Patel, MD',
])('leaves a clinic that asks for papers in the record: %s', (text) => {
  expect(kindsOf({ 'a.txt': text })).toEqual(['medical-record']);
});

const report = (counted: string) =>
  `LAKESIDE SPORTS CENTER\n* * * TRANSMISSION REPORT * * *\n\nJOB NO\t0418\nDATE / TIME\t09/01/2026 10:52\nTO\t18005550188\n${counted}\nRESULT\tOK ECM\nFAX COVER\nTo: Fernhill Medical Review\tRef: PCX-7740219\nEnclosed: office notes (4), xray report (1)`;

it.each([
  'PAGES SENT\t7/7',
  'PGS. 5/5 OK',
  'PAGE(S) SENT: 4 of 4',
  'SENT 7 of 7',
  'Sheets transmitted 3 / 3',
  '2 of 2 sent',
])('takes no count of a fax machine for the number of a sheet: %s', (counted) => {
  expect(continuationNumber(report(counted))).toBeNull();
  expect(kindsOf({ 'a.txt': denial, 'b.txt': report(counted) })).toEqual(['denial-letter', 'correspondence']);
});

it.each([
  ['Page 2 of 2', 2],
  ['PCX-7740219\n2/3\nYour rights', 2],
  ['Sheet 3 of 4', 3],
] as const)('still knows the number of a sheet: %s', (text, number) => {
  expect(continuationNumber(text)).toBe(number);
});
