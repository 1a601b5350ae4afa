/** From the pages of medical records to facts: notes, then mentions, values, courses, merged and in order. */
import type { ClinicalFact } from '../../domain/record.ts';
import type { RecordRules } from '../../domain/record-rules.ts';
import type { IsoDate } from '../../domain/kinds.ts';
import type { PageText } from '../../domain/page-text.ts';
import { readDates } from '../../text/dates.ts';
import { comparePerson, type Identity } from '../../text/person.ts';
import { mainPerson, readBirthDate } from '../segment/identity.ts';
import { carriedStretches } from '../segment/carried.ts';
import { splitNotes } from '../segment/notes.ts';
import type { Note, NotePiece } from '../segment/notes.ts';
import type { SectionSpan } from '../segment/sections.ts';
import { readAge } from './age.ts';
import { finishFacts } from './draft.ts';
import { withoutOtherGenes } from './genes.ts';
import type { Draft } from './draft.ts';
import { joinCourses, readDrugs } from './drugs.ts';
import { readHipRotation } from './exam/hip-rotation.ts';
import { readManeuvers } from './exam/maneuvers.ts';
import { readReflexes } from './exam/reflexes.ts';
import { readStrength } from './exam/strength.ts';
import { readStrengthTables } from './exam/strength-tables.ts';
import { readReport } from './imaging.ts';
import { compileRecord } from './lexicon.ts';
import { readMentions } from './mentions.ts';
import { readPage } from './page-reading.ts';
import type { NoteReading, PageReading } from './page-reading.ts';
import { placedByOrigin, topicOf } from './note-topic.ts';
import type { Topic } from './note-topic.ts';
import { readPathology, readSpecimens } from './pathology.ts';
import { readTherapy } from './therapy/therapy.ts';
import { readConsults, readSpecialists } from './specialists.ts';
import { readRevisits } from './revisits.ts';
import { readVisits } from './visits.ts';
import { readLabs, readUnnamedLabs } from './labs/labs.ts';
import { readRisks } from './scores.ts';
import { readSmoking } from './smoking.ts';
import { readGenes, readStages } from './tumor.ts';
import { readSymptomDuration } from './symptom-duration.ts';

/** Pages of one document that are medical records (other pages of the document left out). */
export interface RecordSource {
  readonly documentId: string;
  readonly pages: readonly PageText[];
}

export interface RecordReading {
  readonly notes: readonly Note[];
  /** In order of note and place. Notes of another person give facts with experiencer 'other'. */
  readonly facts: readonly ClinicalFact[];
  /** Whose case it is: the person given, else the one whom most notes are about; null where no name stands out. */
  readonly person: Identity | null;
}

/**
 * Reads records. `patient` is the person the case is about (from the denial); null takes the person that most
 * notes name, found before any fact is read, so that the pages are gone through once. Time grows with the number of pages. Never throws on text.
 */
