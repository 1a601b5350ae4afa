/** Rows of a statement of benefits, the remarks that explain them, and its letterhead. */
import { expect, it } from 'vitest';
import { readDenial } from '../../../shared/engine/denial/read-denial.ts';
import { pagesOf, rules } from '../engine-kit.ts';

const statement = (row: string, remarks: string, head = 'Fernhill Health Plan') =>
  readDenial(
    {
      documentId: 'd',
      documentIds: ['d'],
      pages: pagesOf(
        'd',
        `${head}\nEXPLANATION OF BENEFITS - this is not a bill\nDate of notice\tApril 17, 2026\nService date\tProcedure\tDx\tBilled\tPaid\tRemark\n${row}\nWhat the remarks mean\n${remarks}\n`,
      ),
    },
    rules,
  ).denial;

const row = '03/19/2026\t75571 CT heart, calcium score\tR07.89\t$1,486.00\t$0.00\t16K, D04';

it.each([
  'D04 \u2013 Services to treat the teeth are dental. They are not covered under your policy.',
  'D04: This service is not covered by your contract.',
  'D04 It is excluded from coverage by the plan.',
  'Remark D04: not a covered benefit.',
  'Note D04 - The plan does not cover this type of scan.',
  'Code D04. Non-covered service under this plan, not payable.',
])('reads a remark as a reason behind advice to the provider: %s', (remark) => {
  const { reasons } = statement(
    row,
    `16K - The diagnosis is inconsistent with the procedure.\nYour provider may send a corrected claim.\n${remark}`,
  );
  expect(reasons.map(({ value }) => value)).toEqual(['COD', 'NCB']);
});

it('takes no line of rights for a remark', () => {
  const { reasons } = statement(
    row,
    '16K - The diagnosis is inconsistent with the procedure.\nYour rights\n180 days are given to appeal a service that is not covered under your policy.',
  );
  expect(reasons.map(({ value }) => value)).toEqual(['COD']);
});

it.each([
  '09/09/2026\tBighorn Hospital (not in network)\t75571 CT heart, calcium score\t$2,615.00\t$0.00\tNC27',
  '09/09/2026\t73721 MRI knee, no contrast\t$900.00\t$0.00\tNC27',
  '09/09/2026\tXray spine, not paid\t$90.00\t$0.00\tNC27',
])('claims nothing of the record by a row of the bill: %s', (own) => {
  expect(
    statement(own, 'NC27 Not a covered benefit.').assertions.filter(
      ({ concept }) => concept !== 'network-adequacy',
    ),
  ).toEqual([]);
});

it.each([
  ['lakemont health\tClaims, P.O. Box 2209, Madison, WI 53701', 'Lakemont Health'],
  ['sagehen health Individual & Family Plans', 'Sagehen Health'],
  ['seabright mutual health', 'Seabright Mutual Health'],
  ['northwind care plans    Member Services', 'Northwind Care Plans'],
  ['elm & oak insurance Medicare Division', 'Elm & Oak Insurance'],
  ['bluff county benefit trust\tAppeals', 'Bluff County Benefit Trust'],
])('reads a logo in small letters: %s', (head, name) => {
  expect(statement(row, 'D04: not a covered benefit.', head).insurer?.value).toBe(name);
});

it.each(['this is not a bill Claims', 'page one of two', 'your recent visit Summary'])(
  'takes no other line in small letters for a name: %s',
  (head) => {
    expect(
      statement(row, 'D04: not a covered benefit.', `${head}\nFernhill Health Plan`).insurer?.value,
    ).toBe('Fernhill Health Plan');
  },
);
