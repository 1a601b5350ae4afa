/** Medication trials: what was taken, from when to when, and how it ended. A prescription alone is no trial. */
import type { IsoDate } from '../../domain/kinds.ts';
import { addDays, daysBetween } from '../../text/calendar.ts';
import { readDateRanges, readDates } from '../../text/dates.ts';
import { readDurations } from '../../text/durations.ts';
import { measureOf } from './draft.ts';
import type { Draft } from './draft.ts';
import {
  endOfDrugSentence,
  firstOutsideList,
  isToldOfThePast,
  rangeBefore,
  sinceDay,
} from './drug-course.ts';
import { lengthOf } from './course-length.ts';
import { outcomeNear } from './therapy/words.ts';
import type { DrugHit, NoteReading, PageReading } from './page-reading.ts';
import { quoteAround, sentenceAt, statusOf } from './page-reading.ts';
import { answeredYes, around, demanded, isTickedTried } from './treatment.ts';

const taken =
  /\b(?:took|taking|takes|taken|tried|trial|trials|failed|failing|failure|finished|completed|on|using|used|uses|has been on|started (?:on )?|weaned|tapered|alternated|neither|works|worked|touched|since|stopped|continues?|courses? of|round of|with|despite|(?<=(?:^|[.;:,]\s*)post)|after|(?<!as )tolerat\w*|ineffective|helped|no (?:relief|benefit|help|improvement|change)|without (?:much |any )?(?:relief|help|benefit)|improv\w*|relief|daily|nsaids? x ?\d|x ?\d+ (?:courses|wks?|weeks?|mos?|months?)|given|prescribed in|had|no better|(?:little|minimal|some|partial|modest|temporary|brief|not much|slight|good|mild) (?:help|relief|benefit|improvement|effect))\b/i;
