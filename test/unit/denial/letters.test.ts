/** Letters of many styles, read whole. */
import { describe, expect, it } from 'vitest';
import { readDenial } from '../../../shared/engine/denial/read-denial.ts';
import { fixture, pagesOf, rules } from '../engine-kit.ts';

interface Expected {
  readonly insurer: string;
  readonly memberName: string | null;
  readonly memberId: string | null;
  readonly referenceNumber: string | null;
  readonly letterDate: string | null;
  readonly serviceDate: string | null;
  readonly procedureCodes?: readonly string[];
  readonly diagnosisCodes: readonly string[];
  readonly reasons: readonly string[];
  readonly citedPolicies?: readonly string[];
  readonly reviewerName: string | null;
  readonly reviewerSpecialty: string | null;
  readonly appealDays: number | null;
  readonly side?: string | null;
  readonly region?: string | null;
}

const expected = JSON.parse(fixture('letters/expected.json')) as Record<string, Expected>;

describe.each(Object.entries(expected))('the letter %s', (name, want) => {
  const pages = pagesOf('letter', fixture(`letters/${name}.txt`));
  const { denial } = readDenial({ documentId: 'letter', documentIds: ['letter'], pages }, rules);

  it('gives all fields', () => {
    expect({
      insurer: denial.insurer?.value.replace(/ \(.*/, ''),
      memberName: denial.memberName?.value ?? null,
      memberId: denial.memberId?.value ?? null,
      referenceNumber: denial.referenceNumber?.value ?? null,
      letterDate: denial.letterDate?.value ?? null,
      serviceDate: denial.serviceDate?.value ?? null,
      procedureCodes: denial.procedureCodes.map(({ value }) => value),
      diagnosisCodes: denial.diagnosisCodes.map(({ value }) => value),
      reasons: denial.reasons.map(({ value }) => value).toSorted(),
      citedPolicies: denial.citedPolicies.map(({ id }) => id),
      reviewerName: denial.reviewerName?.value ?? null,
      reviewerSpecialty: denial.reviewerSpecialty?.value ?? null,
      appealDays: denial.appealDays?.value ?? null,
      side: denial.scan?.value.side ?? null,
      region: denial.scan?.value.region ?? null,
    }).toMatchObject({ ...want, reasons: want.reasons.toSorted() });
  });

  it('quotes only words that stand on its pages', () => {
    const spans = [
      denial.insurer,
      denial.memberName,
      denial.memberId,
      denial.referenceNumber,
      denial.letterDate,
      denial.appealDays,
      ...denial.procedureCodes,
      ...denial.reasons,
    ].flatMap((value) => (value?.span ? [value.span] : []));
    for (const span of [...spans, ...denial.assertions.map((assertion) => assertion.span)]) {
      expect(pages[span.pageIndex]?.text.slice(span.start, span.end)).toBe(span.quote);
      expect(span.quote).not.toBe('');
    }
  });
});
