/** Laboratory criteria: that a value was measured in time, lies where the policy asks, or is so many times the upper limit. */
import type { CriterionLeaf, CriterionOutcome } from '../../../domain/policy.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { daysBetween } from '../../../text/calendar.ts';
import { readDurations } from '../../../text/durations.ts';
import { labNamesIn } from '../../record/labs/names.ts';
import { dayOf, inWindow } from '../evidence/fact-times.ts';
import type { MatchContext } from './match-context.ts';
import { ids, outcome } from './outcome.ts';

/** "eGFR 30 or above", "creatinine below 1.5", "a GFR of at least 30". */
const bound =
  /\b(e?GFR|WBC|white (?:blood )?(?:cell )?counts?|creatinine(?! clearance)|ESR|CRP|PSA|platelets?|h(?:a)?emoglobin|A1c|ferritin|TSH|LVEF|EF|vitamin D|calcium|bilirubin|albumin|prolactin|testosterone|thyroglobulin|CEA|AFP|lipase)\b[^.;,\d]{0,24}?(at least |above |over |more than |greater than |≥ ?|> ?|at most |below |under |less than |≤ ?|< ?)?(\d+(?:\.\d+)?)(?: ?(?:mL\/min\S*|mg\/dL|ng\/mL|%|percent))?( or (?:above|more|higher|greater|over)| or (?:below|less|lower|under))?/gi;
const timesUpper =
  /\b(one and a half|1\.5|1 ?½|two|twice|2|three|3|five|5|ten|10)(?:[- ](?:fold|times)|x| ?×)?\s+(?:or more )?(?:times )?(?:the )?(?:upper (?:limit|normal|end)|ULN|normal|limit of normal)/i;
const factors: Readonly<Record<string, number>> = {
  'one and a half': 1.5,
  '1 ½': 1.5,
  '1½': 1.5,
  two: 2,
  twice: 2,
  three: 3,
  five: 5,
  ten: 10,
};
/** Asked for as measured, whatever it shows. */
const onlyMeasured =
  /\b(?:checked|measured|obtained|tested|drawn|done|performed|on file|documented|level|function|normal|within)\b/i;
/** Names of what a test found: "hematuria in the past three months" asks for more than that urine was looked at. */
const namesResult = /\b\w{3,}(?:uria|emia|penia|cytosis)\b|\bcultures?\b|\d/i;
const abnormalAsked =
  /\b(?:raised|elevated|abnormal|high|increased|rising|positive|low|reduced|decreased|above (?:the )?(?:normal|upper))\b/i;

/** "Above the laboratory's limit on two tests in a row", "elevated on two separate occasions". */
const raisedTwice =
  /\b(?:raised|elevated|abnormal|high|increased|above|over|exceed\w*)\b[^.;]*\b(?:(?:two|2|three|3|consecutive|successive|separate|repeat\w*) (?:or more )?(?:(?:consecutive|successive|separate|different|fasting|morning) )?(?:tests?|values?|occasions?|measurements?|samples?|draws?|days|dates|results?|readings?)|twice|in a row|confirmed (?:by|on) (?:an? )?(?:second|repeat))\b/i;

/** Days within which two tests are one ("a week or more apart" where the policy says so). */
const sameTest = 1;

/**
 * What is computed from values ("PSA density of 0.15 or more", "percent free PSA below 10"), with its bound: a plain value of the
 * test does not show it, and it is a question.
 */
const computed =
  /\b(?:PSA|prostate-specific antigen) (?:density|velocity|slope|doubling[- ]time)\b[^,;]*|\b(?:percent |% ?)?free(?:[- ]to[- ]total)? (?:PSA|prostate-specific antigen)\b[^,;]*/gi;

/** Null where the leaf asks for none of this; its facts are then matched like any finding. */
export function matchLab(
  asking: CriterionLeaf,
  facts: readonly ClinicalFact[],
  context: MatchContext,
): CriterionOutcome | null {
  const plain = asking.text.replace(computed, ' ');
  if (plain !== asking.text && plain.search(bound) < 0)
    return outcome(asking, 'ask', { factIds: [], steps: ['computed from values, and not read'] });
  const leaf = plain === asking.text ? asking : { ...asking, text: plain };
  const measured = facts.filter(
    (fact) =>
      fact.concept === 'lab-result' &&
      fact.context.experiencer === 'patient' &&
      fact.context.temporality !== 'hypothetical' &&
      fact.measure?.quantity !== null &&
      fact.measure?.quantity !== undefined &&
      inWindow(fact, leaf.threshold, context) === true &&
      (dayOf(fact) ?? '') <= context.requestDate,
  );
  const factor = timesUpper.exec(leaf.text);
  if (factor === null && raisedTwice.test(leaf.text) && leaf.text.search(bound) < 0)
    return matchFactor(leaf, measured, '1') ?? outcome(asking, 'ask', { factIds: ids(measured.slice(0, 4)) });
  if (factor) return matchFactor(leaf, measured, factor[1] ?? '');
  const bounds = [...leaf.text.matchAll(bound)].filter((m) => m[2] !== undefined || m[4] !== undefined);
  const [asked] = bounds;
  if (asked && isChoice(leaf.text, bounds)) return matchAnyBound(leaf, measured, bounds);
  if (asked) return matchBound(leaf, measured, asked) ?? tooOld(leaf, facts);
  if (
    leaf.threshold?.quantity !== undefined ||
    abnormalAsked.test(leaf.text) ||
    !(onlyMeasured.test(leaf.text) || isTestInWindow(leaf))
  )
    return null;
  return measured.length === 0
    ? tooOld(leaf, facts)
    : outcome(leaf, 'met', { factIds: ids(measured.slice(0, 3)), steps: ['measured in time'] });
}

