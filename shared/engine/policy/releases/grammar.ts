/**
 * How a sentence sets a requirement aside, by its grammar: a verb that releases ("is waived", "need not be awaited", "falls away",
 * "skip"), what it sets aside, and the words that open the condition, before the verb or behind it.
 */
import { exceptionRead } from './exceptions.ts';

/** A sentence that releases. */
export interface Release {
  /** What is set aside, in its words. */
  readonly target: string;
  /** Under which condition; it may only announce a list ("the chart shows:"), and be empty where the sentence ends before it. */
  readonly condition: string;
  /** Set where the list above the sentence is the condition ("In these cases the films are not asked for"). */
  readonly above?: true;
}

/** Participles that set aside by themselves. */
const aside = String.raw`(?:waived|dropped|dispensed with|done away with|unnecessary|needless|passed over|set aside|put aside|laid aside|suspended|lifted|forgiven|relaxed|disregarded|ignored|skipped|bypassed|omitted|excused|left out|left (?:blank|unmarked|empty)|overruled|overridden|superseded|for(?:e)?gone|dismissed|left(?= (?:and|when|where|if)\b)|inapplicable|not applicable|(?:considered|deemed|treated as|regarded as|taken as|taken to be|counted as|presumed)(?: to be| to have been| as)? (?:met|satisfied|fulfilled|completed?|done|served))`;
/** Participles that set aside when they are denied. */
const asked = String.raw`(?:required|needed|necessary|asked(?: for)?|called for|awaited|waited for|sought|insisted (?:up)?on|enforced|imposed|applied|applicable|demanded|expected|mandatory|obligatory|compulsory|binding|in force|looked for|held against|counted|an? (?:condition|pre-?condition|requirement|pre-?requisite|bar))`;
const be = '(?:is|are|was|were|be|been|being)';
const adverb =
  '(?:then |also |likewise |thereby |therefore |accordingly |as a whole |both |all |each |first )*';
const no = '(?:not|no longer|never)';
/** Verbs that set aside by themselves, the requirement being their subject. */
const falls = String.raw`(?:(?:falls?|drops?) (?:away|out|aside)|lapses?|gives? way|yields?|ceases? to (?:apply|bind|hold)|no longer (?:appl(?:y|ies)|binds?|holds?|counts?)|(?:do|does|shall|will|need) not (?:apply|hold|bind|count|run|govern|operate|extend|come first|stand in the way))`;
const done =
  '(?:met|tried|done|shown|completed?|required|documented|had|run|served|gone through|gone by|passed|repeated|awaited|taken|made|obtained|marked|ticked|filled in|answered|finished|elapsed|undergone|waited out|fulfilled|satisfied|supplied|proved|proven|recorded|present)';

const passive = new RegExp(
  String.raw`\b(?:${be} ${adverb}(?:${aside}|${no} (?:to be |being )?${adverb}${asked})|need(?:s)? not (?:be |have (?:been )?|to be )?(?:first )?${done}|(?:do|does|did) not (?:have|need) to (?:be |have (?:been )?)?${done}|${falls})\b`,
  'i',
);
const nothingAsked = new RegExp(
  String.raw`\b(?:${be} ${adverb}(?:to be )?${asked}|needs? (?:to )?be ${done}|(?:has|have) to be ${done})\b`,
  'i',
);

