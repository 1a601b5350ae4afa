/**
 * Lists and conditions inside running prose: "MRI is supported when A, when B, and when one or more of the following
 * applies: c; d; e." Takes a sentence apart into what is asked beside the list, how the list combines, and its members.
 */
import { combinationIn, type Combination } from '../lists/combine.ts';

export interface ProseList {
  /** Conditions before the words that announce the list, each a clause of its own. */
  readonly beside: readonly string[];
  /** The words that announce the list. */
  readonly announcement: string;
  readonly combination: Combination | null;
  readonly members: readonly string[];
  /** Sentences behind the list. */
  readonly rest: string;
}

const ends = /[.](?=\s+[\p{Lu}\d"“(]|\s*$)/u;

/** The list that the text announces with a colon; null where it announces none of at least two members. */
export function proseList(text: string): ProseList | null {
  for (const match of text.matchAll(/:\s+/g)) {
    const before = text.slice(0, match.index);
    const start = sentenceStart(before);
    const prefix = before.slice(start);
    const after = text.slice(match.index + match[0].length);
    const stop = ends.exec(after);
    const list = stop === null ? after : after.slice(0, stop.index);
    const members = membersOf(list);
    if (members.length < 2) continue;
    const combination = combinationIn(prefix.slice(-160));
    if (combination === null && !list.includes(';')) continue;
    const clauses = clausesOf(prefix);
    const announcement = clauses.at(-1) ?? prefix;
    return {
      beside: [before.slice(0, start).trim(), ...clauses.slice(0, -1)].filter((clause) => clause !== ''),
      announcement,
      combination,
      members,
      rest: stop === null ? '' : after.slice(stop.index + 1).trim(),
    };
  }
  return null;
}

/** Members of a list: parted by semicolons where it has any, else by commas, else by "or" ("3/5 or less" is one). */
export function membersOf(list: string): string[] {
  const parts = list.includes(';')
    ? list.split(/;\s*(?:and\s+(?!\w+ of\b)|or\s+)?/i)
    : list.includes(',')
      ? list.split(/,\s*(?:and |or )?/i)
      : list.split(
          /\s+or\s+(?!(?:less|more|worse|lower|higher|greater|below|above|under|over|older|younger|longer|later)\b)/i,
        );
  return parts.map((part) => part.trim()).filter((part) => part.length > 2);
}

/** Conditions that the words chain: "when A, when B, and if C", "after A and provided that B"; "save where C" is no condition. */
export function clausesOf(text: string): string[] {
  return text
    .split(
      /(?<!\b(?:save|except|than|even)),?\s+(?:and\s+)?(?:also\s+)?(?=(?:when|where|if|provided(?: that)?|as long as|once|only (?:when|if|after))\s)|(?:,\s+and\s+)(?=(?:that|who)\s)/i,
    )
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '');
}

function sentenceStart(text: string): number {
  let at = 0;
  for (const match of text.matchAll(/[.;]\s+(?=[\p{Lu}"“])/gu)) at = match.index + match[0].length;
  return at;
}

/**
 * Members of a list that "and" closes ("the symptoms limit walking, films have been taken, and six weeks of care have
 * failed"); the text itself where it is no such list. A part that names nothing stays with the one before it.
 */
export function andMembers(text: string, names: (part: string) => boolean): string[] {
  const parts = text.split(/,\s+(?![^()]*\))/).map((part) => part.trim());
  const last = parts.at(-1) ?? '';
  if (
    parts.length < 2 ||
    !/^and\b/i.test(last) ||
    parts.slice(0, -1).some((part) => /^(?:or|and)\b/i.test(part))
  )
    return [text];
  const out: string[] = [];
  for (const part of parts) {
    const previous = out.length - 1;
    if (previous >= 0 && !names(part)) out[previous] = `${out[previous] ?? ''}, ${part}`;
    else out.push(part);
  }
  // "weakness, numbness, and reflex loss" are words of one condition, clauses have a verb or a length of their own.
  const clause =
    /\b(?:is|are|was|were|has|have|had|must|limit\w*|show\w*|lasted?|fail\w*|obtained|documented)\b|\d|\b(?:two|three|four|six|eight|twelve) (?:weeks|months)\b/i;
  return out.length >= 2 && out.filter((part) => clause.test(part)).length >= out.length - 1 ? out : [text];
}
