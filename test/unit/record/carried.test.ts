/** Text brought along from an earlier note belongs to that note's day. */
import { describe, expect, it } from 'vitest';
import { carriedStretches } from '../../../shared/engine/segment/carried.ts';
import { proofOf } from './proof.ts';

const dayOf = (concept: string, text: string) => proofOf(concept, text).map(({ date }) => date);

describe('text carried forward counts from its own day', () => {
  it.each([
    'HPI: Fine.\n[carried forward from 12/29/2025] Renal cancer 2024. Saw urology\ntwo weeks ago, all clear.\n\nPMH: HTN',
    'HPI (copied forward from 12/29/2025): Saw urology two weeks ago.',
    'Copied from my note of 12/29/2025: Saw urology two weeks ago.\nToday: BP good.',
    'HPI imported from 12/29/2025 encounter: Saw urology two weeks ago.',
    'Previous HPI (12/29/2025): Saw urology 2 weeks ago.\nInterval history: better.',
    'Per my note 12/29/25: saw urology two weeks ago.',
    '*** Copied from previous note dated 12/29/2025 ***\nHPI: Saw urology 2 weeks ago.\n\nPMH: none\n*** End of copied text ***',
    'Saw urology two weeks ago, all clear. (copied from 12/29/2025)\nExam: BP 120/80',
    '-- Pasted from OV 12/29/25 --\nSaw urology 2 weeks ago.\n-- end pasted --',
    '12/29/2025: saw urology two weeks ago.',
  ])('%j', (text) => {
    expect(dayOf('specialist-evaluation', text)).toEqual(['2025-12-15']);
  });

  it('gives no day to text from a note without one', () => {
    expect(
      dayOf('specialist-evaluation', '[copied forward from prior note] Saw urology two weeks ago.'),
    ).toEqual([null]);
  });

  it.each([
    'Saw urology two weeks ago. Labs copied to Dr. Smith 12/29/2025.',
    'Copied from 12/29/2025: HTN stable.\nToday: saw urology two weeks ago.',
    'Copied from 12/29/2025: HTN stable.\n\nSaw urology two weeks ago.',
    'PMH (carried forward from 12/29/2025): HTN\nHPI: Saw urology two weeks ago.',
    'Last visit 12/29/2025. Saw urology two weeks ago.',
  ])('leaves %j to the day of the visit', (text) => {
    expect(dayOf('specialist-evaluation', text)).toEqual(['2026-04-22']);
  });

  it('takes no mark of the note itself for an earlier one', () => {
    expect(carriedStretches('Copied from 05/06/2026: well', 0, 28, '2026-05-06')).toEqual([]);
  });
});
