/**
 * Reads the short forms of a letter: a label with what was found behind it ("Physical therapy: none on file", "X-ray | not
 * received", "Injection? No."). The words behind the label speak of all that the label names.
 */
import type { Claim } from './claims.ts';

/** A label at `[start, end)` and what its value says of it; `granted` where the value says that it is there. */
export interface LabelledPart {
  readonly start: number;
  readonly end: number;
  readonly claim: Exclude<Claim, 'other' | 'required'> | 'granted';
}

/** Parts of a line: "McMurray: negative. Lachman: not recorded." */
const partEnd = /(?<=[.;])\s+(?=[\p{Lu}"“\d•-])/u;
const separator = /\s*[:|\t]\s+|\?\s+|\s+[\u2013\u2014-]\s+|\s*(?:\.{3,}|…|_{3,})\s*/;
/** Longer ones are sentences. */
const longestLabel = 90;
/** A label with a verb is a sentence. */
const sentenceWords =
  /\b(?:is|are|was|were|has|have|had|do|does|did|will|would|can|not|you|we|I|asks?|requires?|must|should|says?|states?|show(?:s|ed)?|found|because|that)\b/i;

const absentValue =
  /^["“([]?(?:appears:? )?(?:none|nil|nothing|not (?!positive|required|needed|applicable|an? issue|in dispute|abnormal|disputed|asked)\w+|un(?:answered|known|documented|recorded|explained|tested|clear|ticked|stated|specified|marked|reported|verified|confirmed|checked)\b|(?:is |are |was |were )?(?:missing|absent|blank|omitted|lacking|awaited|pending|outstanding|silent|empty|skipped)\b|box left|left (?:blank|out|off|empty|unticked|unchecked)|never\b|neither\b|zero\b|0(?: found| received| pages?)?[.)\]]?$|(?:did|does|could) not\b|cannot\b|we (?:looked|hunted|searched|could not|did not|found no|saw no)|no\b(?! (?:longer|dispute|issue|question|problem|change))|n[.)\]]?$|\[ \]|[✗✘☐]|referenced but)/i;
const normalValue =
  /^["“([]?(?:(?:recorded|read|charted) as )?(?:neg(?:ative)?|normal|den(?:ies|ied)|intact|full|stable|unremarkable|equal|symmetric\w*|wnl|within (?:normal|the)|clear|fine|firm|benign|undetectable|steady|dry|smooth|whole|good|non-?focal|unchanged|soft|flat|5 ?\/ ?5|none (?:seen|elicited|felt|palpable) (?:by|on|at)|asked after, (?:both |all )?denied|done, (?:normal|negative|unremarkable|clean))\b/i;
const grantedValue =
  /^["“([]?(?:(?:recorded|documented|reported) as positive|yes|y[.)\]]?$|done|positive|pos\b|documented|received|in (?:the )?(?:chart|file)|on file|sent|agreed|accepted|met|present|shown|complete[d]?|\[x\]|[✓✔☑])/i;
const shortValue =
  /\b(?:only|just|once|last value|(?:one|two|three|four|five|\d+) of (?:the )?(?:\d+|two|three|four|five|six|eight|ten|twelve)|(?:needed|required|asked|minimum|min\.?|need)\b[^.]*\d|\d[^.]*\b(?:needed|required|asked|minimum)|incomplete|partial|stopped|too (?:few|short|old|early|soon)|less than|fewer than|short of|expired|outdated|as needed|no dates?|fill not shown|will start|to begin|just (?:begun|started))\b/i;
/** A value that tells what is wanted, and not what was found. */
const rule = /\b(?:wanted|needed|required|recommended|advised|indicated|warranted)\b/i;
/** The labels of a sentence that have a value we understand. */
export function labelledParts(sentence: string): readonly LabelledPart[] {
  const out: LabelledPart[] = [];
  let at = 0;
  for (const part of sentence.split(partEnd)) {
    const start = sentence.indexOf(part, at);
    at = start + part.length;
    const read = readPart(part);
    if (read !== null) out.push({ start, end: start + read.end, claim: read.claim });
  }
  return out;
}

function readPart(part: string): { readonly end: number; readonly claim: LabelledPart['claim'] } | null {
  const mark = separator.exec(part);
  if (mark === null) return null;
  const label = part.slice(0, mark.index);
  if (label.length > longestLabel || sentenceWords.test(label)) return null;
  const value = part.slice(mark.index + mark[0].length).trim();
  const claim = claimOf(value);
  return claim === null ? null : { end: mark.index, claim };
}

function claimOf(value: string): LabelledPart['claim'] | null {
  if (normalValue.test(value)) return 'normal';
  const short = shortValue.test(value);
  if (absentValue.test(value)) return rule.test(value) && !/^not\b/i.test(value) ? null : 'absent';
  if (short) return 'insufficient';
  return grantedValue.test(value) ? 'granted' : null;
}
