/** Which clinical policies the letter cites: an identifier beside a word for policy, guideline, criteria or standard. */
import type { CitedPolicy } from '../../../domain/denial.ts';
import { squeeze } from '../../../text/spans.ts';
import type { LetterText } from '../letter-text.ts';
import { letterSpan } from '../letter-text.ts';
import type { LetterSentence } from '../zones.ts';

const policyWord = String.raw`(?:(?:clinical|medical|coverage|imaging|radiology|oncologic|spine|payment|corporate|pet|um|utilization)\s+)*(?:(?<=(?:clinical|medical|coverage|imaging|radiology|review|practice)\s)guide|polic(?:y|ies)|guidelines?|criteria|bulletin|standard|statement|protocol|rule|criterion|crit|assessment|pathway|directive|monograph|circular|position(?:\s+(?:paper|statement))?|(?:position|discussion)\s+paper|(?:technical|evidence)\s+(?:brief|review|summary)|technology\s+(?:position|evaluation|review|brief|assessment)|cpb|lcd|ncd|coverage\s+determination|evidence\s+guide)`;
/** "RAD-114", "MP 6.014", "UM-IMG-022", "CPB 0236", "HIP-M", "LCA-NEU-09"; a section suffix stays outside. */
const idShape = String.raw`(?:[A-Z]{2,5}(?:\.[A-Z]{1,5})+\.?-?\d{1,4}(?:\.\d+)*|[A-Z]{2,}[A-Z0-9]*(?:-(?:\n\s*)?[A-Z0-9]+)+(?:\.\d+)*|[A-Z]{1,5}\s\d{1,2}\.\d{2,4}(?:\.\d+)*|\(?(?:CPB|MP|LCD|NCD|CG|RAD|MED|GL)\)?[\s#-]*\d[\w.-]*|[A-Z]-\d{1,4}(?![\d-])|[A-Z]{2,4}\.\d{1,3}(?:\.\d+)*(?![\d-])|\d{1,3}\.\d{1,3}-[A-Z]{1,3}|[A-Z]{1,4}\d{3,6}(?:\.\d+)?|L\d{5}|\d{1,3}-[A-Z]{1,2}(?![\w-])|\d{1,3}\.\d{1,3}(?:\.\d+)?)`;

/** "Imaging Standard 14", "Medical Position Paper 31": a paper that has a name and a small number; whose it is stays outside. */
const namedByKind =
  /\b((?:(?:Medical|Clinical|Imaging|Coverage|Radiology|Oncology|Cardiac|Cardiology|Spine|Practice|Review|Technology|Evidence|Payment|Utilization|Diagnostic|Preventive|Screening|Musculoskeletal)\s+){1,3}(?:Standard|Guideline|Policy|Bulletin|Rule|Protocol|Statement|Directive|Circular|Position(?:\s+Paper|\s+Statement)?)|Position\s+Paper|Criteria\s+Set)\s+(?:[Nn]o\.?\s+)?\d{1,3}(?![-\w/]|\.\d)/gu;

/** "NCD 220.2 has no rule for headache": named as no ground of the decision. */
const saysNothing =
  /^[\s),]{0,3}(?:which\s+)?(?:(?:has|have|gives?|contains?|sets?)\s+no\s+(?:rule|rules|criteria|coverage|position|answer|guidance)|(?:is|are)\s+silent|(?:does|do)\s+not\s+(?:address|settle|speak|apply|answer))\b/i;

/** Words with which a sentence leaves the policy's name for what it says. */
const tells =
  'is|are|was|were|says?|asks?|requires?|calls?|describes?|lists?|states?|needs?|covers?|because|which|that|diagnos[ie]s|for (?:you|your)';

