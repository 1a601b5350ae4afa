/** The engine's door: page texts, rules and today's date in; findings out. Pure, deterministic, never throws on text. */
import type {
  Analysis,
  AnalysisInput,
  AnalyzedDocument,
  DocumentPart,
  Finding,
  PleaseCheck,
} from '../domain/finding.ts';
import type { Denial, ScanDescription } from '../domain/denial.ts';
import type { IsoDate } from '../domain/kinds.ts';
import type { PageText } from '../domain/page-text.ts';
import type { ClinicalFact } from '../domain/record.ts';
import { contradictionFindings } from './compare/contradictions.ts';
import { mergeFindings, unanswered } from './compare/merge.ts';
import { withoutOverstated } from './compare/conflicts/length.ts';
import { recordConflicts } from './compare/record-conflicts.ts';
import { placeFindings } from './compare/place-of-service.ts';
import { screeningExclusion } from './compare/screening-exclusion.ts';
import { supportFindings } from './compare/support.ts';
import { groupLetters } from './denial/group-letters.ts';
import type { ReadLetter } from './denial/read-denial.ts';
import { readDenial } from './denial/read-denial.ts';
import type { EngineRules } from './engine-rules.ts';
import type { CaseContext, FolderPage } from './folder.ts';
import { birthDateOf, isOtherPatient, namesPerson } from './folder.ts';
import { nearRegions } from './match/evidence/fact-place.ts';
import type { MatchContext } from './match/outcomes/match-context.ts';
import { policyFindings } from './match/policy-findings.ts';
import { readPolicy } from './policy/read-policy.ts';
import { accessFindings } from './procedure/access.ts';
import { deadlineFindings } from './procedure/deadlines.ts';
import { mismatchFindings } from './procedure/mismatch.ts';
import { noticeFindings } from './procedure/notice.ts';
import type { Order } from './procedure/order.ts';
import { orderOf } from './procedure/order.ts';
import { reviewerFindings } from './procedure/reviewer.ts';
import { readRecords } from './record/extract.ts';
import type { RecordReading } from './record/extract.ts';
import { withKnownMember } from './member.ts';
import type { Paper } from './papers.ts';
import { papersOf } from './papers.ts';
import { comparePerson, type Identity } from '../text/person.ts';
import { isScanItself } from './scan-itself.ts';
import type { Note } from './segment/notes.ts';

export type { EngineRules } from './engine-rules.ts';

