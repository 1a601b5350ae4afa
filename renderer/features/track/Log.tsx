/** Calls, mail, faxes and notes: a form that is quick by keyboard, and the list of what was said and promised. */
import { FileText, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { LogView } from '../../../shared/api/contract.ts';
import type { LogEntry } from '../../../shared/domain/track.ts';
import { client } from '../../client/client.ts';
import { invalidate, keys, setAnswer, useQuery } from '../../client/query.ts';
import { go, hashOf } from '../../state/route.ts';
import { t } from '../../text/index.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { longDate, shortDate } from '../../ui/dates.ts';
import { Await } from '../../ui/states.tsx';
import { say, sayError } from '../../ui/toasts.tsx';
import { LogForm } from './LogForm.tsx';

export function Log({ caseId }: { caseId: string }) {
  const log = useQuery(keys.log(caseId), () => client.track.log({ caseId }));
  const [editing, setEditing] = useState<LogView | null>(null);
  const refresh = () => {
    invalidate(keys.log(caseId));
    invalidate(keys.chronology(caseId));
  };
  const documents = useQuery(keys.documents(caseId), () => client.documents.list({ caseId }));
  const write = async (entry: LogEntry) => {
    try {
      const { kind } = await client.track.entryLetter({ caseId, entryId: entry.id });
      go({ screen: 'letter', caseId, focus: kind });
    } catch (error) {
      sayError(error);
    }
  };
  const remove = async (entry: LogEntry) => {
    setAnswer<LogView[]>(keys.log(caseId), (old) => old?.filter((each) => each.id !== entry.id));
    try {
      await client.track.removeLogEntry({ caseId, entryId: entry.id });
      say(t.track.removed, () => {
        client.track.restoreLogEntry({ caseId, entryId: entry.id }).catch(sayError).finally(refresh);
      });
    } catch (error) {
      sayError(error);
    }
    refresh();
  };
  return (
    <div className="stack">
      <LogForm
        key={editing?.id ?? 'new'}
        caseId={caseId}
        entry={editing}
        onDone={() => {
          setEditing(null);
          refresh();
        }}
        onCancel={editing === null ? null : () => setEditing(null)}
      />
      <Await answer={log}>
        {(list) =>
          list.length === 0 ? (
            <p className="soft">{t.track.noLog}</p>
          ) : (
            <ul className="stack">
              {[...list]
                .sort((a, b) => b.at.localeCompare(a.at))
                .map((entry) => (
                  <li key={entry.id} className="card log-entry">
                    <div className="row spread">
                      <p>
                        <strong>{t.logKinds[entry.kind]}</strong>
                        <span className="soft"> · {longDate(entry.at)}</span>
                      </p>
                      <div className="row log-tools">
                        {entry.kind === 'note' ? null : (
                          <Button small weight="quiet" onPress={() => void write(entry)}>
                            <FileText size={16} aria-hidden />
                            {entry.kind === 'call' || entry.kind === 'peer-to-peer'
                              ? t.track.writeFollowUp
                              : t.track.writeProof}
                          </Button>
                        )}
                        <IconButton small label={t.track.edit} onPress={() => setEditing(entry)}>
                          <Pencil size={16} />
                        </IconButton>
                        <IconButton small label={t.track.remove} onPress={() => void remove(entry)}>
                          <Trash2 size={16} />
                        </IconButton>
                      </div>
                    </div>
                    <dl className="log-facts">
                      {factsOf(entry).map(([label, value]) => (
                        <div key={label}>
                          <dt className="small soft">{label}</dt>
                          <dd>{value}</dd>
                        </div>
                      ))}
                    </dl>
                    {entry.documentIds.length === 0 ? null : (
                      <p className="small">
                        {entry.documentIds.map((id) => (
                          <a
                            key={id}
                            className="linked-link"
                            href={hashOf({ screen: 'papers', caseId, focus: `${id}:0:0:0` })}
                          >
                            {documents.data?.find((each) => each.id === id)?.fileName ?? t.track.aPaper}
                          </a>
                        ))}
                      </p>
                    )}
                    {entry.warnings.map((warning) => (
                      <p key={warning} className="notice small">
                        {warning}
                      </p>
                    ))}
                  </li>
                ))}
            </ul>
          )
        }
      </Await>
    </div>
  );
}

function factsOf(entry: LogEntry): [string, string][] {
  const date = (value: string | null) => (value === null ? null : shortDate(value));
  const count = (value: number | null) => (value === null ? null : String(value));
  const all: [string, string | null][] = [
    [t.track.about, entry.about == null ? null : t.letterKinds[entry.about]],
    [t.track.fields.personName, [entry.personName, entry.personId].filter(Boolean).join(', ') || null],
    [t.track.fields.number, entry.number],
    [t.track.fields.reference, entry.reference],
    [t.track.saidIn[entry.kind], entry.said],
    [t.track.fields.promised, entry.promised],
    [t.track.fields.followUpOn, date(entry.followUpOn)],
    [t.track.fields.certifiedNumber, entry.certifiedNumber],
    [t.track.fields.sentOn, date(entry.sentOn)],
    [t.track.fields.deliveredOn, date(entry.deliveredOn)],
    [t.track.fields.pagesSent, count(entry.pagesSent)],
    [t.track.fields.pagesConfirmed, count(entry.pagesConfirmed)],
    [t.track.fields.outcome, entry.outcome],
  ];
  return all.filter((each): each is [string, string] => each[1] !== null);
}
