/** Files for the person: the calendar, and the chronology as a table in Word, a spreadsheet, or a stamped exhibit. */
import * as z from 'zod';
import type { Download } from '../../../shared/api/contract.ts';
import type { Exhibit, LetterModel } from '../../../shared/domain/letter.ts';
import type { ChronologyItem } from '../../../shared/domain/track.ts';
import { AppError } from '../../../shared/api/errors.ts';
import { letterAvailability } from '../../../shared/letter/availability.ts';
import { exhibitLetter } from '../../../shared/letter/exhibits.ts';
import { longDate } from '../../../shared/letter/words.ts';
import { calendarFile } from '../../../shared/track/calendar-file.ts';
import { chronologyRows, publicItems, toCsv } from '../../../shared/track/chronology.ts';
import { chronologyPages } from '../../exhibits/chronology-pages.ts';
import { stampText } from '../../exhibits/request.ts';
import { writeChronologyDocx } from '../../docx/chronology-docx.ts';
import { getCase } from '../../vault/stores/cases.ts';
import { listDocuments } from '../../vault/stores/documents.ts';
import { getSetting, setSetting } from '../../vault/stores/settings.ts';
import { letterInput } from '../case-letter.ts';
import { exhibitPacket } from '../case-packet.ts';
import type { AppContext } from '../context.ts';
import { currentLetter, savedLetter } from '../current-letter.ts';
import { chronologyOf, deadlinesOf } from './clocks.ts';
import { readLog } from './log-records.ts';

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

const CHRONOLOGY = 'chronology';

/** The appeal that a packet goes with: an edited one first, else the first that fits. */
function currentAppeal(context: AppContext, caseId: string): LetterModel {
  const kinds = ['expedited-appeal', 'first-level-appeal', 'second-level-appeal', 'external-review'] as const;
  const input = letterInput(context, caseId);
  const fitting = kinds.filter((kind) => letterAvailability(kind, input).available);
  const edited = fitting.find((kind) => savedLetter(context, caseId, kind) !== null);
  return currentLetter(context, caseId, edited ?? fitting[0] ?? 'first-level-appeal').model;
}

/** What happened, stamped as the exhibit after the appeal's own; alone, or behind them in one packet. */
async function stampedChronology(context: AppContext, caseId: string, alone: boolean): Promise<Download> {
  const db = context.session.db();
  const today = context.today();
  const appeal = currentAppeal(context, caseId);
  const names = new Map(listDocuments(db, { caseId }).map((each) => [each.id, each.fileName]));
  const items = publicItems(chronologyOf(context, caseId), readLog(db, caseId), today);
  if (items.length === 0) throw new AppError('BAD_INPUT', 'Nothing has happened yet that has a date.');
  const sourceOf = ({ documentId, pageIndex }: ChronologyItem): string => {
    if (documentId === null) return 'Own log of calls and mail';
    const pageNumber = (pageIndex ?? 0) + 1;
    const exhibit = appeal.exhibits.find(
      (each) =>
        each.documentId === documentId && (each.pages.length === 0 || each.pages.includes(pageNumber)),
    );
    return exhibit
      ? stampText(exhibit.letter, pageNumber)
      : `${names.get(documentId) ?? 'Paper'}${pageIndex === null ? '' : `, page ${pageNumber}`}`;
  };
  const { bytes, pageCount } = await chronologyPages(
    items.map((item) => ({
      when: momentWords(item.at),
      what: item.title,
      detail: item.detail ?? '',
      source: sourceOf(item),
    })),
    { title: 'Chronology', lead: `What happened, in order, as of ${longDate(today)}.`, date: today },
  );
  const letters = new Set(appeal.exhibits.map((each) => each.letter));
  let index = appeal.exhibits.length;
  while (letters.has(exhibitLetter(index))) index += 1;
  const exhibit: Exhibit = {
    letter: exhibitLetter(index),
    documentId: CHRONOLOGY,
    title: 'Chronology of decisions, papers, calls and mail',
    pageCount,
    pages: [],
  };
  const exhibits = alone ? [exhibit] : [...appeal.exhibits, exhibit];
  const { files } = await context.tasks.run(`exhibits-${caseId}`, 'Exhibits', (task) =>
    exhibitPacket(context, caseId, { ...appeal, exhibits }, task, { made: new Map([[CHRONOLOGY, bytes]]) }),
  );
  const [file] = files;
  if (!file) throw new AppError('BAD_INPUT', 'There is nothing to enclose.');
  return context.downloads.offerBytes(
    alone ? `chronology - exhibit ${exhibit.letter}.pdf` : 'exhibits with chronology.pdf',
    'application/pdf',
    file.bytes,
  );
}

/** "March 9, 2026, 10:15" */
function momentWords(at: string): string {
  return at.length > 10 ? `${longDate(at.slice(0, 10))}, ${at.slice(11, 16)}` : longDate(at);
}

/** The chronology in the form asked for. Word and CSV hold all of it; what is stamped holds only what others may read. */
export async function chronologyDownload(
  context: AppContext,
  caseId: string,
  format: 'docx' | 'csv' | 'exhibit' | 'packet',
): Promise<Download> {
  if (format === 'exhibit' || format === 'packet')
    return stampedChronology(context, caseId, format === 'exhibit');
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
