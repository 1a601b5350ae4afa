/**
 * The setting of the request, which parts sections that are alike in everything else: a new injury or none, before or after an
 * operation, a first scan or another, screening or complaints, short, long or returning trouble, a child or an adult.
 */
import type { DenialAssertion, ScanDescription } from '../../../domain/denial.ts';
import type { IsoDate } from '../../../domain/kinds.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { addDays } from '../../../text/calendar.ts';
import { isEvidence } from '../evidence/evidence.ts';
import { ageOfPatient } from './ages.ts';

/** How well a heading's words fit the setting: above 0 where the record shows what they name, below where it does not. */
export type SettingFit = (heading: string, among: 'sections' | 'indications') => number;

interface Setting {
  /** What a heading says. */
  readonly heading: RegExp;
  /** What a record says. */
  readonly record: RegExp;
  /** Diagnosis codes, without their dot. */
  readonly icd?: RegExp;
  /** Parts the indications of one list; between sections the diagnosis decides, of which it is a part. */
  readonly ofOneList?: true;
  /** Records seldom say it of themselves: their silence says nothing. */
  readonly seldomSaid?: true;
}

const operation = String.raw`(?:surger(?:y|ies)|operat(?:ion|ed|ive)|fusion|replacement|arthroplasty|\w+ectomy|\w+otomy|\w+plasty|reconstruction|repair|bypass|stent\w*|CABG|ablation|resection|transplant\w*)`;
const when = String.raw`(?:\bago\b|\bin (?:19|20)\d\d|\b(?:last|this) (?:year|spring|summer|fall|winter|month)|\bsince\b|\b(?:weeks|months|years) (?:back|out|after)|\bdone\b)`;
const scan = String.raw`(?:MRI|MRA|CTA?|PET(?:/CT)?|LDCT|scan|angiogram|stress test)`;

const worded: readonly Setting[] = [
  {
    ofOneList: true,
    heading:
      /\bradicul\w+|\b(?:nerve[- ])?root(?: pain| origin| compression| pattern)?\b|\bsciatica\b|\b(?:arm|leg|limb)[- ](?:dominant )?(?:symptoms?|pain)\b|\bpain (?:down|into|in|radiating (?:in)?to) the (?:arm|leg)\b|\bradiating\b/i,
    record:
      /\bradicul\w+|\bradiat\w+|\bsciatica\b|\b(?:shoots?|shooting|down|into|to) (?:the |his |her |my )?(?:\w+ )?(?:arm|leg|thumb|hand|foot|calf|buttock|big toe)\b|\bdermatom\w+/i,
    icd: /^(?:M541|M501|M511|M543|M544)/,
  },
  {
    heading: /\b(?:injur(?:y|ies|ed)|trauma(?:tic)?|accidents?|whiplash|blunt|sprain)\b/i,
    record:
      /\b(?:fell|falls?|slipp?ed|twist(?:ed|ing)|injur(?:y|ed)|tackled|crash(?:ed)?|collision|MV[AC]|accident|landed|struck|rolled|sprain(?:ed)?|rear-ended|thrown|hit (?:by|his|her|the))\b/i,
    icd: /^[ST]\d/,
  },
  {
    heading: new RegExp(
      String.raw`\b(?:after|following|since|post|status post|previous(?:ly)?|prior)[- ]*(?:\w+[ -]){0,3}${operation}\b|\bpost-?op\w*|\boperated\b`,
      'i',
    ),
    record: new RegExp(
      String.raw`\b(?:s/p|status post|underwent|post-?op\w*)\b|\b${operation}\b[^.;]{0,40}${when}|${when}[^.;]{0,25}\b${operation}\b`,
      'i',
    ),
    icd: /^(?:Z98|Z96|Z951|Z955|M96|Z90|T84)/,
  },
  {
    heading: new RegExp(
      String.raw`\b(?:before|prior to|ahead of|planning(?: of| for)?|preparation for|candidates? for|mapping)\b[^.;]{0,40}\b(?:${operation}|injections?|procedures?|interventions?|epidurals?|implants?)\b|\bpre-?(?:op\w*|procedur\w+|surgical)|\b(?:surgical|procedure) planning\b`,
      'i',
    ),
    record: new RegExp(
      String.raw`\b(?:scheduled|planned|planning|booked|referred|considering|candidate|workup|work-up|before|pending|wants?|for)\b[^.;]{0,50}\b(?:${operation}|injection|epidural|ESI|TAVR|TAVI|procedure|implant)\b|\bpre-?op\w*`,
      'i',
    ),
  },
  {
    heading: new RegExp(
      String.raw`\b(?:repeat(?:ed)?|second|subsequent|re-?imaging|another|later|follow-?up|further)\b`,
      'i',
    ),
    record: new RegExp(
      String.raw`\b(?:repeat|prior|previous|last|earlier|first|initial|baseline|old)\s+(?:\w+\s+){0,2}${scan}\b|\b${scan}\b[^.;]{0,40}${when}|${when}[^.;]{0,25}\b${scan}\b|\bfollow-?up (?:of|for)\b`,
      'i',
    ),
  },
  {
    seldomSaid: true,
    heading: /\bscreen(?:ing|s|ed)?\b|\basymptomatic\b|\b(?:no|without) symptoms\b/i,
    record:
      /\b(?:annual|yearly|lung|high-?risk|due for|here for|eligible for|for) (?:\w+ ){0,2}screening\b|\bscreening (?:with )?(?:\w+ )?(?:MRI|CT|LDCT|scan)\b|\basymptomatic\b|\bno (?:symptoms|complaints)\b|\bfeels? (?:well|fine)\b/i,
  },
  {
    heading: /\b(?:recurr(?:ent|ing)|relapsing|episod(?:es|ic)|repeated attacks)\b/i,
    record:
      /\b(?:episodes|recurr\w+|attacks|times (?:this|in|a|per|since)|keeps? (?:coming|getting)|(?:third|fourth|fifth|sixth|[3-6](?:rd|th)) (?:time|infection|course|episode|attack|bout))\b/i,
  },
];