/** Words behind which the condition stands. */
const opener = String.raw`(?:where(?:ver)?|when(?:ever)?|if|once|for|after|upon|following|under|with|by reason of|by|on account of|because of|owing to|due to|given|provided(?: that)?|as (?:soon|long) as|so long as|in case(?:s)?(?: of)?|in(?: the)? (?:presence|setting|context|event|face)s? of|in(?= (?:an? |any |the |every )?(?:members?|patients?|persons?|people|those|anyone|adults?|children|wom[ae]n|m[ae]n)\b)|of(?= (?:an? |any |the |every )?(?:members?|patients?|persons?|people|those|anyone|adults?|children|wom[ae]n|m[ae]n)\b)|on(?= (?:an? |any |the |every )?(?:members?|patients?|persons?|people|those|anyone|adults?|children|wom[ae]n|m[ae]n)\b))`;
const person = String.raw`(?:members?|patients?|persons?|people|those|anyone|anybody|whoever|adults?|child(?:ren)?|infants?|wom[ae]n|m[ae]n|smokers?|carriers?|athletes?|enrollees?|beneficiar(?:y|ies)|recipients?|survivors?|workers?)`;
/** "Children under two …", "a member who has lost weight …": the subject tells for whom. */
const personal = new RegExp(
  String.raw`^\W*(?:an? |any |all |every |each |such |the |no )?(?:[\w-]+ ){0,2}?${person}\b`,
  'i',
);

const opening = new RegExp(
  String.raw`^\W*(?:but |however,? )?${opener}\b[\s:]*(?<condition>.{3,400}?),\s+(?:then )?(?<target>(?!and\b|or\b|nor\b)[^,]{1,120}|(?:the|no|neither|any|items?|steps?|lines?|parts?|sections?)\b.{1,160})$`,
  'is',
);

/** "In these cases", "where one of these is present": the list above is the condition. */
const inTheseCases =
  /^\W*(?:in|under|for|with) (?:all |any |each |either |one )?(?:of )?(?:these|such|those|the above|the foregoing|the preceding)(?: \w+)? (?:cases?|situations?|circumstances?|instances?|conditions?|members?|patients?|persons?|events?),?\s+|^\W*(?:when|where|if|once) (?:any|one|either|at least one)(?: one)? (?:of )?(?:these|those|them|the above|the foregoing)(?: \w+)?(?: (?:is|are|has been) (?:\w+ ){0,2}\w+| applies)?,\s+/i;

/** "Rule 2.2 is not applied to members …": of a verb that has its object behind "to" or "on". */
const toWhom = new RegExp(
  String.raw`^\s+(?:to|on|upon|against|from)\s+(?<condition>(?:an? |any |all |every |the )?(?:[\w-]+ ){0,2}?${person}\b.*)$`,
  'is',
);

/** "…, also if the chart shows …": what more is set aside, and the condition behind the verb. */
const conditionBehind = new RegExp(
  String.raw`^(?<more>(?:\s+(?:also|first|beforehand|too|either|at all|entirely|in full|alone|likewise|altogether|before (?:the )?(?:MRI|CT|scan|imaging|study)))*(?:,? and\b[^.;:]{3,80}?)?),?\s*[,(:]?\s*\b${opener}\b[\s:,]*(?<condition>.*)$`,
  'is',
);

/** Reads the words before and behind the verb. */
function around(before: string, after: string): Release | null {
  const whom = toWhom.exec(after)?.groups?.['condition'];
  if (whom !== undefined) return { target: before, condition: whom };
  const cases = inTheseCases.exec(before);
  if (cases !== null) return { target: before.slice(cases[0].length), condition: '', above: true };
  const first = opening.exec(before)?.groups;
  if (first?.['condition'] !== undefined && first['target'] !== undefined)
    return { target: first['target'], condition: first['condition'] };
  const behind = conditionBehind.exec(after)?.groups;
  if (behind?.['condition'] === undefined) return null;
  return { target: `${before} ${behind['more'] ?? ''}`.trim(), condition: behind['condition'].trim() };
}

const setsAsideItself = new RegExp(
  String.raw`\b(?:${aside}|falls?|drops?|lapses?|gives?|yields?|ceases?)\b`,
  'i',
);