export function readRecords(
  sources: readonly RecordSource[],
  rules: RecordRules,
  patient: Identity | null,
): RecordReading {
  const compiled = compileRecord(rules);
  const pages = new Map<string, PageReading>();
  const notes: NoteReading[] = [];
  /** What notes bring along from earlier ones; nobody was seen then because of it. */
  const carried = new Set<NoteReading>();
  const births = new Set(
    sources.flatMap(({ pages: sheets }) => sheets.flatMap(({ text }) => readBirthDate(text) ?? [])),
  );
  for (const source of sources) {
    const split = splitNotes(source.pages, births);
    let carry: SectionSpan | null = null;
    for (const page of source.pages) {
      const pieces = split
        .flatMap((note) => note.pieces.map((piece, order) => ({ ...piece, order })))
        .filter((piece) => piece.pageIndex === page.pageIndex);
      const breaks = pieces
        .filter((piece) => piece.order === 0 && piece.start > 0)
        .map((piece) => piece.start);
      const goesOn = pieces[0] !== undefined && pieces[0].order > 0;
      const reading: PageReading = readPage(compiled, page, { breaks, carry: goesOn ? carry : null });
      pages.set(`${page.documentId}:${page.pageIndex}`, reading);
      const last = reading.map.sections.at(-1);
      carry = last && last.end === page.text.length && !signedOff.test(page.text) ? last : null;
    }
    let anchor: IsoDate | null = null;
    let before: (Topic & { readonly note: Note }) | null = null;
    for (const note of split) {
      anchor = note.date ?? anchor ?? firstDay(source.pages, births);
      const own = topicOf(note, pages);
      // A sheet of a therapist's file that names no part of its own goes on with the part of the sheet before.
      const about: Topic =
        own.weight < named && before !== null && goesOnWith(note, before.note) ? before : own;
      before = { ...about, note };
      const topic = { region: about.region, side: about.side };
      const { rest, brought } = partCarried(note, pages);
      notes.push({ note: rest, index: notes.length, ...topic, anchor });
      for (const old of brought) {
        const reading = { note: old, index: notes.length, ...topic, anchor: old.date };
        notes.push(reading);
        carried.add(reading);
      }
    }
  }
  for (const [given, placed] of placedByOrigin(notes, carried, pages)) {
    notes.splice(notes.indexOf(given), 1, placed);
    carried.delete(given);
    carried.add(placed);
  }
  const person = patient ?? mainPerson(notes.map(({ note }) => note.patient));
  const owner = person ?? commonPatient(notes.map(({ note }) => note));
  const drafts: Draft[] = [];
  const drugs: ReturnType<typeof readDrugs> = [];
  for (const note of notes) {
    note.note.pieces.forEach((piece, pieceIndex) => {
      const page = pages.get(`${note.note.documentId}:${piece.pageIndex}`);
      if (!page) return;
      const { start, end } = piece;
      drafts.push(
        ...readMentions(page, note, start, end),
        ...readStrength(page, note, start, end),
        ...readStrengthTables(page, note, start, end),
        ...readReflexes(page, note, start, end),
        ...readManeuvers(page, note, start, end),
        ...readHipRotation(page, note, start, end),
        ...readReport(page, note, start, end, pieceIndex === 0),
        ...readPathology(page, note, start, end),
        ...readSpecimens(page, note, start, end),
        ...readSymptomDuration(page, note, start, end),
        ...readAge(page, note, start, end),
        ...readSmoking(page, note, start, end),
        ...readLabs(page, note, start, end),
        ...readUnnamedLabs(page, note, start, end),
        ...readStages(page, note, start, end),
        ...readGenes(page, note, start, end),
        ...readRisks(page, note, start, end),
      );
      drugs.push(...readDrugs(page, note, start, end));
    });
  }
  const ownNotes = notes.filter((note) => !carried.has(note));
  const courses = joinCourses(drugs);
  drafts.push(
    ...courses,
    ...chronicSteroids(courses),
    ...underSuppression(courses),
    ...readTherapy(pages, notes),
    // Another patient's visit makes nobody's first visit a second one.
    ...readVisits(
      pages,
      ownNotes.filter(({ note }) => !isOther(note, owner)),
    ),
    ...readRevisits(pages, ownNotes),
    ...readSpecialists(pages, ownNotes),
    ...readConsults(pages.values(), ownNotes),
  );
  const owned = drafts.map((draft) =>
    isOther(draft.reading.note, owner)
      ? ({ ...draft, context: { ...draft.context, experiencer: 'other' } } satisfies Draft)
      : draft,
  );
  owned.sort(
    (a, b) => a.reading.index - b.reading.index || place(a) - place(b) || a.concept.localeCompare(b.concept),
  );
  return { notes: ownNotes.map((note) => note.note), facts: finishFacts(withoutOtherGenes(owned)), person };
}

/** A note without what it brings along from earlier days, and that as notes of those days. */
function partCarried(
  note: Note,
  pages: ReadonlyMap<string, PageReading>,
): { readonly rest: Note; readonly brought: readonly Note[] } {
  const brought: Note[] = [];
  const pieces = note.pieces.flatMap((piece): NotePiece[] => {
    const text = pages.get(`${note.documentId}:${piece.pageIndex}`)?.page.text ?? '';
    const left: NotePiece[] = [];
    let at = piece.start;
    for (const { start, end, date } of carriedStretches(text, piece.start, piece.end, note.date)) {
      if (start > at) left.push({ ...piece, start: at, end: start });
      brought.push({ ...note, pieces: [{ ...piece, start, end }], date, dateSpan: null });
      at = end;
    }
    return at === piece.start ? [piece] : at < piece.end ? [...left, { ...piece, start: at }] : left;
  });
  return brought.length === 0 ? { rest: note, brought } : { rest: { ...note, pieces }, brought };
}

