/** A carrier of one gene is not taken back by a report that found nothing in others. */
import { expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const found = (report: string, note: string) =>
  analyze(
    caseOf(
      {
        'denial.pdf':
          'Fernhill Health Plan\n\nAugust 11, 2026\n\nDear Noor Lindgren:\n\nMember ID: FH-4471-9920. Case C-112233-44. We cannot cover an MRI of both breasts (77049) for Z15.01. No report of a harmful gene variant was sent.\n\nYou have 180 days to appeal.',
        'genes.pdf': `OLMSTED GENETICS LABORATORY\nHereditary cancer panel\nLINDGREN, NOOR DOB 04/06/1991\nReported 03/02/2026\n${report}`,
        'clinic.pdf': `BREAST CLINIC\nOffice visit 05/08/2026\nNoor Lindgren DOB 04/06/1991\n${note}\nS. Ivanchuk, MD`,
      },
      { today: '2026-08-20', planType: 'unknown' },
    ),
    rules,
  )
    .findings.filter(({ type }) => type === 'denial-contradicted-by-record')
    .map(({ concept }) => concept);

const others = 'BRCA1, BRCA2, TP53, PTEN: no pathogenic variant found.';

it('answers by a carrier of another gene than those in which nothing was found', () => {
  expect(found(others, 'Assessment: CHEK2 carrier.')).toContain('genetic-test');
  expect(found(others, 'Assessment: BRCA2 carrier.')).not.toContain('genetic-test');
});

it('answers by the row of the laboratory', () => {
  const row = 'CHEK2   c.1100del (p.Thr367Metfs*15)   heterozygous   PATHOGENIC';
  expect(found(`${row}\n${others}`, 'Exam: normal.')).toContain('genetic-test');
});
