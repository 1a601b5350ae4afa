/** The letter takes the request for another situation than the record shows. All invented. */
import { describe, expect, it } from 'vitest';
import { policyFindings } from '../../../shared/engine/match/policy-findings.ts';
import { documentOf, policyOf, rules } from '../policy/support.ts';
import { denialOf, fact, spanFor } from './support.ts';

const policy = `LINDEN COVERAGE GUIDELINE LIN-PET-7
FDG PET/CT IN LYMPHOMA
In force since 1 January 2026
7.1 Initial staging before treatment: covered.
7.2 End of treatment response: one scan, 6 to 8 weeks after the last chemotherapy: covered.
7.3 Suspected relapse: covered when there is a new mass.
7.4 Surveillance of patients without symptoms after complete remission: not covered.
`;
const chart =
  'Diffuse large B-cell lymphoma. Completed 6 cycles of R-CHOP.\nPlan: end of treatment PET/CT to assess treatment response.';

function misapplied(letter: string, record = chart): string[] {
  return policyFindings({
    policies: [policyOf(policy)],
    denial: denialOf({
      procedureCodes: [{ value: '78815', span: null }],
      citedPolicies: [{ id: 'LIN-PET-7', title: null, section: null, span: spanFor('LIN-PET-7', 'denial') }],
    }),
    facts: [fact('treatment-response', 'Completed 6 cycles of R-CHOP.')],
    parts: [
      {
        documentId: 'record',
        firstPage: 0,
        lastPage: 0,
        kind: 'medical-record',
        date: null,
        author: null,
        patientName: null,
        title: null,
      },
    ],
    documents: [documentOf(letter, 'denial'), documentOf(record, 'record')],
    scan: { scanId: 'pet-ct', modality: 'PET', region: null, side: null, contrast: null },
    today: '2026-07-01',
    planType: 'unknown',
    rules,
  })
    .findings.filter(({ type }) => type === 'policy-misapplied')
    .map(({ concept }) => concept);
}

describe('the situation that a letter takes the request for', () => {
  it.each([
    'LIN-PET-7 was used. Your\ndoctor has asked for surveillance.',
    'LIN-PET-7 was used. This scan is considered routine follow-up, which is not covered.',
    'LIN-PET-7 was used. Dr. Okafor requested it for surveillance after remission.',
  ])('is another than the record shows: %s', (letter) => {
    expect(misapplied(letter)).toEqual(['clinical-situation']);
  });

  it('is left alone where the letter only tells what the policy says', () => {
    expect(misapplied('LIN-PET-7 does not cover surveillance. The records are incomplete.')).toEqual([]);
  });

  it('is left alone where the record speaks of it too', () => {
    expect(
      misapplied(
        'LIN-PET-7 was used. Your doctor has asked for surveillance.',
        `${chart}\nPlan: surveillance PET/CT in one year.`,
      ),
    ).toEqual([]);
  });
});
