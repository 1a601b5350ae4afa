/** Titles and opening words of what a policy asks of every request: "All requests", "Rules common to Sections 1 to 6", "In every case". */

/** What a policy may speak of as a whole: the requests, the sections, the scans, the people. */
const things =
  '(?:requests?|orders?|referrals?|submissions?|applications?|approvals?|indications?|sections?|parts?|path(?:way)?s?|scans?|studies|study|exam(?:ination)?s?|cases?|rows?|entr(?:y|ies)|blocks?|headings?|articles?|categor(?:y|ies)|groups?|joints?|regions?|lists?|tables?|modules?|tracks?|services?|situations?|scenarios?|instances?|circumstances|files?|charts?|procedures?|patients?|members?|persons?|pages?|frames?|forms?|steps?|codes?|tracers?|MRIs?|CTs?|PETs?)';

/** "All requests", "every imaging study", "each of the indications"; "any patient with a seizure" and "any of these" are not every one. */
const everyOne = new RegExp(
  String.raw`(?:\b(?:all|every|each)|\bany(?= (?:request|indication|section|scan|study|order)))\s+(?:(?:of|the|these|those|our|listed|covered|covering|such|other|imaging|advanced|MRI|MR|CT|PET|authorization|prior|single|one|listed|below) )*${things}\b(?!\s+(?:with|who|whose|(?:under|over|below|above|age[ds]?) (?:the )?(?:age|\d)|aged|having|without|after|in whom|younger|older|that (?:has|have)|needs? a)\b)`,
  'i',
);

/** "Common requirements", "threshold criteria": by their name what comes before, or stands under, everything else. */
const common =
  /\b(?:common|shared|universal|threshold|baseline|overarching|cross-cutting|gateway|entry|opening|standing)\s+(?:\w+ ){0,2}(?:requirements?|conditions?|criteria|criterion|rules?|provisions?|points?|principles?|pre-?requisites?|pre-?conditions?|elements?|expectations?|standards?|items?|boxes|questions?|checks?)\b|\b(?:applying|applicable|appl(?:y|ies)|common) to (?:all|every|each|both|the (?:foregoing|above|whole|following)|(?:sections?|parts?|rows?|items?) )|\bof (?:general|universal) (?:force|application)\b|^(?:pre-?requisites?|pre-?conditions?|ground rules|house rules|first things first|across the board|without exception|always|before (?:anything else|you (?:start|begin|order|ask|send)|any (?:scan|request|study|MRI|CT|PET)|all else)|(?:in|for|with|under) (?:every|all|each) (?:one|cases?|instances?))\b|\b(?:appl(?:y|ies)|holds?|asked|met|required|conditions?|rules?) throughout\b|\b(?:whatever|whichever|regardless of|irrespective of) the (?:indication|scan|section|study|region|request|reason|part|joint)\b|\balways (?:appl(?:y|ies)|asked|needed|required|holds?|to be shown)\b/i;

/** "General rules", "basic requirements": often of every request, and often a mixture. */
const general =
  /\b(?:general|basic|minimum|core|overall|preliminary|mandatory|main)\s+(?:\w+ ){0,2}(?:requirements?|conditions?|criteria|criterion|rules?|provisions?|points?|pre-?requisites?|expectations?|standards?|items?|terms)\b|\balways\b/i;

/** "Screening: all rows must be answered yes": how the rows below the title join, and nothing of other tables. */
const ownRows =
  /\b(?:all|every|each)(?: (?:one )?of the)? (?:rows?|lines?|steps?|entr(?:y|ies)|boxes|box) (?:(?:must|has to|have to|need(?:s)? to|should|shall|is to|are to) (?:all )?(?:be |have been )?|(?:is|are) (?:to be )?)(?:answered|met|shown|true|satisfied|fulfilled|ticked|checked|marked|completed?|present|documented|needed|required|yes)\b/i;

/** How plainly the words say that what stands below them is asked of every request; null where they do not. */
export function asksOfAll(title: string): 'plainly' | 'perhaps' | null {
  if (ownRows.test(title)) return null;
  if (everyOne.test(title) || common.test(title)) return 'plainly';
  return general.test(title) ? 'perhaps' : null;
}

const openingAll = new RegExp(
  String.raw`^\W*(?:(?:for|with|in|under|on) )?(?:(?:no|each|every|all)\s+(?:\w+ ){0,2}?|any\s+(?=request|order|approval|submission|application|referral))${things}\b(?!\s+(?:with|who|whose|aged?|having|without|in whom)\b)`,
  'i',
);

/** "No request under any heading can be approved if …", "Each request comes from …": a sentence that opens by speaking of all of them. */
export function opensWithAll(sentence: string): boolean {
  return openingAll.test(sentence);
}