/** Cited policies in order of first citation, each identifier once. */
export function readCitedPolicies(
  letter: LetterText,
  sentences: readonly LetterSentence[],
  notIds: readonly string[],
  folderIds: readonly string[],
): readonly CitedPolicy[] {
  const out: CitedPolicy[] = [];
  const used = new Set(notIds.map(key));
  const rationale = sentences.filter((sentence) => sentence.rationale);
  for (const sentence of rationale) {
    const near = new RegExp(
      String.raw`\b${policyWord}\b(?:\s+(?:number|no\.?|#|we\s+used\s+(?:is|was)|that\s+we\s+used\s+(?:is|was)|is|was|are|of|called|titled|named|ID))?[\s:,“"(]{1,4}(?:[A-Z][\w&'\u2019-]*\s+){0,4}?(${idShape})(?![\w-])`,
      'giu',
    );
    for (const match of sentence.text.matchAll(near))
      push(sentence, match[1] ?? '', match.index + match[0].lastIndexOf(match[1] ?? ''));
    // Medicare's own determinations are named by their letters alone: "(NCD 210.14)".
    for (const match of sentence.text.matchAll(/\b(?:NCD|LCD)\s?L?\d+(?:\.\d+)*(?![\w-])/g))
      push(sentence, match[0], match.index);
    // "our policy, Pelvic MRI (GYN-12), says", "our bulletin on spinal imaging, numbered SB-9": words of its title between.
    const titled = new RegExp(
      String.raw`\b${policyWord}\b(?:(?!\b(?:${tells})\b)[^.;:]){1,70}?(?:\(|\b(?:numbered|number|no\.?|called|document|code|ID)\s+)(${idShape})(?![\w-])`,
      'giu',
    );
    for (const match of sentence.text.matchAll(titled))
      push(sentence, match[1] ?? '', match.index + match[0].lastIndexOf(match[1] ?? ''));
    for (const match of sentence.text.matchAll(namedByKind)) push(sentence, match[0], match.index);
    const after = new RegExp(
      String.raw`(?<![\w.-])(${idShape})(?=,?\s*(?:\(|“|"|policy|guideline|criteria|section|does|describes|calls|requires|asks|interprets|also))`,
      'gu',
    );
    for (const match of sentence.text.matchAll(after)) {
      if (
        /\b(?:policy|guideline|criteria|criterion|standard|bulletin|statement|rule|clinical|section)\b/i.test(
          sentence.text,
        ) &&
        /[A-Z]/.test(match[1] ?? '')
      )
        push(sentence, match[1] ?? '', match.index);
    }
  }
  // A policy of the folder named by its id alone ("CV-310 does not admit a second study").
  for (const id of folderIds) {
    const plain = id.replace(/[^A-Za-z0-9]+/g, ' ').trim();
    // "ONC-PET": letters alone name a policy only as they are printed, in capitals.
    const lettersAlone = /^[A-Z]{2,}(?: [A-Z]{2,})+$/.test(plain);
    if (plain.length < 4 || (!/\d/.test(plain) && !lettersAlone)) continue;
    const pattern = new RegExp(
      `(?<![\\w-])${plain
        .split(' ')
        .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, ''))
        .join('[\\W_]{0,2}')}(?![\\w])`,
      lettersAlone ? '' : 'i',
    );
    for (const sentence of rationale) {
      const match = pattern.exec(sentence.text);
      if (match !== null) {
        push(sentence, match[0], match.index, id);
        break;
      }
    }
  }
  // "SL-MSK 2" may be read as "SL-MSK" too, at the same place.
  return out.filter(
    ({ id, span }) =>
      !out.some(
        (other) =>
          other.id !== id &&
          other.span?.pageIndex === span?.pageIndex &&
          other.span?.start === span?.start &&
          key(other.id ?? '').startsWith(key(id ?? '')),
      ),
  );

  function push(sentence: LetterSentence, raw: string, index: number, known: string | null = null): void {
    const id = known ?? squeeze(raw.replace(/[()]/g, '').replace(/-\s*\n\s*/g, '-')).replace(/[.,]$/, '');
    const base = asInFolder(withoutSection(id, folderIds), folderIds);
    // "the guideline calls for a re-evaluation": a word with a hyphen is no number.
    if (!/\d/.test(base) && base !== base.toUpperCase()) return;
    if (
      !/[A-Z]/i.test(base) &&
      !/statement|policy|guideline|bulletin|determination|standard|criteria|protocol|paper|position|circular|directive|memorandum/i.test(
        sentence.text.slice(Math.max(0, index - 30), index),
      )
    )
      return;
    if (
      !/[A-Z]{2}/.test(base) &&
      /^\d/.test(base) &&
      /(?:section|part|chapter|article|§)\s*$/i.test(sentence.text.slice(Math.max(0, index - 12), index))
    )
      return;
    // "Medical Policy Statement PET-009": the word right before it says what it is.
    const isNamedPolicy =
      /^PET|^CT|^MRI/i.test(base) &&
      /\b(?:policy|statement|guideline|bulletin|criteria|standard)\s+(?:no\.?\s+)?$/i.test(
        sentence.text.slice(Math.max(0, index - 24), index),
      );
    if (
      (/^(?:ICD|CPT|HCPCS|CT|MRI|PET|MA|HMO|PPO|COVID|F|UB)[- ]?\d*$/i.test(base) && !isNamedPolicy) ||
      /^[A-TV-Z]\d[\dAB](?:\.\w+)?$/.test(base) ||
      /^[A-Z]\d{4}$/.test(base) ||
      used.has(key(base))
    )
      return;
    if (
      /\b(?:plan|brochure|booklet|handbook|certificate|SPD|evidence of coverage|policy form|form)\W*(?:document|description)?\W*$/i.test(
        sentence.text.slice(Math.max(0, index - 20), index),
      )
    )
      return;
    // "(code R-50, "does not meet criteria")": a remark code.
    if (
      /\b(?:(?:reason|remark|denial|message|action|disposition)\s+)?codes?\W{1,3}$/i.test(
        sentence.text.slice(Math.max(0, index - 24), index),
      )
    )
      return;
    if (saysNothing.test(sentence.text.slice(index + raw.length))) return;
    used.add(key(base));
    const title = /^,?\s*[“"]?([A-Z][^.;“”"(]{6,80})/.exec(sentence.text.slice(index + raw.length));
    const span = letterSpan(letter, sentence.start + index, sentence.start + index + raw.length);
    if (span === null) return;
    const section = sectionBeside(sentence.text, index);
    out.push({
      id: isNational(sentence.text.slice(Math.max(0, index - 40), index), base) ? `NCD ${base}` : base,
      title: title === null ? null : squeeze(title[1] ?? '').replace(/[,.]$/, ''),
      section,
      span,
    });
  }
}

