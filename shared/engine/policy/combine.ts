/** Reads how a list of items combines from the words that announce it. */
import { readNumber } from '../../text/numbers.ts';

export interface Combination {
  readonly kind: 'all' | 'any' | 'at-least';
  readonly count: number;
}

const number = '(two|three|four|five|six|2|3|4|5|6)';
const forms: readonly { readonly pattern: RegExp; readonly read: (m: RegExpExecArray) => Combination }[] = [
  {
    pattern: new RegExp(
      `\\b(?:(?:any|at least|a minimum of|minimum of) ${number}|${number} (?:\\(\\d\\) )?or more)(?: \\(\\d\\))? ?(?:or more )?(?:of\\b|are\\b|is\\b|from\\b|criteria|items|signs|findings|features|must|:|documented)`,
      'gi',
    ),
    read: (m) => ({ kind: 'at-least', count: readNumber(m[1] ?? m[2] ?? '') ?? 2 }),
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
      /\b(?:all(?: \w+){0,2} of|all (?:two|three|four|five|six|seven|[2-7])\b|all (?:the |these |rows|criteria|items|requirements|conditions|are|must)|all:|all\b(?=[^.]{0,30}(?:are|is|must|:))|each of|each one|each (?:box|row|item|criterion|line|point|step|requirement|condition)|every (?:one|box|row|item|criterion|line|point|step|requirement|condition)|both(?: of)?|together:|the following (?:criteria )?(?:are|must)|must (?:meet|show|have) (?:the following|these))/gi,
    read: () => ({ kind: 'all', count: 0 }),
  },
  {
    pattern:
      /\b(?:if|when|where|:)?\s*(?:[A-Z]\d{0,2}|\(\d{1,2}\)|[\d.]+[a-z]?|\([a-z]\))(?:,? (?:and )?(?:[A-Z]\d{0,2}|\(\d{1,2}\)|[\d.]+[a-z]?|\([a-z]\))){0,6},? and (?:[A-Z]\d{0,2}|\(\d{1,2}\)|[\d.]+[a-z]?|\([a-z]\))(?=\s*(?::|are|is|apply|$))/g,
    read: () => ({ kind: 'all', count: 0 }),
  },
  {
    pattern:
      /\b(?:[A-Z]\d{0,2}|\(\d{1,2}\)|[\d.]+[a-z]?|\([a-z]\))(?:,? (?:or )?(?:[A-Z]\d{0,2}|\(\d{1,2}\)|[\d.]+[a-z]?|\([a-z]\))){0,6},? or (?:[A-Z]\d{0,2}|\(\d{1,2}\)|[\d.]+[a-z]?|\([a-z]\))(?=\s*(?::|is|applies|$))/g,
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
    pattern: /\bevery one of\b|\beach of the\b|\ball in the record\b|\bare all\b/gi,
    read: () => ({ kind: 'all', count: 0 }),
  },
];

/**
 * The combination that stands last in the announcing words, nearest to the list ("six weeks or more of any one
 * of the following"); null where they do not say.
 */
export function combinationIn(words: string): Combination | null {
  let best: { at: number; combination: Combination } | null = null;
  for (const { pattern, read } of forms) {
    for (const match of words.matchAll(pattern)) {
      const found = { at: match.index, combination: read(match) };
      if (best === null || found.at > best.at) best = found;
    }
  }
  return best?.combination ?? null;
}

/** What the words between the items say: "; and" after one of them means all, "; or" any. */
export function combinationOfJoints(texts: readonly string[]): Combination | null {
  const joints = texts.slice(0, -1);
  if (joints.some((text) => /(?:;|,|\.|\s)\s*and\s*$/i.test(text))) return { kind: 'all', count: 0 };
  if (joints.some((text) => /(?:;|,|\.|\s)\s*or\s*$/i.test(text))) return { kind: 'any', count: 1 };
  return null;
}
