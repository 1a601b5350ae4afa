/** What a note says of its own visit: that the patient is seen again. The earlier visit need not lie in the folder. */
import { daysBetween } from '../../text/calendar.ts';
import { spanOf } from '../../text/spans.ts';
import type { Draft } from './draft.ts';
import { lineAt, sentenceAt, statusOf } from './page-reading.ts';
import type { NoteReading, PageReading } from './page-reading.ts';
import { episodeDays, noVisit, visitDraft } from './visits.ts';

const again = String.raw`(?:follow(?:ing)?[- ]?up|f\/?\/?u|re-?check|re-?eval\w*|re-?assess\w*|re-?exam\w*)`;
const lead = String.raw`(?:^|\n|[.;] )[ \t]*(?:[-•*] )?`;
/** What makes such words tell of a visit to come, or of another clinician's. */
const notComing = String.raw`(?![^.;\n]{0,40}\b(?:in (?:about |~)?(?:\d|one|two|three|four|six|eight|ten|twelve|a )|as needed|prn|if|scheduled|appointment|appt|due|planned|recommended|needed|advised|pending|will|was (?:not|never)|on or (?:after|about)|(?:weeks?|wks?|months?) in(?:to)?\b))`;

const sayings: readonly RegExp[] = [
  // "here for follow-up of", "presents for re-evaluation", "seen in follow up today", "back for reassessment"
  new RegExp(
    String.raw`\b(?:here|back|returns?|returned|returning|presents?|presenting|presented|seen|comes? in|came in|comes back|came back|in (?:clinic|office)|in today)(?: today| again| back| to (?:the )?(?:clinic|office))?,? (?:for|in|as)(?: an?| his| her| their| the| ?scheduled| ?routine| \d{1,2}[- ](?:week|wk|month|mo|day)s?| repeat| clinical)*[ -]${again}\b${notComing}`,
    'gi',
  ),
  // "Patient returns after completing PT", "he is back after therapy", "she comes back today"
  /\b(?:returns|returned|(?:is|comes|came) back|back)(?: (?:today|now|again|to (?:the )?(?:clinic|office)))?,? (?:after (?!surgery|work|the accident)|following |(?<=today,? )|status post |having |with (?:persistent|ongoing|continued|no|worse|unchanged|the same)|(?:still|no better|unchanged|not better)\b)/gi,
  /\b(?:returns|returned|comes back|came back|is back|seen again|re-?evaluated|re-?assessed|re-?examined|re-?checked)(?: in (?:the )?(?:clinic|office))?(?: here)? today\b/gi,
  new RegExp(String.raw`${lead}(?:re-?evaluated|re-?assessed|re-?examined|seen again)\b${notComing}`, 'gi'),
  // "Chief complaint: follow-up low back pain", "Visit type: Follow-up", "Reason for visit: recheck"
  new RegExp(
    String.raw`\b(?:cc|c\/c|chief complaint|complaint|reason for (?:the )?(?:visit|encounter|appointment)|visit type|type of visit|encounter type|visit reason)\s*[:\t-]\s*(?:[\w-]+ ){0,4}(?:${again}|return visit|return|second visit|established)\b${notComing}`,
    'gi',
  ),
  // "6-week follow up.", "F/u knee pain", "Recheck R knee", "RTC visit"
  new RegExp(
    String.raw`${lead}(?:(?:this is )?an? )?(?:\d{1,2}|one|two|three|four|six|eight|ten|twelve)?[- ]?(?:wk|week|month|mo|day)?s? ?(?:post[- ]?(?:treatment|therapy|PT) )?(?:(?:follow[- ]?up|f\/u|return|rtc|re-?check|re-?evaluation|second|2nd|third|3rd|interval) (?:visit|exam\w*|office visit|encounter|note|evaluation)|follow[- ]?up|f\/u|re-?check)(?=[ .:,;\n]|$)(?!:)(?! ?(?:with|by|at|in|on|per)\b)(?:(?= *[.,:;\n]| *$)|(?= (?:for|of|from|regarding|re|[RL]|right|left|low|lumbar|neck|back|knee|hip|shoulder|ankle|wrist|foot|head\w*|pain|\w+ pain|lbp|sciatica|radicul\w*|migraines?|sinus\w*)\b))${notComing}`,
    'gi',
  ),
  // "Follow-up after 8 weeks of PT, no better", "F/u s/p therapy which ended 4/13": what it looks back on has ended
  new RegExp(
    String.raw`${lead}(?:${again}|seen|visit|returns?)(?: visit| exam\w*| today| again)?,? (?:after|following|s\/p|status post|post)(?= )(?=[^.;\n]{0,90}\b(?:PT|therap\w+|treatments?|course|program|exercises|HEP|care|weeks|wks|visits|sessions|trial)\b)(?=[^.;\n]{0,140}\b(?:ended|completed|finished|concluded|no better|not (?:better|improved)|no (?:change|improvement|relief)|without|w\/o|failed|still|persist\w*|unchanged|worse|today)\b)${notComing}`,
    'gi',
  ),
  // "Post-PT visit.", "Post-treatment check:"
  new RegExp(
    String.raw`${lead}post-?[ -]?(?:treatment|therapy|PT|rehab) (?:visit|check|recheck|follow[- ]?up|evaluation|assessment|exam\w*)(?=[ .:,;]|\n|$)${notComing}`,
    'gi',
  ),
  // "since her last visit here", "last seen here 6/20", "seven weeks after her first visit"
  /\b(?:since|at) (?:the|his|her|their|our|my) (?:last|first|initial|previous|prior) (?:visit|appointment|seeing|evaluation here|clinic visit|office visit)\b(?! (?:to|with|at) (?!(?:this|our|the) (?:clinic|office)))/gi,
  /\bsince last (?:visit|seen|appointment|appt|here)\b/gi,
  /\b(?:he|she|they|patient|pt)(?: was| were)? last (?:seen )?(?:here|in (?:this|our|my|the) (?:clinic|office)|by me|by us)\b/gi,
  new RegExp(
    String.raw`${lead}last (?:seen|visit)(?: here| by me| in clinic)?(?: on)?:? \d{1,2}\/\d{1,2}`,
    'gi',
  ),
  /\b(?:weeks|wks|months|mos|days) (?:after|since|from) (?:the|his|her|their|our) (?:first|last|initial|previous|prior) (?:visit|evaluation|consult\w*|appointment)\b/gi,
  /\b(?:second|2nd|third|3rd|fourth|4th) visit (?:for|here|with (?:me|us)|to (?:this|our))\b/gi,
  /\brepeat (?:clinical |physical )?exam(?:ination)?(?: today|:)/gi,
  /\bpost-?(?:treatment|therapy|PT) (?:evaluation|exam(?:ination)?|visit|assessment)(?: today|:)/gi,
  /(?:^|\n)[ \t]*interval (?:history|hx)\b/gi,
];

