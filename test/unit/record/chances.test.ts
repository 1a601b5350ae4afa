/** How likely a cancer is does not say that it is there. All invented. */
import { expect, it } from 'vitest';
import { isEvidence } from '../../../shared/engine/match/evidence/evidence.ts';
import { fact } from '../match/support.ts';

it.each([
  ['PBCG risk calculator: 24 percent for high-grade cancer, 55 percent no cancer.', false],
  ['Brock: 12% risk of malignancy.', false],
  ['Gail 5-year 2.4% chance of breast cancer', false],
  ['about 30 percent probability that it is cancer', false],
  ['Cancer risk by the model 18%', false],
  ['Lifetime breast cancer risk estimated at 31 percent', false],
  ['Breast cancer 2019, lumpectomy.', true],
  ['Adenocarcinoma in 15 percent of the tissue, prostate cancer', true],
  ['Colon cancer, stage II; 5 percent of weight lost for a month', true],
])('%s', (quote, shown) => {
  expect(isEvidence(fact('malignancy', quote))).toBe(shown);
});