/** Reads a case's papers and says where denial, policy and record disagree. Same input, same output. */
export function analyze(given: AnalysisInput, rules: EngineRules): Analysis {
  const input: AnalysisInput = { ...given, documents: inOrder(given.documents) };
  const files = papersOf(input, rules.kinds);
  const papers = files.flat();
  const documents: AnalyzedDocument[] = input.documents.map((document, index) => ({
    documentId: document.documentId,
    fileName: document.fileName,
    pageCount: document.pages.length,
    kind: files[index]?.[0]?.fileKind ?? 'other',
    parts: (files[index] ?? []).map(({ partOf }) => partOf),
  }));
  const policies = policyPapers(papers).map((paper) => readPolicy(paper, rules));
  const letters = readLetters(
    papers,
    rules,
    policies.flatMap(({ id }) => (id === null ? [] : [id])),
  );
  const latest = letters.at(-1);
  const records = recordsOf(papers, latest ?? null, rules);
  // A letter dated ahead of the clock tells that the clock is slow.
  const now = [input.today, latest?.denial.letterDate?.value ?? input.today].toSorted().at(-1) ?? input.today;
  const facts = records.facts.map((fact) => toCome(fact, now));
  // What another patient's paper says may be shown, never held against the member's policy or denial.
  const own = facts.filter(
    (fact) => fact.context.experiencer !== 'other' && !isScanItself(fact, latest?.denial ?? null),
  );
  const reliable = withoutOverstated(own);
  const empty = {
    documents: documents.map((document, index) =>
      withParts(document, input.documents[index]?.pages ?? [], records.notes),
    ),
    policies,
    facts,
    findings: [],
    gaps: [],
    pleaseCheck: [],
  };
  if (latest === undefined) return { ...empty, denial: null, earlierDenials: [] };
  const context = contextOf(
    input,
    papers,
    letters,
    latest,
    rules,
    { facts: reliable, policies },
    records.person,
    records.notes,
  );
  const order = orderOf(context);
  const denied = latest.denial.scan?.value ?? null;
  const scan =
    order === null || order.scan.region === null
      ? denied
      : { ...placeOf(order, latest.denial), side: order.scan.side ?? denied?.side ?? null };
  const matching: MatchContext = {
    requestDate: latest.denial.requestDate?.value ?? latest.denial.letterDate?.value ?? input.today,
    today: input.today,
    region: scan?.region ?? null,
    side: scan?.side ?? null,
    rules: rules.policy,
  };
  const pleaseCheck: PleaseCheck[] = [];
  const notice = noticeFindings(context);
  const contradictions = contradictionFindings(context, matching);
  const policy =
    own.length === 0
      ? { findings: [], gaps: [], pleaseCheck: [] }
      : policyFindings({
          policies,
          denial: latest.denial,
          facts: reliable,
          parts: empty.documents.flatMap(({ parts }) => parts).filter((part) => !isOthersPart(part, context)),
          documents: input.documents,
          scan,
          ...(order === null ? {} : { orderedCodes: order.codes }),
          today: input.today,
          planType: input.planType,
          rules,
        });
  pleaseCheck.push(
    ...policy.pleaseCheck,
    ...notice.pleaseCheck,
    ...contradictions.pleaseCheck,
    ...recordConflicts(facts, matching),
  );
  const found: Finding[] = [
    ...contradictions.findings,
    ...policy.findings,
    ...screeningExclusion(context),
    ...accessFindings(context),
    ...mismatchFindings(context),
    ...deadlineFindings(context),
    ...reviewerFindings(context, order?.codes ?? []),
    ...notice.findings,
  ];
  const supported = mergeFindings([
    ...found,
    ...placeFindings(found, latest.denial),
    ...supportFindings(context),
  ]);
  const open = unanswered(context, supported, pleaseCheck);
  pleaseCheck.push(...open.pleaseCheck);
  return {
    ...empty,
    denial: latest.denial,
    earlierDenials: letters.slice(0, -1).map(({ denial }) => denial),
    findings: mergeFindings([...supported, ...open.findings]),
    gaps: policy.gaps,
    pleaseCheck,
  };
}

/** What a paper dates after today has not happened, whatever its words: an appointment, a visit to come. */
function toCome(fact: ClinicalFact, now: IsoDate): ClinicalFact {
  return fact.status === 'done' && fact.date !== null && fact.date > now
    ? { ...fact, status: 'planned' }
    : fact;
}

/**
 * A code of the upper limb is that of wrist and hand alike, and a form of the "Hand Clinic" says hand: where order and
 * letter have one code, the letter's part of the body stands beside a near one of the order.
 */
function placeOf(order: Order, { scan, procedureCodes }: Denial): ScanDescription {
  const denied = scan?.value ?? null;
  const region = denied?.region ?? null;
  return denied !== null &&
    region !== null &&
    procedureCodes.some(({ value }) => order.codes.includes(value)) &&
    nearRegions(region).includes(order.scan.region ?? '')
    ? { ...order.scan, scanId: denied.scanId, region }
    : order.scan;
}

