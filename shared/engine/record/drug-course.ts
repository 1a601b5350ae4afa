/** Where the words of a drug end, which days they give its course, and whether they tell of the past. */
import type { IsoDate } from '../../domain/kinds.ts';
import type { DateRange } from '../../text/dates.ts';
import { readDateRanges, readDates } from '../../text/dates.ts';
import { lengthOf } from './course-length.ts';
import type { DrugHit, NoteReading, PageReading } from './page-reading.ts';
import { sentenceAt, statusOf } from './page-reading.ts';

const how = String.raw`(?:po|iv|im|bid|tid|qid|qd|qhs|hs|daily|nightly|prn|weekly|[ou]d)`;
const dose = String.raw`\d+(?:[.,]\d+)?(?:\/\d+(?:\.\d+)?)?\s*(?:mg|mcg|g|%|sprays?|puffs?|tab\w*|units?)?`;

/** A line that goes on with the dose of the drug on the line before. */
const doseLine = new RegExp(String.raw`^\s*\n\s*(?:${dose}(?=\s)|${how}\b)`, 'i');
const justDose = new RegExp(String.raw`^\s*(?:${dose}\s*)?(?:${how}\s*)*$`, 'i');

/** The end of the drug's sentence; lines broken before or within the dose belong to it. */
export function endOfDrugSentence(page: PageReading, start: number, end: number): number {
  const text = page.page.text;
  let stop = sentenceAt(page, start).end;
  for (let line = 0; line < 3; line++) {
    if (stop < end || !justDose.test(text.slice(end, stop)) || !doseLine.test(text.slice(stop, stop + 40)))
      break;
    const goesOn = stop + (/^\s*/.exec(text.slice(stop))?.[0].length ?? 0);
    stop = Math.max(stop + 1, sentenceAt(page, goesOn).end);
  }
  return stop;
}

const listed = new RegExp(
  String.raw`^\s*(?:${dose}\s*)?(?:${how}\s*)*(?:,\s*(?:and|or)|,|and|or|\+|&|\/)\s*$`,
  'i',
);

