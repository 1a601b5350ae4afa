export function Search(_props: { caseId: string | null; cases: unknown }) {
  return null;
}