/** A denied verb of release, or "neither … is waived": nothing is set aside. */
function denied(before: string, verb: string): boolean {
  const clause = before.split(/[;:]|,\s+(?:and|but|nor)\s/).at(-1) ?? before;
  const positive = setsAsideItself.test(verb) && !/\bnot\b|no longer|never/i.test(verb);
  return positive
    ? /\b(?:not|never|cannot|can't|no case|no circumstances?|nor)\b(?![^,]*,)|^\W*(?:no|neither|none|nothing)\b/i.test(
        clause,
      )
    : /^\W*(?:no|neither|none|nothing)\b|\b(?:unless|until)\b/i.test(clause);
}

function byPassive(text: string): Release | null {
  const found = passive.exec(text);
  if (found !== null) {
    const before = text.slice(0, found.index).trim();
    const after = text.slice(found.index + found[0].length);
    if (before.length > 1 && before.length < 400 && !denied(before, found[0])) {
      // "Children under two with infantile spasms need not have tried a second drug": for whom, and what.
      if (
        personal.test(before) &&
        /\b(?:need|have|has)\b/i.test(found[0]) &&
        /^\s+(?!where|when|if|for\b|after\b|with\b)\S/i.test(after) &&
        !/\bbe (?:\w+)$/i.test(found[0])
      )
        return { target: after.trim().replace(/[.]$/, ''), condition: before };
      const read = around(before, after);
      if (read !== null) return read;
    }
  }
  const empty = nothingAsked.exec(text);
  if (empty === null) return null;
  const before = text.slice(0, empty.index).trim();
  const bare = before.replace(new RegExp(String.raw`^.*,\s+(?=(?:no|neither|none|nothing)\b)`, 'is'), '');
  return /^\W*(?:no|neither|none of)\b/i.test(bare) && !/\b(?:or|and) (?:more|less)\b/.test(bare)
    ? around(before, text.slice(empty.index + empty[0].length))
    : null;
}

/** Verbs that set aside what stands behind them. */
const acts = String.raw`(?:skips?|waives?|bypass(?:es)?|omits?|disregards?|ignores?|leaves? out|pass(?:es)? over|dispenses? with|sets? aside|puts? aside|lifts?|suspends?|overrules?|overrides?|excuses?(?: from)?|exempts? from|releases? from|frees? from|relieves? of|does away with|forgo(?:es)?|forego(?:es)?|makes? unnecessary|removes? the need for|replaces?|takes the place of|stands? in for)`;
const things = String.raw`(?:the |an? |any |all |every |this |that |these |those |both |each |items?\b|steps?\b|lines?\b|rules?\b|parts?\b|sections?\b|criteri|requirements?\b|\(?[A-Z\d][\w.()-]{0,6}\b|treatment|therapy|care|films?\b|radiographs?\b|x-?rays?\b|waiting)`;

