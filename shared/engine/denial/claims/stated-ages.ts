/** The ages that a letter gives the member: "a 54-year-old with …", "aged 33", "a woman of fifty-two", "you are 71". */
import { numberSource, readNumber } from '../../../text/numbers.ts';
import { escaped } from '../../../text/pattern.ts';

const person = String.raw`(?:(?:wo)?man|pt|male|female|person|patient|member|beneficiary|enrollee|participant|subscriber|recipient|claimant|insured|dependent|individual|lady|gentleman|girl|boy|child|infant|teenager|adolescent|adult|baby|toddler|youth|veteran|retiree)`;
const number = String.raw`(?<age>${numberSource})`;
const forms: readonly RegExp[] = [
  // "54-year-old", "44 y/o", "44 yo", "age forty-four years", "62 years of age"
  String.raw`(?<![\d/.$-])\b${number}[- ]?(?:(?:years?|yrs?)\.?[- ]?(?:old|of age)\b|y\.?\s?/?\s?o\b)`,
  // "aged 33", "age: 33", "whose age is 33"
  String.raw`\b(?:aged|age)\b(?: (?:on file|in (?:our|the) (?:file|records?)))?(?: (?:is|was|given as|stated as|listed as|of|in years))?[ \t]*[:=,]?[ \t]*${number}\b`,
  // "a woman of 52", "this man, 71,", "female (44)"
  String.raw`\b${person}(?: of |, | \()${number}\b(?=[\s,.;)])`,
  // "you are 71.", "she is 44 and has", "the member is 29 with"
  String.raw`\b(?:you|s?he|${person}) (?:is|are)(?: now| only| just)? ${number}(?=(?: years)?(?:\s*[,.;)]|\s+(?:and|with|who)\b))`,
  // "52F with …", as reviewers write
  String.raw`(?<![\w.-])${number}[ -]?(?:F|M)\b(?=,? (?:with|w\/|who|c\/o|s\/p|presents|presenting))`,
].map((source) => new RegExp(source, source.includes('[ -]?(?:F|M)') ? 'gu' : 'giu'));

/** Right before the age: a bound, a range or another time of life. */
const bound =
  /\b(?:over|under|older(?: than)?|younger(?: than)?|above|below|least|(?:more|less|fewer) than|until|before|after|since|from|by|through|past|beyond|between|turn(?:s|ed|ing)?|reach\w*|begin\w*|start\w*|every|each|any|all|no)\s+(?:the\s+)?(?:ages?\s+)?(?:of\s+)?(?:an?\s+)?$|\b(?:\d+|between (?:ages )?[\w-]+|(?:from|ages?) [\w-]+)\s+(?:and|to|through|or)\s+$|\bat\s+(?:the\s+)?(?:age\s+)?(?:of\s+)?$|[-\u2013]\s?$/i;
/** Right behind it: a bound, a range, or what a rule says of such persons. */
const rangeBehind =
  /^\s*(?:years?(?: old| of age)?\s*)?(?:or (?:older|over|more|above|younger|under|less)|and (?:older|over|above|up|under|younger)|\+|to \d|through \d|[-\u2013]\s?\d|and \d|weeks?|months?|days?|visits?|mg|mm|cm|%|percent|pack|hours?)/i;
/** Several persons are spoken of, or somebody else. */
const many =
  /\b(?:members|persons|people|patients|women|men|those|individuals|adults|children|beneficiaries|anyone|everyone|enrollees|participants|girls|boys|infants|candidates)\b[^.;]{0,40}$/i;
const relative =
  /\b(?:mother|father|sister|brother|sibling|aunt|uncle|cousin|grand(?:mother|father|parent)|son|daughter|husband|wife|spouse|relative|parent|niece|nephew|donor|family)\b[^.;]{0,40}$/i;
/** "Were 41 when", "diagnosed, aged 30": another day than the decision's. */
const earlier =
  /\b(?:when|at (?:that|the) time|back then|as an?|since|diagnosed|history of|in (?:19|20)\d\d)\b/i;
/** "You are described as a 41-year-old man": a portrait of today, not what somebody was "as a 12-year-old". */
const portrayed =
  /\b(?:describ\w*|list(?:ed|s)|present(?:ed|s)|identif\w+|submit\w*|report(?:ed|s)|record(?:ed|s)|regist\w+|enter(?:ed|s)|characteri[sz]\w+|refer(?:red|s) to|show(?:n|s)|give[ns]?)\b(?:(?!\b(?:that|who|when|how)\b)[^,;.]){0,40}?\bas an?\s*$/i;
const whenThen =
  /^(?: years(?: old| of age)?)?,? (?:when|at (?:that|the) time|back then|in (?:19|20)\d\d)\b/i;
/** "A three-year-old CT": the age of a thing. */
const thing =
  /^\W{0,2}(?:(?!and |with |who |whose |or )\w+ ){0,2}(?:stud(?:y|ies)|scans?|CT|MRI|PET|x-?rays?|films?|radiographs?|images?|imaging|reports?|injur\w+|fractures?|implants?|prosthes[ie]s|fusion|results?|notes?|records?|orders?|polic(?:y|ies)|editions?|tests?|biops(?:y|ies)|operation|surgery|mammogra\w+|ultrasound)\b/i;
/** The words speak of one person. */
const ofMember = new RegExp(
  String.raw`\b(?:you|your|${person}|m[rs]s?\.|miss|s?he|his|her|him)\b|\bage\b\s*[:=]`,
  'i',
);

export interface StatedAge {
  readonly years: number;
  readonly start: number;
  readonly end: number;
}

/** Ages of the member in one sentence, in order; criteria's, relatives' and those of earlier days are left out. `names` are the member's. */
export function statedAges(sentence: string, names: readonly string[] = []): readonly StatedAge[] {
  const named = names.some((name) => new RegExp(`(?<!\\p{L})${escaped(name)}(?!\\p{L})`, 'u').test(sentence));
  if (!named && !ofMember.test(sentence)) return [];
  const out: StatedAge[] = [];
  for (const form of forms)
    for (const match of sentence.matchAll(form)) {
      const said = match.groups?.['age'] ?? '';
      const years = readNumber(said);
      const start = match.index + match[0].indexOf(said);
      const end = match.index + match[0].length;
      if (years === null || !Number.isInteger(years) || years > oldest) continue;
      const before = sentence.slice(Math.max(0, match.index - lookBack), match.index);
      const upToAge = sentence.slice(Math.max(0, start - lookBack), start);
      if (bound.test(before) || bound.test(upToAge) || rangeBehind.test(sentence.slice(start + said.length)))
        continue;
      if (many.test(before) || relative.test(before)) continue;
      const clause = before.split(/[.;]/).at(-1) ?? '';
      const then = earlier.test(clause.slice(-nearWords)) && !portrayed.test(clause);
      if (then || whenThen.test(sentence.slice(start + said.length))) continue;
      if (thing.test(sentence.slice(end))) continue;
      if (!out.some((known) => known.start < end && start < known.end)) out.push({ years, start, end });
    }
  return out.toSorted((a, b) => a.start - b.start);
}

/** Years; more is a slip of the pen or no age. */
const oldest = 115;
/** Signs looked back over for what an age is bound to. */
const lookBack = 70;

/** Signs in which another time would be named. */
const nearWords = 24;
