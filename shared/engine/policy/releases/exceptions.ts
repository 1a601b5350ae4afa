/**
 * Further forms of sentences that release: those that call themselves exceptions, that grant a scan before its time, and that tell who
 * need not go through a requirement.
 */
import type { Release } from './grammar.ts';

const opener = String.raw`(?:where|when(?:ever)?|if|once|for|after|with|by reason of|on account of|because of|in case(?:s)?(?: of)?|in(?: the)? (?:presence|setting|context|event|face)s? of|in|of|to|on|under|upon)`;
const granted = String.raw`(?:approved?|covered|certified|authori[sz]ed|granted|allowed|permitted|accepted|appropriate|indicated|reasonable|supported|(?:medically )?necessary)`;
const done = String.raw`(?:obtained|ordered|performed|done|started|had|made|requested|scheduled|taken|carried out|undertaken)`;
const scan = String.raw`(?:MRI|MRA?|CTA?|PET(?:\/CT)?|scans?|imaging|study|studies|tests?|requests?|approval|authorization|examination)`;
/** What a member need not do. */
const does = String.raw`(?:complete|completed|have|had|have had|have tried|try|undergo|undergone|wait(?: for| out)?|show|meet|satisfy|fulfil+|go through|gone through|observe|serve|finish|sit out|supply|attempt|exhaust)`;
const person = String.raw`(?:members?|patients?|persons?|people|those|anyone|anybody|whoever|adults?|child(?:ren)?|wom[ae]n|m[ae]n|enrollees?|beneficiar(?:y|ies))`;