const imperative = new RegExp(
  String.raw`^\W*(?:(?:please|then|reviewers?|the reviewer|we|you|the plan|staff|nurses?)\s+)*(?:(?:may|can|will|should|shall|must)\s+)?(?:${acts}|(?:do|does|will|shall|should|need) not (?:wait for|ask for|require|apply|insist (?:up)?on|await|hold (?:out )?for|look for|demand|expect|enforce|impose))\s+(?<target>${things}.{0,140}?),?\s+(?:where|when(?:ever)?|if|once|for|in case of|in(?: the)? (?:presence|setting|event)s? of|after|with|by reason of)\b[\s:,]*(?<condition>.*)$`,
  'is',
);
const imperativeBehind = new RegExp(
  String.raw`^\W*(?:when(?:ever)?|if|where|once|for|in case of|in(?: the)? (?:presence|setting|event)s? of)\s+(?<condition>.{3,400}?),\s+(?:(?:please|then|reviewers?|the reviewer|we|you)\s+)*(?:(?:may|can|will|should)\s+)?(?:${acts}|(?:do|will|need|should) not (?:wait for|ask for|require|apply|insist (?:up)?on|await|hold (?:out )?for|demand))\s+(?<target>${things}.{0,120})$`,
  'is',
);
/** "The scan is not held for the films when …", "imaging should not wait for therapy if …". */
const held = new RegExp(
  String.raw`^.{0,80}?\b(?:(?:is|are|need|needs|should|must|shall|may|will|do|does) not (?:to )?(?:be )?(?:held(?: up| back)?|delayed?|deferred?|postponed?|wait|await|made to wait|kept waiting|put off)|without (?:having to )?(?:wait(?:ing)?|await(?:ing)?|hold(?:ing)? out))\s+(?:(?:for|until|pending|by|on|out)\s+)?(?<target>.{3,120}?),?\s+(?:where|when(?:ever)?|if|once|in case of|in(?: the)? (?:presence|setting|event)s? of|for(?= (?:an? |any )?(?:members?|patients?|those|persons?|anyone)))\b[\s:,]*(?<condition>.*)$`,
  'is',
);
/** "Unless the knee is locked, in which case 3.1.2 is not asked": the exception, and what it sets aside. */
const inWhichCase = new RegExp(
  String.raw`^\W*(?:unless|except (?:where|when|if)|save (?:where|when|if))\s+(?<condition>.{3,300}?),?\s+(?:in (?:which|that) (?:case|event)|(?:and )?then),?\s+(?<target>.{2,160}?)\s+(?:${be} ${adverb}(?:${aside}|${no} ${asked})|need not .{3,30}|${falls})\b.*$`,
  'is',
);

/** What a scan is said to be where it is granted. */
const granted = String.raw`(?:approved?|covered|certified|authori[sz]ed|granted|allowed|processed|payable|(?:medically )?necessary|appropriate|indicated)`;
const without = String.raw`(?:without(?: first| prior)?(?: (?:regard|reference) to| (?:waiting|having to wait) for| need (?:of|for)| applying| meeting| completing| satisfying| requiring)?|regardless of|irrespective of|no matter|notwithstanding|whatever)`;
/** "If the member has a foot drop, MRI is approved regardless of duration", "requests for members with fever are processed without the wait". */
const regardless = [
  new RegExp(
    String.raw`^\W*(?:when(?:ever)?|if|where|once|for|in case of|in(?: the)? (?:presence|setting|event)s? of|in (?=members|patients|an? ))\s*(?<condition>.{3,400}?),?\s+(?:an? |the )?(?:\w+ ){0,4}?(?:is|are|may be|will be|can be)\s+(?:then |also )?${granted}(?: (?:at once|immediately))?,?\s+${without}\s+(?<target>[^.;:]{3,120})$`,
    'is',
  ),
  new RegExp(
    String.raw`^\W*(?:requests? (?:for|from|concerning) )?(?<condition>(?:an? |any |all |the |those )?(?:[\w-]+ ){0,2}?${person}\b.{3,300}?)\s+(?:is|are|may be|will be|can be)\s+(?:then |also )?${granted}(?: (?:at once|immediately))?,?\s+${without}\s+(?<target>[^.;:]{3,120})$`,
    'is',
  ),
  new RegExp(
    String.raw`^.{0,120}?\b(?:is|are|may be|will be|can be)\s+(?:then |also )?${granted}(?: (?:at once|immediately))?,?\s+${without}\s+(?<target>[^.;:]{3,120}?),?\s+(?:where|when(?:ever)?|if|once|in case of|in(?: the)? (?:presence|setting|event)s? of|for|in)\b[\s:,]*(?<condition>.*)$`,
    'is',
  ),
];

