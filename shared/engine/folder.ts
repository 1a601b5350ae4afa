/** The case's pages with what is known of each: kind of paper, and whether it is about another person. */
import type { AnalysisInput, Citation, CitationRole, Finding, Reasoning } from '../domain/finding.ts';
import type { Concept, DocumentKind, FindingType, IsoDate } from '../domain/kinds.ts';
import type { PageText, Span } from '../domain/page-text.ts';
import type { PolicyDocument } from '../domain/policy.ts';
import type { ClinicalFact } from '../domain/record.ts';
import { splitSentences } from '../text/blocks.ts';
import { readDates } from '../text/dates.ts';
import { findPattern } from '../text/pattern.ts';
import { spanOf } from '../text/spans.ts';
import type { ReadLetter } from './denial/read-denial.ts';
import type { EngineRules } from './engine-rules.ts';

export interface FolderPage {
  readonly page: PageText;
  readonly fileName: string;
  readonly kind: DocumentKind;
  /** The page names a date of birth or patient that is not the member's. */
  readonly otherPatient: boolean;
}

/** Everything the checks look at. */
export interface CaseContext {
  readonly input: AnalysisInput;
  readonly rules: EngineRules;
  readonly pages: readonly FolderPage[];
  /** Oldest first; the last one is appealed. */
  readonly letters: readonly ReadLetter[];
  readonly latest: ReadLetter;
  readonly birthDate: IsoDate | null;
  readonly facts: readonly ClinicalFact[];
  readonly policies: readonly PolicyDocument[];
}

/** A finding with its id made of type, concept and first place. */
export function makeFinding(
  type: FindingType,
  concept: Concept,
  summary: string,
  citations: readonly Citation[],
  why: Partial<Reasoning> & { readonly steps: readonly string[] },
  strength: Finding['strength'] = 'strong',
): Finding {
  const first = citations[0]?.span;
  const place = first === undefined ? 'letter' : `${first.documentId}:${first.pageIndex}:${first.start}`;
  return {
    id: `${type}/${concept}/${place}`,
    type,
    concept,
    summary,
    citations,
    why: {
      ruleIds: why.ruleIds ?? [],
      criterion: why.criterion ?? null,
      factIds: why.factIds ?? [],
      steps: why.steps,
    },
    strength,
  };
}

export function cite(role: CitationRole, span: Span): Citation {
  return { role, span };
}

/** Longest quote worth showing; longer sentences are cut at the line the words stand on. */
const longestQuote = 420;

/** The sentence (or, where that is overlong, the line) around `[start, end)` of a page. */
export function sentenceAround(page: PageText, start: number, end: number): Span {
  const sentence = splitSentences(page.text).find((s) => s.start <= start && start < s.end);
  if (sentence !== undefined && sentence.end - sentence.start <= longestQuote)
    return spanOf(page, sentence.start, Math.max(sentence.end, Math.min(end, sentence.start + longestQuote)));
  return lineAround(page, start, end);
}

/** The line, or lines, that `[start, end)` of a page stands on. */
export function lineAround(page: PageText, start: number, end: number): Span {
  const from = page.text.lastIndexOf('\n', start) + 1;
  const to = page.text.indexOf('\n', end);
  return spanOf(page, from, to < 0 ? page.text.length : to);
}

/** The page that a span stands on, among these. */
export function pageOf(
  pages: readonly PageText[],
  { documentId, pageIndex }: Pick<Span, 'documentId' | 'pageIndex'>,
): PageText | undefined {
  return pages.find((page) => page.documentId === documentId && page.pageIndex === pageIndex);
}

/** Places of any wording of a procedure group on a page, in order. */
export function findGroup(
  rules: EngineRules,
  group: string,
  text: string,
): readonly {
  readonly start: number;
  readonly end: number;
  readonly ruleId: string;
  readonly text: string;
}[] {
  const patterns = rules.procedure.groups.find(({ id }) => id === group)?.patterns ?? [];
  return patterns
    .flatMap((rule) =>
      findPattern(rule.pattern, text).map((hit) => ({
        start: hit.start,
        end: hit.end,
        text: hit.text,
        ruleId: rule.id,
      })),
    )
    .toSorted((a, b) => a.start - b.start);
}

/** Calendar days named on a page. */
export function daysOn(page: PageText): readonly IsoDate[] {
  return readDates(page.text)
    .filter(({ precision }) => precision === 'day')
    .map(({ iso }) => iso);
}

const birthLabel = /\b(?:dob|d\.o\.b\.|date of birth|birth ?date|born)\b\W{0,4}/gi;

/** The dates of birth a page names. */
export function birthDatesOn(text: string): readonly IsoDate[] {
  const dates = readDates(text);
  return [...text.matchAll(birthLabel)].flatMap((label) => {
    const behind = label.index + label[0].length;
    const hit = dates.find(({ start }) => start >= behind && start <= behind + 4);
    return hit === undefined ? [] : [hit.iso];
  });
}

function namePartsOf(name: string): readonly string[] {
  return name
    .toLowerCase()
    .split(/\s+/)
    .filter((part) => part.length > 2 && !part.endsWith('.'));
}

/** Whether the page names the person: first name and last name both stand on it. */
export function namesPerson(text: string, name: string | null): boolean {
  if (name === null) return false;
  const parts = namePartsOf(name);
  const first = parts[0];
  const last = parts.at(-1);
  const lower = text.toLowerCase();
  return first !== undefined && last !== undefined && lower.includes(first) && lower.includes(last);
}

/** The member's date of birth: the one most pages that name the member give; null where none does. */
export function birthDateOf(name: string | null, pages: readonly PageText[]): IsoDate | null {
  const counts = new Map<IsoDate, number>();
  for (const page of pages) {
    if (!namesPerson(page.text.slice(0, 600), name)) continue;
    for (const date of new Set(birthDatesOn(page.text))) counts.set(date, (counts.get(date) ?? 0) + 1);
  }
  return [...counts].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? null;
}

/** True where the page bears another date of birth, or a patient line with another name. */
export function isOtherPatient(text: string, name: string | null, birthDate: IsoDate | null): boolean {
  const births = birthDatesOn(text);
  if (birthDate !== null && births.length > 0) return !births.includes(birthDate);
  if (name === null) return false;
  const label = /\b(?:patient(?: name)?|pt name)[ \t]*:[ \t]*([A-Z][\p{L}'-]+,? [A-Z][\p{L}'-]+)/u.exec(text);
  if (label === null) return false;
  const parts = namePartsOf(name);
  const named = (label[1] ?? '').toLowerCase();
  return !parts.some((part) => named.includes(part));
}
