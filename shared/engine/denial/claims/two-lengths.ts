/**
 * Two lengths of time in one sentence, of care or symptoms that went on and of what is asked for: "a two-week course is all that
 * can be counted, and six weeks are needed". What is shorter than what is asked is too little, and what is asked is the threshold.
 */
import { type DurationMention, readDurations } from '../../../text/durations.ts';
import { numberSource, readNumber } from '../../../text/numbers.ts';
import { clausesOf } from './clauses.ts';

export interface LengthInWords {
  readonly start: number;
  readonly days: number;
}

export interface TwoLengths {
  /** What went on; the longest where several are told. */
  readonly had: LengthInWords;
  readonly asked: LengthInWords;
}

/** Lengths of time that go on, without rhythms and hours. */
function goingOn(text: string): DurationMention[] {
  return readDurations(text).filter(
    ({ recurring, unit, window }) => !recurring && !window && unit !== 'hour',
  );
}

const demanded = String.raw`(?:needed|required|asked (?:for|of)|called for|expected|necessary|looked for|wanted|demanded|stipulated|prescribed|mandated|specified|set|the (?:minimum|least|rule|requirement|standard|threshold|mark))`;
/** Words right before what is asked for: "asks for", "of the", "and not", "short of". */
const askedBefore = new RegExp(
  [
    String.raw`\b(?:asks?|asked|asking|calls?|called|calling|looks?|looked|looking) (?:for|that)\b[^.;]{0,60}$`,
    String.raw`\b(?:requires?|required|requiring|needs?|needed|expects?|expected|wants?|insists? on|demands?|stipulates?|specif(?:y|ies)|mandates?|prescribes?|sets?)\b[^.;]{0,50}$`,
    String.raw`\b(?:guideline|policy|criteria|criterion|rule|standard|section|plan|requirement|minimum|threshold)(?: is| was| says| are|['\u2019]s|:)[^.;,]{0,25}$`,
    String.raw`\b(?:must|should|shall|ought to|has to|have to|needs to|need to)\b[^.;,]{0,50}$`,
    String.raw`\b(?:at least|a minimum of|no less than|not less than|no fewer than|short of|less than|shorter than|fewer than|instead of|rather than|in place of|as against|against|compared (?:to|with)|out of|of) (?:the |our |a |that |your )(?:full |required |needed |usual |requisite |necessary |mandated |minimum (?:of )?)?$`,
    String.raw`\b(?:at least|a minimum of|no less than|not less than|no fewer than|short of|less than|shorter than|fewer than|instead of|rather than|as against|against|compared (?:to|with)|out of|and not|but not|, not|until|till) (?:a |about )?$`,
    String.raw`\b(?:full|required|needed|requisite|necessary|mandated)(?: course| period| term| length| duration)?(?: of)? $`,
    String.raw`\b(?:considered|covered|allowed|approved|supported|payable|reasonable|indicated|appropriate|accepted|available|in order)\b[^.;,]{0,30}\b(?:after|once|when|following)\b[^.;,]{0,30}$`,
  ].join('|'),
  'i',
);
/** Words right behind it: "… are needed", "… must be done", "…-week minimum". */
const askedBehind = new RegExp(
  String.raw`^[^.;,]{0,60}?\b(?:(?:is|are|was|were|being|would be|will be) (?:\w+ )?${demanded}|(?:is|are) what (?:the|our|we)\b|(?:we|(?:the|our) (?:policy|guideline|rule|plan|criteria|standard)) (?:asks?|requires?|needs?|looks?|calls?|expects?|wants?|sets?)|(?:must|should|have to|has to|need to|needs to) (?:be|pass|go by|have|come|last|elapse))|^[ -](?:\w+ ){0,2}?(?:minimum|requirement|rule|standard|threshold|mark|needed|required|called for|asked for)\b`,
  'i',
);
/** Tells of what was: without it, two lengths may be two rules ("six weeks, or three where the pain is severe"). */
const tellsOfPast =
  /\b(?:you|he|she|they|records?|notes?|chart|papers|file|we (?:have|see|saw|count\w*|find|found|credit\w*)|ha[ds]|have|was|were|attended|completed|show\w*|cover\w*|lasted|r[au]n|spans?|documents?|documented|reports?|reported|describes?|lists?|mentions?|only|just|all (?:that|we)|count(?:s|ed)|credited|so far|to date|began|begun|started|since|amounts?|adds? up|c[ao]mes? to|stands? at)\b/i;
const rules =
  /\b(?:or|unless|if|when|where|whichever|alternatively|except)\b(?: (?:the|at least|a|of|for|about))*\s*$/i;

const cutShort =
  /\b(?:cut short|stopped|ended|broken off|discontinued|abandoned|given up|halted|interrupted|left off)\b[^.;]{0,20}\b(?:at|after)\b[^.;]{0,15}$/i;

