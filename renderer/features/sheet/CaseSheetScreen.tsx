/** The facts of the case: what was read and where, what the person put right, and what is still to be asked. */
import { Fragment, useMemo, useState } from 'react';
import type { CaseField, CaseSheet } from '../../../shared/api/contract.ts';
import { planTypes } from '../../../shared/domain/kinds.ts';
import type { Span } from '../../../shared/domain/page-text.ts';
import { client } from '../../client/client.ts';
import { invalidate, keys, setAnswer, useQuery } from '../../client/query.ts';
import { hashOf } from '../../state/route.ts';
import { t } from '../../text/index.ts';
import { Choice } from '../../ui/fields.tsx';
import { Await, Empty } from '../../ui/states.tsx';
import { say, sayError } from '../../ui/toasts.tsx';
import { DocumentViewer } from '../../viewer/DocumentViewer.tsx';
import { Contradictions } from './Contradictions.tsx';
import { FieldRow } from './FieldRow.tsx';
import { fieldGroups } from './field-groups.ts';
import { OwnConflicts } from './OwnConflicts.tsx';
import { Profile } from './Profile.tsx';
import { Questions } from './Questions.tsx';
import { stateOptions } from './states-of-usa.ts';
import './sheet.css';

export function CaseSheetScreen({ caseId }: { caseId: string }) {
  const sheet = useQuery(keys.sheet(caseId), () => client.cases.sheet({ caseId }));
  return (
    <Await answer={sheet}>
      {(data) =>
        data.summary.documentCount === 0 ? (
          <Empty
            title={t.sheet.emptyTitle}
            action={
              <a className="button primary" href={hashOf({ screen: 'papers', caseId, focus: null })}>
                {t.desk.addPapers}
              </a>
            }
          >
            {t.sheet.emptyLead}
          </Empty>
        ) : (
          <SheetBody caseId={caseId} sheet={data} />
        )
      }
    </Await>
  );
}

function SheetBody({ caseId, sheet }: { caseId: string; sheet: CaseSheet }) {
  const documents = useQuery(keys.documents(caseId), () => client.documents.list({ caseId }));
  const [shown, setShown] = useState<Span | null>(null);
  const firstSpan = sheet.fields.find((field) => field.span !== null)?.span ?? null;
  const span = shown ?? firstSpan;
  const document = documents.data?.find((each) => each.id === span?.documentId) ?? null;
  const highlights = useMemo(() => (span ? [{ id: 'source', hue: 8, spans: [span] }] : []), [span]);
  const paperName = (documentId: string) =>
    documents.data?.find((each) => each.id === documentId)?.fileName ?? '';
  const take = (answer: Promise<CaseSheet>) =>
    answer.then(
      (next) => {
        setAnswer<CaseSheet>(keys.sheet(caseId), () => next);
        invalidate(keys.cases);
        invalidate(keys.deadlines(caseId));
      },
      (error: unknown) => sayError(error),
    );
  const correct = (field: CaseField, value: string | null) => {
    const before = field.corrected ? field.value : null;
    void take(client.cases.correctField({ caseId, name: field.name, value })).then(() =>
      say(t.sheet.saved(t.fields[field.name]), () => {
        void take(client.cases.correctField({ caseId, name: field.name, value: before }));
      }),
    );
  };
  const update = (change: { planType?: CaseSheet['planType']; state?: string | null }) => {
    client.cases
      .update({ caseId, ...change })
      .catch(sayError)
      .finally(() => invalidate(keys.inCase(caseId)));
  };
  return (
    <div className="sheet">
      <div className="sheet-fields">
        <header className="sheet-head">
          <h1>{t.sheet.title}</h1>
          <p className="soft">{t.sheet.lead}</p>
        </header>
        <Questions
          questions={sheet.questions}
          onAnswer={(questionId, value) => void take(client.cases.answer({ caseId, questionId, value }))}
        />
        {fieldGroups.map((group) => (
          <section key={group.name} className="card sheet-group" aria-label={t.sheet.groups[group.name]}>
            <h2>{t.sheet.groups[group.name]}</h2>
            {group.fields.map((name) => {
              const field = sheet.fields.find((each) => each.name === name);
              return field ? (
                <Fragment key={name}>
                  <FieldRow
                    field={field}
                    isShown={field.span !== null && field.span === span}
                    onShow={setShown}
                    onCorrect={(value) => correct(field, value)}
                  />
                  <Contradictions
                    label={t.fields[name]}
                    contradictions={sheet.contradictions.filter((each) => each.field === name)}
                    paperName={paperName}
                    shown={span}
                    onShow={setShown}
                  />
                </Fragment>
              ) : null;
            })}
            {group.name === 'person' ? (
              <div className="sheet-plan">
                <Choice
                  label={t.sheet.planType}
                  help={t.sheet.planTypeHelp}
                  options={planTypes.map((value) => ({ value, label: t.planTypes[value] }))}
                  value={sheet.planType}
                  onChange={(planType) => update({ planType })}
                />
                <Choice
                  label={t.sheet.state}
                  options={stateOptions}
                  value={sheet.state}
                  placeholder={t.sheet.stateUnknown}
                  onChange={(state) => update({ state })}
                />
              </div>
            ) : null}
          </section>
        ))}
        <OwnConflicts caseId={caseId} paperName={paperName} shown={span} onShow={setShown} />
        <Profile caseId={caseId} profile={sheet.profile} />
      </div>
      <section className="sheet-page" aria-label={t.sheet.source}>
        {span && document ? (
          <DocumentViewer
            key={span.documentId}
            documentId={span.documentId}
            title={document.fileName}
            highlights={highlights}
            goTo={span}
          />
        ) : (
          <Empty title={t.sheet.noSourceTitle}>{t.sheet.noSource}</Empty>
        )}
      </section>
    </div>
  );
}
