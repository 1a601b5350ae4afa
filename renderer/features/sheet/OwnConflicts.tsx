/** Points on which the record disagrees with itself: the question, and both places, each shown on its page by a click. */
import type { Span } from '../../../shared/domain/page-text.ts';
import { client } from '../../client/client.ts';
import { keys, useQuery } from '../../client/query.ts';
import { hashOf } from '../../state/route.ts';
import { t } from '../../text/index.ts';
import { DisagreeingPlaces } from './Contradictions.tsx';

interface OwnConflictsProps {
  caseId: string;
  paperName: (documentId: string) => string;
  shown: Span | null;
  onShow: (span: Span) => void;
}

export function OwnConflicts({ caseId, paperName, shown, onShow }: OwnConflictsProps) {
  const analysis = useQuery(keys.analysis(caseId), () => client.findings.analysis({ caseId }));
  const conflicts = (analysis.data?.pleaseCheck ?? [])
    .map((check, index) => ({ ...check, id: `check-${index}` }))
    .filter(({ citations }) => citations.length > 1 && citations.every(({ role }) => role === 'record'));
  if (conflicts.length === 0) return null;
  return (
    <section className="card sheet-group" aria-labelledby="own-conflicts">
      <h2 id="own-conflicts">{t.sheet.recordsDisagree}</h2>
      <p className="small soft sheet-lead">{t.sheet.recordsDisagreeLead}</p>
      {conflicts.map(({ id, concept, question, citations }) => (
        <section
          key={id}
          className="disagree small"
          aria-label={concept === null ? t.sheet.disagree : t.sheet.disagreeAt(t.concept(concept))}
        >
          <p>{question}</p>
          <DisagreeingPlaces
            spans={citations.map(({ span }) => span)}
            paperName={paperName}
            shown={shown}
            onShow={onShow}
          />
          <p>
            <a href={hashOf({ screen: 'desk', caseId, focus: id })}>{t.sheet.sideBySide}</a>
          </p>
        </section>
      ))}
    </section>
  );
}
