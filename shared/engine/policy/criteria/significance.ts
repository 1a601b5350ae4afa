/** Which of the things an item names it asks for; the rest only describe ("films that do not explain the pain"). */
import type { PolicyRules } from '../../../domain/policy-rules.ts';
import { readDurations } from '../../../text/durations.ts';
import { readThreshold } from '../thresholds.ts';
import { therapyConcepts, type ConceptHit } from '../vocabulary.ts';

/** Hits that the sentence rests on; the rest only describe ("radiographs that do not account for the symptoms"). */
export function significant(all: readonly ConceptHit[], text: string, rules: PolicyRules): ConceptHit[] {
  const hits = outsideParentheses(
    notDenied(
      all.filter((hit) => !isTheScan(hit, text) && !isWhereSeen(hit, text) && !isSinceWhen(hit, text)),
      text,
    ),
    text,
  );
  return asked(withoutAgents(hits, text), text, rules);
}

/** "Set up by a physical therapist": who did it, not what was done. "A visit after the treatment": when, not what. */
function withoutAgents(hits: readonly ConceptHit[], text: string): readonly ConceptHit[] {
  const seen = hits.some(({ rule }) => rule.concept === 're-evaluation');
  const kept = hits.filter(({ rule, start, end }) => {
    if (!therapyConcepts.has(rule.concept)) return true;
    const before = text.slice(Math.max(0, start - 50), start);
    if (
      /therapists?$/i.test(text.slice(start, end)) &&
      /\b(?:by|with|from)\s+(?:an?\s+|the\s+)?(?:\w+,?\s+(?:or\s+)?)*$/i.test(before)
    )
      return false;
    return !(
      seen &&
      /\b(?:after|following|completion of|end of|since)\s+(?:that |the |this |such |\w+ (?:weeks?|days?|months?) of )*$/i.test(
        before,
      )
    );
  });
  return kept.length > 0 ? kept : hits;
}

/** The length that the text gives stands behind the symptom, with nothing else named between. */
function isTimed(symptom: ConceptHit, hits: readonly ConceptHit[], text: string): boolean {
  return readDurations(text).some((length) => {
    const before = hits.findLast(({ end }) => end <= length.start);
    return before === symptom || (before === undefined && symptom.start - length.end < 20);
  });
}

/** What a policy asks for beside a pain of some length, not as its cause. */
const asidePain: ReadonlySet<string> = new Set([
  'malignancy',
  'immunosuppression',
  'infection',
  'weight-loss',
  'anticoagulation',
]);

/** Losses on examination that "new or worsening" may describe. */
const deficits: ReadonlySet<string> = new Set([
  'motor-deficit',
  'sensory-deficit',
  'reflex-change',
  'focal-neurological-deficit',
]);

/** "The result will change treatment": what the scan is for, no answer to a treatment that was given. */
const forManagement =
  /\b(?:will|would|could|can|may|might|is (?:expected|likely) to) (?:\w+ )?(?:change|alter|guide|affect|influence|direct|determine)\b/i;

/** "Symptoms that are new or worse and have gone on for two weeks": asks how long, whatever else it says of them. */
const lasting =
  /\b(?:(?:has|have) (?:gone on|lasted|persisted|continued|been (?:present|there))|lasting|going on) (?:for )?(?:at least |more than |over |no less than |not less than |a minimum of )?(?:\d|a |two|three|four|six|eight|ten|twelve|half)/i;

