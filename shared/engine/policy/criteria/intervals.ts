/** Criteria that ask for time since the last study. */
import type { Threshold } from '../../../domain/denial.ts';
import type { PolicyRules } from '../../../domain/policy-rules.ts';
import type { CriterionLeaf } from '../../../domain/policy.ts';
import { readDurations } from '../../../text/durations.ts';
import { type ItemWords, leaf } from './criterion-nodes.ts';
import type { ConceptHit } from '../vocabulary.ts';

const schedule =
  /\b(?:CT|MRI?|PET|scan|imaging|ultrasound)s? (?:at|in|after|every) (?:\d{1,2}|three|six|twelve)(?: (?:to|and|or|-|–) (?:\d{1,2}|six|twelve|eighteen))? (?:months|years)\b/i;

/** "Ten weeks or more have passed since that CT", "23 months have gone by since the last study", "a year has to lie between two scans". */
const goneBy =
  /\b(?:days|weeks|months|years?|year)(?: or (?:more|longer))?,? (?:(?:must|shall|should|need to|has to|have to) )?(?:have|has|having|be)?\s*(?:elapsed|passed|gone by|gone past|lapsed|run|lie|lies)\s+(?:since|after|from|between) (?:the |that |this |any |an? |two |such )?(?:(?:last|previous|prior|most recent|earlier|first|initial|baseline|preceding) )?(?:\w+ ){0,2}?(?:study|studies|scans?|imaging|CT|MRI?|PET(?:\/CT)?|mammogra\w+|DXA|ultrasound|examination|measurement|test|one)\b/i;

/** "The earlier scan lies 12 months or more back", "a prior MRI, if any, is at least one year before the request". */
const liesBack =
  /\b(?:last|latest|previous|prior|earlier|most recent|preceding) (?:\w+ ){0,3}?(?:study|studies|scans?|imaging|CT|MRI?|PET(?:\/CT)?|mammogra\w+|DXA|ultrasound|examination|measurement|test)(?: of [\w ]{3,24}?)?,?(?: if (?:any|there (?:is|was) one),?)? (?:(?:is|was|be|must be|must have been|should be|has to be|lies?|dates?|done|made|taken|performed|took place) )+(?:back )?(?:at least |more than |over |no less than )?(?:\w+ )?(?:days|weeks|months|years?)(?: or (?:more|longer))?,? (?:back|ago|old|earlier|before|prior|in the past)\b|\binterval of (?:at least |more than |no less than )?(?:\w+ )?(?:days|weeks|months|years?)(?: or (?:more|longer))? (?:from|since|after|between|to) (?:the |any |two )?(?:last|latest|previous|prior|earlier|most recent|scans|studies)\b/i;

/** "No CT or MR in the past 12 months", "the last MRI is older than six months": time since the last study. */
export function intervalLeaf(
  item: ItemWords,
  words: string,
  hits: readonly ConceptHit[],
  threshold: Threshold | null,
  rules: PolicyRules,
): CriterionLeaf | null {
  const study =
    /\b(?:study|studies|scans?|imaging|CT|MRI?|PET(?:\/CT)?|enterography|mammogra\w+|angiogra\w+|stress|DXA|bone density|ultrasound|examination)\b/i;
  const none =
    /^\W*(?:(?:the )?(?:member|patient|person) )?(?:there (?:has been|was|is) |(?:has|have) had )?(?:no|not had|(?:has|have) not had|without)\b(?<rest>.{0,80})/i.exec(
      words,
    );
  const noRecent =
    none !== null && study.test(none.groups?.['rest'] ?? '') && threshold?.lookBackDays !== undefined;
  const older =
    /\binterval (?:from|since|after|between) (?:the )?(?:last|previous|prior|first|scans?|studies)\b|\blast (?:\w+ ){0,3}?(?:is|was|be) (?:older than|more than|at least|over)|(?:more than|over|at least|no (?:less|sooner|earlier) than) .{3,20} (?:old|since the last)|\b(?:last|previous|prior) (?:\w+ ){0,3}?(?:(?:is|was|be|done|dates?) )?(?:from )?(?:more than|at least|over) (?=\w+ (?:\w+ )?(?:days?|weeks?|months?|years?) (?:ago|old|before|earlier))|(?:years?|months?|weeks?)(?: or (?:longer|more))?(?: (?:have|has) passed| later)? (?:since|after) (?:the|an?) (?:last|previous|prior|initial|first|baseline) (?:\w+ )?(?:study|scan|imaging|CT|MRI?|PET(?:\/CT)?|mammogra\w+|DXA|ultrasound|examination|measurement|test)\b|not (?:within|in) (?:the (?:past|last)|\w+)/i.test(
      words,
    ) && study.test(words);
  const back = liesBack.test(words) && threshold?.lookBackDays === undefined;
  // "CT at 6 to 12 months": a row of a schedule says when, whatever else it offers in place of the scan.
  if (schedule.test(words)) return { ...leaf(item, words, [], null, rules, []), concept: 'interval' };
  const elapsed =
    (/(?:more than|over|at least|no (?:less|sooner|earlier) than) .{3,20} (?:(?:have|has|must have) )?(?:(?:elapsed|passed|gone by) )?since (?:the (?:month|date|day|time) of )?(?:the |any )?(?:last|previous|prior|most recent|earlier)\b/i.test(
      words,
    ) ||
      goneBy.test(words)) &&
    study.test(words) &&
    hits.every(({ rule }) => rule.concept === 'prior-imaging' || rule.concept === 'stress-test');
  if (!noRecent && !older && !elapsed && !back) return null;
  // "At least 12 months since the last scan": the length stands before "since", and asks for no care of that length.
  const days = threshold?.lookBackDays ?? threshold?.minDays ?? readDurations(words)[0]?.days;
  const base = leaf(
    item,
    words,
    hits.filter(({ rule }) => rule.concept === 'prior-imaging' || rule.concept === 'stress-test'),
    days === undefined ? null : { minDays: days },
    rules,
    [],
  );
  return { ...base, concept: 'interval', negated: false };
}
