/** Every change to the case, newest first: the paper trail of the app itself. */
import { client } from '../../client/client.ts';
import { keys, useQuery } from '../../client/query.ts';
import { t } from '../../text/index.ts';
import { longDate } from '../../ui/dates.ts';
import { Await } from '../../ui/states.tsx';

export function History({ caseId }: { caseId: string }) {
  const history = useQuery(keys.history(caseId), () => client.cases.history({ caseId }));
  return (
    <Await answer={history}>
      {(list) =>
        list.length === 0 ? (
          <p className="soft">{t.track.noHistory}</p>
        ) : (
          <ol className="stack">
            {list.map((entry) => (
              <li key={`${entry.at}-${entry.what}-${entry.after}`} className="card history">
                <p>
                  <strong>{entry.what}</strong>{' '}
                  <span className="small soft">
                    · {longDate(entry.at)} · {entry.who}
                  </span>
                </p>
                {entry.before === null && entry.after === null ? null : (
                  <p className="small">
                    {entry.before === null ? null : <del>{entry.before}</del>}{' '}
                    {entry.after === null ? null : <ins>{entry.after}</ins>}
                  </p>
                )}
              </li>
            ))}
          </ol>
        )
      }
    </Await>
  );
}
