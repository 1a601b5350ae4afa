/** How a sentence releases: what it sets aside, and under which condition. */
import { deniesRelease, setsAside } from './grammar.ts';

/** Verbs that set a requirement aside, it standing before them. */
const setAside = String.raw`(?:(?:is|are|be|been|is likewise|is also|may be|can be|could be|might be|shall be|will be)\s+(?:then\s+)?(?:waived|dropped|dispensed with|unnecessary|not (?:required|needed|necessary|asked for|called for|applied|(?:an? )?(?:pre-?requisite|pre-?condition|condition|requirement)s?)|passed over|set aside|suspended|lifted|forgiven|relaxed|disregarded|not awaited|skipped|bypassed|omitted|excused|left out|(?:considered|deemed|treated as|regarded as|taken as|counted as|presumed)(?: to be| to have been| as)? (?:met|satisfied|fulfilled|completed?|done))|need not (?:be|have been)\s+(?:tried|met|done|shown|completed|required|documented))`;
/** Words that open the condition of a release. */
const opener = String.raw`(?:where|when(?:ever)?|if|for|after|upon|under|with|in(?: the)? (?:presence|setting|context|case|event)s? of|in)`;

/** What a sentence says is not asked for, and where: the target and the condition. */
const releases: readonly RegExp[] = [
  new RegExp(
    `^(?<target>.{3,160}?)\\b${setAside}(?:,? and no [\\w ]{3,40}? (?:need be|is|are) [\\w ]{3,20}?)?,?\\s+${opener}\\s*[:,]?\\s+(?<condition>.{3,500})$`,
    'is',
  ),
  /^(?<target>.{3,160}?)\b(?:do|does|shall|will) not (?:apply|hold|have to be (?:met|shown|gone through))\s*(?:to|with|in|when|if|for|where|after)\s*[:,]?\s+(?<condition>.{3,500})$/is,
  /^(?<target>(?:none|neither) of (?:this|these|those|that|the above))\s+(?:holds?|applies|apply|is asked for)\s+(?:where|when|if|in|for|with)\s+(?<condition>.{3,300})$/is,
  /^(?<condition>.{3,200}?)\s+(?:skips?|bypass(?:es)?|lifts?|suspends?)\s+(?<target>(?:the|any|this|these|all|every|items?|steps?|criteri(?:on|a))\b.{3,80})$/is,
  /^(?:released|exempt|excused|free) from (?<target>.{2,120}?)(?:\s+(?:is|are)\b[^:]{0,30})?\s*:\s+(?<condition>.{3,500})$/is,
  /\b(?:are|is) (?:exempt|excused|released|free) from (?<target>[^:]{2,80}?)\s*(?::|\b(?:when|if|where)\b)\s+(?<condition>.{3,500})$/is,
  /^\W*(?:members?|patients?|persons?|people|those|anyone|an? (?:member|patient|person))\s+(?:with|who (?:has|have))\s+(?<condition>.{3,300}?)\s+(?:is|are) (?:exempt|excused|released|free) from (?<target>.{2,80})$/is,
  /^(?<target>(?:no|neither) (?:[\w-]+ ){1,8}?)(?:is|are|need be|needs? to be|has to be|have to be) (?:asked for|required|needed|called for|necessary|tried|shown|done) (?:under|in|for|when|if|where|with|after) (?<condition>.{3,400})$/is,
  /^(?<target>.{3,120}?)\s+(?:alone\s+)?(?:falls?|drops?|lapses?)(?: away| out)?\s+(?:where|when|if|for|with|in)\s+(?<condition>.{3,700})$/is,
  // "… is approved with no treatment trial and no prior radiograph where …"
  /^(?<target>.{3,120}?\b(?:without (?:a |an |the |any )?|with no )(?:\w+ )?(?:trial|treatment|waiting|therapy|care|conservative \w+)(?: period| time| trial)?(?:,? (?:and|or|nor) (?:no |without |any )[\w -]{3,40}?)?)\s+(?:where|when|if|for|in|after)\s+(?<condition>.{3,500})$/is,
  /\bwithout (?:first )?(?:meeting|satisfying|completing|fulfilling|having to (?:meet|complete|try))\s+(?<target>[^.;:]{1,60}?)(?:\s*:|\s+(?:where|when|if|for|in))\s+(?<condition>.{3,500})$/is,
  /^(?<target>.{0,60}?\b(?:may|can|might|could) (?:leave out|waive|skip|omit|bypass|forgo|forego|pass over)\b.{3,60}?),?\s(?:where|when|if|for|in)\s(?<condition>.{3,400})$/is,
  /\b(?:do|does|will|shall) not (?:ask for|require|insist on|expect|need) (?!(?:an? )?(?:prior|pre-?)? ?(?:authori|approval|referral|certif))(?<target>[^.;:]{2,80}?),?\s(?:where|when(?:ever)?|if|for|in)\s(?<condition>.{3,400})$/is,
  /\b(?:not|un) ?necessary to (?:complete|have|try|do|meet|undergo|wait(?: for)?) (?<target>[^.;:]{2,80}?),?\s(?:where|when(?:ever)?|if|for|in)\s(?<condition>.{3,400})$/is,
  /\b(?:one|any|these|each)(?: one)?(?: of (?:these|the following))? replaces? (?<target>[^.;:]{2,60}?)\s*:\s*(?<condition>.{3,500})$/is,
  new RegExp(
    `^\\W*(?:when(?:ever)?|if|where|in(?: the)? (?:presence|setting|context|case|event)s? of|(?:for|in) (?:members|patients|persons|people|those|anyone) (?:with|who (?:has|have)))\\s+(?<condition>.{3,300}?),\\s+(?<target>[^,]{1,100}?)\\s+${setAside}(?:,? and (?:the |an? )?(?:\\w+ )?(?:MRI|MR|CT|CTA|PET|scan|imaging|study)\\b[^;]{3,100})?\\W*$`,
    'is',
  ),
];