/** "CBC and TSH in the 60 days before the request": a test by its name and a window, and no word of what it is to show. */
function isTestInWindow({ text, threshold }: CriterionLeaf): boolean {
  return (
    threshold?.lookBackDays !== undefined &&
    !namesResult.test(text.replace(windowWords, ' ')) &&
    !/[<>≥≤]|\b(?:over|under|above|below|at least|more than|less than|shows?|showing|evidence)\b/i.test(text)
  );
}
/** Numbers of a window, and of a test's own name ("25-OH", "B12", "B27"). */
const windowWords =
  /\b\d+ ?(?:\(\d+\) )?(?:days?|weeks?|months?|years?)\b|\b\d+-?(?:OH|hydroxy)\w*|\b[A-Z]+\d+\b/gi;

/** Something was measured, but not this or not within the days asked for; null where nothing was. */
function tooOld(leaf: CriterionLeaf, facts: readonly ClinicalFact[]): CriterionOutcome | null {
  const old = facts.filter(
    ({ concept, context }) => concept === 'lab-result' && context.experiencer === 'patient',
  );
  return old.length === 0
    ? null
    : outcome(leaf, 'not-documented', {
        factIds: ids(old.slice(0, 2)),
        steps: ['no value that was asked for in the time asked for'],
      });
}

/** "Vitamin D under 20, or a Z-score of -1.0 or lower, or ferritin under 15": bounds of which one will do. */
function isChoice(text: string, bounds: readonly RegExpMatchArray[]): boolean {
  const [first] = bounds;
  const last = bounds.at(-1);
  if (first === undefined || last === undefined || first === last) return false;
  const between = text.slice((first.index ?? 0) + first[0].length, last.index ?? 0);
  return /[,;]?\s*\bor\b/i.test(between) && !/\b(?:and|both|plus|with)\b/i.test(between);
}

/** Met by any value that fits; that others do not fit leaves the choice open, for it may hold more than values. */
function matchAnyBound(
  leaf: CriterionLeaf,
  measured: readonly ClinicalFact[],
  bounds: readonly RegExpMatchArray[],
): CriterionOutcome {
  const outcomes = bounds.map((asked) => matchBound(leaf, measured, asked)).filter((found) => found !== null);
  return (
    outcomes.find(({ state }) => state === 'met') ??
    outcome(leaf, 'ask', {
      factIds: outcomes.flatMap(({ factIds }) => factIds),
      steps: outcomes.flatMap(({ steps }) => steps),
    })
  );
}

function matchBound(
  leaf: CriterionLeaf,
  measured: readonly ClinicalFact[],
  asked: RegExpMatchArray,
): CriterionOutcome | null {
  const name = (asked[1] ?? '')
    .toLowerCase()
    .replace(/^gfr$/, 'egfr')
    .replace(/^lvef$/, 'ef')
    .replace(/^white .*$/, 'wbc')
    .replace(/^vitamin d$/, 'vitamin-d')
    .replace(/^haemoglobin$/, 'hemoglobin');
  const limit = Number(asked[3]);
  const upward = /least|above|over|more|greater|≥|>|higher/i.test(`${asked[2] ?? ''}${asked[4] ?? ''}`);
  const own = measured
    .filter((fact) => fact.detail === name)
    .toSorted((a, b) => (dayOf(b) ?? '').localeCompare(dayOf(a) ?? ''));
  const last = own[0];
  const value = last?.measure?.quantity?.value;
  if (last === undefined || value === undefined) return null;
  const fits = upward ? value >= limit : value <= limit;
  return outcome(leaf, fits ? 'met' : 'contradicted', {
    factIds: [last.id],
    steps: [`${name} ${value}; asked for ${upward ? 'at least' : 'at most'} ${limit}`],
  });
}

function matchFactor(
  leaf: CriterionLeaf,
  measured: readonly ClinicalFact[],
  word: string,
): CriterionOutcome | null {
  const times = factors[word.toLowerCase()] ?? Number(word);
  const named = labNamesIn(leaf.text);
  const known = measured.filter(
    ({ detail, measure }) =>
      measure?.quantity?.upperLimit !== undefined && (named.length === 0 || named.includes(detail ?? '')),
  );
  if (known.length === 0 || !Number.isFinite(times)) return null;
  const raised = known.filter(
    ({ measure }) => (measure?.quantity?.value ?? 0) >= times * (measure?.quantity?.upperLimit ?? Infinity),
  );
  // "At twice the upper limit" asks for one value of that height, "raised twice" for two.
  const tests =
    raisedTwice.test(leaf.text) ||
    /\b(?:two|2|twice|both|repeat\w*|confirmed)\b/i.test(leaf.text.replace(timesUpper, ''))
      ? 2
      : 1;
  const apart = readDurations(leaf.text).find(({ start, end }) =>
    /\bapart\b/i.test(leaf.text.slice(start, end + 20)),
  );
  const gap = apart?.days ?? sameTest;
  const days = raised
    .map((fact) => dayOf(fact) ?? '')
    .filter((day) => day !== '')
    .toSorted();
  const enough =
    tests === 1
      ? raised.length > 0
      : days.some((day) => days.some((other) => daysBetween(day, other) >= gap));
  return outcome(leaf, enough ? 'met' : 'not-documented', {
    factIds: ids(enough ? raised.slice(0, 4) : known.slice(0, 4)),
    steps: [`${raised.length} values of ${times} times the upper limit or more`],
  });
}