const rx =
  /\b(?:start|begin|rx|prescribe|prescription|e-?rx|script|sent to|refill|dispense|disp|#\s?\d+|take|trial of|will|plan|increase|decrease|change to|switch to|add|cont(?:inue)?|hold|stop|offered|consider|recommend|may take|ok for|once)\b/i;

/** The head of a list of drugs that were taken: "Tried and failed: A (3 mo, fatigue), B, C". */
const listTried =
  /\b(?:tried(?: and failed)?|failed|conservative (?:measures|care|tx|treatments?|management)(?: tried| to date)?:|trialed|trials? of|previous(?:ly)? (?:tried|failed|medications|meds)|prior (?:meds|medications|trials|preventives|treatments)|past (?:meds|medications|treatments)|did not respond to|no (?:relief|benefit) (?:from|with))\b(?![^.]*\b(?:start|begin|will|plan|now on|currently|new:|consider|try)\b)[^.]*$/i;

/** "Treatment so far: …", "Analgesics: …", "Conservative treatment has included …": heads of what was taken. */
const triedLabel =
  /\b(?:(?:treatments?|tx|therap(?:y|ies)|care|measures|management|meds|medications?|drugs?|rx)(?: (?:so far|to date|tried|used|trials?|history|hx))|(?:previous|prior|past|earlier) (?:treatments?|tx|therap(?:y|ies)|care|measures|management|meds|medications?|drugs?)|conservative (?:treatments?|tx|care|therap(?:y|ies)|measures|management)(?: so far| to date)?)\s*(?::|=|-|\b(?:has|have) (?:included|consisted of|been)|\bincluded|\bconsisted of)\s*[^.]*$/i;
/** "She was given a prescription for meloxicam but did not take it." */
const neverTaken =
  /^[^.;]{0,60}\b(?:(?:did not|didn't|has not|hasn't|never) (?:actually )?(?:take|taken|took|fill|filled|start|started|pick(?:ed)? (?:it|them) up|use|used|try|tried)|never filled|not (?:yet )?(?:filled|started|taken|picked up)|unfilled)\b/i;
/** How a drug that was taken did, or that it was raised or stopped. */
const ranItsCourse =
  /^[^.;]{0,60}?\b(?:titrated|tapered|(?<!be )taken (?:through|until|till|from)|d\/?c'?d|inadequate|ineffective|insufficient|failed|did not help|didn'?t (?:help|work|touch)|did nothing|not helpful|no help|unhelpful|symptoms? persist\w*|pain persist\w*|still (?:has|having) (?:pain|symptoms)|(?:re)?filled? (?:on )?\d{1,2}\/\d{1,2}(?:\/\d{2,4})?(?:,| and|;) )/i;
/** "NSAIDs for 6 weeks", "amoxicillin x 10 d" as a whole sentence of the history: taken, unless a word of an order stands there. */
const lengthAlone =
  /^(?![^.]*\b(?:prescri\w*|given|gave|recommend\w*|advis\w*|discuss\w*|suggest\w*|if|should|would|could|can|asks?|wants?|until|then return|refills?|course of)\b)[^.;]{0,80}(?:\bfor (?:the (?:past|last) )?|\bx ?|[ ,(])(?:\d{1,2}|two|three|four|five|six|seven|eight|ten|twelve) ?-?(?:d|days?|w|wks?|weeks?|mos?|months?)\b/i;

/** Words behind the drug that only one taken can have; none where it is to be raised or stopped if something happens. */
function toldToHaveRun(before: string, own: string): boolean {
  return (
    ranItsCourse.test(own) &&
    !/\b(?:if|should|until|unless|in case)\b/i.test(own.slice(0, 60)) &&
    !/\b(?:if|should|will|would|may|can)\b[^.;]{0,30}$/i.test(before)
  );
}

interface DrugMention {
  readonly draft: Draft;
  readonly drug: string;
  readonly started: IsoDate | null;
  readonly ended: IsoDate | null;
}

/** Drafts for every drug named in a note's piece. */
export function readDrugs(page: PageReading, note: NoteReading, from: number, to: number): DrugMention[] {
  const found: DrugMention[] = [];
  for (const hit of page.drugs) {
    if (hit.start < from || hit.end > to) continue;
    found.push(readDrug(page, note, hit));
  }
  return found;
}

function readDrug(page: PageReading, note: NoteReading, hit: DrugHit): DrugMention {
  const { start, end } = hit;
  const reading = statusOf(page, start, end);
  const sentence = { start: sentenceAt(page, start).start, end: endOfDrugSentence(page, start, end) };
  // Another drug in the sentence takes the words behind it with it, save at the end of a list that shares them.
  const next = firstOutsideList(page, hit, sentence.end);
  const scopeEnd = next?.start ?? sentence.end;
  // "Stopped: A (1/10 - 2/25, ineffective); B (dizziness)": what a semicolon parts belongs to the drug before it.
  const parted = page.page.text.lastIndexOf(';', start);
  const earlier = page.drugs.some((other) => other.start >= sentence.start && other.end <= parted);
  const scopeStart = parted > sentence.start && earlier ? parted + 1 : sentence.start;
  const words = page.page.text.slice(scopeStart, scopeEnd);
  const own = page.page.text.slice(start, scopeEnd);
  const { before } = around(page, start, end);
  const overTheCounter =
    hit.rule.overTheCounter ||
    /\b(?:otc|over[- ]the[- ]counter|non-?prescription|drugstore)\b/i.test(
      page.page.text.slice(sentence.start, sentence.end),
    );
  const asNeeded =
    /\b(?:prn|as needed|once in a while|occasional\w*|now and then|times? total|a few|couple of|on (?:bad|some|rare|the worst) days|when (?:i|s?he|they) (?:thinks?|remembers?)|off and on|on and off|(?:two|three|four|five|six|eight|ten|twelve|\d{1,2}) times(?! (?:a|per|each|daily) ?(?:day)?))\b/i.test(
      own.slice(0, 60),
    );
  const told = readDateRanges(own, note.anchor)[0] ?? rangeBefore(words, start - scopeStart, note.anchor);
  const cells = /\t| {2,}|^\s*\S+(?: \S+){1,6} \d{1,2}\/\d{1,2}\/\d{2,4} \d{1,2}\/\d{1,2}\/\d{2,4}/.test(
    words,
  )
    ? readDates(own, note.anchor).filter((date) => date.precision === 'day')
    : [];
  const since = sinceDay(page, note, hit, own, before);
  const list = startAndEnd(own, note.anchor);
  // "Off methotrexate since 2023": the day it ended, not the day it began.
  const off =
    /\b(?:off|stopped|discontinued|quit|no longer (?:on|taking|takes)|d\/?c'?d|came off)\s+(?:\S+\s+){0,2}$/i.test(
      before,
    );
  const range = list ?? told ?? null;
  let status: Draft['status'];
  if (reading.status === 'declined' || reading.status === 'not-done') status = reading.status;
  else if (neverTaken.test(own)) status = 'not-done';
  else if (demanded.test(before)) status = 'planned';
  else if (isTickedTried(page.page.text, start) || answeredYes.test(page.page.text.slice(end, end + 30)))
    status = 'done';
  else if (range || (cells.length >= 2 && cells[0] && cells[1] && cells[0].iso < cells[1].iso))
    status = 'done';
  else if (reading.context.temporality === 'hypothetical' && reading.status === 'done') status = 'planned';
  else if (reading.status === 'planned' || reading.status === 'offered')
    status = /\b(?:taking|took|started on|finished|completed|failed)\b/i.test(before)
      ? 'done'
      : reading.status;
  else if (note.note.kind === 'instructions' || note.note.kind === 'order')
    status = /\bfail\w*|tried|x ?2\b/i.test(words) ? 'done' : 'planned';
  else if (reading.section === 'medications') status = 'done';
  else if (reading.inPlan || reading.section === 'assessment') {
    const told =
      /\b(?:failed|failing|failure of|took|tried|finished|completed|despite|after|persistent|no benefit|ineffective|stopped|tolerat\w+|x ?\d\b(?! ?(?:d\b|days?|wks?|weeks?|w\b|mos?\b|months?)))/i.test(
        words,
      ) && !/^\W*(?:start|rx|begin|trial)/i.test(words);
    status =
      told && !rx.test(before.slice(-18))
        ? 'done'
        : /\b(?:continue|cont\.?)\s+(?:\S+\s+){0,2}$/i.test(before)
          ? 'done'
          : 'planned';
  } else if (toldToHaveRun(before, own)) status = 'done';
  else
    status =
      off ||
      listTried.test(before) ||
      triedLabel.test(before) ||
      (reading.section === 'history' && lengthAlone.test(before + own) && !rx.test(words)) ||
      taken.test(before.slice(-70)) ||
      taken.test(own.slice(0, 110)) ||
      since !== null ||
      isToldOfThePast(page, note, hit, words, scopeStart, scopeEnd)
        ? rx.test(before.slice(-14)) && !/\b(?:took|taking|tried|finished|completed|failed)\b/i.test(words)
          ? 'planned'
          : 'done'
        : 'planned';

  const first = range?.from.iso ?? (cells.length >= 2 ? cells[0]?.iso : undefined) ?? null;
  const last = range?.to.iso ?? (cells.length >= 2 ? cells[1]?.iso : undefined) ?? null;
  const why: string[] = [hit.rule.id, ...reading.ruleIds];
  let measure: Draft['measure'] = null;
  let started = first;
  if (first && last && last >= first) {
    const days = daysBetween(first, last);
    measure = measureOf({ from: first, to: last, days });
    why.push(`${first} to ${last} = ${days} days`);
  } else if (since !== null && !off && note.note.date && status === 'done') {
    started = since;
    const days = daysBetween(since, note.note.date);
    measure = measureOf({ from: since, to: note.note.date, days });
    why.push(`since ${since}, note of ${note.note.date} = ${days} days`);
  }
  if (!measure) {
    const length = lengthOf(words, start - scopeStart);
    if (length) {
      measure = measureOf({ days: Math.round(length.days) });
      why.push(`${length.value} ${length.unit}s`);
    }
  }
  const ended =
    /\b(?:finished|completed|stopped|stop|discontinued|d\/c'?d|done with|ran out|last dose|until|off)\b/i.test(
      words,
    )
      ? (readDates(words, note.anchor).findLast((date) => date.precision === 'day')?.iso ??
        (/\btoday\b|\bstop(?:ped)?\b/i.test(words) ? note.note.date : null))
      : null;
  const done = status === 'done';
  const after = off && measure?.from === undefined ? lengthUntilStopped(own) : null;
  if (after !== null) {
    const day =
      ended ?? readDates(own, note.anchor).find(({ precision }) => precision === 'day')?.iso ?? null;
    measure = measureOf({ days: after, from: day === null ? null : addDays(day, -after), to: day });
    why.push(`stopped after ${after} days`);
  }
  if (asNeeded) why.push('as needed');
  return {
    drug: generic(hit.name),
    started: started ?? (status === 'planned' || done ? note.note.date : null),
    ended: done ? ended : null,
    draft: {
      concept: 'medication-trial',
      detail: overTheCounter || asNeeded ? `${hit.rule.drugClass}-otc` : hit.rule.drugClass,
      subject: generic(hit.name),
      context: done
        ? {
            ...reading.context,
            negation: 'affirmed',
            temporality: off
              ? 'historical'
              : reading.context.temporality === 'hypothetical'
                ? 'recent'
                : reading.context.temporality,
          }
        : status === 'planned' || status === 'offered'
          ? { ...reading.context, temporality: 'hypothetical' }
          : { ...reading.context, negation: 'negated' },
      status,
      region: null,
      side: null,
      date: last ?? first ?? note.note.date,
      measure,
      outcome: !done ? null : stoppedForEffect(off, own) ? 'intolerance' : outcomeNear(page, start, end),
      section: reading.section,
      spans: [quoteAround(page, start, end)],
      why,
      reading: note,
    },
  };
}

/** "Stopped topiramate on 1/5 after 3 wks": how long it had been taken. */
function lengthUntilStopped(own: string): number | null {
  const length = readDurations(own.slice(0, 90)).find(
    ({ start, recurring, unit }) =>
      !recurring &&
      unit !== 'hour' &&
      /\bafter (?:about |only |just |nearly |almost |the |~ ?)?$/i.test(own.slice(0, start)),
  );
  return length === undefined ? null : Math.round(length.days);
}

/** What a drug does to a body that cannot bear it. */
const bodilyEffect =
  /\b(?:tingl\w*|numb\w*|sleepy|sleepiness|sedat\w*|drows\w*|grogg\w*|fogg?y\w*|brain fog|foggy|hung ?over|tired|fatigue\w*|weight gain|gained (?:weight|\d)|dizz\w*|lighthead\w*|nause\w*|sick to|vomit\w*|threw up|heartburn|reflux|stomach|GI|diarrhea|constipat\w*|swell\w*|swollen|edema|palpitat\w*|dry mouth|tasted?|hair (?:loss|fell)|mood|irritab\w*|suicid\w*|itch\w*|rash|hives|jitter\w*|insomnia|nightmares|creat\w*|kidneys?|black stools?|bleed\w*|bruis\w*|wheez\w*|side effects?|SE)\b/i;

/** "Stopped topiramate after 3 wks, hands tingled", "took naproxen until it gave her heartburn": given up for what it did. */
function stoppedForEffect(off: boolean, own: string): boolean {
  const behind = off
    ? own
    : /\b(?:stopped|quit|d\/?c'?d|discontinued|gave (?:it )?up|until it (?:gave|made|caused)|had to stop)\b[^.]*/i.exec(
        own,
      )?.[0];
  return (
    behind !== undefined &&
    bodilyEffect.test(behind) &&
    !/\b(?:no|without) (?:side effects?|SE)\b/i.test(behind)
  );
}

/** "Started 04/09/2026 ended 05/10/2026", "start: 3/2 stop: 4/6" of a medication list. */
function startAndEnd(
  own: string,
  anchor: IsoDate | null,
): { readonly from: { readonly iso: IsoDate }; readonly to: { readonly iso: IsoDate } } | null {
  const start =
    /\b(?:start(?:ed|s)?|begun|began|begin|ordered|filled|first (?:dose|fill))(?: date| on)?\s*[:=]?\s*(?=\d|[A-Z])/i.exec(
      own,
    );
  const end =
    /\b(?:end(?:ed|s)?|stop(?:ped|s)?|d\/?c'?d|discontinued|finished|completed|last (?:dose|fill))(?: date| on)?\s*[:=]?\s*(?=\d|[A-Z])/i.exec(
      own,
    );
  if (!start || !end || end.index < start.index) return null;
  const dateAt = (at: number) =>
    readDates(own.slice(at, at + 20), anchor).find((date) => date.start < 3 && date.precision === 'day');
  const from = dateAt(start.index + start[0].length);
  const to = dateAt(end.index + end[0].length);
  return from && to && from.iso <= to.iso ? { from, to } : null;
}

/** Brand names of the same substance, where charts mix them. */
function generic(name: string): string {
  const pairs: readonly (readonly [RegExp, string])[] = [
    [/^(?:advil|motrin|ibu|ibuprofen)/, 'ibuprofen'],
    [/^(?:aleve|naprosyn|anaprox|naproxen)/, 'naproxen'],
    [/^(?:mobic|meloxicam)/, 'meloxicam'],
    [/^(?:tylenol|apap|acetaminophen)/, 'acetaminophen'],
    [/^(?:flonase|fluticasone)/, 'fluticasone'],
    [/^(?:neurontin|gabapentin)/, 'gabapentin'],
    [/^(?:topamax|topiramate)/, 'topiramate'],
  ];
  return pairs.find(([pattern]) => pattern.test(name))?.[1] ?? name;
}

/**
 * Courses told in two notes: prescribed in one, finished in a later one. The first prescription before the end
 * gives the start, if no length stands with the end itself.
 */
export function joinCourses(mentions: readonly DrugMention[]): Draft[] {
  const sorted = [...mentions].sort((a, b) =>
    (a.draft.reading.note.date ?? '').localeCompare(b.draft.reading.note.date ?? ''),
  );
  return sorted.map((mention) => {
    const { draft } = mention;
    if (draft.status !== 'done' || mention.ended === null || draft.measure?.from) return draft;
    const start = firstOf(mention, sorted);
    if (!start?.started || !mention.ended) return draft;
    const days = daysBetween(start.started, mention.ended);
    return {
      ...draft,
      measure: measureOf({ from: start.started, to: mention.ended, days }),
      spans: [...draft.spans, ...start.draft.spans],
      why: [...draft.why, `prescribed ${start.started}, ended ${mention.ended} = ${days} days`],
    };
  });
}

/** Longest gap between two mentions of one course: a bottle of ninety days and a late refill. */
const refillDays = 100;

/** The first prescription of the chain that leads to the end: each mention not long after the one before. */
function firstOf(end: DrugMention, sorted: readonly DrugMention[]): DrugMention | null {
  let first: DrugMention | null = null;
  let at = end.ended ?? '';
  for (const other of sorted.toReversed()) {
    if (other.drug !== end.drug || other.started === null || other.started >= at) continue;
    if (other.draft.status !== 'planned' && other.draft.status !== 'done') continue;
    if (daysBetween(other.started, at) > (first === null ? 2 * refillDays : refillDays)) break;
    first = other;
    at = other.started;
  }
  return first;
}
