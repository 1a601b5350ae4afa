/** Which section of the policy the letter says that it applied: by the label beside the policy's name, or by one that it names at all. */
import type { Denial } from '../../../domain/denial.ts';
import type { PolicyDocument } from '../../../domain/policy.ts';
import { splitSentences } from '../../../text/blocks.ts';
import { oneLine } from '../../policy/outline/flow.ts';
import { idKey, isLabel } from './sections-for.ts';

/** What the plan itself is written down in: its sections are none of a clinical policy. */
const planPaper =
  /\b(?:evidence of coverage|brochure|handbook|booklet|summary\s+plan|plan\s+(?:document|description)|SPD)\b/i;

/** A page of the letter. */
export interface LetterPage {
  readonly documentId: string;
  readonly pageIndex: number;
  readonly text: string;
}

/** Null where the letter names no section, or names several of which none stands beside the policy's name. */
export function citedLabelOf(
  denial: Denial,
  text: readonly LetterPage[],
  policy: PolicyDocument,
  isNode: (label: string) => boolean,
): string | null {
  return besideName(denial, text, policy, isNode) ?? namedAlone(denial, text, policy);
}

/** From the citation, or from the letter's words beside the policy's name. */
function besideName(
  { citedPolicies }: Denial,
  text: readonly LetterPage[],
  policy: PolicyDocument,
  isNode: (label: string) => boolean,
): string | null {
  for (const cited of citedPolicies) {
    if (cited.section !== null) return cited.section;
  }
  const labels = policy.sections.map(({ label }) => label).filter((label) => label !== null);
  for (const cited of citedPolicies) {
    const own =
      cited.id === null ? undefined : labels.find((label) => label.toUpperCase() === cited.id?.toUpperCase());
    if (own !== undefined) return own;
    const page = text.find(
      ({ pageIndex, documentId }) =>
        documentId === cited.span.documentId && pageIndex === cited.span.pageIndex,
    );
    const words = page?.text.slice(cited.span.start, cited.span.end + 160).split(planPaper)[0] ?? '';
    const lined = lastLabelIn(words, policy, isNode);
    if (lined !== null) return lined;
    // The policy's own number ("MP-6.42") names no section.
    const near = romansMended(cited.id === null ? words : words.replace(cited.id, ''), policy);
    const named =
      /\b(?:section|part|table|paragraph|criterion|criteria|item|category|indication)\s+((?:[IVX]+|[A-Z]|\d{1,2}|one|two|three|four|five|six)(?:[.(][\w]+\)?)*(?!\w))/i.exec(
        near,
      )?.[1];
    // "SP-30.3.2", or "SP-30, 3.2": the label stands right behind the number.
    const at = cited.id === null ? -1 : words.indexOf(cited.id);
    const behind = at < 0 ? '' : words.slice(at + (cited.id?.length ?? 0));
    const joined = /^\.(\d{1,2}(?:\.\d{1,2})?)\b/.exec(behind)?.[1];
    const apart = /^,?[ \t](\d{1,2}\.\d{1,2})\b/.exec(behind)?.[1];
    // A chapter is mostly one of the plan's handbook: of the policy only where its sections are chapters.
    const chapter = /\bchapter\s+(\d{1,2})\b(?! of (?:the|your|our) )/i.exec(near)?.[1];
    const inPolicy = labels.find((label) => label.toLowerCase() === `chapter ${chapter}`);
    if (inPolicy !== undefined) return inPolicy;
    const label = named ?? (joined === undefined ? apart : `${cited.id}.${joined}`);
    if (label !== undefined && !idKey(cited.id ?? '').endsWith(idKey(label))) return label;
  }
  return null;
}

