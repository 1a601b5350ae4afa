/** Every change to the case, newest first: the paper trail of the app itself, day by day. */
import { client } from '../../client/client.ts';
import { keys, useQuery } from '../../client/query.ts';
import { t } from '../../text/index.ts';
import { longDate } from '../../ui/dates.ts';
import { Await } from '../../ui/states.tsx';
import { type HistoryEntry, historyWords } from './history-words.ts';

type Entry = HistoryEntry & { at: string; who: string };

export function History({ caseId }: { caseId: string }) {
  const history = useQuery(keys.history(caseId), () => client.cases.history({ caseId }));
  const documents = useQuery(keys.documents(caseId), () => client.documents.list({ caseId }));
  const analysis = useQuery(keys.analysis(caseId), () => client.findings.analysis({ caseId }));
  const names = new Map([
    ...(documents.data ?? []).map(({ id, fileName }) => [id, fileName] as const),
    ...(analysis.data?.findings ?? []).map(({ id, summary }) => [id, summary] as const),
  ]);
  return (
    <Await answer={history}>
      {(list) =>
        list.length === 0 ? (
          <p className="soft">{t.track.noHistory}</p>
        ) : (
          <div className="stack">
            {byDay(list).map(({ day, entries }) => (
              <section key={day} aria-label={longDate(day)} className="history-day">
                <h2>{longDate(day)}</h2>
                <ol>
                  {entries.map(({ entry, key }) => {
                    const { title, before, after } = historyWords(entry, names);
                    return (
                      <li key={key} className="history">
                        <time className="small soft" dateTime={entry.at}>
                          {timeOf(entry.at)}
                        </time>
                        <div>
                          <p>{title}</p>
                          {before === null && after === null ? null : (
                            <p className="small">
                              {before === null ? null : <del>{before}</del>}{' '}
                              {after === null ? null : <ins>{after}</ins>}
                            </p>
                          )}
                        </div>
                        <span className="small soft">{t.track.historyWords.who[entry.who] ?? entry.who}</span>
                      </li>
                    );
                  })}
                </ol>
              </section>
            ))}
          </div>
        )
      }
    </Await>
  );
}

/** The vault keeps moments in UTC; people read their own clock. */
function localMoment(at: string): Date | null {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? null : date;
}

function timeOf(at: string): string {
  return localMoment(at)?.toLocaleTimeString(t.locale, { hour: 'numeric', minute: '2-digit' }) ?? at;
}

function dayOf(at: string): string {
  const date = localMoment(at);
  if (!date) return at;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function byDay(list: readonly Entry[]): { day: string; entries: { entry: Entry; key: string }[] }[] {
  const days: { day: string; entries: { entry: Entry; key: string }[] }[] = [];
  for (const [index, entry] of list.entries()) {
    const day = dayOf(entry.at);
    const row = { entry, key: `${list.length - index}` };
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(row);
    else days.push({ day, entries: [row] });
  }
  return days;
}