/** "Trouble of nine days is acute, and the guideline wants twelve weeks": the length that is asked for, where others stand beside it. */
export function askedLength(sentence: string): number | undefined {
  const lengths = goingOn(sentence);
  if (lengths.length < 2) return undefined;
  return lengths.find(
    ({ start, end }, index) =>
      askedBefore.test(sentence.slice(lengths[index - 1]?.end ?? 0, start)) ||
      askedBehind.test(sentence.slice(end, lengths[index + 1]?.start)),
  )?.days;
}

/** What went on and what is asked for, or null where the sentence does not tell both. */
export function twoLengths(sentence: string): TwoLengths | null {
  const lengths = goingOn(sentence);
  const asked: LengthInWords[] = [];
  const had: LengthInWords[] = [];
  for (const [index, length] of lengths.entries()) {
    const before = sentence.slice(lengths[index - 1]?.end ?? 0, length.start);
    const behind = sentence.slice(length.end, lengths[index + 1]?.start);
    // "A week short of the six": how much is wanting.
    if (/^ (?:too )?(?:short|shy|few|less|more|longer|over)\b/i.test(behind)) continue;
    // "Two weeks later", "three weeks ago": a day and no length, unless something began on it.
    if (length.ago && !/\b(?:beg[au]n|start\w*|onset|since)\b/i.test(before)) continue;
    if (askedBefore.test(before) || askedBehind.test(behind))
      asked.push({ start: length.start, days: length.days });
    else if (!rules.test(before) && tellsOfPast.test(clauseAt(sentence, length.start)))
      had.push({ start: length.start, days: length.days });
  }
  // "The six-week trial was cut short at 17 days".
  const [first, second] = lengths;
  if (first !== undefined && second !== undefined && lengths.length === 2)
    if (cutShort.test(sentence.slice(first.end, second.start)))
      return {
        had: { start: second.start, days: second.days },
        asked: { start: first.start, days: first.days },
      };
  const only = lengths.length === 1 ? lengths[0] : undefined;
  if (only !== undefined) {
    const other = withoutUnit(sentence, only);
    if (other !== null) return other;
  }
  const most = had.toSorted((a, b) => b.days - a.days)[0];
  const least = asked.toSorted((a, b) => a.days - b.days)[0];
  return most === undefined || least === undefined ? null : { had: most, asked: least };
}

/** The clause of the sentence at an offset, with the one before it where it has no verb of its own. */
function clauseAt(sentence: string, at: number): string {
  const clause = clausesOf(sentence).find(({ start, end }) => start <= at && at < end);
  return clause === undefined ? sentence : clause.mode === 'statement' ? clause.text : '';
}

/** One of the two without its unit: "two of the six weeks", "two weeks, not six", "two weeks are shown and six are needed". */
function withoutUnit(sentence: string, length: DurationMention): TwoLengths | null {
  const one = length.value === 0 ? 0 : length.days / length.value;
  const before = new RegExp(
    `(?<![\\w./])(${numberSource}) (?:out )?of (?:the |our |those |these )?(?:\\w+ )?$`,
    'i',
  ).exec(sentence.slice(0, length.start));
  const value = before === null ? null : readNumber(before[1] ?? '');
  if (before !== null && value !== null)
    return {
      had: { start: before.index, days: value * one },
      asked: { start: length.start, days: length.days },
    };
  const behind = new RegExp(
    `\\b(?:not(?: the)? (${numberSource})(?=\\W*(?:$|[.;,)]|that|which|as|we|our|the))|(${numberSource}) (?:is|are|were|was) ${demanded})`,
    'i',
  ).exec(sentence.slice(length.end));
  const other = behind === null ? null : readNumber(behind[1] ?? behind[2] ?? '');
  return behind === null || other === null || !tellsOfPast.test(sentence.slice(0, length.end + behind.index))
    ? null
    : {
        had: { start: length.start, days: length.days },
        asked: { start: length.end + behind.index, days: other * one },
      };
}

/**
 * Which of the topics the lengths are of: those beside what went on, else those beside what is asked; a length of pain is
 * none of therapy, so topics of another kind in the clause of what is asked speak against it.
 */
export function topicsOfLengths<T extends { readonly concept: string; readonly start: number }>(
  sentence: string,
  { had, asked }: TwoLengths,
  topics: readonly T[],
  alike: (one: string, other: string) => boolean,
): readonly T[] {
  const clauses = clausesOf(sentence);
  const at = (offset: number) => clauses.findIndex(({ start, end }) => start <= offset && offset < end);
  const inClause = (offset: number) => topics.filter((topic) => at(topic.start) === at(offset));
  const beside = inClause(had.start);
  const wanted = inClause(asked.start);
  if (beside.length === 0) return wanted;
  if (wanted.length === 0 || at(had.start) === at(asked.start)) return beside;
  return beside.filter(({ concept }) => wanted.some((other) => alike(concept, other.concept)));
}
