/** Under a fact on which the papers disagree: what they say, and the two lines, each shown on its page by a click. */
import type { CaseSheet } from '../../../shared/api/contract.ts';
import type { Span } from '../../../shared/domain/page-text.ts';
import { squeeze } from '../../../shared/text/spans.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/Button.tsx';
import { withDates } from '../../ui/dates.ts';

interface ContradictionsProps {
  label: string;
  contradictions: CaseSheet['contradictions'];
  paperName: (documentId: string) => string;
  shown: Span | null;
  onShow: (span: Span) => void;
}

export function Contradictions({ label, contradictions, paperName, shown, onShow }: ContradictionsProps) {
  return contradictions.map(({ message, spans }) => (
    <section key={message} className="disagree small" aria-label={t.sheet.disagreeAt(label)}>
      <p>
        <strong>{t.sheet.disagree}.</strong> {withDates(message)}
      </p>
      <DisagreeingPlaces spans={spans} paperName={paperName} shown={shown} onShow={onShow} />
    </section>
  ));
}

interface DisagreeingPlacesProps extends Omit<ContradictionsProps, 'label' | 'contradictions'> {
  spans: readonly Span[];
}

export function DisagreeingPlaces({ spans, paperName, shown, onShow }: DisagreeingPlacesProps) {
  return (
    <ul className="disagree-places">
      {spans.map((span) => (
        <li key={`${span.documentId}-${span.pageIndex}-${span.start}`}>
          <Button small aria-pressed={span === shown} onPress={() => onShow(span)}>
            {t.sheet.place(paperName(span.documentId), span.pageIndex + 1)}
          </Button>
          <q>{squeeze(span.quote)}</q>
        </li>
      ))}
    </ul>
  );
}
