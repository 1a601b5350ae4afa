/** Files for the person: the calendar, and the chronology as a table in Word or a spreadsheet. */
import * as z from 'zod';
import type { Download } from '../../../shared/api/contract.ts';
import { calendarFile } from '../../../shared/track/calendar-file.ts';
import { chronologyRows, toCsv } from '../../../shared/track/chronology.ts';
import { writeChronologyDocx } from '../../docx/chronology-docx.ts';
import { getCase } from '../../vault/stores/cases.ts';
import { listDocuments } from '../../vault/stores/documents.ts';
import { getSetting, setSetting } from '../../vault/stores/settings.ts';
import type { AppContext } from '../context.ts';
import { chronologyOf, deadlinesOf } from './clocks.ts';

const marksSchema = z.array(
  z.object({
    uid: z.string(),
    sequence: z.int(),
    lines: z.array(z.string()),
    cancelled: z.boolean(),
  }),
);

/** The open deadlines as .ics; what was exported before is moved or cancelled in the calendar that takes it. */
export function calendarDownload(context: AppContext, caseId: string): Download {
  const db = context.session.db();
  getCase(db, caseId);
  const key = `calendar:${caseId}`;
  const before = marksSchema.safeParse(getSetting(db, key));
  const { text, marks } = calendarFile({
    caseId,
    deadlines: deadlinesOf(context, caseId),
    stampedAt: new Date().toISOString(),
    before: before.success ? before.data : [],
  });
  setSetting(db, key, marks);
  return context.downloads.offerBytes('deadlines.ics', 'text/calendar; charset=utf-8', Buffer.from(text));
}

export async function chronologyDownload(
  context: AppContext,
  caseId: string,
  format: 'docx' | 'csv',
): Promise<Download> {
  const db = context.session.db();
  const names = new Map(listDocuments(db, { caseId }).map((each) => [each.id, each.fileName]));
  const rows = chronologyRows(chronologyOf(context, caseId), names);
  if (format === 'csv') {
    return context.downloads.offerBytes(
      'chronology.csv',
      'text/csv; charset=utf-8',
      Buffer.from(toCsv(rows)),
    );
  }
  const bytes = await writeChronologyDocx(rows, {
    title: 'Chronology',
    subtitle: `As of ${context.today()}`,
    date: context.today(),
  });
  return context.downloads.offerBytes(
    'chronology.docx',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    bytes,
  );
}
