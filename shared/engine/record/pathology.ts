/** Pathology reports as facts: a specimen and a diagnosis made on it prove the tissue. */
import { spanOf } from '../../text/spans.ts';
import { patientNow } from './draft.ts';
import type { Draft } from './draft.ts';
import type { NoteReading, PageReading } from './page-reading.ts';

const specimen =
  /\b(?:specimen|accession|gross description|surgical pathology|cytology|biopsy report|pathology report)\b/i;
const diagnosis =
  /(?:^|\n)[ \t]*(?:final |pathologic(?:al)? |histologic(?:al)? |microscopic )?diagnosis\b[ \t]*[:.-][ \t]*([^\n]{4,160})/i;

/** One fact for a note that is a pathology report; none where it names no diagnosis. */
export function readPathology(page: PageReading, note: NoteReading, from: number, to: number): Draft[] {
  const text = page.page.text.slice(from, to);
  if (!/\bpatholog|cytolog|histolog/i.test(text.slice(0, 300)) || !specimen.test(text)) return [];
  const hit = diagnosis.exec(text);
  if (hit === null || /\b(?:insufficient|non-?diagnostic|pending)\b/i.test(hit[1] ?? '')) return [];
  const start = from + hit.index + (hit[0].length - hit[0].trimStart().length);
  return [
    {
      concept: 'tissue-diagnosis',
      detail: 'pathology-report',
      context: patientNow,
      status: 'done',
      region: null,
      side: null,
      date: note.note.date,
      measure: null,
      outcome: null,
      section: 'report',
      spans: [spanOf(page.page, start, from + hit.index + hit[0].length)],
      why: [`pathology report${note.note.date === null ? '' : ` of ${note.note.date}`}`],
      reading: note,
    },
  ];
}
