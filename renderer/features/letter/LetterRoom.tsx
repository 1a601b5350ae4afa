export function LetterRoom(_props: { caseId: string; focus: string | null }) {
  return null;
}
