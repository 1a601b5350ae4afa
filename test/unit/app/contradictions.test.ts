/** Which disagreements the sheet shows, and where: on labelled cases, and on letters made for one point. */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { contradictionsOf } from '../../../electron/app/contradictions.ts';
import type { CaseField } from '../../../shared/api/contract.ts';
import type { AnalysisInput } from '../../../shared/domain/finding.ts';
import { analyze } from '../../../shared/engine/index.ts';
import { readCase } from '../../support/case-store.ts';
import { caseOf, rules } from '../engine-kit.ts';

const cases = fileURLToPath(new URL('../../fixtures/cases', import.meta.url));

function shownFor(input: AnalysisInput, known: { corrected?: CaseField['name']; rejectAll?: boolean } = {}) {
  const analysis = analyze(input, rules);
  return contradictionsOf({
    analysis,
    fields: known.corrected
      ? [{ name: known.corrected, value: 'mine', readValue: null, corrected: true, span: null }]
      : [],
    rejected: new Set(known.rejectAll ? analysis.findings.map(({ id }) => id) : []),
    page: (documentId, pageIndex) =>
      input.documents.find((each) => each.documentId === documentId)?.pages[pageIndex] ?? null,
  });
}
const labelled = (name: string) => readCase(cases, name).input;

const letterOf = (date: string, memberId: string) =>
  [
    'NORTHFIELD MUTUAL HEALTH PLAN',
    date,
    'Dolores K. Whitmer',
    `Member ID: ${memberId}`,
    'Reference number: UR-2026-90417',
    'Service requested: CPT 72148, MRI lumbar spine without contrast',
    'Dear Ms. Whitmer:',
    'We are unable to approve this request because it is not medically necessary.',
    'You may file an appeal within 180 days of receiving this notice.',
  ].join('\n\n');

describe('contradictions on the sheet', () => {
  it('sets the wrong side and the wrong codes at the scan, the letter’s line first', () => {
    const input = labelled('dev-06-shoulder-wrong-side');
    const shown = shownFor(input);
    expect(shown.map(({ field }) => field).toSorted()).toEqual([
      'diagnosisCodes',
      'procedureCodes',
      'procedureCodes',
    ]);
    const side = shown.find(({ message }) => message.includes('right shoulder'));
    expect(side?.spans.map(({ quote }) => quote)).toEqual([
      expect.stringMatching(/MRI, right shoulder/),
      expect.stringMatching(/LEFT SHOULDER/),
    ]);
    for (const { quote, documentId, pageIndex, start, end } of shown.flatMap(({ spans }) => spans)) {
      const page = input.documents.find((each) => each.documentId === documentId)?.pages[pageIndex];
      expect(page?.text.slice(start, end)).toBe(quote);
    }
  });

  it('is quiet at a field that was put right, and about findings that were refused', () => {
    const input = labelled('dev-06-shoulder-wrong-side');
    expect(shownFor(input, { corrected: 'procedureCodes' }).map(({ field }) => field)).toEqual([
      'diagnosisCodes',
    ]);
    expect(shownFor(input, { rejectAll: true })).toEqual([]);
  });

  it('shows a page of somebody else at the name, and no slip of a letter', () => {
    expect(shownFor(labelled('b1-03-brain-mri-medicaid'))).toMatchObject([
      { field: 'memberName', spans: [{ quote: 'YESENIA CARROW' }, { quote: 'CARRON, YVETTE' }] },
    ]);
    // "ROWELL, TAMIKAD" on every page of the record is Tamika D. Rowell.
    expect(shownFor(labelled('h-06-ct-chest-er-medicaid'))).toEqual([]);
  });

  it('shows a member number that two decisions give differently, but not one printed with dashes', () => {
    const two = (earlier: string) =>
      caseOf({
        'first.txt': letterOf('June 3, 2026', earlier),
        'second.txt': letterOf('September 3, 2026', 'NMH558204417'),
      });
    expect(shownFor(two('NMH558204471'))).toMatchObject([
      { field: 'memberId', message: expect.stringMatching(/NMH558204471.*NMH558204417/) },
    ]);
    expect(shownFor(two('NMH-558204417'))).toEqual([]);
  });

  it('finds nothing in a case whose papers agree', () => {
    expect(shownFor(labelled('b1-01-lumbar-mri-short-therapy'))).toEqual([]);
  });
});
