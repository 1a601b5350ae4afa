/** A fact from a single mention of a treatment: whether it was given, how long, and how it ended. */
import type { PhraseContext } from '../../domain/record.ts';
import { isOfEndedEpisode } from './context/ended-episode.ts';
import { courseMeasure, sinceMeasure } from './course-length.ts';
import type { Draft } from './draft.ts';
import { ofOldYear } from './mention-context.ts';
import { type ConceptHit, type NoteReading, type PageReading, sentenceAt, statusOf } from './page-reading.ts';
import { outcomeNear } from './therapy/words.ts';
import { answeredYes, treatmentStatus } from './treatment.ts';

/** "portal: 'I finished …'", "patient: I went to …". */
const ownMessage =
  /\b(?:portal|patient|pt|from patient|mychart)(?: message)?\s*[:—-]\s*[“"'‘]?\s*(?:hi|hello|I\b|I'm|my\b)/i;

export function readTreatment(
  page: PageReading,
  note: NoteReading,
  hit: ConceptHit,
  base: Omit<Draft, 'context' | 'status'>,
): Draft {
  const { start, end } = hit;
  const reading = statusOf(page, start, end);
  const found = treatmentStatus(page, note, reading, start, end);
  const sentence = sentenceAt(page, start);
  const words = page.page.text.slice(sentence.start, sentence.end);
  let status = found.status;
  // A handout alone is no exercise; doing it is.
  if (base.concept === 'home-exercise' && status === 'done') {
    const performed =
      /\b(?:daily|compliant|continu|doing|does|perform|did|done|log|independent|every day|times (?:a|per) week|x ?\/ ?w|\dx|adherent|faithfully|completed|failed|tried|weeks|wks|morning|despite)/i.test(
        words,
      );
    if (!performed && !answeredYes.test(page.page.text.slice(end, end + 30))) status = 'offered';
  }
  const course = status === 'done' ? courseMeasure(words, note.anchor, start - sentence.start) : null;
  // "In PT since 1/27, 8 visits so far": the visits are told, the length is counted.
  const since =
    status === 'done' && (course === null || course.measure.days === null)
      ? sinceMeasure(words.slice(end - sentence.start), note)
      : null;
  const told =
    course === null || since === null
      ? (course ?? since)
      : {
          measure: { ...since.measure, visits: course.measure.visits },
          why: `${since.why}; ${course.why}`,
        };
  const countsVisits = /^(?:physical-therapy|chiropractic|injection|conservative-therapy)$/.test(
    base.concept,
  );
  const measure =
    told && !countsVisits && told.measure.visits !== null
      ? told.measure.days === null
        ? null
        : { ...told, measure: { ...told.measure, visits: null } }
      : told;
  const ended = status === 'done' && isOfEndedEpisode(words, start - sentence.start);
  const outcome = ended ? 'improved' : status === 'done' ? outcomeNear(page, start, end) : null;
  // What the patient writes in a message is a claim of hers, not the chart's.
  const claimed = ownMessage.test(words);
  const context: PhraseContext =
    status === 'done'
      ? {
          ...ofOldYear(page, note, hit, { ...reading.context, negation: claimed ? 'possible' : 'affirmed' }),
          ...(ended ? { temporality: 'historical' } : {}),
        }
      : status === 'planned' || status === 'offered'
        ? {
            ...reading.context,
            negation: reading.context.negation === 'negated' ? 'negated' : 'affirmed',
            temporality: 'hypothetical',
          }
        : { ...reading.context, negation: 'negated' };
  return {
    ...base,
    context,
    status,
    measure: measure?.measure ?? null,
    outcome,
    why: [...base.why, ...(measure ? [measure.why] : [])],
  };
}
