/** Days that a plan gave to send missing papers: as its denial or its own request tells them, by law or by its book. */
import { expect, it } from 'vitest';
import type { PlanType } from '../../../shared/domain/kinds.ts';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const letterWith = (body: string) =>
  `Fernhill Health Plan\nPO Box 9, Roanoke, VA 24001\n\nSeptember 9, 2026\n\nAda Lowe\n9 Pine St\nSalem, VA 24153\n\nMember ID: FH-4471-9920\nReference number: C-112233-44\n\nDear Ada Lowe:\n\nOn August 25, 2026 we got a request for MRI of the right knee (73721). ${body} For lack of information the request is denied.\n\nYou have 180 days from receipt of this letter to appeal.\n`;

const book = (words: string) =>
  `Fernhill Health Plan 2026 brochure, page 19\nSection 3. How you get care\nYou need prior approval for MRI, CT and PET scans.\n${words}\n`;

function clockIn(docs: Readonly<Record<string, string>>, planType: PlanType): string | null {
  const found = analyze(caseOf(docs, { today: '2026-09-21', planType }), rules).findings.find(
    ({ concept }) => concept === 'decision-clock',
  );
  return found === undefined ? null : found.summary;
}

it.each([
  'On August 26 we wrote to you that it could not be reviewed without more information, and asked for:\n\n1. Office notes\n2. A description of treatment so far\n\nWe asked that these be sent to us by September 5, 2026. As of today nothing has come.',
  'On August 26 we requested office notes from your doctor. They were due September 5, 2026 and did not come.',
  'Our letter of August 26, 2026 asked for the office notes, due back by September 5, 2026. They were not received.',
  'A request for the office notes was faxed to your doctor on August 26, 2026 with a response date of September 5, 2026. No answer came.',
  'Additional information was requested on August 26, 2026 and was not received by the deadline of September 5, 2026.',
  'On August 26 we asked your doctor for office notes and gave ten days. We did not receive them.',
  'We called for the notes on August 26. The notes had to be received no later than September 5, 2026. None came.',
])('knows the ten days of "%s"', (body) => {
  expect(clockIn({ 'denial.pdf': letterWith(body) }, 'aca-individual')).toMatch(/gave 10 days/);
});

it.each([
  'On July 1 we wrote to you and asked for office notes. We asked that these be sent by August 28, 2026. None came.',
  'You may send an appeal by September 5, 2026.',
  'On August 26 your doctor wrote that the scan is needed by September 5, 2026.',
])('reads no short time in "%s"', (body) => {
  expect(clockIn({ 'denial.pdf': letterWith(body) }, 'aca-individual')).toBeNull();
});

const asked =
  'On August 26 we requested office notes from your doctor. They were due September 5, 2026 and did not come.';

it.each([
  'If we need more time because we have not received the information we need from you, our notice will say what is needed, and we will allow you up to 60 days from the receipt of the notice to provide it.',
  'Our notice will describe the specific information required and we will allow you up to 60 days from the receipt of the notice to provide the information.',
  'You have 60 days to send us the records that we ask for.',
  'You or your doctor must respond within 60 days of our request for information.',
  'When information is missing, you will be given 60 days to supply it.',
  'We give you at least 60 days to furnish missing documentation.',
])('holds another plan to its own book: "%s"', (words) => {
  const docs = { 'denial.pdf': letterWith(asked), 'book.pdf': book(words) };
  expect(clockIn(docs, 'fehb')).toMatch(/gave 10 days .* 60/);
});

it.each([
  'You have 60 days to send your appeal with any records that support it.',
  'Claims must be sent within 90 days with all information that we need.',
  'If we need more information, we will decide within 60 days.',
  'For urgent claims you have 48 hours to provide the information.',
])('reads no time for missing papers in "%s"', (words) => {
  const docs = { 'denial.pdf': letterWith(asked), 'book.pdf': book(words) };
  expect(clockIn(docs, 'fehb')).toBeNull();
});

it('reads the last day in the request of the plan itself', () => {
  const request = `Fernhill Health Plan, Medical Review\nAugust 26, 2026\nMember ID: FH-4471-9920 Ada Lowe, MRI knee\nINFORMATION NEEDED. Please send office notes and a description of treatment so far. We must have them by September 5, 2026. If not, the request will be decided on what we have.`;
  expect(
    clockIn(
      { 'denial.pdf': letterWith('No notes came with the request.'), 'request.pdf': request },
      'aca-individual',
    ),
  ).toMatch(/gave 10 days/);
});
