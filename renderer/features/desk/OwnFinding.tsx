/** Making a finding of one's own: take words from the pages, say what they show. */
import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Citation } from '../../../shared/domain/finding.ts';
import {
  clinicalConcepts,
  type Concept,
  factConcepts,
  type FindingType,
  procedureConcepts,
} from '../../../shared/domain/kinds.ts';
import { client } from '../../client/client.ts';
import { invalidate, keys } from '../../client/query.ts';
import { t } from '../../text/index.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Choice, Field } from '../../ui/fields.tsx';
import { say, sayError } from '../../ui/toasts.tsx';
import { select, useDesk } from './store.ts';

/** The types a person can tell apart without training. */
const ownTypes: readonly FindingType[] = [
  'denial-contradicted-by-record',
  'criterion-met',
  'denial-exceeds-policy',
  'policy-misapplied',
  'fact-mismatch',
  'evidence-supports',
];
const concepts: readonly Concept[] = [...clinicalConcepts, ...procedureConcepts, ...factConcepts];

export function OwnFinding({ caseId, picked }: { caseId: string; picked: readonly Citation[] }) {
  const [summary, setSummary] = useState('');
  const [type, setType] = useState<FindingType>('denial-contradicted-by-record');
  const begun = useDesk((state) => state.ownConcept);
  const [concept, setConcept] = useState<Concept>(begun ?? 'conservative-therapy');
  const close = () => {
    useDesk.setState({ picked: null });
    // Back to where it began.
    requestAnimationFrame(() => document.getElementById('add-own')?.focus());
  };
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const save = async () => {
    try {
      const made = await client.findings.add({ caseId, type, concept, summary, citations: [...picked] });
      close();
      select(made.id);
      invalidate(keys.analysis(caseId));
      say(t.desk.ownAdded);
    } catch (error) {
      sayError(error);
    }
  };
  return (
    <section className="detail own" aria-label={t.desk.addOwn}>
      <div className="row spread">
        <h2 ref={title} tabIndex={-1}>
          {t.desk.addOwn}
        </h2>
        <IconButton small label={t.common.close} onPress={close}>
          <X size={18} />
        </IconButton>
      </div>
      <p className="small">{t.desk.ownLead}</p>
      <ul className="own-quotes" aria-live="polite">
        {picked.map((citation, index) => (
          <li
            key={`${citation.role}-${citation.span.documentId}-${citation.span.start}-${citation.span.end}`}
            className="row"
          >
            <span className="chip">{t.desk.panes[citation.role]}</span>
            <q className="grow">{citation.span.quote.replaceAll(/\s+/g, ' ')}</q>
            <IconButton
              small
              label={t.desk.dropQuote}
              onPress={() => useDesk.setState({ picked: picked.filter((_, each) => each !== index) })}
            >
              <X size={16} />
            </IconButton>
          </li>
        ))}
      </ul>
      {picked.length > 0 ? (
        <form
          className="own-form"
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <Field label={t.desk.ownSummary} value={summary} onChange={setSummary} maxLength={1000} />
          <Choice
            label={t.desk.ownType}
            options={ownTypes.map((value) => ({ value, label: t.findingTypes[value] }))}
            value={type}
            onChange={setType}
          />
          <Choice
            label={t.desk.ownConcept}
            options={concepts.map((value) => ({ value, label: t.concept(value) }))}
            value={concept}
            onChange={setConcept}
          />
          <Button type="submit" weight="primary" isDisabled={summary.trim().length < 3}>
            {t.desk.ownSave}
          </Button>
        </form>
      ) : null}
    </section>
  );
}