/** Care, tests and time that come first: "MRI without contrast" leaves out none of them. */
const comesFirst = String.raw`(?:(?:first|prior|any|an?|the|further|earlier|previous|more|having|to|had|usual|supervised|required|[\w-]+ (?:weeks?|months?) of) )*(?:waits?|waiting|delay|trials?|courses?|treatment|therapy|care|conservative|non-?operative|medicines?|medication|exercises?|injections?|radiographs?|x-?rays?|films?|ultrasound)\b`;
/** "MRI without a trial of treatment when the knee is locked", "CT right away, with no waiting period, if …": granted without a verb. */
const verbless = new RegExp(
  String.raw`^\W*(?:an? |the )?(?:MR|MRI|MRA|CT|CTA|PET(?:/CT)?|scan|imaging|study)(?: of [^.;,:]{2,40}?)?(?:,? (?:at once|immediately|(?:right|straight) ?away|forthwith))?,?\s+(?:and )?(?:without|with no)\s+(?<target>${comesFirst}[^.;:]{0,80}?),?\s+(?:where|when(?:ever)?|if|once|in case of|in(?: the)? (?:presence|setting|event)s? of|for|after)\b[\s:,]*(?<condition>.*)$`,
  'is',
);

/** "MRI is not covered without …" asks; it releases from nothing. */
const refused = new RegExp(
  String.raw`\b(?:not|never|cannot|can't|no|nor|neither)\b[^.,;:]{0,40}\b${granted}\b[^.,;:]{0,20}\b(?:without|regardless|irrespective)\b`,
  'i',
);

/** "Waived when PSA has doubled": of the line that bears the mark. */
const bare = new RegExp(
  String.raw`^\W*(?:${aside}|exempt|${no} ${asked})(?: here| too)?,?\s+${opener}\b[\s:,]*(?<condition>.{3,400})$`,
  'is',
);

/** "The trial may not be skipped when …", "no requirement is waived where …": a release denied. */
export function deniesRelease(sentence: string): boolean {
  return (
    deniedVerb.test(sentence) ||
    deniedSubject.test(sentence) ||
    refused.test(sentence) ||
    /\b(?:no|not|never|nor)\b[^.;:]{0,30}\b(?:exceptions?|exempt|exemptions?|waivers?)\b/i.test(sentence)
  );
}
const deniedVerb = new RegExp(
  String.raw`\b(?:not|never|cannot|can't|in no case|under no circumstances?)\s+(?:be |to be |thereby |then |ever |been )*${aside}\b`,
  'i',
);
const deniedSubject = new RegExp(
  String.raw`^\W*(?:no|neither|none|nothing)\b[^,;:]{0,80}?\b(?:${be}|may|can) (?:be )?${adverb}${aside}\b`,
  'i',
);

/** "The following members are exempt from items 2 and 3:", "these may skip the films:": for whom stands in the list below. */
const listed = new RegExp(
  String.raw`^\W*(?<condition>(?:the following|these|those|any of (?:these|the following)|any one of (?:these|the following))(?: [\w-]+){0,3}?)\s+(?:(?:is|are) (?:exempt|excused|released|spared|free)(?:ed)?(?: from)?|(?:may|can|could) ${acts}|${acts}|need not (?:have )?${done}|(?:do|does) not have to (?:have )?${done})\s+(?<target>[^.;]{2,120}?)\s*:?\s*$`,
  'is',
);

/** "Any of the above", "these members", "such findings are present": the list that stands above. */
const anaphor =
  /^\W*(?:(?:the )?presence of |(?:members?|patients?|persons?|people|those|anyone) (?:with|who (?:has|have)|having) |there (?:is|are) )?(?:any|all|one|each|either|both|at least one|any one)?(?: one)? ?(?:of )?(?:the )?(?:above|foregoing|preceding|aforesaid|these|those|such|them)(?: (?:named|listed|above|members?|patients?|persons?|findings?|signs?|features?|conditions?|cases?|situations?|items?|circumstances|red flags?|boxes|lines|reasons?))*(?: (?:is|are|has been|have been|applies|apply)(?: \w+){0,2})?\W*$/i;