/** The first drug behind that opens words of its own: "A, B and C for three weeks" share them, "A, B (3 mo), C" do not. */
export function firstOutsideList(page: PageReading, hit: DrugHit, to: number): DrugHit | undefined {
  const text = page.page.text;
  const others = page.drugs.filter(
    (other) => other.start >= hit.end && other.start < to && other.name !== hit.name,
  );
  const outside = others.findIndex(
    (other, index) => !listed.test(text.slice(others[index - 1]?.end ?? hit.end, other.start)),
  );
  const last = others[outside < 0 ? others.length - 1 : outside - 1];
  if (last === undefined) return others[0];
  const own = /^[^(,;.]{0,30}\((?!\s*(?:all|both|each|since))/i.test(text.slice(last.end, to));
  return own ? others[0] : others[outside < 0 ? others.length : outside];
}

/** A range before the drug that is not another treatment's: "From Feb 2 to Mar 16, diclofenac", not "PT (Dec 8 - Jan 30), duloxetine". */
export function rangeBefore(words: string, at: number, anchor: IsoDate | null): DateRange | null {
  return (
    readDateRanges(words, anchor).findLast(
      (range) =>
        range.end <= at &&
        !/[);]/.test(words.slice(range.end, at)) &&
        (!words.slice(range.end, at).includes(',') ||
          /^\W*(?:from|between)?\W*$/i.test(words.slice(0, range.start))),
    ) ?? null
  );
}

const event = String.raw`(?:the |her |his )?(?:injury|fall|accident|onset|surgery|crash|event)`;
const sinceWord = /\b(?:since|from|as of|started(?: on)?|begun|began)\s*(?=\S)/i;
const sinceEvent = new RegExp(
  String.raw`\bsince (?:then|that (?:day|time|visit)|${event})\b|\bsince\s*(?=[.;,)\n]|$)`,
  'i',
);
const startedBefore =
  /\b(?:started|began|begun|(?:put|placed)(?: \w+)? on)\b\s*(?:on )?(?:[\w/]+\s*[,+&]?\s*){0,4}$/i;
const dayBehind = new RegExp(
  String.raw`^(?:\s*(?:${dose}\s*)?(?:${how}\s*)*(?:[+&,]\s*\w+\s*(?:${dose}\s*)?)?(?:on\s+)?|[^.;,:()]{0,45}?\son\s+)(?=\d|(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\b)`,
  'i',
);
/** Letters before the drug in which the day that "since then" means is told. */
const reach = 300;
const hurt =
  /\b(?:injur\w*|fell|fall|foosh|twist\w*|mv[ac]|accident|slipped|slid|crash\w*|doi|onset|sprain\w*|surgery)\b[^.;\n]{0,40}$/i;

/** "Three or four doses since April": so few are counted, and no course was taken. */
const fewDoses =
  /\b(?:an?|one|two|three|four|five|six|[1-6]|few|couple(?: of)?|handful of) (?:doses?|tablets?|tabs?|pills?|capsules?|times|nights)(?: (?:altogether|in all|in total|total|only|so far|or so|of it))? since\b|\b(?:once|twice)(?: or (?:twice|so))?(?: (?:altogether|in all|only))? since\b/i;

/** The day from which a drug has been taken until the note: "since 12/18", "started 04/28", "since then", "since the injury". */
export function sinceDay(
  page: PageReading,
  note: NoteReading,
  hit: DrugHit,
  own: string,
  before: string,
): IsoDate | null {
  const today = note.note.date;
  if (today === null || fewDoses.test(own)) return null;
  const word = sinceWord.exec(own);
  const named = word === null ? undefined : readDates(own.slice(word.index), note.anchor)[0];
  if (word !== null && named !== undefined && named.start < word[0].length + 16)
    return named.iso <= today ? named.iso : null;
  const back = sinceEvent.exec(own.slice(0, 90));
  if (back !== null) {
    const told = page.page.text.slice(Math.max(0, hit.start - reach), hit.start);
    const days = readDates(told, note.anchor).filter(
      ({ iso, precision }) => precision === 'day' && iso < today,
    );
    const day = days.findLast(({ start }) => hurt.test(told.slice(0, start))) ?? days.at(-1);
    return day?.iso ?? null;
  }
  const lead = dayBehind.exec(own.slice(hit.end - hit.start));
  if (lead === null || !startedBefore.test(before)) return null;
  const day = readDates(own.slice(hit.end - hit.start), note.anchor)[0];
  return day !== undefined && day.start <= lead[0].length && day.precision === 'day' && day.iso < today
    ? day.iso
    : null;
}

const prescribing =
  /\b(?:rx|sent|script|prescri\w+|disp\w*|refill\w*|#\s?\d+|start|begin|will|plan|may take|advis\w+|recommend\w*|order\w*|continue|try|to take|can take|allerg\w*|hold|before|prior to|never|not|avoid|consider|if)\b/i;
const passingWords = /^(?:still|same|worse|despite|stopped?|without|no\b)/i;

/** "8 wks: partial", "(no help)", "– great": how it ended, in a word behind a mark. */
const shortOutcome =
  /^[^.;]{0,60}[:(–—-]\s*(?:(?:no|little|some|minimal|mild|partial|temporary|good|great|slight|modest|brief) ?(?:help|relief|benefit|effect|response|change)?|failed|ineffective|helped|didn['’]?t help|not tolerated|gi upset|no)\s*(?:[,.;)]|$)/i;

/** A length or an outcome beside a drug in what stands before the examination, with no word of a prescription: "Norco 3 d.", "8 wks: partial". */
export function isToldOfThePast(
  page: PageReading,
  note: NoteReading,
  hit: DrugHit,
  words: string,
  from: number,
  to: number,
): boolean {
  if (prescribing.test(words)) return false;
  const ended = page.outcomes.some(
    (outcome) =>
      outcome.start >= hit.end &&
      outcome.end <= Math.min(to, hit.end + 90) &&
      !passingWords.test(page.page.text.slice(outcome.start, outcome.end)),
  );
  return (
    ended ||
    shortOutcome.test(words.slice(hit.end - from)) ||
    (lengthOf(words, hit.start - from) !== null && isHistory(page, note, hit.start))
  );
}

/** In a section of history, or, where nothing is headed, before the examination of the note. */
function isHistory(page: PageReading, note: NoteReading, at: number): boolean {
  const { section } = statusOf(page, at, at + 1);
  if (section === 'history') return true;
  const piece = note.note.pieces.find(
    ({ pageIndex, start, end }) => pageIndex === page.page.pageIndex && start <= at && at < end,
  );
  return (
    section === null &&
    piece !== undefined &&
    page.map.sections.some((each) => each.section === 'exam' && each.start > at && each.start < piece.end)
  );
}