function asked(all: readonly ConceptHit[], text: string, rules: PolicyRules): ConceptHit[] {
  const hits = forManagement.test(text)
    ? all.filter(({ rule }) => rule.concept !== 'treatment-response')
    : all;
  const has = (concept: string): boolean => hits.some(({ rule }) => rule.concept === concept);
  const therapy = hits.some(({ rule }) => therapyConcepts.has(rule.concept));
  const length = readThreshold(text);
  const timed = length?.minDays !== undefined || length?.quantity?.unit === 'episode';
  const symptom = hits.find(
    ({ rule }) => rule.concept === 'symptom-duration' || rule.concept === 'radiculopathy',
  );
  const tests =
    has('prior-imaging') ||
    has('lab-result') ||
    has('specialist-evaluation') ||
    has('re-evaluation') ||
    has('stress-test');
  if (
    symptom !== undefined &&
    timed &&
    !therapy &&
    !tests &&
    !has('treatment-response') &&
    (!has('progression') || lasting.test(text))
  ) {
    const timedRule =
      hits.find((hit) => hit.rule.concept === 'symptom-duration')?.rule ??
      rules.concepts.find((rule) => rule.concept === 'symptom-duration');
    const timedHit = timedRule === undefined ? symptom : { ...symptom, rule: timedRule };
    // "A history of cancer together with pain of two weeks": both.
    const beside = hits.filter(({ rule, start, end }) => {
      const between = end <= symptom.start ? text.slice(end, symptom.start) : text.slice(symptom.end, start);
      return asidePain.has(rule.concept) && /\b(?:and|with|plus)\b/i.test(between);
    });
    if (beside.length === 0 || isTimed(symptom, hits, text))
      return [...beside, timedHit].toSorted((a, b) => a.start - b.start);
  }
  let kept = hits.filter(({ rule }) => rule.concept !== 'symptom-duration');
  // What only describes falls away, unless nothing else is named.
  const keep = (fits: (hit: ConceptHit) => boolean): void => {
    const left = kept.filter(fits);
    if (left.length > 0) kept = left;
  };
  // "films since the injury", "before the first scan", "24 hours of injury": when, not what.
  keep(
    ({ rule, start }) =>
      !(
        (rule.concept === 'fracture-trauma' || rule.concept === 'prior-imaging') &&
        /\b(?:since|after|following|before|prior to|of|until|at the time of)\s+(?:the |an? |that |this |their )?(?:onset of |date of )?$/i.test(
          text.slice(Math.max(0, start - 40), start),
        )
      ),
  );
  // "The report of the CT which found the nodule": the study is asked for, what it found only says which.
  const found = kept.filter(
    ({ rule, start }) =>
      rule.concept === 'prior-imaging' ||
      !/\breports? of (?:the|an?|any) [^.;,]{2,50}?\b(?:which|that) (?:first )?(?:found|showed|shows|revealed|disclosed|detected|discovered) (?:the|an?|this)? ?$/i.test(
        text.slice(0, start),
      ),
  );
  if (found.some(({ rule }) => rule.concept === 'prior-imaging')) kept = found;
  // "How the result will bear on the decision for or against biopsy": what is decided on is not asked for.
  keep(
    ({ start }) =>
      !/\b(?:deci(?:sion|de|des|ding)|choice|need) (?:(?:for|against|or|on|of|about|whether|to|between|an?|the|do|have|take|further)\s+)+$/i.test(
        text.slice(Math.max(0, start - 50), start),
      ),
  );
  const drop = (concepts: readonly string[]): void => keep(({ rule }) => !concepts.includes(rule.concept));
  if (has('risk-score')) drop(['malignancy', 'age', 'genetic-test']);
  if (
    has('contraindication') &&
    /(?:cannot|can ?not|could not|can't|may not) (?:\w+ly )?be (?:done|read|performed|interpreted|undertaken|carried out)|unable to exercise|cannot exercise/i.test(
      text,
    )
  )
    kept = kept.filter(({ rule }) => rule.concept === 'contraindication');
  // "An anti-inflammatory medicine is contraindicated": asks for the reason, not for the medicine.
  if (
    has('contraindication') &&
    /(?:is|are|was|were|be|been)\s+(?:\w+\s+)?(?:contra-?indicated|unsafe|not (?:safe|tolerated|suitable|possible|feasible|advisable))|\bcontra-?indicated\W*$|cannot be (?:taken|given|tolerated|done)|(?:cannot|could not|unable to|not able to) (?:take|tolerate|have|receive|undergo)\b/i.test(
      text,
    )
  )
    drop([...therapyConcepts]);
  if (has('specialist-evaluation')) drop(['treatment-response', 'malignancy', 're-evaluation', 'mass']);
  // "Assessment of the response to a biologic": asks how the treatment works, not for the treatment.
  const first = kept[0]?.rule;
  if (first?.concept === 'specialist-evaluation' || first?.id === 'policy.response')
    drop(['medication-trial', 'injection']);
  if (has('tissue-diagnosis')) drop(['malignancy', 'cancer-staging']);
  if (has('re-evaluation'))
    drop([
      'motor-deficit',
      'sensory-deficit',
      'reflex-change',
      'treatment-response',
      'specialist-evaluation',
      'focal-neurological-deficit',
    ]);
  if (has('genetic-test')) drop(['malignancy', 'lab-result']);
  if (has('progression') && /since|after|earlier|previous|last/i.test(text))
    drop(['prior-imaging', 're-evaluation']);
  if (kept.some(({ rule }) => therapyConcepts.has(rule.concept)))
    drop(['treatment-response', 'radiculopathy', 're-evaluation', 'specialist-evaluation']);
  if (has('prior-imaging') && !/suspected/i.test(text)) {
    // What a study shows or fails to show is no criterion of its own; what stands before it is.
    const study = kept.find(({ rule }) => rule.concept === 'prior-imaging')?.start ?? 0;
    const left = kept.filter(
      ({ rule, start }) =>
        !['fracture-trauma', 'malignancy', 'mass', 'treatment-response'].includes(rule.concept) ||
        (rule.concept === 'fracture-trauma' &&
          start < study &&
          /^[^,;]{0,30}\bwith\b/i.test(text.slice(start))),
    );
    if (left.length > 0) kept = left;
    kept = kept.length > 1 ? kept.filter(({ rule }) => rule.id !== 'policy.breast-density') : kept;
  }
  // "New or worsening weakness": which weakness, not a course of its own beside it.
  kept = kept.filter(
    (hit, index) =>
      !(
        hit.rule.concept === 'progression' &&
        /^(?:new\b.*|progressive|worsening|worsened)$/is.test(text.slice(hit.start, hit.end)) &&
        deficits.has(kept[index + 1]?.rule.concept ?? '') &&
        text.slice(hit.end, kept[index + 1]?.start).trim() === ''
      ),
  );
  // Who cannot feel the saddle region has a sign of the cauda equina, not a lack of feeling beside it.
  if (has('cauda-equina')) drop(['sensory-deficit']);
  if (has('lab-result')) drop(['malignancy', 'vascular-event', 'progression']);
  if (has('treatment-response')) drop(['malignancy']);
  // "eGFR 30 or above" is no age.
  if ((has('lab-result') || has('risk-score')) && !/\b(?:aged?|years?|old(?:er)?|younger)\b/i.test(text))
    drop(['age']);
  if (has('motor-deficit') || has('sensory-deficit') || has('reflex-change')) drop(['radiculopathy']);
  // "A focal finding on examination: Mulder click, or point tenderness": what is focal is a sign of the joint, no loss of a nerve.
  if (has('provocative-test') && !/\bneuro|\bdeficits?\b/i.test(text)) drop(['focal-neurological-deficit']);
  if (has('provocative-test') && /positive|test/i.test(text))
    drop(['radiculopathy', 'fracture-trauma', 'joint-instability', 'fracture-trauma']);
  if (hits.some(({ rule }) => rule.id === 'policy.chest-radiation')) drop(['age']);
  if (therapy && /since (?:the|that|an?) (?:earlier|last|prior|previous|first)/i.test(text))
    drop(['prior-imaging']);
  return kept;
}