/** The order in which files were dropped must not change anything: by name, then by content, then by id. */
function inOrder(documents: AnalysisInput['documents']): AnalysisInput['documents'] {
  const key = (document: AnalysisInput['documents'][number]) =>
    `${document.fileName}\u0000${document.pages[0]?.text ?? ''}\u0000${document.documentId}`;
  return documents.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

/** Clinical policies; one that a letter encloses counts where the folder holds no other. */
function policyPapers(papers: readonly Paper[]): readonly Paper[] {
  const all = papers.filter(({ kind }) => kind === 'clinical-policy');
  const own = all.filter(({ fileKind }) => fileKind !== 'denial-letter');
  return own.length > 0 ? own : all;
}

/** All decisions in the folder, oldest first; the latest is the one that is appealed. */
function readLetters(
  papers: readonly Paper[],
  rules: EngineRules,
  policyIds: readonly string[],
): readonly ReadLetter[] {
  const denials = papers.filter(({ kind }) => kind === 'denial-letter');
  const records = papers.flatMap(({ kind, pages }) => (kind === 'medical-record' ? pages : []));
  const letters = groupLetters(denials, rules.denial).map((pages) =>
    withKnownMember(readDenial(pages, rules, policyIds), records),
  );
  return ofWhomTheRecordIs(letters, papers).toSorted((a, b) => {
    const x = a.denial.letterDate?.value ?? '';
    const y = b.denial.letterDate?.value ?? '';
    return x < y ? -1 : x > y ? 1 : 0;
  });
}

/** A letter to another of the family lies in many a folder: where the records name one member and never the other, his goes. */
function ofWhomTheRecordIs(letters: readonly ReadLetter[], papers: readonly Paper[]): readonly ReadLetter[] {
  const pages = papers.flatMap(({ kind, pages: own }) => (kind === 'medical-record' ? own : []));
  const named = letters.map(({ denial }) => {
    const name = denial.memberName?.value ?? null;
    return name === null ? null : pages.filter(({ text }) => namesPerson(text, name)).length;
  });
  const most = Math.max(0, ...named.map((count) => count ?? 0));
  return most === 0 ? letters : letters.filter((_, index) => named[index] !== 0);
}

function contextOf(
  input: AnalysisInput,
  papers: readonly Paper[],
  letters: readonly ReadLetter[],
  latest: ReadLetter,
  rules: EngineRules,
  read: Pick<CaseContext, 'facts' | 'policies'>,
  person: Identity | null,
  notes: readonly Note[],
): CaseContext {
  const name = latest.denial.memberName?.value ?? null;
  const medical: PageText[] = papers.flatMap(({ kind, pages }) => (kind === 'medical-record' ? pages : []));
  const birthDate = person?.birthDate ?? birthDateOf(name, medical);
  const pages = papers.flatMap((paper) =>
    paper.pages.map((page): FolderPage => ({
      page,
      fileName: paper.fileName,
      kind: paper.kind,
      otherPatient: isOthersPage(page, notes, person) ?? isOtherPatient(page.text, name, birthDate),
    })),
  );
  return { input, rules, pages, letters, latest, birthDate, ...read };
}

/** Facts of the medical records, read with the member in mind; where the letter names nobody, with the person of most notes. */
function recordsOf(papers: readonly Paper[], latest: ReadLetter | null, rules: EngineRules): RecordReading {
  const sources = papers.filter(({ kind }) => kind === 'medical-record');
  const name = latest?.denial.memberName?.value ?? null;
  if (name === null) return readRecords(sources, rules.record, null);
  const birthDate = birthDateOf(
    name,
    sources.flatMap(({ pages }) => pages),
  );
  return readRecords(sources, rules.record, { name, birthDate });
}

/** True or false where notes cover the page; null where none does. */
function isOthersPage(page: PageText, notes: readonly Note[], person: Identity | null): boolean | null {
  const covering = notes.filter(
    (note) =>
      note.documentId === page.documentId &&
      note.pieces.some(({ pageIndex }) => pageIndex === page.pageIndex),
  );
  if (covering.length === 0 || person === null) return null;
  return covering.every((note) => comparePerson(note.patient, person) === 'other');
}

/** Papers about somebody else say nothing of the member's condition. */
function isOthersPart(part: DocumentPart, { pages }: CaseContext): boolean {
  const own = pages.filter(
    ({ page }) =>
      page.documentId === part.documentId &&
      page.pageIndex >= part.firstPage &&
      page.pageIndex <= part.lastPage,
  );
  return own.length > 0 && own.every(({ otherPatient }) => otherPatient);
}

/** Each record among the parts as its notes. The file may be here several times, each time with other pages. */
function withParts(
  document: AnalyzedDocument,
  pages: readonly PageText[],
  notes: readonly Note[],
): AnalyzedDocument {
  const here = new Set(pages.map(({ pageIndex }) => pageIndex));
  const own = notes.filter(
    ({ documentId, pieces }) =>
      documentId === document.documentId && pieces.some(({ pageIndex }) => here.has(pageIndex)),
  );
  if (own.length === 0) return document;
  const parts = own.map((note): DocumentPart => {
    const indices = note.pieces.map(({ pageIndex }) => pageIndex);
    return {
      documentId: document.documentId,
      firstPage: Math.min(...indices),
      lastPage: Math.max(...indices),
      kind: 'medical-record',
      date: note.date,
      author: note.author,
      patientName: note.patient.name,
      title: note.title,
    };
  });
  const others = document.parts.filter(({ kind }) => kind !== 'medical-record');
  return {
    ...document,
    parts: [...others, ...parts].toSorted((a, b) => a.firstPage - b.firstPage),
  };
}