/** Kinds of note that a clinician writes of a patient before him. */
export const seenIn: ReadonlySet<string> = new Set(['visit', 'letter', 'unknown', 'emergency']);

/** One fact for each dated note that calls its own visit a later one; none where the words are of a plan or of another person. */
export function readRevisits(
  pages: ReadonlyMap<string, PageReading>,
  notes: readonly NoteReading[],
): Draft[] {
  const newest = notes
    .map(({ note }) => note.date ?? '')
    .toSorted()
    .at(-1);
  return notes.flatMap((reading): Draft[] => {
    const { note } = reading;
    if (note.date === null || daysBetween(note.date, newest ?? note.date) > episodeDays) return [];
    if (!seenIn.has(note.kind) || noVisit.test(note.title ?? '')) return [];
    for (const piece of note.pieces) {
      const page = pages.get(`${note.documentId}:${piece.pageIndex}`);
      if (page === undefined) continue;
      const text = page.page.text.slice(piece.start, piece.end);
      for (const saying of sayings)
        for (const m of text.matchAll(saying)) {
          const at = piece.start + m.index + (/^[^\w]*/.exec(m[0])?.[0].length ?? 0);
          const end = piece.start + m.index + m[0].length;
          if (!isToldOfNow(page, at, end)) continue;
          const sentence = sentenceAt(page, at);
          const line = lineAt(page.page.text, at, end);
          const quote =
            sentence.end - sentence.start > 12
              ? spanOf(page.page, sentence.start, sentence.end)
              : spanOf(page.page, line.start, line.start + line.text.trimEnd().length);
          return [
            visitDraft(reading, note.date, quote, `the note of ${note.date} calls its visit a later one`),
          ];
        }
    }
    return [];
  });
}

/** "Visit moved up to 6/16, put in for recheck". */
const arranged =
  /\b(?:moved (?:up|to|back)|rescheduled|re-?booked|booked|put|squeezed|worked|added|fit|slot|opening|appt|appointment (?:for|on|set|made))\b/i;

/** The words stand in no plan and are not denied, feared or another person's. */
function isToldOfNow(page: PageReading, start: number, end: number): boolean {
  const { context, status, inPlan } = statusOf(page, start, end);
  const before = page.page.text.slice(Math.max(0, start - 40), start);
  const sentence = sentenceAt(page, start);
  if (arranged.test(page.page.text.slice(sentence.start, start))) return false;
  return (
    !inPlan &&
    status === 'done' &&
    context.negation === 'affirmed' &&
    context.temporality !== 'hypothetical' &&
    context.experiencer === 'patient' &&
    !/\b(?:did not|didn't|never|not|to|will|should|may|must|can|if|until|when|missed|please|before) (?:\w+ )?$/i.test(
      before,
    )
  );
}
