/** "Out of network" as explanations of benefits say it, and policy ids as a scan misreads them. */
import { expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const eob = (words: string) =>
  `Lindgren Administrators\nEXPLANATION OF BENEFITS\nDate: March 3, 2026\nMember: Ida Moen\nClaim number: 88-1203-7\n\n02/10/2026 Northern Imaging 73721 $900.00 not covered\n\nK4: ${words}\n\nYour right to appeal\nYou may appeal within 180 days. Out-of-network deductible: $2,000.`;
const reasons = (text: string) =>
  analyze(caseOf({ 'eob.pdf': text }), rules).denial?.reasons.map(({ value }) => value) ?? [];

it.each([
  'These services were performed at a non-participating facility. You are responsible for the charge.',
  'The plan does not reimburse services of out-of-\nnetwork providers.',
  'The scan was read by an out-of-network radiologist, and your plan has no benefit for that.',
  'The facility was not in network on the date of service.',
])('reads %j as out of network', (words) => {
  expect(reasons(eob(words))).toContain('OON');
});

it.each(['The scan is not medically necessary.', 'No precertification was obtained for this service.'])(
  'does not read %j as out of network though the limits speak of it',
  (words) => {
    expect(reasons(eob(words))).not.toContain('OON');
  },
);

const policy = (id: string) =>
  `Clinical Policy: MRI of the Knee\nPolicy number: ${id}\nEffective date: 01/01/2026\nMRI of the knee is medically necessary when ALL of the following are met:\n1. Six weeks of physical therapy\n2. Knee x-ray`;
const letter = (id: string) =>
  `Lindgren Health\nMarch 3, 2026\nMember: Ida Moen\nMember ID: LH22093\nDear Ms. Moen:\nWe cannot approve MRI of the knee (73721). It is not medically necessary under our medical policy ${id}, which asks for six weeks of physical therapy.`;
const cited = (read: string, ...known: readonly string[]) =>
  analyze(
    caseOf({
      'letter.pdf': letter(read),
      ...Object.fromEntries(known.map((id, index) => [`policy${index}.pdf`, policy(id)])),
    }),
    rules,
  ).denial?.citedPolicies.map(({ id }) => id);

it.each([
  ['LHK-MR-O14', 'LHK-MR-014'],
  ['RAD-IO23', 'RAD-1023'],
  ['UM-IMG-5O2', 'UM-IMG-502'],
])('takes %s, misread, for the %s of the folder', (read, known) => {
  expect(cited(read, known)).toEqual([known]);
});

it('leaves an id that no policy of the folder has, or two have', () => {
  expect(cited('LHK-MR-019', 'LHK-MR-014')).toEqual(['LHK-MR-019']);
  expect(cited('RAD-IO23', 'RAD-1023', 'RAD-I023')).toEqual(['RAD-IO23']);
});

const ground = (why: string) =>
  analyze(
    caseOf({
      'letter.pdf': `Lindgren Health\nMarch 3, 2026\nMember: Ida Moen\nMember ID: LH22093\nDear Ms. Moen:\nWe denied MRI of the lumbar spine (72148). ${why}\nYou may appeal within 180 days. You may see an out-of-network provider at higher cost.`,
    }),
    rules,
  ).denial?.reasons.map(({ value }) => value);

it.each([
  ['OON', 'The facility has no agreement with our network.'],
  ['OON', 'Harbor Imaging does not contract with this plan.'],
  ['OON', 'The rendering provider is not on our list of participating providers.'],
  ['PRE', 'This request was not authorized before the service took place.'],
  ['PRE', 'The scan was done without prior approval.'],
  ['PRE', 'No advance authorization was given.'],
  ['TMF', 'The claim arrived after the filing period ended.'],
  ['TMF', 'The filing deadline had passed.'],
  ['TMF', 'It was submitted outside the submission window.'],
  ['COD', 'The diagnosis billed does not support the code.'],
  ['COD', 'The diagnosis code submitted does not match this procedure.'],
  ['COD', 'The diagnosis reported does not fit the procedure.'],
  ['EXP', 'The technology has not been established as effective.'],
  ['EXP', 'Its effectiveness has not been proven.'],
  ['EXP', 'This use is not standard of care.'],
])('reads the ground %s alone in %j', (code, why) => {
  expect(ground(why)).toEqual([code]);
});

it.each([
  'An ultrasound is available to you without approval.',
  'A plain x-ray can be done without prior authorization.',
  'A CT can be scheduled without precertification.',
])('takes the offer %j for no ground', (offer) => {
  expect(ground(`The scan is experimental for this use. ${offer}`)).toEqual(['EXP']);
});

it.each(['a re-evaluation', 'a follow-up visit', 'in-person therapy'])(
  'cites no policy called %j',
  (asked) => {
    const read = analyze(
      caseOf({ 'letter.pdf': letter('LHK-MR-014').replace('six weeks', `${asked} and six weeks`) }),
      rules,
    );
    expect(read.denial?.citedPolicies.map(({ id }) => id)).toEqual(['LHK-MR-014']);
  },
);
