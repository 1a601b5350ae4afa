/**
 * Care of an episode that was over: "the last episode cleared up with ten weeks of therapy", "his flare of 2024 resolved after
 * eight weeks of exercises". It helped, and it is no care of the present complaint.
 */

const earlier = String.raw`(?:last|previous|prior|earlier|former|first|past|another|initial)`;
const spell = String.raw`(?:episodes?|flare(?:[- ]?up)?s?|bouts?|attacks?|spells?|occurrences?|round of (?:pain|symptoms))`;
const dated = String.raw`(?:of|in|from|back in|during) (?:(?:the )?(?:spring|summer|fall|autumn|winter)(?: of)? |early |late |mid-?)?(?:\w{3,9}\.? )?['\u2019]?\d{2,4}`;
/** Names an episode that is not the present one. */
const ofEarlier = new RegExp(
  String.raw`(?<!\b(?:since|after|unlike|than|from) (?:(?:the|her|his|their|my|that) )?)\b(?:${earlier} (?:\w+ ){0,2}${spell}|${spell} (?:\(?${dated}))\b`,
  'i',
);
/** Says that it was over. */
const over =
  /\b(?:(?<!\b(?:not|never|only partly|partially) )(?:resolved|cleared(?: up)?|settled(?: down)?|subsided|recovered|healed|abated|remitted)|(?:got|was|felt|became) (?:\w+ )?(?:better|well|pain[- ]free|symptom[- ]free)|went away|full (?:recovery|relief|resolution)|(?:complete|total) (?:recovery|relief|resolution)|came right)\b(?! (?:only )?(?:partly|partially|incompletely|somewhat))/i;
/** Where the sentence comes back to the present. */
const turn = /;|\b(?:but|however|now|currently|this time|since then|with this)\b/i;

/** True where the clause of the sentence around the offset tells of an earlier episode that was over. */
export function isOfEndedEpisode(sentence: string, at: number): boolean {
  const before = sentence.slice(0, at).split(turn).at(-1) ?? '';
  const behind = sentence.slice(at).split(turn)[0] ?? '';
  const clause = before + behind;
  return ofEarlier.test(clause) && over.test(clause);
}