const sectionLabel = String.raw`(?:\d[\w.]*(?:\([a-z\d]\))*|[IVX]{1,5}(?:\.\w+)*|[A-Z](?:[.-]?\d+)*|[A-Z]{1,4}-?\d[\w.]*)(?![\w])`;
/** Papers of the plan that have sections of their own. */
const planPaper =
  /\b(?:evidence of coverage|brochure|handbook|booklet|certificate|plan document|member contract|SPD|benefit plan)\b/i;

/** "Section 5 of our Medical Policy ONC-3", or the section named behind the number, before another paper is; null where none is. */
function sectionBeside(text: string, index: number): string | null {
  const before = new RegExp(
    String.raw`\b(?:[Ss]ection|[Pp]art|[Pp]aragraph|[Cc]hapter)\s+(${sectionLabel})\s+(?:of|in|under|from)\s+(?:[\w-]+\s+){0,8}$`,
  ).exec(text.slice(Math.max(0, index - 110), index));
  if (before?.[1] !== undefined && !planPaper.test(before[0])) return before[1];
  const behind = text.slice(index).split(planPaper)[0] ?? '';
  return new RegExp(String.raw`\b[Ss](?:ection|ECTION)\s+(${sectionLabel})`).exec(behind)?.[1] ?? null;
}

/** "National Coverage Determination 220.2": Medicare's numbers are known by the letters before them. */
function isNational(before: string, id: string): boolean {
  return (
    /^\d{1,3}(?:\.\d+)+$/.test(id) &&
    /\b(?:national\s+coverage\s+determination|NCD)s?\W*(?:no\.?\s+|number\s+|section\s+)?$/i.test(before)
  );
}

/**
 * "RAD-114.2" is section 2 of RAD-114; "MP-6.42" is a policy. The policies of the folder tell; without them one digit
 * behind the point is a section, more are part of the name.
 */
function withoutSection(id: string, folderIds: readonly string[]): string {
  const parts = /^([A-Z][A-Z0-9]*-[A-Z0-9-]+?)((?:\.\d+)+)$/.exec(id);
  if (parts?.[1] === undefined || folderIds.some((known) => key(known) === key(id))) return id;
  const base = parts[1];
  if (folderIds.some((known) => key(known) === key(base))) return base;
  return /^\.\d{2,}$/.test(parts[2] ?? '') ? id : base;
}

/**
 * An id misread by OCR ("PHM-MR-CO07" for "PHM-MR-C07") is that of the folder's policy: alike where O and 0, I and 1,
 * S and 5, B and 8, Z and 2 are one and a doubled zero counts once. Only where exactly one policy is so alike, and the
 * id has enough signs (five) that the likeness is no chance.
 */
function asInFolder(id: string, folderIds: readonly string[]): string {
  if (folderIds.some((known) => key(known) === key(id))) return id;
  // "our Criteria Set 4.18" may be read as "Set 4.18": the folder's whole name.
  const longer = folderIds.filter(
    (known) =>
      known.length > id.length && new RegExp(`[\\s-]${id.replace(/[^\w\s]/g, '\\$&')}$`, 'i').test(known),
  );
  if (new Set(longer.map(key)).size === 1 && longer[0] !== undefined) return longer[0];
  const alike = folderIds.filter((known) => misreadKey(known) === misreadKey(id));
  const [only] = new Set(alike);
  return new Set(alike).size === 1 && only !== undefined && misreadKey(id).length >= 5 ? only : id;
}

function misreadKey(id: string): string {
  return key(id)
    .replace(/[OQD]/g, '0')
    .replace(/[IL]/g, '1')
    .replace(/S/g, '5')
    .replace(/B/g, '8')
    .replace(/Z/g, '2')
    .replace(/0+/g, '0');
}

function key(id: string): string {
  return id.replace(/[^A-Za-z0-9]/g, '').toUpperCase();
}
