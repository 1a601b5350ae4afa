/**
 * Sentences of a policy that allow a thing or call it useful and ask for nothing: "an injection may help in doubtful cases", "home
 * exercise can be considered", "ultrasound is often useful". Where a letter demands the thing, they show that the policy does not.
 */

/** What is allowed or praised stands before the first verb; a scan asked for is covered by such words, not merely allowed. */
const allowing =
  /^(?:\W*(?:note|nb|n\.b|remark|comment|tip|please note|of note)\b[.:,\s\u2014\u2013-]*(?:that )?)?(?<what>[^.;:]{3,110}?)\s+(?:(?:may|might|can|could)\s+(?:(?:also|sometimes|often|at times|well|still|then|additionally|occasionally)\s+)*(?:help|assist|aid|add|be\s+(?:(?:very|quite|of|also)\s+)*(?:helpful|useful|valuable|informative|considered(?!\s+(?:to|as|an?|met|failed|part|equivalent)\b)|help|use|value|benefit|worthwhile|tried|offered|discussed|reasonable|beneficial|attempted|advisable|given in the same))|(?:is|are)\s+(?:(?:also|sometimes|often|usually|generally|frequently|commonly|occasionally|at times|then)\s+)*(?:useful|helpful|worthwhile|valuable|optional|encouraged|welcome|good practice|of (?:help|use|value|interest)|left to|at the discretion of|up to))\b(?<rest>.*)$/is;
/** The same words of a choice among what is asked for, or of what is to come first. */
const asksAfterAll =
  /\b(?:must|shall|required?|requires|needed|necessary|prerequisite|at least|first|before|prior to|only (?:if|when|after)|until|unless|instead|in (?:place|lieu)|in its place|substitute|count(?:s|ed)?)\b/i;
const ofScan =
  /^\W*(?:(?:an? |the |this |such |repeat |follow-?up |advanced |initial |further )*)(?:MR|MRI|MRA|MRCP|MR arthrogra\w+|CTA?|CCTA|PET(?:\/CT)?|SPECT|scans?|imaging|stud(?:y|ies)|arthrogra\w+|requests?|approval|coverage|(?:magnetic resonance|computed tomograph)\w*)\b/i;

/** The thing that the sentence merely allows or calls useful, in its words; null where it says no such thing. */
export function allowedOnly(sentence: string): string | null {
  const { what, rest } = allowing.exec(sentence.trim())?.groups ?? {};
  if (what === undefined || /:\s*$/.test(sentence)) return null;
  const flat = what.trim();
  return ofScan.test(flat) ||
    /\b(?:if|when|where|who|no|not)\b/i.test(flat) ||
    asksAfterAll.test(`${flat} ${rest ?? ''}`)
    ? null
    : flat;
}

/** "MRI is necessary, and no trial of therapy is called for, when …": said in passing, between what is covered and its conditions. */
const aside =
  /(?<=\b(?:is|are) (?:considered )?(?:medically )?(?:necessary|covered|established|proven|approved))(?:,| \(|,? and) ?(?:and )?(?:with )?no (?:[\w-]+ ){1,6}(?:is|are) (?:called for|asked for|required|needed|necessary|expected)(?:,|\)|(?= (?:when|if|where|provided)))(?=[^.:]*\b(?:all|each|both|every)\b[^.:]*:)/gi;

/** The words without what they say in passing to be needless: the list that they announce holds criteria, and releases from none. */
export function withoutAside(text: string): string {
  return text.replace(aside, '');
}