/** Three months of an oral steroid weaken the defences and the bones; policies count them as immunosuppression. */
const chronicSteroidDays = 84;

function chronicSteroids(courses: readonly Draft[]): Draft[] {
  return courses
    .filter(
      ({ detail, status, measure }) =>
        detail === 'steroid' && status === 'done' && (measure?.days ?? 0) >= chronicSteroidDays,
    )
    .map((draft) => ({ ...draft, concept: 'immunosuppression', detail: 'chronic-steroid', outcome: null }));
}

/** Drugs that hold the defences down: whoever takes them is immunosuppressed. */
const suppressing: ReadonlySet<string> = new Set(['immunosuppressant', 'biologic']);

function underSuppression(courses: readonly Draft[]): Draft[] {
  return courses
    .filter(
      ({ detail, status, context }) =>
        status === 'done' && context.temporality === 'recent' && suppressing.has(detail ?? ''),
    )
    .map((draft) => ({ ...draft, concept: 'immunosuppression', outcome: null, measure: null }));
}

function place(draft: Draft): number {
  const span = draft.spans[0];
  return span ? span.pageIndex * 1e6 + span.start : 0;
}

/** A note that names another person than the case's gives no facts about the patient. */
function isOther(note: Note, person: Identity | null): boolean {
  return person !== null && comparePerson(note.patient, person) === 'other';
}

/** The person that most notes with a name or birth date are about. */
function commonPatient(notes: readonly Note[]): Identity | null {
  const counted = new Map<string, { identity: Identity; count: number }>();
  for (const { patient } of notes) {
    if (!patient.name && !patient.birthDate) continue;
    const key = `${patient.name ?? ''}|${patient.birthDate ?? ''}`;
    const known = counted.get(key);
    if (known) known.count++;
    else counted.set(key, { identity: patient, count: 1 });
  }
  // A long packet names few people in few ways; strange texts must not make this slow.
  const ways = [...counted.values()].sort((a, b) => b.count - a.count).slice(0, 60);
  let best: { identity: Identity; votes: number } | null = null;
  for (const { identity } of ways) {
    const same = ways.filter(
      (other) => other.identity === identity || comparePerson(other.identity, identity) === 'same',
    );
    const votes =
      same.reduce((sum, other) => sum + other.count, 0) +
      (identity.birthDate ? 0.5 : 0) +
      (identity.name ? 0.25 : 0);
    if (!best || votes > best.votes) best = { identity, votes };
  }
  return best?.identity ?? null;
}

function firstDay(pages: readonly PageText[], births: ReadonlySet<IsoDate>): IsoDate | null {
  for (const page of pages) {
    const days = readDates(page.text).filter(
      (date) => date.precision === 'day' && date.iso > '2000-01-01' && !births.has(date.iso),
    );
    const found = days.find(
      (date) =>
        !/\b(?:dob|born|birth)\b[^\n]{0,12}$/i.test(
          page.text.slice(Math.max(0, date.start - 24), date.start),
        ),
    );
    if (found) return found.iso;
  }
  return null;
}

/** Votes from which a note names its part of the body itself: one heading. */
const named = 4;

/** Two sheets of one therapist's file: the same kind, no other person, and the same opening words. */
function goesOnWith(note: Note, before: Note): boolean {
  const opening = (each: Note) => (each.title ?? '').split(/\s+/).slice(0, 2).join(' ');
  return (
    (note.kind === 'therapy' || before.kind === 'therapy') &&
    comparePerson(note.patient, before.patient) !== 'other' &&
    (note.author === null ||
      before.author === null ||
      note.author === before.author ||
      opening(note) === opening(before))
  );
}

/** A page whose last line is a clinician's name has told what it began; the next page opens something else. */
const signedOff =
  /\n[^\S\n]*(?:(?:electronically )?signed(?: by)?:?\s*)?(?:Dr\.? )?(?:\p{Lu}[\p{L}.'\u2019-]*[^\S\n]+){1,3}\p{Lu}[\p{L}'\u2019-]+,? (?:MD|DO|PA-C|NP|FNP(?:-C)?|DPM|DC|OD)\b[^\n]{0,40}\s*$|\n[^\S\n]*\p{Lu}\. ?\p{Lu}[\p{L}'\u2019-]+,? (?:MD|DO|PA-C|NP|FNP(?:-C)?)\b[^\n]{0,40}\s*$/u;
