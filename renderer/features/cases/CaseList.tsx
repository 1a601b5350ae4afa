/** All cases by person, the most pressing first, each with its next step. A drop anywhere begins a new one. */
import { Archive, FilePlus2, MoreHorizontal, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { CaseSummary } from '../../../shared/api/contract.ts';
import { client } from '../../client/client.ts';
import { isWanted } from '../../client/files.ts';
import { invalidate, keys, setAnswer, useQuery } from '../../client/query.ts';
import { importFiles } from '../../state/importing.ts';
import { go, hashOf } from '../../state/route.ts';
import { t } from '../../text/index.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { calm, caseName, caseTitle } from '../../ui/case-title.ts';
import { Countdown } from '../../ui/Countdown.tsx';
import { Field } from '../../ui/fields.tsx';
import { FilePicker } from '../../ui/FilePicker.tsx';
import { ActionMenu, Popup } from '../../ui/Popup.tsx';
import { Await } from '../../ui/states.tsx';
import { say, sayError } from '../../ui/toasts.tsx';
import './cases.css';
import { byPerson } from './by-person.ts';

export function CaseList() {
  const cases = useQuery(keys.cases, () => client.cases.list());
  const [showArchived, setShowArchived] = useState(false);
  const [busy, setBusy] = useState(false);
  const sample = async () => {
    setBusy(true);
    try {
      const made = await client.cases.createSample();
      invalidate(keys.cases);
      go({ screen: 'papers', caseId: made.id, focus: null });
    } catch (error) {
      sayError(error);
    } finally {
      setBusy(false);
    }
  };
  const take = (files: File[]) => void importFiles(files.filter(isWanted), null);
  return (
    <div className="screen-narrow stack cases">
      <Await answer={cases}>
        {(all) => {
          const shown = all.filter((each) => each.archived === showArchived);
          const archived = all.filter((each) => each.archived).length;
          return (
            <>
              <div className="row spread">
                <h1>{showArchived ? t.cases.archivedTitle : t.cases.title}</h1>
                {archived > 0 || showArchived ? (
                  <Button weight="quiet" small onPress={() => setShowArchived(!showArchived)}>
                    {showArchived ? t.cases.showOpen : t.cases.showArchived(archived)}
                  </Button>
                ) : null}
              </div>
              {byPerson(shown).map(({ person, cases: theirs }) => (
                <section key={person ?? ''} className="stack" aria-label={person ?? t.cases.nobody}>
                  {person === null ? null : <h2 className="person">{person}</h2>}
                  <ul className="stack">
                    {theirs.map((each) => (
                      <CaseRow key={each.id} summary={each} />
                    ))}
                  </ul>
                </section>
              ))}
              {showArchived ? null : (
                <section className={`begin${shown.length === 0 ? ' first' : ''}`} aria-label={t.cases.begin}>
                  <FilePlus2 size={shown.length === 0 ? 48 : 32} strokeWidth={1.4} aria-hidden />
                  <div className="stack grow">
                    <h2>{shown.length === 0 ? t.cases.emptyTitle : t.cases.begin}</h2>
                    <p className="soft">{t.cases.emptyLead}</p>
                    <div className="row">
                      <FilePicker label={t.papers.pickFiles} weight="primary" onFiles={take} />
                      <FilePicker label={t.papers.pickFolder} folder onFiles={take} />
                      <Button weight="quiet" isDisabled={busy} onPress={() => void sample()}>
                        {t.cases.sample}
                      </Button>
                    </div>
                  </div>
                </section>
              )}
              {shown.length === 0 && !showArchived ? (
                <section aria-labelledby="how-title" className="how">
                  <h2 id="how-title" className="hidden-visually">
                    {t.cases.howTitle}
                  </h2>
                  <ol>
                    {t.cases.how.map((step, index) => (
                      <li key={step.name}>
                        <span className="how-number" aria-hidden>
                          {index + 1}
                        </span>
                        <h3>{step.name}</h3>
                        <p className="small soft">{step.text}</p>
                      </li>
                    ))}
                  </ol>
                </section>
              ) : null}
            </>
          );
        }}
      </Await>
    </div>
  );
}

function CaseRow({ summary }: { summary: CaseSummary }) {
  const [renaming, setRenaming] = useState(false);
  const remove = async () => {
    setAnswer<CaseSummary[]>(keys.cases, (old) => old?.filter((each) => each.id !== summary.id));
    try {
      await client.cases.remove({ caseId: summary.id });
      say(t.cases.removed(caseTitle(summary)), () => {
        client.cases
          .restore({ caseId: summary.id })
          .catch(sayError)
          .finally(() => invalidate(keys.cases));
      });
    } catch (error) {
      sayError(error);
    }
    invalidate(keys.cases);
  };
  const archive = async () => {
    await client.cases.update({ caseId: summary.id, archived: !summary.archived }).catch(sayError);
    invalidate(keys.cases);
  };
  const title = caseTitle(summary);
  const name = caseName(summary);
  const screen = summary.findingCount > 0 ? 'desk' : 'papers';
  return (
    <li className="card case">
      <div className="grow">
        <a className="case-link" href={hashOf({ screen, caseId: summary.id, focus: null })}>
          {name.main}
        </a>
        <p className="soft small">
          {[
            // What the title says already is not said twice.
            ...(name.detail === null && name.main === summary.title
              ? [summary.scan, summary.insurer && calm(summary.insurer)].filter((each) => each !== null)
              : [name.detail].filter((each) => each !== null)),
            t.cases.documents(summary.documentCount),
          ].join(' · ')}
        </p>
        <p className="case-next">
          <span className="soft">{t.cases.next}</span> {summary.nextStep}
        </p>
      </div>
      {summary.nextDeadline ? <Countdown deadline={summary.nextDeadline} /> : null}
      <div className="case-menu">
        <ActionMenu
          trigger={
            <IconButton label={t.cases.more(title)}>
              <MoreHorizontal size={20} />
            </IconButton>
          }
          items={[
            { id: 'rename', label: t.cases.rename, icon: <Pencil size={16} />, run: () => setRenaming(true) },
            {
              id: 'archive',
              label: summary.archived ? t.cases.unarchive : t.cases.archive,
              icon: <Archive size={16} />,
              run: () => void archive(),
            },
            {
              id: 'remove',
              label: t.cases.remove,
              icon: <Trash2 size={16} />,
              danger: true,
              run: () => void remove(),
            },
          ]}
        />
      </div>
      <Rename summary={summary} isOpen={renaming} onClose={() => setRenaming(false)} />
    </li>
  );
}

function Rename({
  summary,
  isOpen,
  onClose,
}: {
  summary: CaseSummary;
  isOpen: boolean;
  onClose: () => void;
}) {
  const [title, setTitle] = useState(caseTitle(summary));
  const save = async () => {
    await client.cases.update({ caseId: summary.id, title }).catch(sayError);
    invalidate(keys.cases);
    onClose();
  };
  return (
    <Popup title={t.cases.rename} isOpen={isOpen} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {/* The dialog was opened to type here. */}
        {/* eslint-disable-next-line jsx-a11y/no-autofocus */}
        <Field label={t.cases.name} value={title} onChange={setTitle} maxLength={120} autoFocus />
        <div className="dialog-actions">
          <Button onPress={onClose}>{t.common.cancel}</Button>
          <Button type="submit" weight="primary" isDisabled={title.trim() === ''}>
            {t.common.save}
          </Button>
        </div>
      </form>
    </Popup>
  );
}
