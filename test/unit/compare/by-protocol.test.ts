/** A scan that the letter misses by its protocol, and sections that decide without criteria. */
import { expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const found = (words: string, title: string) =>
  analyze(
    caseOf(
      {
        'denial.pdf': `Fernhill Health Plan\n\nAugust 11, 2026\n\nDear Tobias Lowe:\n\nMember ID: FH-4471-9920. Case C-112233-44. We cannot cover a PET scan of the brain (78608) for G40.219. ${words}\n\nYou have 180 days to appeal.`,
        'report.pdf': `TRUCKEE RADIOLOGY\n\nLOWE, TOBIAS DOB 04/06/1997\n${title}\nEXAM DATE: 05/19/2026\nINDICATION: focal seizures.\nFINDINGS: Hippocampi alike.\nIMPRESSION: No lesion seen.\nA. Nwachukwu, MD`,
        'clinic.pdf': `TRUCKEE EPILEPSY CENTER\nOffice visit 07/08/2026\nTobias Lowe DOB 04/06/1997\nHPI: Focal seizures, four a month.\nExam: normal.\nAssessment: Epilepsy.\nS. Ivanchuk, MD`,
      },
      { today: '2026-08-20', planType: 'unknown' },
    ),
    rules,
  )
    .findings.filter(({ type }) => type === 'denial-contradicted-by-record')
    .map(({ concept }) => concept);

it.each([
  'No MRI done by an epilepsy protocol was found.',
  'An MRI with a seizure protocol was not submitted.',
  'We found no epilepsy-protocol MRI.',
  'There is no MRI using the epilepsy protocol in the file.',
  'MRI performed under an epilepsy protocol has not been documented.',
  'The records do not include an MRI by epilepsy protocol.',
])('is answered by a report of that protocol alone: %s', (words) => {
  expect(found(words, 'MRI BRAIN WITHOUT AND WITH CONTRAST, SEIZURE PROTOCOL')).toEqual(['prior-imaging']);
  expect(found(words, 'MRI BRAIN WITHOUT CONTRAST')).toEqual([]);
  expect(found(words, 'MRI BRAIN WITHOUT CONTRAST, STROKE PROTOCOL')).toEqual([]);
});

it('still answers a letter that misses the seizures themselves', () => {
  expect(found('No seizures were described.', 'MRI BRAIN')).toContain('seizure');
});