/** What the sentence sets aside and under which condition; null where it sets nothing aside. */
export function setsAside(sentence: string): Release | null {
  const read = readSentence(sentence);
  if (read === null || read.above === true || /:\W*$/.test(sentence)) return read;
  return anaphor.test(read.condition) ? { ...read, condition: '', above: true } : read;
}

function readSentence(sentence: string): Release | null {
  const text = sentence
    .replace(/^\W*(?:\(?(?:\*+|[†‡]+|\d{1,2}(?:[.-]\d{1,2})*|[a-z])\)?[.:]?\s+)(?=\p{Lu})/u, '')
    .replace(/^\s*\((?=.*\)\W*$)|\)(?=\W*$)/g, '')
    .replace(/[.]\s*$/, '')
    .trim();
  if (deniesRelease(text)) return null;
  // "Exception: weakness needs no waiting period": what stands behind the word may release by itself.
  const behind =
    /^(?:exceptions?|exemptions?|waivers?|notes?|release|bypass)\s*[:–—]\s+(?<rest>.{10,})$/is.exec(text)
      ?.groups?.['rest'];
  const rest = behind === undefined ? null : readSentence(behind);
  if (rest !== null) return rest;
  for (const pattern of [inWhichCase, listed, imperative, imperativeBehind, held, verbless, ...regardless]) {
    const { target, condition } = pattern.exec(text)?.groups ?? {};
    if (target === undefined || condition === undefined) continue;
    // "Do not wait six weeks if …": the length is the wait.
    const wait = pattern === held && /\b(?:days|weeks|months)$/i.test(target);
    return { target: wait ? `${target} wait` : target, condition: condition.trim() };
  }
  const ofMarked = bare.exec(text)?.groups?.['condition'];
  if (ofMarked !== undefined) return { target: '', condition: ofMarked };
  const passively = byPassive(text);
  if (passively !== null) return passively;
  const further = exceptionRead(text);
  return further === null || /\b(?:not|never|cannot|nothing|neither)\W*$/i.test(further.condition)
    ? null
    : further;
}

/** "Any one alone supports approval", "approve at once; nothing further is asked": who has it is granted the scan, whatever else is asked of others. */
export function grantsAlone(sentence: string): boolean {
  return alone.test(sentence) && !/\b(?:not|never|cannot|except|unless)\b/i.test(sentence);
}
const alone = new RegExp(
  [
    String.raw`\b${granted}\b[^.;:]{0,60}\b(?:at once|immediately|right away|straight ?away|directly|outright|forthwith|without (?:more|further|delay|waiting|(?:any |the )?(?:other|further|additional|remaining))|(?:on|in) (?:its|their) own(?: right)?|by (?:itself|themselves)|alone|(?:on )?the (?:same|first) (?:day|visit|request|call|contact)|on the (?:day|phone|spot|telephone))\b`,
    String.raw`\b(?:alone|by (?:itself|themselves)|(?:on|in) (?:its|their) own(?: right)?)\b[^.;:]{0,40}\b(?:supports?|suffices?|enough|sufficient|qualif\w+|justif\w+|warrants?|establish\w*|${granted})\b`,
    String.raw`\b(?:suffices?|enough|sufficient|qualif\w+|justif\w+|warrants?)\b[^.;:]{0,40}\b(?:alone|by (?:itself|themselves)|(?:on|in) (?:its|their) own)\b`,
    String.raw`\b(?:goes?|proceeds?|moves?|pass(?:es)?) (?:straight|directly|at once|right) (?:on )?to\b`,
    String.raw`\bnothing (?:further|else|more|other)\b|\bno (?:other|further|additional|more) (?:criteri|requirement|condition|item|box|step|question|line|part|section)`,
    String.raw`\b(?:immediate|direct|automatic|outright|same-day|expedited) (?:approval|path(?:way)?|imaging|MRI|CT|scan)|fast[- ]track\b|\bapprove\b[^.;:]{0,40}\b(?:at once|immediately|and stop|without)\b`,
  ].join('|'),
  'i',
);
