/** Lines of a letter's head: they name the request, who made it and for what, and claim nothing of it. */

const who = String.raw`(?:ordering|requesting|referring|treating|attending|prescribing|rendering|servicing|your|primary|the)\s+(?:doctor|physician|provider|clinician|practitioner|prescriber|surgeon|clinic|facility)`;

const heads: readonly RegExp[] = [
  // "Authorization no.: 2026-204"
  /^\W*(?:[\w'’/-]+ ){1,4}(?:nos?\.?|number|#)\s*[:#]/i,
  // "Ordering doctor ......."
  /^\W*(?:[\w'’/-]+ ){0,3}[\w'’/-]+\s*\.{4,}/i,
  // "What   Left elbow MRI, 73221"
  /^\W*(?:what|who|when|service|procedure|requested|ordered|test|scan|study|code|request|review|exam)(?: \w+){0,2}\s*(?:[:\t]| {2,})\s*[^.]*\b(?:7[0-9]|G0)\d{3}\b[^.]*$/i,
  // "Ordering doctor: Jane Roe, MD (Neurology)"
  new RegExp(
    String.raw`^\W*(?:${who}|(?:requested|ordered|referred|submitted|prescribed|asked for) by|provider|doctor|physician|facility|specialty)\s*(?::|\t| {2,})`,
    'i',
  ),
  // "Subject: Cervical spine MRI, no contrast (72141), asked for by …", "RE: MRI of the knee without contrast"
  /^\W*(?:subject|re|regarding|ref|reference|in re|concerning|about)\s*:/i,
  // "Diagnosis: M54.12, cervical radiculopathy"
  /^\W*(?:diagnos[ie]s|dx|icd(?:-10)?)(?: (?:codes?|given|submitted|listed|on (?:the )?(?:request|order)))?\s*(?::|\t| {2,})\s*\(?[A-Z]\d\d/i,
];

/** "Provider: Front Street Hospital (not in network)": a line of the head that gives the reason all the same. */
const givesReason =
  /\b(?:not (?:in|on|with|within|part of|a)|no|non|without|out[- ]of|outside(?: of)?)[ -](?:\w+ )?(?:network|participating|contract\w*|authori[sz]\w*|approv\w*|precert\w*|file)\b/i;

/** True for a line of the head that says nothing else. */
export function isHeadLine(text: string): boolean {
  return !givesReason.test(text) && heads.some((head) => head.test(text));
}
