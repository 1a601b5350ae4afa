/** Criteria told by what is refused: "is not approved until A", "will be denied unless A and B", "no request goes forward without A". */

const granted =
  '(?:medically necessary|necessary|covered|approved?|authori[sz]ed?|indicated|supported|paid(?: for)?|payable|pay(?: for)?|cover|accept(?:ed)?|allow(?:ed)?|granted?|considered|reviewed|certif(?:ied|y)|appropriate|justified|warranted|reimbursed?|eligible|entertained)';
/** Words behind which stands what must be shown. */
const save =
  '(?:unless|until|till|except (?:when|where|if|after|once)|other than (?:when|where|if|after)|short of)';
/** "Before" and "without" open what must be shown only where a person, a thing or a length of care follows. */
const first =
  '(?:(?:before|in advance of|ahead of)(?= (?:an?|the|any|every|each|all|that|there|(?:his|her|their|its)|\\w+ (?:has|have)) )|without(?= (?:an?|the|at least|a minimum of|first|prior|proof|documentation|documented|(?:\\w+ )?(?:weeks|months)) ))';
/** "… if liver tests have not been drawn": refused where the thing is not there. */
const lacking = '(?:if|when|where)(?=[^.;]{3,90}\\b(?:has|have|was|were|is|are) not\\b)';
const between = '[^.;:]{0,90}?';

const forms: readonly RegExp[] = [
  new RegExp(
    `\\bnot (?:be )?(?:\\w+ly )?(?:considered |deemed |regarded as )?${granted}\\b${between}\\b(?:${save}|${first})\\b`,
    'i',
  ),
  new RegExp(
    `\\b(?:is|are|be|gets?|we) (?:\\w+ly )?(?:den(?:ied|y)|refused?|declined?|rejected|reject|returned|return|turned down|disallowed|withheld|deferred|put off|sent back|pended)\\b${between}\\b${save}\\b`,
    'i',
  ),
  new RegExp(
    `(?:^|[.;]\\s+)no (?:such |further |one |other )?(?:requests?|study|studies|scans?|MRI|MRA|CT|PET(?:\\/CT)?|imaging|approval|coverage|authori[sz]ation|examination|test)\\b${between}\\b(?:is|are|can|will|may|shall|goes|go|proceeds?|moves|passes|takes)\\b${between}\\b(?:${save}|${first}|${lacking})\\b`,
    'i',
  ),
  new RegExp(
    `\\b(?:waits?|(?:must|has to|have to|should) wait|is (?:held|deferred|postponed|delayed)) (?:until|till)\\b`,
    'i',
  ),
];

/** "Not sooner than a year after the last", "not within 90 days of it unless …": how far scans must lie apart, not what is to be shown. */
const apart =
  /\b(?:sooner|earlier) than\b|\bwithin (?:the (?:past|last|previous) )?(?:\d+|an?\b|one|two|three|four|six|nine|twelve|eighteen)\b|\b(?:before|until|till) (?:the |an? )?(?:\d|\w+(?:th|st|nd|rd)\b|one\b|two\b|three\b|four\b|six\b|eight\b|ten\b|twelve\b)[^.;]{0,24}\b(?:days?|weeks?|months?|years?)\b[^.;]{0,20}\b(?:after|from|since|have (?:passed|elapsed|gone))\b/i;

/** Where the words begin that say what must be shown for the scan; null where the text refuses nothing on a condition. */
export function conditionBehindRefusal(text: string): number | null {
  let best: number | null = null;
  for (const form of forms) {
    const found = form.exec(text);
    if (found === null || apart.test(text.slice(found.index, found.index + found[0].length + 40))) continue;
    const end = found.index + found[0].length;
    if (best === null || end < best) best = end;
  }
  return best;
}
