/** What a scan of the past did not find is its result, and no claim that the patient never had cancer. */
import { expect, it } from 'vitest';
import { claimsIn } from './claims-in.ts';

const claims = (body: string) => claimsIn(body).map(({ concept, claim }) => `${concept}: ${claim}`);

it.each([
  ['Your last CT scans were done on December 8, 2025, and showed no sign of cancer.'],
  ['The PET/CT of March 3 was read as negative for malignancy.'],
  ['There is no evidence of recurrence of your cancer on the last MRI.'],
  ['You have been cancer-free since the operation.'],
  ['Your mammogram of May came back without a tumor.'],
  ['The scan of 2025 found no metastatic disease, and the cancer has not come back.'],
])('is a result: %s', (sentence) => {
  expect(claims(sentence).filter((each) => each.startsWith('malignancy'))).toEqual([]);
});

it.each([
  ['There is no history of cancer.'],
  ['You do not have cancer.'],
  ['We found no suspicion of malignancy in the notes.'],
])('is a claim about the patient: %s', (sentence) => {
  expect(claims(sentence)).toContain('malignancy: absent');
});
