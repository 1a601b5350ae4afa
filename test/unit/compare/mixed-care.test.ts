import { describe, expect, it } from 'vitest';
import { together } from '../../../shared/engine/compare/against/length-asked.ts';
import type { DenialAssertion } from '../../../shared/domain/denial.ts';
import type { ClinicalConcept } from '../../../shared/domain/kinds.ts';
import type { ClinicalFact } from '../../../shared/domain/record.ts';

const missing: DenialAssertion = {
  concept: 'conservative-therapy',
  claim: 'absent',
  threshold: { minDays: 42 },
} as unknown as DenialAssertion;

const stretch = (concept: ClinicalConcept, from: string, to: string): ClinicalFact =>
  ({
    concept,
    detail: null,
    outcome: null,
    noteDate: to,
    measure: { from, to, days: null, visits: null, quantity: null },
  }) as unknown as ClinicalFact;

describe('care of several kinds', () => {
  it('reaches the length together where it runs on', () => {
    const facts = [
      stretch('activity-modification', '2026-02-02', '2026-02-23'),
      stretch('physical-therapy', '2026-02-23', '2026-03-30'),
    ];
    expect(together(facts, missing)).toHaveLength(2);
  });

  it('does not where it overlaps, breaks off, or is a brace and no therapy', () => {
    const overlapping = [
      stretch('home-exercise', '2026-02-02', '2026-02-23'),
      stretch('physical-therapy', '2026-02-04', '2026-02-25'),
    ];
    expect(together(overlapping, missing)).toEqual([]);
    const broken = [
      stretch('physical-therapy', '2026-01-02', '2026-01-23'),
      stretch('physical-therapy', '2026-03-04', '2026-03-27'),
    ];
    expect(together(broken, missing)).toEqual([]);
    expect(together([stretch('activity-modification', '2026-02-02', '2026-04-02')], missing)).toEqual([]);
  });
});
