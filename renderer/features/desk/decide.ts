/** Accepting, setting aside and noting: shown at once, then told to the host; setting aside can be undone. */
import type { AnalysisView, FindingView } from '../../../shared/api/contract.ts';
import { client } from '../../client/client.ts';
import { invalidate, keys, setAnswer } from '../../client/query.ts';
import { t } from '../../text/index.ts';
import { say, sayError } from '../../ui/toasts.tsx';

function patch(caseId: string, findingId: string, change: Partial<FindingView>) {
  setAnswer<AnalysisView>(keys.analysis(caseId), (old) =>
    old
      ? {
          ...old,
          findings: old.findings.map((each) => (each.id === findingId ? { ...each, ...change } : each)),
        }
      : old,
  );
}

export function decide(caseId: string, finding: FindingView, decision: FindingView['decision']): void {
  const before = finding.decision;
  patch(caseId, finding.id, { decision });
  client.findings
    .decide({ caseId, findingId: finding.id, decision })
    .then(() => {
      invalidate(keys.letters(caseId));
      invalidate(`${keys.inCase(caseId)}letter/`);
      if (decision === 'rejected')
        say(t.desk.setAside, () => decide(caseId, { ...finding, decision }, before));
    })
    .catch((error: unknown) => {
      patch(caseId, finding.id, { decision: before });
      sayError(error);
    });
}

export function saveNote(caseId: string, finding: FindingView, note: string): void {
  patch(caseId, finding.id, { note });
  client.findings.decide({ caseId, findingId: finding.id, note }).catch((error: unknown) => {
    patch(caseId, finding.id, { note: finding.note });
    sayError(error);
  });
}

export function removeOwn(caseId: string, finding: FindingView): void {
  const refresh = () => invalidate(keys.analysis(caseId));
  client.findings
    .removeOwn({ caseId, findingId: finding.id })
    .then(() => {
      const { type, concept, summary, citations } = finding;
      say(t.desk.ownRemoved, () => {
        client.findings.add({ caseId, type, concept, summary, citations }).catch(sayError).finally(refresh);
      });
    })
    .catch(sayError)
    .finally(refresh);
}
