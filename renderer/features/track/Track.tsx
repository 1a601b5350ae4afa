export function Track(_props: { caseId: string }) {
  return null;
}
