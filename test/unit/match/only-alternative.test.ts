/** Care that the letter demands by itself and the policy names as one choice among several. */
import { describe, expect, it } from 'vitest';
import { policyFindings } from '../../../shared/engine/match/policy-findings.ts';
import { documentOf, policyOf, rules } from '../policy/support.ts';
import { assertion, denialOf, fact, spanFor } from './support.ts';

const policyWith = (care: string): string => `Fenwick Health Plan
FW-22: MRI of the Lumbar Spine
Effective 03/01/2026

A. Leg pain
Lumbar MRI (72148) is medically necessary when all of A.1 and A.2 are documented:
A.1 Radicular pain that has lasted six weeks or more.
A.2 ${care}
`;

function exceeds(care: string, letter: string): string[] {
  return policyFindings({
    policies: [policyOf(policyWith(care))],
    denial: denialOf({
      assertions: [assertion('injection', letter, { claim: 'required' })],
      citedPolicies: [{ id: 'FW-22', title: null, section: 'A', span: spanFor(letter, 'denial') }],
    }),
    facts: [fact('symptom-duration', 'leg pain for 10 weeks', { measure: { days: 70 } })],
    parts: [],
    documents: [documentOf(letter, 'denial')],
    scan: { scanId: 'mri-lumbar-spine', modality: 'MRI', region: 'lumbar-spine', side: null, contrast: null },
    today: '2026-07-01',
    planType: 'unknown',
    rules,
  })
    .findings.filter(({ type }) => type === 'denial-exceeds-policy')
    .map(({ concept }) => concept);
}

const choice =
  'Any one of: physical therapy for six weeks; an epidural steroid injection; chiropractic care.';
const demand = 'We require a course of physical therapy and at least one epidural steroid injection.';

describe('one choice among several', () => {
  it.each([
    demand,
    'An epidural steroid injection must be tried first.',
    'The criteria call for an epidural injection before an MRI.',
  ])('that the letter demands by itself goes beyond the policy: %s', (letter) => {
    expect(exceeds(choice, letter)).toEqual(['injection']);
  });

  it('that the letter offers as a choice as well does not', () => {
    expect(exceeds(choice, 'We require physical therapy or an epidural steroid injection.')).toEqual([]);
  });

  it('is not reported where the policy itself demands the injection', () => {
    expect(exceeds('An epidural steroid injection.', demand)).toEqual([]);
  });

  it('is not reported where the policy does not speak of injections', () => {
    expect(exceeds('Physical therapy for six weeks.', demand)).toEqual([]);
  });
});
