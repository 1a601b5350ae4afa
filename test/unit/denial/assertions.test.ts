/** What a letter says is missing, short or normal. */
import { expect, it } from 'vitest';
import { readDenial } from '../../../shared/engine/denial/read-denial.ts';
import { pagesOf, rules } from '../engine-kit.ts';
import { claimsIn } from './claims-in.ts';
import { assertionSentences } from './assertion-sentences.ts';
import { moreSentences } from './more-sentences.ts';
import { shortForms } from './short-forms.ts';

const claims = (body: string) => claimsIn(body).map(({ concept, claim }) => `${concept}: ${claim}`);

it.each([
  ['The records do not show six weeks of physical therapy.', 'physical-therapy: absent'],
  ['We found no record that an anti-inflammatory medicine was tried.', 'medication-trial: absent'],
  ['No plain X-ray of the knee was submitted.', 'prior-imaging: absent'],
  ['The examination reports full strength in both legs.', 'motor-deficit: normal'],
  ['Mechanical symptoms such as locking are not described.', 'mechanical-symptoms: absent'],
  ['The laboratory results do not reach that level.', 'lab-result: insufficient'],
  ['You have not had at least four weeks of conservative treatment.', 'conservative-therapy: absent'],
  ['No records have been received.', 'records-received: absent'],
  ['An in-network imaging center was available to you.', 'network-adequacy: normal'],
  [
    'No program of exercise, directed by a therapist or a doctor and lasting a month or more, has been shown.',
    'physical-therapy: absent',
  ],
  ['First, plain x-rays of the joint; the file has no x-ray report.', 'prior-imaging: absent'],
  [
    'Ten weeks of physical therapy are to be finished before imaging. The therapy described covers five weeks, and so falls short.',
    'physical-therapy: required',
  ],
  ['Feeling is intact in both hands.', 'sensory-deficit: normal'],
  ['The records we hold contain no history of smoking.', 'smoking-history: absent'],
  ['We faxed the office for clinical notes. None have been received.', 'records-received: absent'],
])('reads "%s" as %s', (sentence, expected) => {
  expect(claims(sentence)).toContain(expected);
});

it.each([...assertionSentences, ...moreSentences, ...shortForms])(
  'reads from "%s": %s',
  (sentence, ...expected) => {
    const read = claims(sentence);
    for (const each of expected)
      if (each.startsWith('!')) expect(read).not.toContain(each.slice(1));
      else expect(read).toContain(each);
  },
);

it('lets a sentence that only points back speak of the one before', () => {
  expect(
    claims('We look for eight weeks of a preventive headache medicine. Such a trial was not found.'),
  ).toContain('medication-trial: absent');
});

it('misses the visit, not the lump that is to be seen at it', () => {
  const read = claims(
    'The rule asks that the lump be examined by a surgeon within 60 days. No such examination is among the papers.',
  );
  expect(read).toContain('specialist-evaluation: absent');
  expect(read).not.toContain('mass: absent');
});

it.each([
  [
    'The scan is not medically necessary at this time. This means that it is not a covered service under Article IV of your policy.',
    ['MN'],
  ],
  ['It is not medically necessary. The exam is not a covered benefit unless medically necessary.', ['MN']],
  ['A whole-body scan is not a covered benefit of your plan.', ['NCB']],
])('reads from "%s" the reasons %s', (body, reasons) => {
  const { denial } = readDenial(
    {
      documentId: 'd',
      documentIds: ['d'],
      pages: pagesOf('d', `Plain Health Plan\n\nMay 4, 2026\n\nDear Member:\n\n${body}\n`),
    },
    rules,
  );
  expect(denial.reasons.map(({ value }) => value)).toEqual(reasons);
});

it('keeps the threshold of the letter', () => {
  const { denial } = readDenial(
    {
      documentId: 'd',
      documentIds: ['d'],
      pages: pagesOf(
        'd',
        'Plain Health Plan\n\nDear Member:\n\nThe notes do not show six weeks of physical therapy in the last six months.\n',
      ),
    },
    rules,
  );
  expect(denial.assertions[0]?.threshold).toEqual({ minDays: 42, lookBackDays: 180 });
});

it('takes nothing from rights, definitions and excerpts', () => {
  expect(
    claims(
      'The scan is not medically necessary.\n\nYour right to appeal\n\nYou may appeal within 180 days. If you have no record of physical therapy, say so.\n\nDefinitions\n\nConservative care: at least six weeks of physical therapy.',
    ),
  ).toEqual([]);
});

it.each([
  'On March 3 your doctor asked us to approve an MRI of the neck for cervical radiculopathy (M54.12).',
  'For pain that runs down the leg the guideline expects six weeks of treatment first.',
])('takes nothing as denied that "%s" only names', (sentence) => {
  expect(
    claims(sentence).filter((claim) => /^radiculopathy: (?:absent|normal|insufficient)/.test(claim)),
  ).toEqual([]);
});

it('takes no demand from the line that tells who asked', () => {
  expect(claims('Asked for by\tRuth Ostrander, MD, Lakeview Orthopedics')).toEqual([]);
});
