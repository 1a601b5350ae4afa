/** Reads how a list of items combines from the words that announce it. */
import { readNumber } from '../../../text/numbers.ts';

export interface Combination {
  readonly kind: 'all' | 'any' | 'at-least';
  readonly count: number;
}

const number = '(two|three|four|five|six|2|3|4|5|6)';
/** What policies call the members of a list. */
const members =
  '(?:things|points?|items?|rows?|lines?|box(?:es)?|conditions?|criteri(?:a|on)|requirements?|statements?|findings?|signs?|features?|reasons?|indications?|situations?|circumstances?|bullets?|elements?|facts?|tests?|steps?|questions?)';
/** A word between the number and the list's end, that makes no amount of it ("at least six weeks"). */
const noAmount =
  '(?!(?:weeks?|months?|days?|years?|hours?|visits?|sessions?|episodes?|times|percent|mm|cm|views?|doses?|points?)\\b)[\\w-]+';
/** Words by which one member is enough. */
const enough =
  '(?:suffic(?:es|e|ient)|is (?:enough|sufficient|plenty)|will (?:do|suffice)|does|qualif(?:ies|y)|counts|is all (?:it|that it) takes)';
const forms: readonly { readonly pattern: RegExp; readonly read: (m: RegExpExecArray) => Combination }[] = [
  {
    pattern: new RegExp(
      `\\b(?:(?:any|at least|a minimum of|minimum of) ${number}|${number} (?:\\(\\d\\) )?or more)(?: \\(\\d\\))? ?(?:or more )?(?:of\\b|are\\b|is\\b|from\\b|criteria|items|signs|findings|features|must|:|,? ?(?:documented|seen|found|noted|shown|recorded|charted)\\b)`,
      'gi',
    ),
    read: (m) => ({ kind: 'at-least', count: readNumber(m[1] ?? m[2] ?? '') ?? 2 }),
  },
  {
    // "two of the following", "three of the five below"
    pattern: new RegExp(
      `\\b${number}(?: \\(\\d\\))? (?:out )?of (?:the (?:following|below|(?:(?:two|three|four|five|six|seven|[2-9]) )?(?:${members}|below|that follow|following|listed|here))|these|those|them)\\b`,
      'gi',
    ),
    read: (m) => ({ kind: 'at-least', count: readNumber(m[1] ?? '') ?? 2 }),
  },
  {
    // "Two of:", "any two kinds", "three findings or more", "at least 2" at the end of what announces the list
    pattern: new RegExp(
      `\\b(?:(?:any|at least|a minimum of|minimum of|no fewer than|not fewer than) ${number}(?: ${noAmount}){0,3}|${number}(?: ${noAmount}){0,3},? (?:at (?:the )?least|or more|as a minimum)(?: of)?|${number} of)\\W*$`,
      'gi',
    ),
    read: (m) => ({ kind: 'at-least', count: readNumber(m[1] ?? m[2] ?? m[3] ?? '') ?? 2 }),
  },
  {
    // "One sign, at least:", "tick the one that applies", "whichever fits", a frame headed "ONE"
    pattern:
      /\b[Oo]ne(?: [\w-]+){0,3},? (?:at (?:the )?least|or more|as a minimum)(?: of)?\W*$|\b(?:the (?:one|line|row|box)|whichever)(?: (?:one|line|row|box))? (?:that |which )?(?:applies|fits|matches)\b|(?:^|[\s:(–—-])(?:ONE|ANY|EITHER|ANY ONE|EITHER ONE|ONE OR MORE)\W*$/g,
    read: () => ({ kind: 'any', count: 1 }),
  },
  {
    pattern: /\bat least one \w+ (?:\w+ )?(?:and|plus) (?:at least )?one\b/gi,
    read: () => ({ kind: 'all', count: 0 }),
  },
  {
    pattern:
      /\b(?:any (?:one|1)?(?: \(1\))?(?: or more)? ?(?:of|will do|suffices|applies|is|are|from)|any one\b|any of|either(?: of)?|(?:at least|a minimum of) (?:one|1)(?: \(1\))?|(?:one|1)(?: \(1\))? or more|(?<!every |each )(?:one|1)(?: \(1\))? of|when any|if any|any (?:of )?(?:the following|these)|any criterion|(?:when|if|where|once) (?:just )?one (?:is|of)|one (?:is|must be|has to be) (?:met|present|documented|shown|satisfied)|does not apply in|in any of|alternatives?:)/gi,
    read: () => ({ kind: 'any', count: 1 }),
  },
  {
    pattern:
      /\b(?:all(?: \w+){0,2} of|all (?:two|three|four|five|six|seven|[2-7])\b|all (?:the |these |rows|criteria|items|requirements|conditions|are|must)|all:|all\b(?! (?:\w+ )?(?:regions?|levels|joints|ages|members|patients|persons|plans|products|sites)\b)(?=[^.]{0,30}(?:are|is|must|:))|each of|each one|each (?:box|row|item|criterion|line|point|step|requirement|condition|answer|question)|every (?:one|box|row|item|criterion|line|point|step|requirement|condition|answer|question)|both(?: of)?|together:|(?<!\bof )the following (?:criteria )?(?:are|must)|must (?:meet|show|have) (?:the following|these))/gi,
    read: () => ({ kind: 'all', count: 0 }),
  },
  {
    pattern:
      /\b(?:if|when|where|:)?\s*(?:[IVX]{1,4}|[A-Z](?:[.-]?\d{1,2})?|\(\d{1,2}\)|[\d.]+[a-z]?|\([a-z]\))(?:,? (?:and )?(?:[IVX]{1,4}|[A-Z](?:[.-]?\d{1,2})?|\(\d{1,2}\)|[\d.]+[a-z]?|\([a-z]\))){0,6},? and (?:[IVX]{1,4}|[A-Z](?:[.-]?\d{1,2})?|\(\d{1,2}\)|[\d.]+[a-z]?|\([a-z]\))(?=\s*(?::|\.\s*$|are\b(?! (?:then |also |each |both )?(?:not\b|waived|set aside|passed over|dropped|suspended|lifted|excused|skipped|bypassed|omitted|unnecessary))|is|apply|$))/g,
    read: () => ({ kind: 'all', count: 0 }),
  },
  {
    // "if 2.1.1 through 2.1.3 are met", "where (a) to (d) are shown"
    pattern:
      /(?<![\w.])(?:[A-Z]?\d{1,2}(?:\.\d{1,2})*|\([a-z\d]{1,3}\)|[A-Za-z])(?: (?:through|thru|to) | ?[–-] ?)(?:[A-Z]?\d{1,2}(?:\.\d{1,2})*|\([a-z\d]{1,3}\)|[A-Za-z]) (?:are|have been|must be) (?:all )?(?:met|present|shown|documented|satisfied|fulfilled|recorded|true|complete[d]?|done)\b/g,
    read: () => ({ kind: 'all', count: 0 }),
  },
  {
    pattern:
      /\b(?:[IVX]{1,4}|[A-Z](?:[.-]?\d{1,2})?|\(\d{1,2}\)|[\d.]+[a-z]?|\([a-z]\))(?:,? (?:or )?(?:[IVX]{1,4}|[A-Z](?:[.-]?\d{1,2})?|\(\d{1,2}\)|[\d.]+[a-z]?|\([a-z]\))){0,6},? or (?:[IVX]{1,4}|[A-Z](?:[.-]?\d{1,2})?|\(\d{1,2}\)|[\d.]+[a-z]?|\([a-z]\))(?=\s*(?::|is|applies|$))/g,
    read: () => ({ kind: 'any', count: 1 }),
  },
  {
    pattern:
      /\b(?:under|when|if|by|meets?|either|with) (?:either )?[a-h](?:, [a-h])*,? or [a-h](?=\s*(?:[.:]|is|are|applies|$))/g,
    read: () => ({ kind: 'any', count: 1 }),
  },
  {
    pattern:
      /\b(?:under|when|if|by|meets?|both|with) (?:both )?[a-h](?:, [a-h])*,? and [a-h](?=\s*(?:[.:]|is|are|apply|$))/g,
    read: () => ({ kind: 'all', count: 0 }),
  },
  {
    // "when every statement is true"
    pattern: new RegExp(`\\b(?:every|each) (?:single )?${members}\\b(?! (?:alone|suffices|by itself))`, 'g'),
    read: () => ({ kind: 'all', count: 0 }),
  },
  {
    // "when the three things below are true", "the whole of this is so", "when both are recorded", "provided both"
    pattern: new RegExp(
      `\\b(?:the|these|those) (?:two|three|four|five|six|seven|[2-7]) ${members}\\b(?=[^.]{0,40}(?:below|follow|are|is|must|:|$))|\\b(?:once|when|if|where|after|unless|until|provided(?: that)?) (?:two|three|four|five|six|seven|[2-7]) ${members} (?:are|have|can|were)\\b|\\b(?:the )?(?:whole|entirety|lot) of (?:this|these|it|them|the)\\b|\\b(?:when|if|where|once|provided(?: that)?|with|needs?|requires?) (?:all|both)\\b(?! sides)|\\bwith(?:out)? exception\\b|\\bnone (?:may be|is|being) (?:missing|left out|wanting)\\b|\\b(?:all|both)\\W*$|\\btogether (?:with|they)\\b|\\bcumulative(?:ly)?\\b`,
      'gi',
    ),
    read: () => ({ kind: 'all', count: 0 }),
  },
  {
    // "satisfy one row", "choose one", "one of these suffices", "a single item is enough", "and any"
    pattern: new RegExp(
      `\\b(?:choose|pick|tick|satisf(?:y|ies)|meets?|fulfils?|shows?|documents?|needs?|requires?|has|have|with) (?:any |just |only |at least )?(?:one|1|a single)(?: ${members}| of)?(?=\\W*$|[^.;]{0,12}(?:below|here|following|these|row|item))|\\b(?:any|one|either|a single)(?: (?:of (?:them|these|those|the following)|${members}|alone|one))* ${enough}\\b|\\bany(?: one| single)?\\W*$|\\bany (?:one |single )?${members}\\b|\\b(?:only|just) one (?:of|need|is|has)\\b|\\b(?:at least )?one(?: or other)? among\\b`,
      'gi',
    ),
    read: () => ({ kind: 'any', count: 1 }),
  },
  {
    // "MRI is accepted when these are recorded:", "provided those have been shown:"
    pattern:
      /\b(?:when|if|where|once|after|provided(?: that)?|as long as) (?:these|those|the following)(?: (?:things|points|facts|findings|criteria|conditions))? (?:(?:are|were|appear|stand) (?:all )?(?!not\b|absent\b)\w+|(?:have|can|must) (?:all )?(?:be|been) \w+|apply|hold)\b/gi,
    read: () => ({ kind: 'all', count: 0 }),
  },
  {
    pattern: /\bevery one of\b|\beach of the\b|\ball in the record\b|\bare all\b/gi,
    read: () => ({ kind: 'all', count: 0 }),
  },
];

/** "After cycle 2, 3 or 4", "stage II or III": numbers of a course or a degree, which name no items of a list. */
const countedThings =
  /\b(?:cycles?|stages?|grades?|years?|weeks?|months?|days?|phases?|types?|class(?:es)?|levels?|zones?|courses?|doses?|visits?|scores?|categor(?:y|ies)|BI-?RADS|PI-?RADS|Lung-?RADS|LI-?RADS|Deauville)\s+(?:\d{1,2}[A-Ca-c]?|[IVX]{1,4}[A-C]?)(?:\s*(?:,|and|or|to|through|,\s*(?:and|or))\s*(?:\d{1,2}[A-Ca-c]?|[IVX]{1,4}[A-C]?)\b)+/gi;

/**
 * The combination that stands last in the announcing words, nearest to the list ("six weeks or more of any one
 * of the following"); null where they do not say.
 */
export function combinationIn(words: string): Combination | null {
  // "If row A and row B and row C are fulfilled" names the rows as "A, B and C" does.
  const plain = words
    .replaceAll(/\b(?:rows?|lines?|items?)\s+(?=[A-Z]\d{0,2}\b)/g, '')
    .replaceAll(countedThings, '');
  let best: { at: number; combination: Combination } | null = null;
  for (const { pattern, read } of forms) {
    for (const match of plain.matchAll(pattern)) {
      const found = { at: match.index, combination: read(match) };
      if (best === null || found.at > best.at) best = found;
    }
  }
  return best?.combination ?? null;
}

/** "…; and", "… AND", "- and -", "plus", "together with" at the end of an item: the next is asked for as well. */
const andBehind =
  /(?:^|[;,.\s])\s*(?:[-–—*(\s]*)(?:and(?: also| that)?|plus|together with|as well as|in addition(?: to)?|along with)[\s:)*–—-]*$/i;
const orBehind = /(?:^|[;,.\s])\s*(?:[-–—*(\s]*)(?:and\/or|or(?: else)?)[\s:)*–—-]*$/i;

/** What the words between the items say: "; and" after one of them means all, "; or" any. */
export function combinationOfJoints(texts: readonly string[]): Combination | null {
  const joints = texts.slice(0, -1);
  if (joints.some((text) => andBehind.test(text))) return { kind: 'all', count: 0 };
  if (joints.some((text) => orBehind.test(text))) return { kind: 'any', count: 1 };
  return null;
}