/** "We approve CT of the sinuses …", "CT angiography (75574) is covered …": the scan asked for, no earlier study. */
function isTheScan({ rule, start, end }: ConceptHit, text: string): boolean {
  if (rule.concept !== 'prior-imaging' && rule.concept !== 'stress-test') return false;
  return (
    /\b(?:approve|cover|authorize|request for|order for)s?\s+(?:an? |one |the )?$/i.test(
      text.slice(0, start),
    ) ||
    /^[^.;,:]{0,60}\b(?:is|are|may be|will be|can be)\s+(?:\w+ )?(?:covered|approved|supported|reasonable|medically necessary|necessary|met|indicated|appropriate|established|allowed|proven)\b/i.test(
      text.slice(end),
    )
  );
}

/** "Surgery since the first study", "a finding that was not there at the time of the last MRI": the study tells from when on. */
function isSinceWhen({ rule, start, end }: ConceptHit, text: string): boolean {
  return (
    rule.concept === 'prior-imaging' &&
    /\b(?:first|last|latest|earlier|previous|prior|initial|baseline|index)\b/i.test(text.slice(start, end)) &&
    /\p{L}{4,}.*\b(?:since|after|following|at the time of|before|than (?:at|on|in)|at) (?:the |that |this |an? )?$/isu.test(
      text.slice(0, start),
    ) &&
    // "23 months have gone by since the last study" asks for the time between them.
    readDurations(text).length === 0
  );
}

/** "A fracture on plain films", "osteonecrosis suspected on radiographs": asks for what the study shows. */
function isWhereSeen({ rule, start }: ConceptHit, text: string): boolean {
  if (rule.concept !== 'prior-imaging') return false;
  // "On X-ray or CT": both are where it is seen.
  const before = text
    .slice(0, start)
    .replace(
      /\b(?:(?:plain |CT |MR )?(?:x-?rays?|films?|radiographs?|ultrasound|CT|MRI|scan|PET|bone scan)(?:,? (?:or|and|and\/or) |, ))+$/i,
      '',
    );
  return (
    /\b(?:on|by|in)\s+(?:(?:exam|examination|physical exam(?:ination)?)(?:,| or) (?:or )?)?(?:the |an? |prior |plain |initial |conventional |recent )*$/i.test(
      before,
    ) &&
    /\p{L}{4,}/u.test(before) &&
    !/\b(?:based|depends?|relies|rely|documented|confirmed|followed) (?:on|by|in)\s+(?:\w+ )*$/i.test(before)
  );
}

/** What stands in parentheses explains what stands before them, unless nothing is named outside. */
function outsideParentheses(hits: readonly ConceptHit[], text: string): readonly ConceptHit[] {
  const inner = [...text.matchAll(/\([^()]*\)/g)].map(
    (match) => [match.index, match.index + match[0].length] as const,
  );
  const outside = hits.filter(({ start }) => !inner.some(([from, to]) => start > from && start < to));
  return outside.length > 0 ? outside : hits;
}

/** Leaves out what the words set aside ("without fracture", "risk of cancer"), unless nothing else is named. */
function notDenied(hits: readonly ConceptHit[], text: string): readonly ConceptHit[] {
  const plain = hits.filter(
    ({ start }) =>
      !/\b(?:(?:without|no|not|risk of|rather than|in place of|instead of)(?: \w+)? |not (?:associated|related|due|caused) (?:with|to|by) (?:an? )?|without [^,.;:]{0,30} or )$/i.test(
        text.slice(Math.max(0, start - 48), start),
      ),
  );
  return plain.length > 0 ? plain : hits;
}
