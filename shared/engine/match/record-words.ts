/**
 * What the facts do not hold: that a page is a visit to a specialist, and whether the record says what a policy
 * item says in nearly its words. Both only on pages that bear the patient's own name.
 */
import type { CriterionLeaf } from '../../domain/policy.ts';
import type { DocumentText, PageText } from '../../domain/page-text.ts';
import type { ClinicalFact } from '../../domain/record.ts';
import { splitSentences } from '../../text/blocks.ts';
import { readDates } from '../../text/dates.ts';
import type { PolicyFindingsInput } from './policy-findings.ts';

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
function medicalDocuments(input: VisitInput): DocumentText[] {
  return input.documents
    .map((document) => ({
      ...document,
      pages: document.pages.filter(({ pageIndex }) =>
        input.parts.some(
          (part) =>
            part.documentId === document.documentId &&
            part.kind === 'medical-record' &&
            part.firstPage <= pageIndex &&
            pageIndex <= part.lastPage,
        ),
      ),
    }))
    .filter(({ pages }) => pages.length > 0);
}

/** First and last name of the member both stand on the page; without a name nothing is assumed. */
function namesPatient(text: string, input: VisitInput): boolean {
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

const specialties: readonly (readonly [string, RegExp])[] = [
  ['gastroenterologist', /\bgastroenterolog\w*|\bIBD (?:clinic|center)|\bdigestive (?:health|disease)/i],
  ['oncologist', /\boncolog\w*|\bcancer (?:center|institute|clinic)/i],
  ['neurologist', /\bneurolog(?:y|ist)\b(?!ical)|\bneuroscience/i],
  ['otolaryngologist', /\botolaryngolog\w*|\bENT\b|\bear,? nose/i],
  ['allergist', /\ballerg(?:y|ist)\b(?! ?:|ies)/i],
  ['cardiologist', /\bcardiolog\w*|\bheart (?:associates|center|clinic)/i],
  ['surgeon', /\bsurge(?:on|ry)\b|\bsurgical (?:associates|group)/i],
  ['urologist', /\burolog\w*/i],
  ['rheumatologist', /\brheumatolog\w*/i],
  ['pulmonologist', /\bpulmon(?:ary|olog\w*)\b|\blung (?:clinic|center)/i],
  ['orthopedist', /\borthop(?:a)?edic\w*|\bsports medicine/i],
  ['neurosurgeon', /\bneurosurg\w*/i],
];

type VisitInput = Pick<PolicyFindingsInput, 'denial' | 'documents' | 'parts'>;

/** A visit to a specialist is known by the letterhead of its note: the specialty and the day, on the patient's page. */
export function visitFacts(input: VisitInput): ClinicalFact[] {
  const out: ClinicalFact[] = [];
  for (const document of medicalDocuments(input)) {
    for (const page of document.pages) {
      const head = page.text.slice(0, 420);
      if (
        !namesPatient(head, input) ||
        /\b(?:impression|findings|accession|specimen|reference range)\b/i.test(page.text.slice(0, 900))
      )
        continue;
      const dates = readDates(head).filter(
        ({ precision, start }) =>
          precision === 'day' &&
          !/\b(?:dob|born|birth)\W{0,12}$/i.test(head.slice(Math.max(0, start - 16), start)),
      );
      const day =
        dates
          .map(({ iso }) => iso)
          .toSorted()
          .at(-1) ?? null;
      if (day === null) continue;
      for (const [name, words] of specialties) {
        const found = words.exec(head);
        if (found === null) continue;
        const from = head.lastIndexOf('\n', found.index) + 1;
        const end = head.indexOf('\n', found.index);
        const quote = head.slice(from, end < 0 ? head.length : end).trim();
        const start = page.text.indexOf(quote, from);
        out.push({
          ...factOf({ concept: 'specialist-evaluation' } as CriterionLeaf, {
            page,
            start,
            end: start + quote.length,
            text: quote,
          }),
          id: `visit:${page.documentId}:${page.pageIndex}:${name}`,
          detail: name,
          date: day,
          noteDate: day,
          why: ['record.letterhead'],
        });
      }
    }
  }
  return out;
}
