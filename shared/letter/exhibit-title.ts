/** Names an exhibit in plain words: what it is, whose, of which days. Never the file name, which may say anything. */
import type { Analysis, AnalyzedDocument, DocumentPart } from '../domain/finding.ts';
import type { DocumentKind } from '../domain/kinds.ts';
import type { PageText } from '../domain/page-text.ts';
import { squeeze } from '../text/spans.ts';
import { isOtherPerson } from '../text/person.ts';
import { clinicianName, dateLineOf } from './sources.ts';
import { longDate } from './words.ts';

const kindNames: Readonly<Record<DocumentKind, string>> = {
  'denial-letter': 'Denial letter',
  'clinical-policy': 'Clinical policy',
  'plan-document': 'Plan document',
  'claim-file': 'Claim file',
  correspondence: 'Correspondence',
  'medical-record': 'Medical record',
  literature: 'Published literature',
  other: 'Document',
};

const maxTitle = 200;

/** `first` is the document's first page, where it is at hand. */
export function exhibitTitle(document: AnalyzedDocument, analysis: Analysis, first: PageText | null): string {
  const denial = [analysis.denial, ...analysis.earlierDenials].find(
    (item) => item?.documentId === document.documentId,
  );
  if (denial) {
    const date = denial.letterDate ? ` dated ${longDate(denial.letterDate.value)}` : '';
    const from = denial.insurer ? `, ${denial.insurer.value}` : '';
    return `Denial letter${date}${from}`;
  }
  if (document.kind === 'denial-letter') return 'Denial letter, further page';
  const policy = analysis.policies.find((item) => item.documentId === document.documentId);
  if (policy && (policy.id ?? policy.title)) return policyTitle(policy.id, policy.title);
  const patient = analysis.denial?.memberName?.value ?? null;
  const parts = document.parts.filter((part) => !isOtherPerson(part.patientName, patient));
  const author = authorOf(parts);
  return `${nameOf(document, parts)}${author ? `, ${author}` : ''}${daysOf(parts, first, document.kind)}`.slice(
    0,
    maxTitle,
  );
}

function policyTitle(id: string | null, title: string | null): string {
  // "Clinical : Breast MRI" is what is left of "Clinical Policy SBS-0415: Breast MRI".
  const plain =
    title?.replace(/^(?:(?:clinical|medical|coverage|policy|guideline)\s*)*[:–—-]\s*/i, '') ?? null;
  return squeeze(`Clinical policy ${[id, plain].filter(Boolean).join(', ')}`).slice(0, maxTitle);
}

function nameOf(document: AnalyzedDocument, parts: readonly DocumentPart[]): string {
  if (document.kind !== 'medical-record' || parts.length < 2) {
    const title = parts.length === 1 ? parts[0]?.title : null;
    return (title ? plainTitle(title) : null) ?? kindNames[document.kind];
  }
  const therapy = parts.every(({ author, title }) =>
    author
      ? /\b(?:PT|DPT|PTA)\b/.test(author)
      : /\b(?:therapy|flow sheet|visit log|daily notes)\b/i.test(title ?? ''),
  );
  return therapy ? 'Physical therapy records' : 'Medical records';
}

/** The author, where all of the papers are by the same person. */
function authorOf(parts: readonly DocumentPart[]): string | null {
  const [first = null, ...others] = parts.map((part) => clinicianName(part.author));
  return others.every((author) => author === first) ? first : null;
}

function daysOf(parts: readonly DocumentPart[], page: PageText | null, kind: DocumentKind): string {
  const dates = parts.flatMap((part) => (part.date ? [part.date] : [])).toSorted();
  const first = dates[0] ?? (kind === 'correspondence' && page ? dateLineOf(page) : null);
  const last = dates.at(-1);
  if (!first) return '';
  // One day beside parts of no day says too much: they may be years apart.
  if (first === last && parts.some((part) => !part.date)) return '';
  return last && last !== first ? `, ${longDate(first)} to ${longDate(last)}` : `, ${longDate(first)}`;
}

/** A title line up to where the particulars of a patient begin; null where nothing telling is left. */
function plainTitle(title: string): string | null {
  const plain = squeeze(
    title.split(/\b(?:date|dob|d\.o\.b|provider|patient|member|mrn|chart|time|dx|treating|name)\b|\d/i)[0] ??
      '',
  ).replace(/[\s.,:;(–-]+$/, '');
  return /[a-z]{4}/i.test(plain) ? plain : null;
}