/** "Section IIL.D" on a scan, where the policy has a section III: a numeral whose I was read as l, L or 1. */
function romansMended(words: string, policy: PolicyDocument): string {
  return words.replace(
    /\b((?:section|part|table|paragraph|item)\s+)([IVXLl1|]{2,6})(?=[.,;:()\s]|$)/gi,
    (whole: string, kind: string, numeral: string) => {
      const mended = numeral.replace(/[lL1|]/g, 'I');
      const has = (label: string) => policy.sections.some((section) => isLabel(section.label, label));
      return !has(numeral) && has(mended) ? `${kind}${mended}` : whole;
    },
  );
}

/** "… Table 2, line R-4": of the policy's own labels that the sentence calls lines, rows or the like, the last. */
function lastLabelIn(
  words: string,
  policy: PolicyDocument,
  isNode: (label: string) => boolean,
): string | null {
  const sentence = /^[\s\S]*?(?=[.;]\s|$)/.exec(words)?.[0] ?? '';
  const named = [
    ...sentence.matchAll(
      /\b(?:line|row|step|box|path|pathway|tier|indication|scenario|category|entry|module|node|branch)\s+([A-Z0-9][\w-]*(?:\.\w+)*)/gi,
    ),
  ].map(([, label]) => label ?? '');
  const known = (label: string): boolean =>
    policy.sections.some((section) => isLabel(section.label, label)) || isNode(label);
  return named.findLast(known) ?? null;
}

/** Words for a part of a policy, and its label as letters write it. */
const partNamed =
  /\b(?:sections?|parts?|paragraphs?|para\.|chapters?|tracks?|paths?|pathways?|modules?|clauses?|articles?|criteri(?:on|a)|categor(?:y|ies)|indications?|headings?|tables?)\s+(?:(?:no\.?|number|numbered|lettered)\s+)?["“(]?([A-Z]{1,4}-?\d{1,2}(?:\.\d{1,2})*|\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[A-Z]|one|two|three|four|five|six|seven|eight|nine)(?![\w/-])/gi;
const numberWords = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
/** What has parts of its own and is no clinical policy. */
const otherPaper =
  /\b(?:evidence of coverage|brochure|handbook|booklet|certificate|plan (?:document|description)|summary plan|exclusions?|not (?:paid|covered) for|contract|SPD|benefit|ERISA|act|code|law|statutes?|regulations?|C\.?F\.?R\.?|U\.?S\.?C\.?|medicare part|appeal(?:s|ed)?|external review|grievance|form)\b/i;

/**
 * "Track B asks for …", "(H-3)", "Paragraph 4 deals with …": a label that the policy gives to one of its sections, in a sentence that
 * speaks of no other paper. Null where the letter names several.
 */
function namedAlone(
  { citedPolicies }: Denial,
  text: readonly LetterPage[],
  policy: PolicyDocument,
): string | null {
  const ids = new Set(citedPolicies.map(({ id }) => idKey(id ?? '')));
  const labels = policy.sections
    .filter(({ role }) => role !== 'history' && role !== 'definitions')
    .map(({ label }) => label)
    .filter((label) => label !== null);
  const found = new Set<string>();
  for (const page of text.filter((other) => citedPolicies.some(({ span }) => isOn(span, other))))
    for (const { start, end } of splitSentences(page.text)) {
      const words = oneLine(page.text.slice(start, end));
      if (otherPaper.test(words)) continue;
      for (const [, part = ''] of words.matchAll(partNamed)) {
        const at = numberWords.indexOf(part.toLowerCase());
        const own = labels.find((label) => isLabel(label, at < 0 ? part : String(at + 1)));
        if (own !== undefined && !ids.has(idKey(part))) found.add(own);
      }
      for (const own of labels)
        if (
          /^[A-Z]{1,4}-\d/.test(own) &&
          new RegExp(String.raw`(?<![\w-])${own.replace(/\./g, '\\.')}(?![\w-]|\.\d)`).test(words)
        )
          found.add(own);
    }
  return found.size === 1 ? ([...found][0] ?? null) : null;
}

function isOn(span: { readonly documentId: string; readonly pageIndex: number }, page: LetterPage): boolean {
  return span.documentId === page.documentId && span.pageIndex === page.pageIndex;
}
