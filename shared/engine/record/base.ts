/** What every fact that is read at one place of a note starts from. */
import { patientNow, type Draft } from './draft.ts';
import {
  dayAt,
  type NoteReading,
  type PageReading,
  quoteAround,
  regionNear,
  sideNear,
} from './page-reading.ts';

interface Where {
  readonly page: PageReading;
  readonly note: NoteReading;
}

/** What a fact read at a place of a note starts from: its part, side, day and words. */
export function base(
  { page, note }: Where,
  start: number,
  end: number,
): Pick<
  Draft,
  'region' | 'side' | 'date' | 'section' | 'spans' | 'reading' | 'outcome' | 'status' | 'context'
> {
  return {
    region: regionNear(page, start, end) ?? note.region,
    side: sideNear(page, start, end),
    date: dayAt(page, note, start),
    section: null,
    spans: [quoteAround(page, start, end)],
    reading: note,
    outcome: null,
    status: 'done',
    context: patientNow,
  };
}
