/** A list of cancers, each with its own conditions: the one that the record names is the one to hold it against. */
import { describe, expect, it } from 'vitest';
import { sectionsFor } from '../../../shared/engine/match/sections/sections-for.ts';
import { policyOf, rules } from '../policy/support.ts';

const policy = policyOf(`CEDARBROOK HEALTH PLANS
CB-RAD-77 PET/CT in Oncology
Effective: 03/15/2026

Section A. Initial staging
FDG PET/CT is considered medically necessary for the initial staging of the following cancers:
A.1 Lung (non-small cell): clinical stage I to III.
A.2 Esophagus and esophagogastric junction: when all of the following are documented: (a) cancer confirmed
by biopsy; (b) CT of the chest and abdomen within the past 60 days.
A.3 Cervix: stage IB2 or higher.
A.4 Breast: inflammatory.
A.5 Melanoma: stage III or IV.
`);
const chosen = (situations: readonly [string, number][]) =>
  sectionsFor(policy, null, ['78815'], rules.scans, {
    situations: new Map(situations),
    citedLabel: null,
    byHeading: () => 0,
    bySetting: () => 0,
    shown: () => 0,
  })[0]?.node.label;

describe('a list of cancers', () => {
  it('is entered at the cancer that the record names', () => {
    expect(chosen([['situation.esophageal', 4.5]])).toBe('A.2');
  });

  it('is not entered where the record hardly speaks of it', () => {
    expect(chosen([['situation.esophageal', 0.3]])).toBe('Section A');
  });

  it('is not entered where the record names none', () => {
    expect(chosen([['situation.headache', 6]])).toBe('Section A');
  });
});