/** Releases in freer words; believed only where the target names an item or a kind of requirement. */
const looser: readonly RegExp[] = [
  // "The four weeks are not asked of a knee that is locked", "the six-week rule does not bind a member whose …"
  /^\W*(?<target>.{3,120}?)\b(?:(?:is|are) not (?:asked|required|expected|demanded|imposed) (?:of|from|on)|(?:do|does) not (?:bind|burden|concern|extend to|affect))\s+(?<condition>.{3,300})$/is,
  // "(a) above: waived for fever or cancer"
  new RegExp(
    String.raw`^\W*(?<target>.{1,60}?)\s*[:–—-]\s*(?:waived|exempt|skipped|excused|not (?:required|needed|applied|asked for)),?\s+${opener}\s*:?\s+(?<condition>.{3,400})$`,
    'is',
  ),
  // "Waiver of (a): known malignancy, suspected infection", "Bypass of (ii): …"
  /^\W*(?:waivers?|exceptions?|exemptions?|releases?|bypass(?:es|ing)?|suspension|skipping|omission|lifting|dispensation|relief) (?:of|to|from|for) (?<target>[^:.;]{1,80}):\s*(?<condition>.{3,400})$/is,
  // "Approve without A3 to A5 when …", "covered without item 2 where …"
  /\b(?:approved?|covered?|certif(?:y|ied)|authori[sz]ed?|grant(?:ed)?|allow(?:ed)?|necessary|met|done)(?: (?:it|MRI|CT|the (?:scan|study|request|MRI|CT)))? without (?:regard to )?(?<target>[^.;:]{2,60}?),?\s(?:where|when(?:ever)?|if|in case of|for|in|after)\s(?<condition>.{3,400})$/is,
  // "In lieu of (a), a motor deficit is accepted"
  /^\W*(?:in lieu|instead|in place) of (?<target>[^,:;]{1,100}),\s+(?:(?:any )?(?:one )?of (?:these|the following) (?:is|will be|may be) accepted:\s*)?(?<condition>[^:]{3,300}?)(?:\s+(?:is|are|will be|may be) (?:accepted|enough|sufficient|allowed|acceptable))?\W*$/is,
  // "When cauda equina syndrome is suspected, disregard (a) through (c)"
  /^\W*(?:when(?:ever)?|if|where)\s+(?<condition>.{3,300}?),\s+(?:disregard|ignore|skip|waive|omit|bypass|leave out|pass over)\s+(?<target>.{2,80})$/is,
  // "There is no waiting period when …", "Do not wait six weeks if …"
  /^\W*(?<target>there (?:is|are|shall be) no (?:waiting|wait|trial)\b[^,;:.]{0,40}?|no (?:trial|treatment|therapy|conservative|care)\b[^,;:.]{0,40}? (?:needs? (?:to )?be|is|are|has to be|have to be) [\w ]{3,20}?|(?:do|does) not (?:wait|hold out)\b[^,;:.]{0,40}?)\s+(?:when|where|if|for|in|with|by)\s+(?<condition>.{3,300})$/is,
  // "A trial of therapy should not delay imaging when …"
  /^\W*(?<target>.{3,100}?)\s+(?:should|must|shall|may|need) not (?:delay|hold up|postpone|hold back)\s+(?:the )?(?:imaging|scan|MRI|CT|study)\w*\s+(?:when|where|if|for|in)\s+(?<condition>.{3,300})$/is,
  // "Unless there is weakness, six weeks of care must come first"
  /^\W*unless\s+(?<condition>.{3,200}?),\s+(?<target>[^,]{3,120}?)\s+(?:must|has to|have to|is|are|needs?)\b.{3,60}$/is,
  // "Weakness that began at a fall: 1.2 does not apply", "Cancer: no therapy is needed"
  /^\W*(?<condition>[^:]{4,240}):\s+(?<target>[^:;.]{1,60}?\s(?:(?:do|does) not apply|(?:is|are) (?:not (?:needed|required|asked for|applied)|waived))|no\s[^:;.]{3,50}?\s(?:is|are) (?:needed|required|asked for))\W*$/is,
  // "Progressive weakness needs no waiting period and no treatment"
  /^\W*(?:exceptions?:\s*)?(?<condition>.{3,200}?)\s+(?:needs?|requires?|calls? for)\s+(?<target>(?:no|neither)\b(?! (?:\w+ )?(?:scan|imaging|MRI|CT|PET|study|studies|prior auth\w*|authori[sz]ation|referral)\b).{3,80})$/is,
];

/** "Did the arm drop away after a fall?": a question releases from nothing. */
const asks = /^\W*(?:[A-Z]?\d{1,2}[A-Z]?[.:)]\s+)?(?:did|has|have|is|are|was|were|does|can|will)\s/i;

/** What the sentence does not ask for, and where; `loose` asks for a target that names something. Null where it releases from nothing. */
export function releaseIn(text: string): {
  readonly target: string;
  readonly condition: string;
  readonly loose: boolean;
  readonly above?: true;
} | null {
  if (deniesRelease(text) || asks.test(text)) return null;
  const read = setsAside(text);
  if (read?.above === true) return { ...read, loose: true };
  const match = (patterns: readonly RegExp[]): RegExpExecArray['groups'] =>
    patterns.map((pattern) => pattern.exec(text)).find((found) => found !== null)?.groups;
  const sure = match(releases);
  if (sure?.['target'] !== undefined && sure['condition'] !== undefined)
    return { target: sure['target'], condition: sure['condition'], loose: false };
  if (read !== null) return { ...read, loose: true };
  const found = match(looser);
  const target = found?.['target'];
  const condition = found?.['condition'];
  return target === undefined || condition === undefined ? null : { target, condition, loose: true };
}
