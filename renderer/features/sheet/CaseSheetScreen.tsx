export function CaseSheetScreen(_props: { caseId: string }) {
  return null;
}
