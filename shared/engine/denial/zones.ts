/**
 * Parts the letter's own reasons from what every letter carries (rights, definitions, excerpts, help in other
 * languages), and cuts the reasons into sentences.
 */
import type { DenialRules } from '../../domain/rules.ts';
import type { Block } from '../../text/blocks.ts';
import { splitBlocks, splitSentences } from '../../text/blocks.ts';
import { firstPattern } from '../../text/pattern.ts';
import type { LetterText } from './letter-text.ts';

export interface LetterSentence {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** True where the decision rests on it. */
  readonly rationale: boolean;
  /** Words that open a list this sentence is an item of ("The submission did not contain"). */
  readonly stem: string | null;
  /** What its paragraph said before it. */
  readonly paragraph: string;
  /** The sentence before it in the list stands on the same page. */
  readonly samePage: boolean;
}

/** A line is looked at for an opening phrase only this far in; headings are short. */
const openingLength = 110;

/** Words about this very file, wherever they stand: "Nothing in the file pointed there" is a reason, not a right. */
const saysNoneInFile =
  /\b(?:nothing in (?:the|your) (?:file|notes|records?|chart) (?:point|show|suggest|speak|sp[eo]ke)|(?:saw|found) none of (?:them|these) in (?:your|the) (?:file|notes|records?|chart))/i;

/** A sentence by which the letter decides, or says what it held the request against: a reason, whatever stood before it. */
const decides =
  /\b(?:(?:is|are|was|were|has been|have been|must be|be) (?:hereby |therefore |being |now )?(?:declined|denied|refused|turned down|not (?:approved|certified|authorized|payable))|(?:measured|judged|weighed|compared|held|checked) (?:against|with) (?:the |our )?(?:[\w-]+ ){0,3}(?:polic(?:y|ies)|guidelines?|criteria|rules?|standards?)|(?:does|do|did) not (?:meet|satisfy) (?:the |our )?[^.;]{0,40}\b(?:medical(?:ly)? necess|criteria|guideline|policy))/i;
/** The same words about an appeal, or under a condition. */
const ofAppeal =
  /\b(?:appeals?|reconsider\w*|grievance|external|review|hearing|court|if|unless|when|once|whenever|may be|could be|might be|rights?)\b/i;

/** Codes of remarks at the end of a row of a bill ("$1,486.00  16K, D04"). */
const rowOfBill = /\$ ?[\d,]+\.\d\d\s+((?:[A-Z]{0,3}\d{1,4}[A-Z]{0,2}[,;/ ]{0,2}){1,5})[ \t]*(?=\n|$)/g;

/** The remark codes that a statement of benefits explains below its rows. */
function remarksIn(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(rowOfBill)].flatMap(([, codes = '']) => codes.match(/\w+/g) ?? []));
}

/** "D04 \u2013 Services to treat the teeth are dental services": the remark says why, whatever stood before it. */
function explainsRemark(text: string, remarks: ReadonlySet<string>): boolean {
  const code =
    /^\W*(?:(?:remark|note|code|reason)(?: code)? )?([A-Z]{0,3}\d{1,4}[A-Z]{0,2})\b(?!,)(?:[^\n$]*[a-z]{3}|\W*$)/i.exec(
      text,
    )?.[1];
  return code !== undefined && /\d/.test(code) && remarks.has(code);
}

/** All sentences of the letter, each marked as reason or not. */
export function letterSentences(letter: LetterText, rules: DenialRules): readonly LetterSentence[] {
  const out: LetterSentence[] = [];
  const remarks = remarksIn(letter.text);
  let rationale = true;
  letter.pages.forEach((page, pageIndex) => {
    const base = letter.starts[pageIndex] ?? 0;
    const blocks = splitBlocks(page.text);
    let stem: string | null = null;
    let samePage = false;
    // Lines without a mark that a colon opens and semicolons part are a list too.
    let inList = false;
    for (const sentence of splitSentences(page.text, blocks)) {
      const text = page.text.slice(sentence.start, sentence.end);
      const opening = text.trimStart().slice(0, openingLength);
      const question = asks(text);
      if (question !== null) rationale = question;
      else if (explainsRemark(text, remarks)) rationale = true;
      else if (decides.test(text) && !ofAppeal.test(text)) rationale = true;
      else if (rules.rationale.some(({ pattern }) => startsWith(pattern, opening))) rationale = true;
      else if (rules.boilerplate.some(({ pattern }) => startsWith(pattern, opening))) rationale = false;
      const block = blocks[sentence.blockIndex];
      const aboutFile = saysNoneInFile.test(text);
      const listed: boolean =
        block?.kind === 'item' || (stem !== null && (inList || /;\s*(?:and|or)?\s*$/.test(text)));
      inList = listed && block?.kind !== 'item' && /;\s*(?:and|or)?\s*$/.test(text);
      out.push({
        start: base + sentence.start,
        end: base + sentence.end,
        text,
        rationale: rationale || aboutFile,
        stem: listed ? stem : null,
        paragraph: page.text.slice(
          paragraphStart(blocks, sentence.blockIndex, sentence.start),
          sentence.start,
        ),
        samePage,
      });
      samePage = true;
      if (/[:]\s*$/.test(text)) stem = text;
      else if (!listed || (block?.kind !== 'item' && !inList)) stem = null;
    }
  });
  return out;
}

/** Headings in the form of questions: those that ask what was decided, by which rule and why, and all others. */
const aboutDecision =
  /\bwhy\b(?! can| should I)|\breasons?\b|\bwhat (?:was|did|is|have)(?: \w+){0,2} (?:decide|decision|denied|determination)|\bdecid(?:e|ed)\b|\bdecision\b(?! (?:wrong|be))|\b(?:come|came) to (?:that|this|it)\b|\b(?:rules?|polic(?:y|ies)|guidelines?|criteria|standards?|basis)\b|\bdoes (?:the|it|this) (?:\w+ )?apply|\bwhat is missing\b/i;
const aboutRights =
  /\b(?:appeal|disagree|urgent|help|copy|copies|see|speak|talk|are there (?:any )?(?:cases|exceptions|times|situations)|exceptions?|try again|represent|languages?|cost|change|happens?|next|can I|may I|should I|do I)\b/i;
/** Longer questions are rhetoric. */
const longestQuestion = 100;

/** True for a heading that asks about the decision, false for one that asks about rights and help, else null. */
function asks(text: string): boolean | null {
  const line = text.trim().replace(/\s+/g, ' ');
  if (!line.endsWith('?') || line.length > longestQuestion) return null;
  if (aboutRights.test(line)) return false;
  return aboutDecision.test(line) ? true : null;
}

/** A paragraph is looked back into this far. */
const paragraphReach = 400;

/** Where the blocks begin that stand together with this one without a gap. */
function paragraphStart(blocks: readonly Block[], index: number, at: number): number {
  let first = index;
  while (first > 0 && blocks[first]?.gapBefore === false) first--;
  return Math.max(blocks[first]?.start ?? at, at - paragraphReach);
}

function startsWith(pattern: string, opening: string): boolean {
  const flat = opening.replace(/^\W*(?:\d{1,2}[.)]\s+|[a-z][.)]\s+)?\W*/i, '');
  return firstPattern(pattern, flat)?.start === 0;
}
