/** The finding in one sentence, what to do with it, and why it was made. */
import { Check, ChevronDown, MessageSquare, Trash2, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/fields.tsx';
import { decide, removeOwn, saveNote } from './decide.ts';
import type { DeskFinding } from './groups.ts';
import { groupOf } from './groups.ts';
import { useDesk } from './store.ts';

export function FindingDetail({ caseId, item }: { caseId: string; item: DeskFinding }) {
  const { finding, hue } = item;
  const whyOpen = useDesk((state) => state.whyOpen);
  const noteOpen = useDesk((state) => state.noteOpen) || finding.note !== '';
  const favoursInsurer = groupOf(finding) === 'insurer';
  return (
    <section className="detail" data-hue={hue} aria-label={t.desk.current} aria-live="polite">
      <div className="detail-row">
        <div className="grow">
          <p className="detail-kind small">{t.findingTypes[finding.type]}</p>
          <p className="detail-summary">{finding.summary}</p>
          {favoursInsurer ? <p className="small soft">{t.desk.insurerLead}</p> : null}
        </div>
        <div className="row detail-actions">
          {favoursInsurer ? null : (
            <Button
              small
              weight={finding.decision === 'accepted' ? 'primary' : 'plain'}
              aria-pressed={finding.decision === 'accepted'}
              onPress={() => decide(caseId, finding, finding.decision === 'accepted' ? 'open' : 'accepted')}
            >
              <Check size={16} aria-hidden />
              {finding.decision === 'accepted' ? t.desk.decisions.accepted : t.desk.accept}
            </Button>
          )}
          <Button
            small
            aria-pressed={finding.decision === 'rejected'}
            onPress={() => decide(caseId, finding, finding.decision === 'rejected' ? 'open' : 'rejected')}
          >
            <X size={16} aria-hidden />
            {finding.decision === 'rejected' ? t.desk.bringBack : t.desk.reject}
          </Button>
          <Button
            small
            weight="quiet"
            aria-expanded={noteOpen}
            onPress={() => useDesk.setState({ noteOpen: !noteOpen })}
          >
            <MessageSquare size={16} aria-hidden />
            {t.desk.note}
          </Button>
          <Button
            small
            weight="quiet"
            aria-expanded={whyOpen}
            onPress={() => useDesk.setState({ whyOpen: !whyOpen })}
          >
            {t.desk.why}
            <ChevronDown size={16} aria-hidden />
          </Button>
          {finding.own ? (
            <Button small weight="quiet" onPress={() => removeOwn(caseId, finding)}>
              <Trash2 size={16} aria-hidden />
              {t.desk.removeOwn}
            </Button>
          ) : null}
        </div>
      </div>
      {noteOpen ? <Note key={finding.id} caseId={caseId} item={item} /> : null}
      {whyOpen ? (
        <div className="why">
          {finding.why.criterion === null ? null : (
            <p>
              {t.desk.criterion} <strong>{finding.why.criterion}</strong>
            </p>
          )}
          <ol className="why-steps">
            {finding.why.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          {finding.why.ruleIds.length > 0 ? (
            <p className="small soft">
              {t.desk.rules} {finding.why.ruleIds.join(', ')}
            </p>
          ) : null}
        </div>
      ) : null}
    </section>
  );
}

function Note({ caseId, item }: { caseId: string; item: DeskFinding }) {
  const { finding } = item;
  const [text, setText] = useState(finding.note);
  const asked = useDesk((state) => state.noteOpen);
  useEffect(() => setText(finding.note), [finding.note]);
  return (
    <Field
      label={t.desk.noteLabel}
      rows={2}
      value={text}
      onChange={setText}
      // Opened by the person to write in; a note that is merely shown takes no focus.
      // eslint-disable-next-line jsx-a11y/no-autofocus
      autoFocus={asked}
      onBlur={() => {
        if (text !== finding.note) saveNote(caseId, finding, text);
      }}
    />
  );
}