/** Their patterns as searches for every place. */
const settings = worded.map((setting) => ({
  ...setting,
  heading: new RegExp(setting.heading.source, 'gi'),
  record: new RegExp(setting.record.source, 'gi'),
}));

/** What stands before a word that says that it is not so. */
const no = /\b(?:no|not|without|non|never|denies|absent|other than)(?:\s+\w+){0,2}[\s-]*$/i;

/** Whether the words name it, and do not deny it. */
function names(pattern: RegExp, text: string): 'yes' | 'no' | null {
  let found: 'no' | null = null;
  for (const hit of text.matchAll(pattern)) {
    if (!no.test(text.slice(Math.max(0, hit.index - 40), hit.index))) return 'yes';
    found = 'no';
  }
  return found;
}

/** A setting that the record shows, that it does not show, and one that it denies or that the heading excludes. */
const shown = 1.2;
const notShown = -0.4;
const against = -1.2;
/** The heading is for those who have it not, and the record shows nothing of it. */
const rightlyAbsent = 0.6;

/** How often the scan is asked for: what the record and the letter say of an earlier one. */
export interface Repetition {
  /** The record has a scan of this kind and part from the two years before. */
  readonly scanned: boolean;
  /** The letter says that too little time has passed since, or too little changed. */
  readonly toldTooSoon: boolean;
}

/** What the record shows of earlier scans, and the letter says of the time since. */
export function repetitionOf(
  facts: readonly ClinicalFact[],
  assertions: readonly DenialAssertion[],
  scan: ScanDescription | null,
  requestDate: IsoDate,
): Repetition {
  const kind = scan?.modality?.toLowerCase() ?? null;
  const since = addDays(requestDate, -twoYears);
  return {
    scanned: facts.some(
      (fact) =>
        fact.concept === 'prior-imaging' &&
        isEvidence(fact) &&
        fact.detail === kind &&
        (fact.region === null || fact.region === scan?.region) &&
        fact.date !== null &&
        fact.date >= since &&
        fact.date < requestDate,
    ),
    toldTooSoon: assertions.some(
      ({ concept, claim }) => concept === 'interval' && (claim === 'insufficient' || claim === 'absent'),
    ),
  };
}
const twoYears = 730;

const again =
  /\b(?:repeat(?:ed|ing)?|second|subsequent|re-?imaging|re-?scan\w*|another|again|within \w+ (?:months?|year) of|more than one)\b/i;
const first =
  /\b(?:first|initial|baseline)[- ](?:time |\w+ )?(?:stud(?:y|ies)|scans?|MRI?|MRA|CTA?|PET|tests?|imaging|exam(?:ination)?|request)\b/i;

/** A heading for the first scan or for another one, beside what is known of earlier ones. */
function repetitionFit(heading: string, { scanned, toldTooSoon }: Repetition): number {
  const sign = again.test(heading) ? 1 : first.test(heading) ? -1 : 0;
  return sign * ((scanned ? shown : 0) + (toldTooSoon ? spokenOf : 0));
}
/** The letter itself holds the request for one too many. */
const spokenOf = 1.8;

/** `lines` are the words of the records and of the order; `codes` the diagnosis codes without dots. */
export function settingFit(
  lines: readonly string[],
  codes: readonly string[],
  facts: readonly ClinicalFact[],
  repetition: Repetition = { scanned: false, toldTooSoon: false },
): SettingFit {
  const has = new Map(
    settings.map((setting) => [
      setting,
      codes.some((code) => setting.icd?.test(code) === true) ||
        lines.some((line) => names(setting.record, line) === 'yes'),
    ]),
  );
  const age = ageOfPatient(facts)?.years ?? null;
  return (heading, among) => {
    let sum = repetitionFit(heading, repetition);
    for (const setting of settings) {
      if (setting.ofOneList === true && among === 'sections') continue;
      const said = names(setting.heading, heading);
      if (said === 'yes')
        sum += has.get(setting) === true ? shown : setting.seldomSaid === true ? 0 : notShown;
      if (said === 'no') sum += has.get(setting) === true ? against : rightlyAbsent;
    }
    const young = /\b(?:child(?:ren)?|pediatric|infants?|adolescents?|toddlers?)\b/i.test(heading);
    const grown = /\badults?\b/i.test(heading);
    if (age !== null && young !== grown) sum += young === age < adultAge ? rightlyAbsent : against;
    return sum;
  };
}

const adultAge = 18;
