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

/** Letters behind a sentence in which what it names is told of further. */
const furtherReach = 160;
/** "Duration: 7 weeks. Dates: 2/16/26-4/6/26", "It lasted two months", "She attended from …", "Last visit 4/22": sentences on the care just named. */
const further =
  /^\s*(?:(?:duration|length|dates?(?: of (?:service|treatment|care))?|when|from|number of visits|visits|sessions|frequency|start(?:ed)?|course|time ?frame|period)\s*(?::|\t)|(?:it|this|that|these|the course|the program|treatment|therapy|care) (?:ran|went|lasted|was (?:done|completed|from)|took place|began|started|ended|continued)|(?:(?:he|she|they|patient|pt) )?(?:attended|was seen|went|did (?:it|this|them|these)|completed (?:it|\d+)|has (?:done|been doing) (?:it|this|them|these))\b|dates of service\b|(?:first|last|final) (?:visit|session)\b)/i;

/** The length that the sentence gives, or, where it gives none, those behind it that go on with the same care. */
function courseOf(
  page: PageReading,
  note: NoteReading,
  hit: ConceptHit,
  words: string,
): ReturnType<typeof courseMeasure> {
  const { start: from, end: stop } = sentenceAt(page, hit.start);
  const own = courseMeasure(words, note.anchor, hit.start - from);
  if (own !== null && own.measure.days !== null) return own;
  let to = stop;
  for (const next of page.map.sentences) {
    if (next.start < to || next.start - to > 3 || next.end - stop > furtherReach) continue;
    const text = page.page.text.slice(next.start, next.end);
    const named = [
      ...page.drugs,
      ...page.concepts.filter(({ rule }) => rule.sense === 'treatment' && rule.concept !== hit.rule.concept),
    ];
    if (!further.test(text) || named.some(({ start }) => start >= next.start && start < next.end)) break;
    to = next.end;
  }
  if (to === stop) return own;
  // What goes on with it is read as one sentence with it.
  const joined = page.page.text.slice(from, to).replace(/[.;](?=\s)|\n/g, ' ');
  return courseMeasure(joined, note.anchor, hit.start - from) ?? own;
}

/** "PT for his other knee": of the side that the note is not about. */
const otherSide =
  /\b(?:other|opposite|contralateral|uninvolved) (?:knee|hip|shoulder|ankle|foot|wrist|hand|elbow|leg|arm|side)\b/i;
const opposite = { left: 'right', right: 'left', bilateral: 'bilateral' } as const;

/** Care over weeks. */
const courseOfCare: ReadonlySet<string> = new Set([
  'physical-therapy',
  'conservative-therapy',
  'home-exercise',
  'chiropractic',
]);
/** "s/p 10 weeks of PT": care that is behind the patient now, not of long ago. */
const justBehind = /\b(?:s\/p|status post)\s*(?:[\w./&+-]+\s+){0,5}$/i;

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
      /\b(?:daily|compliant|continu|doing|does|perform|did|done|log|independent|every day|times (?:a|per) week|x ?\/ ?w|\dx|adherent|faithfully|completed|failed|tried|weeks|wks|months|mos|morning|despite|unchanged|no better|no relief)/i.test(
        words,
      );
    if (!performed && !answeredYes.test(page.page.text.slice(end, end + 30))) status = 'offered';
  }
  const course = status === 'done' ? courseOf(page, note, hit, words) : null;
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
  const isBehind = courseOfCare.has(base.concept) && justBehind.test(found.before);
  // What the patient writes in a message is a claim of hers, not the chart's.
  const claimed = ownMessage.test(words);
  const context: PhraseContext =
    status === 'done'
      ? {
          ...ofOldYear(page, note, hit, { ...reading.context, negation: claimed ? 'possible' : 'affirmed' }),
          ...(ended ? { temporality: 'historical' } : {}),
          ...(!ended && isBehind ? { temporality: 'recent' } : {}),
        }
      : status === 'planned' || status === 'offered'
        ? {
            ...reading.context,
            negation: reading.context.negation === 'negated' ? 'negated' : 'affirmed',
            temporality: 'hypothetical',
          }
        : { ...reading.context, negation: 'negated' };
  const { side } = base;
  return {
    ...base,
    side:
      otherSide.test(found.before + words.slice(start - sentence.start)) && side !== null
        ? opposite[side]
        : side,
    context,
    status,
    measure: measure?.measure ?? null,
    outcome,
    why: [...base.why, ...(measure ? [measure.why] : [])],
  };
}