const forms: readonly RegExp[] = [
  // "Patients are not required to complete six weeks of therapy when …"
  new RegExp(
    String.raw`^.{0,60}?\b(?:is|are|will be|shall be|need)\s+(?:not|never|no longer)\s+(?:be )?(?:required|expected|asked|obliged|made|needed|forced|compelled|necessary)\s+(?:for .{3,30} )?to\s+(?:first )?${does}\s+(?<target>.{3,140}?),?\s+(?:where|when(?:ever)?|if|once|in case of|in(?: the)? (?:presence|setting|event)s? of|with|for)\b[\s:,]*(?<condition>.*)$`,
    'is',
  ),
  // "Members with cancer are not required to try therapy", "… are not bound by item 2", "… do not need therapy first"
  new RegExp(
    String.raw`^\W*(?<condition>(?:an? |any |all |the |those )?(?:[\w-]+ ){0,2}?${person}\b[^;:]{3,300}?)\s+(?:(?:is|are|will be|shall be)\s+(?:not|never)\s+(?:be )?(?:required|expected|asked|obliged|made)\s+to\s+(?:first )?${does}|(?:is|are)\s+not\s+(?:bound by|subject to|held to|covered by|limited by)|(?:do|does|will)\s+not\s+(?:need|require|have to ${does}|need to ${does})|(?:is|are)\s+spared)\s+(?<target>[^.;:]{3,120}?)(?:\s+(?:first|beforehand))?$`,
    'is',
  ),
  // "An exception to the six-week rule is made for …", "exceptions are granted when …", "we make an exception if …"
  new RegExp(
    String.raw`^.{0,40}?\bexceptions?\b(?: (?:to|from|of) (?<target>[^:;.]{2,100}?))?\s+(?:is|are|may be|will be|can be)\s+(?:made|granted|allowed|given|recognized|accepted|available|considered|permitted)\s+${opener}\b[\s:,]*(?<condition>.*)$`,
    'is',
  ),
  new RegExp(
    String.raw`^.{0,60}?\b(?:makes?|grants?|allows?|permits?|recognizes?|accepts?) (?:an |the following )?exceptions?(?: (?:to|from) (?<target>[^:;.]{2,100}?))?\s*(?:\b${opener}\b)?[\s:,]*(?<condition>.*)$`,
    'is',
  ),
  // "Exceptions to item 2:", "Exceptions:", "Exempt from the films:", "Waiver of the wait: foot drop"
  new RegExp(
    String.raw`^\W*(?:the following (?:are|is) )?(?:exceptions?|exemptions?|waivers?|exempt(?:ed)?|bypass(?:es)?|dispensations?|skip rule|override)(?: (?:to|from|of|for) (?<target>[^:;.]{1,100}?))?(?:\s*\((?:any|one|either|at least)[^)]*\))?\s*[:–—-]\s*(?<condition>.*)$`,
    'is',
  ),
  // "Not required for:", "Waived with:", "Does not apply to:", "No waiting if:", "Skip if:"
  new RegExp(
    String.raw`^\W*(?<target>(?:this |it |the line |the item )?(?:(?:is |are )?(?:not (?:required|needed|asked(?: for)?|applied|necessary|applicable)|waived|skipped|exempt|excused)|(?:do|does) not apply|skip|no (?:waiting|wait|trial|treatment|therapy|delay)[^:;.]{0,30}?))\s+${opener}\b[\s:,]*(?<condition>.*)$`,
    'is',
  ),
  // "MRI may be done before the six weeks are over when …", "imaging sooner than six weeks is covered for …"
  new RegExp(
    String.raw`^.{0,80}?\b${scan}\b[^.;:]{0,40}?\b(?:may|can|is|are|will|should)\s+(?:then |also )?(?:be )?(?:${granted}|${done}|proceed|go ahead|precede|come)\s+(?:(?:before|ahead of|in advance of|prior to|sooner than|earlier than|in less than|within)\s+)(?<target>[^.;:]{3,100}?),?\s+(?:where|when(?:ever)?|if|once|in case of|in(?: the)? (?:presence|setting|event)s? of|for|with|in)\b[\s:,]*(?<condition>.*)$`,
    'is',
  ),
  new RegExp(
    String.raw`^.{0,40}?\b${scan}\s+(?:before|ahead of|in advance of|prior to|sooner than|earlier than|in less than)\s+(?<target>[^.;:]{3,80}?)\s+(?:is|are|may be|can be|will be)\s+(?:also |then )?${granted}\s+(?:only )?${opener}\b[\s:,]*(?<condition>.*)$`,
    'is',
  ),
  // "Progressive weakness needs no waiting period and no treatment"
  /^\W*(?<condition>[^:;]{3,200}?)\s+(?:needs?|requires?|calls? for|demands?)\s+(?<target>(?:no|neither)\b(?! (?:\w+ )?(?:scan|imaging|MRI|CT|PET|study|studies|prior auth\w*|authori[sz]ation|referral)\b)[^:;]{3,80}):?$/is,
  // "There is no need for therapy when …", "no need to wait if …"
  new RegExp(
    String.raw`^\W*(?:there (?:is|will be)\s+)?no need (?:for|of|to (?:wait(?: for| out)?|try|complete|have|document|show|obtain))\s*(?<target>[^.;:]{0,100}?),?\s*(?:where|when(?:ever)?|if|once|in case of|in(?: the)? (?:presence|setting|event)s? of|for|with|in)\b[\s:,]*(?<condition>.*)$`,
    'is',
  ),
  // "… is approved even if the films are missing when …"
  new RegExp(
    String.raw`\b(?:is|are|may be|will be)\s+${granted}\s+even (?:if|though|when|where|without)\s+(?<target>[^.;:]{3,100}?)(?:\s+(?:is|are|has|have)\b[^.;:,]{0,40}?)?,?\s+(?:where|when(?:ever)?|if|once|in case of|in(?: the)? (?:presence|setting|event)s? of|for)\b[\s:,]*(?<condition>.*)$`,
    'is',
  ),
  // "Any of the following ends the waiting period:", "a foot drop or saddle numbness takes precedence over item 2"
  /^\W*(?<condition>[^:;]{3,260}?)\s+(?:also |alone |each |thereby )?(?:(?:can|may|will|shall) )?(?:lifts?|waives?|suspends?|overrules?|overrides?|excuses?(?: (?:from|the \w+ from))?|exempts?(?: the \w+)? from|releases?(?: the \w+)? from|frees?(?: the \w+)? from|relieves?(?: the \w+)? of|do(?:es)? away with|removes?(?: the need for)?|ends?|cancels?|cuts? short|dispenses? with|sets? aside|voids?|trumps?|supersedes?|displaces?|takes? precedence over|takes? the place of|clears?|eliminates?|negates?|obviates?(?: the need for)?|substitutes? for|stands? in (?:place of|for)|makes? unnecessary)\s+(?<target>(?:the|any|all|this|these|every|items?|steps?|lines?|rules?|sections?|need|requirements?|waiting|conservative|prior|\(?[A-Z\d][\w.()-]{0,6}\b|treatment|therapy|films?|criteri\w*)[^:;.]{0,100}?)\s*:?$/is,
];

/** What the sentence releases from, by these forms; null for others. */
export function exceptionRead(text: string): Release | null {
  for (const form of forms) {
    const groups = form.exec(text)?.groups;
    const condition = groups?.['condition'];
    if (condition !== undefined) return { target: groups?.['target'] ?? '', condition: condition.trim() };
  }
  return null;
}
