/** What the answers to administrative denials share: the words of the ground, whose page it is, citations once each. */
import type { Citation } from '../../../domain/finding.ts';
import type { Concept, ReasonCode } from '../../../domain/kinds.ts';
import type { Span } from '../../../domain/page-text.ts';
import { namesPerson } from '../../folder.ts';
import type { CaseContext, FolderPage } from '../../folder.ts';

/** Most pages of evidence one finding shows. */
export const mostEvidence = 4;

export function reasonSpan(context: CaseContext, code: ReasonCode): Span | null {
  return context.latest.denial.reasons.find(({ value }) => value === code)?.span ?? null;
}

export function assertionSpan(context: CaseContext, concept: Concept): Span | null {
  return (
    context.latest.denial.assertions.find(
      (assertion) => assertion.concept === concept && assertion.claim !== 'other',
    )?.span ?? null
  );
}

const memberId = (context: CaseContext) =>
  context.latest.denial.memberId?.value.replace(/\W/g, '').toUpperCase() ?? '';

/** The page is about the member: by name, or by member id. */
export function isMembers(context: CaseContext, entry: FolderPage): boolean {
  if (entry.otherPatient) return false;
  const name = context.latest.denial.memberName?.value ?? null;
  const id = memberId(context);
  return (
    namesPerson(entry.page.text, name) ||
    (id.length >= 6 && entry.page.text.replace(/\W/g, '').toUpperCase().includes(id))
  );
}

export function distinct(citations: readonly Citation[]): readonly Citation[] {
  const seen = new Set<string>();
  return citations.filter(({ role, span }) => {
    const key = `${role}/${span.documentId}/${span.pageIndex}/${span.start}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
