/** What the facts do not hold: whether a page that bears the patient's name says what a policy item says in nearly its words. */
import type { CriterionLeaf } from '../../../domain/policy.ts';
import type { DocumentText, PageText } from '../../../domain/page-text.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { splitSentences } from '../../../text/blocks.ts';
import type { PolicyFindingsInput } from '../policy-findings.ts';
import { medicalPages } from '../sections/situation.ts';

export interface RecordWords {
  readonly find: (leaf: CriterionLeaf) => ClinicalFact | null;
  /** Facts handed out so far, for their quotes. */
  readonly used: () => readonly ClinicalFact[];
}

const refused =
  /\b(?:no|not|denies|denied|without|never|negative|mother|father|brother|sister|wife|husband|family|if|should|would|may|call|return|refer(?:red)?|plan|order(?:ed)?)\b/i;
const common = new Set([
  'patient',
  'with',
  'that',
  'this',
  'from',
  'have',
  'been',
  'were',
  'when',
  'pain',
  'side',
  'over',
  'long',
  'more',
  'less',
  'than',
  'time',
  'each',
  'test',
  'left',
  'right',
  'their',
  'will',
  'person',
  'member',
  'history',
  'symptoms',
  'symptom',
  'recent',
  'about',
  'years',
  'weeks',
  'months',
  'times',
  'found',
  'shown',
  'other',
  'those',
  'these',
  'which',
  'where',
  'there',
  'after',
  'before',
  'within',
  'without',
  'study',
  'studies',
  'brought',
  'would',
  'could',
  'treatment',
  'result',
  'results',
  'imaging',
  'condition',
  'disease',
]);

/** Looks for sentences that share most content words with one alternative of the leaf. */
export function recordWords(input: PolicyFindingsInput): RecordWords {
  const used = new Map<string, ClinicalFact>();
  let sentences:
    | { page: PageText; start: number; end: number; stems: ReadonlySet<string>; text: string }[]
    | null = null;
  const load = (): NonNullable<typeof sentences> =>
    patientPages(input).flatMap((page) =>
      splitSentences(page.text).map(({ start, end }) => {
        const text = page.text.slice(start, end);
        return { page, start, end, text, stems: new Set(stemsOf(text)) };
      }),
    );
  const find = (leaf: CriterionLeaf): ClinicalFact | null => {
    sentences ??= load();
    for (const alternative of leaf.text.replace(/^[^:]{3,30}:/, '').split(/[;,]|\bor\b/i)) {
      const wanted = [...new Set(stemsOf(alternative))];
      if (wanted.length < 2) continue;
      const needed = Math.max(2, Math.ceil(wanted.length * 0.6));
      const hit = sentences.find(
        ({ stems, text }) => wanted.filter((stem) => stems.has(stem)).length >= needed && !refused.test(text),
      );
      if (hit === undefined) continue;
      const fact = factOf(leaf, hit);
      used.set(fact.id, fact);
      return fact;
    }
    return null;
  };
  return { find, used: () => [...used.values()] };
}

function stemsOf(text: string): string[] {
  return [...text.toLowerCase().matchAll(/\p{L}{4,}/gu)]
    .map(([word]) => word)
    .filter((word) => !common.has(word))
    .map((word) => word.replace(/(?:ing|ed|es|s|ion|al|ly)$/, '').slice(0, 8));
}

function factOf(
  leaf: CriterionLeaf,
  hit: { readonly page: PageText; readonly start: number; readonly end: number; readonly text: string },
): ClinicalFact {
  const lead = hit.text.length - hit.text.trimStart().length;
  const quote = hit.text.trim();
  return {
    id: `words:${hit.page.documentId}:${hit.page.pageIndex}:${hit.start}`,
    concept: leaf.concept ?? 'functional-limitation',
    detail: null,
    context: { negation: 'affirmed', temporality: 'recent', experiencer: 'patient' },
    status: 'done',
    region: null,
    side: null,
    date: null,
    noteDate: null,
    measure: null,
    outcome: null,
    section: null,
    author: null,
    partIndex: 0,
    spans: [
      {
        documentId: hit.page.documentId,
        pageIndex: hit.page.pageIndex,
        start: hit.start + lead,
        end: hit.start + lead + quote.length,
        quote,
      },
    ],
    why: ['record.words'],
  };
}

/** Pages of medical records in documents that name the patient. */
function patientPages(input: PolicyFindingsInput): PageText[] {
  return medicalDocuments(input)
    .filter((document) => document.pages.some((page) => namesPatient(page.text, input)))
    .flatMap((document) => [...document.pages]);
}

/** The documents' pages that are medical records. */
function medicalDocuments(input: PolicyFindingsInput): DocumentText[] {
  return input.documents
    .map((document) => ({ ...document, pages: medicalPages(input.parts, [document]) }))
    .filter(({ pages }) => pages.length > 0);
}

/** First and last name of the member both stand on the page; without a name nothing is assumed. */
function namesPatient(text: string, input: PolicyFindingsInput): boolean {
  const words = (input.denial.memberName?.value ?? '').split(/[\s-]+/).filter((word) => word.length > 2);
  const lower = text.toLowerCase();
  const first = words[0]?.toLowerCase();
  const last = words[words.length - 1]?.toLowerCase();
  return (
    first !== undefined &&
    last !== undefined &&
    words.length >= 2 &&
    lower.includes(first) &&
    lower.includes(last)
  );
}
