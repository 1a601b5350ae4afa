/** Which clinical situation the patient is in, from diagnosis codes and the records' own assessments. */
import type { Denial } from '../../../domain/denial.ts';
import type { DocumentPart } from '../../../domain/finding.ts';
import type { DocumentText, PageText } from '../../../domain/page-text.ts';
import type { PolicyRules } from '../../../domain/policy-rules.ts';
import { findPattern } from '../../../text/pattern.ts';
import { stemOf, wordsOf } from '../../sentences/sentence-features.ts';

/** Weight of each situation by id; absent means that nothing speaks for it. */
export type Situations = ReadonlyMap<string, number>;

const weighty =
  /\b(?:assessment|impression|dx|diagnos[ie]s|indication|reason for|suspect(?:ed)?|order(?:ed)?|requested|r\/o|rule out|concern for|a\/p|plan|history:|clinical history|restaging|known|confirmed)\b|^\s*A:|\bICD/i;
const denied =
  /\b(?:no|denies|denied|not|without(?! (?:and with )?(?:iv |gad\w* )?contrast| and with)|negative for|mother|father|brother|sister|aunt|uncle|family|grandmother|grandfather|son|daughter|wife|husband)\b/i;

/** The lines of a page, and the sentences in them. */
const linesOf = (text: string): string[] => text.split(/\n|(?<=[.;])\s+/);

/** Lines of the records that say what the patient has or may have, up to what they deny. */
function* tellingLines(pages: readonly PageText[]): Generator<string> {
  for (const { text } of pages)
    for (const line of linesOf(text)) {
      if (!weighty.test(line)) continue;
      const no = denied.exec(line);
      yield no === null ? line : line.slice(0, no.index);
    }
}

/**
 * Stems of the words of the records, for headings that no rule of situations knows: 1 for those in which they name the
 * patient's condition, less for all others that they do not deny.
 */
export function conditionWords(
  parts: readonly DocumentPart[],
  documents: readonly DocumentText[],
): ReadonlyMap<string, number> {
  const stems = new Map<string, number>();
  const pages = medicalPages(parts, documents);
  for (const sentence of sentencesOf(pages))
    for (const clause of sentence.split(/,\s+/))
      for (const word of wordsOf(clause.slice(0, denied.exec(clause)?.index)))
        stems.set(stemOf(word), inPassing);
  for (const line of tellingLines(pages)) for (const word of wordsOf(line)) stems.set(stemOf(word), 1);
  return stems;
}

/** What a word counts that is not among those of an assessment, a reason or an order. */
const inPassing = 0.3;

const sentencesOf = (pages: readonly PageText[]): string[] =>
  pages.flatMap(({ text }) =>
    text.split(/(?<=[.;:?!])\s+|\n\s*\n/).map((sentence) => sentence.replace(/\s+/g, ' ')),
  );

/** All sentences of the medical records, on one line each. */
export function noteSentences(parts: readonly DocumentPart[], documents: readonly DocumentText[]): string[] {
  return sentencesOf(medicalPages(parts, documents));
}

/** Pages of the documents that are parts of medical records. */
export function medicalPages(parts: readonly DocumentPart[], documents: readonly DocumentText[]): PageText[] {
  return documents.flatMap((document) =>
    document.pages.filter((page) =>
      parts.some(
        (part) =>
          part.documentId === document.documentId &&
          part.kind === 'medical-record' &&
          page.pageIndex >= part.firstPage &&
          page.pageIndex <= part.lastPage,
      ),
    ),
  );
}

/** Reads all medical records of the case; the denial's own view of the case does not count, its codes do. */
export function situationsOf(
  denial: Denial,
  parts: readonly DocumentPart[],
  documents: readonly DocumentText[],
  rules: PolicyRules,
): Situations {
  const weights = new Map<string, number>();
  const add = (id: string, weight: number): void =>
    void weights.set(id, Math.min(8, (weights.get(id) ?? 0) + weight));
  const codes = denial.diagnosisCodes.map(({ value }) => value.replace(/\W/g, '').toUpperCase());
  for (const rule of rules.situations) {
    if (rule.icd.some((prefix) => codes.some((code) => code.startsWith(prefix)))) add(rule.id, 3);
  }
  const medical = medicalPages(parts, documents);
  for (const page of medical) {
    const recordCodes = [...page.text.matchAll(/\b([A-TV-Z]\d[0-9A-Z](?:\.?[0-9A-Z]{1,4})?)\b/g)].map(
      ([, code]) => (code ?? '').replace('.', ''),
    );
    const lines = linesOf(page.text);
    for (const rule of rules.situations) {
      if (rule.icd.some((prefix) => recordCodes.some((code) => code.startsWith(prefix)))) add(rule.id, 1.5);
      for (const line of lines) {
        const hit = findPattern(rule.pattern, line)[0];
        if (hit === undefined || denied.test(line.slice(Math.max(0, hit.start - 60), hit.start))) continue;
        add(rule.id, weighty.test(line) ? 1.2 : 0.3);
      }
    }
  }
  return weights;
}

/** How well situation ids fit the patient: the sum of the weights, less for what the patient is not in. */
export function fitOf(ids: readonly string[], situations: Situations): number {
  return ids.reduce((sum, id) => sum + (situations.get(id) ?? -0.5), 0);
}
