/** Of two guides without a number the one in force is applied, whichever lies first in the pile. */
import { expect, it } from 'vitest';
import { choosePolicies } from '../../../shared/engine/match/sections/sections-for.ts';
import { readPolicy } from '../../../shared/engine/policy/read-policy.ts';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, pagesOf, rules } from '../engine-kit.ts';

const old =
  'PLAINS FAMILY HEALTH PLAN\nIMAGING GUIDE 31-S\nSHOULDER MRI\nJuly 1, 2022\n\nShoulder MRI is approved when shoulder pain has not gone away after three weeks of care at home.';
const current =
  'Imaging Guide 31-S: MRI of the Shoulder\nPlains Family Health Plan. In force: January 1, 2026, and after. Codes 73221, 73222.\n\nApprove when all of these are shown:\n1. The shoulder has hurt for eight weeks or longer.\n2. Six weeks or more of physical therapy.';
const letter =
  'Plains Family Health Plan\nMay 19, 2026\nMember: Iris Fenton\nService: 73221 MRI of the right shoulder\n\nWe denied the request as not medically necessary under Imaging Guide 31-S. Eight weeks of pain are not shown.';

it.each([[[old, current]], [[current, old]]])('the guide of the later day comes first', (texts) => {
  const policies = texts.map((text, index) =>
    readPolicy(
      { documentId: `p${index}`, fileName: `p${index}.pdf`, pages: pagesOf(`p${index}`, text) },
      rules,
    ),
  );
  const { denial } = analyze(caseOf({ 'letter.pdf': letter }), rules);
  if (denial === null) throw new Error('no denial was read');
  const { applied } = choosePolicies(
    policies,
    denial,
    denial.scan?.value ?? null,
    ['73221'],
    '2026-05-19',
    rules.scans,
  );
  expect(applied[0]?.effectiveDate).toBe('2026-01-01');
});
