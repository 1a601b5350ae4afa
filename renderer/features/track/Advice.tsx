/** Warnings that fit this case: what stops no clock, who may sign, who may review. */
import { client } from '../../client/client.ts';
import { keys, useQuery } from '../../client/query.ts';
import { t } from '../../text/index.ts';
import { Await } from '../../ui/states.tsx';

export function Advice({ caseId }: { caseId: string }) {
  const advice = useQuery(keys.advice(caseId), () => client.track.advice({ caseId }));
  return (
    <section className="stack" aria-labelledby="advice-title">
      <h2 id="advice-title">{t.track.advice}</h2>
      <Await answer={advice}>
        {(list) => (
          <ul className="stack">
            {list.map((each) => (
              <li key={each.id}>
                <details>
                  <summary>{each.title}</summary>
                  <p className="small">{each.text}</p>
                  {each.mark === 'V' && each.citation !== null ? (
                    <p className="small soft">{each.citation}</p>
                  ) : null}
                </details>
              </li>
            ))}
          </ul>
        )}
      </Await>
    </section>
  );
}
