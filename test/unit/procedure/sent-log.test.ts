/** An office's own notes of what it sent to the insurer. */
import { expect, it } from 'vitest';
import { sentNotes } from '../../../shared/engine/procedure/access/sent-log.ts';

const days = (text: string) => sentNotes(text, '2026-10-20', 'Tidemark Health').map(({ day }) => day);

it.each([
  ['10/09 faxed 9 pages to 406-555-0151, confirmation filed. TG', '2026-10-09'],
  ['7/28/26 faxed 7/20 visit note and the January CT report to 877-555-0129, 5 pp, ok. -Bea', '2026-07-28'],
  ['09/16 records faxed to Tidemark per their letter, confirmation in chart.', '2026-09-16'],
  ['Phone 09/16/2026: Records req from Tidemark faxed today, 8 pp, confirmation scanned.', '2026-09-16'],
  [
    '9/9/26 Tidemark left voicemail asking for chart notes. Faxed risk note, mammo, order, OK. -',
    '2026-09-09',
  ],
  ['10/02/2026\tUploaded office notes to the plan portal, receipt 88123', '2026-10-02'],
  ['10/01 UM faxed asking for labs.\n10/02 sent 6 pp, conf ok', '2026-10-02'],
])('knows the day of "%s"', (text, day) => {
  expect(days(text)).toEqual([day]);
});

it.each([
  '10/09 will fax 9 pages to 406-555-0151, confirmation to follow',
  '10/09 faxed 9 pages to 406-555-0151, busy, no confirmation',
  '10/09 faxed notes to Tidemark',
  '10/09 faxed referral and notes to Dr. Lund, ok',
  '10/22 records faxed to Tidemark, confirmation in chart',
  '01/09/2025 records faxed to Tidemark, confirmation in chart',
  'Records faxed to Tidemark, confirmation in chart',
])('is no proof: %s', (text) => {
  expect(days(text)).toEqual([]);
});
