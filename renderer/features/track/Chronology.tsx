/** Everything that happened, in order, with the page it can be read on. */
import { AlertTriangle } from 'lucide-react';
import { client } from '../../client/client.ts';
import { keys, useQuery } from '../../client/query.ts';
import { hashOf } from '../../state/route.ts';
import { t } from '../../text/index.ts';
import { longDate } from '../../ui/dates.ts';
import { Await } from '../../ui/states.tsx';

export function Chronology({ caseId }: { caseId: string }) {
  const items = useQuery(keys.chronology(caseId), () => client.track.chronology({ caseId }));
  return (
    <Await answer={items}>
      {(list) =>
        list.length === 0 ? (
          <p className="soft">{t.track.noStory}</p>
        ) : (
          <ol className="story">
            {list.map((item) => (
              <li key={item.id} data-kind={item.kind}>
                <p className="small soft">{longDate(item.at)}</p>
                <p className="story-title">
                  {item.documentId === null ? (
                    item.title
                  ) : (
                    <a
                      href={hashOf({
                        screen: 'papers',
                        caseId,
                        focus: `${item.documentId}:${item.pageIndex ?? 0}:0:0`,
                      })}
                    >
                      {item.title}
                    </a>
                  )}
                </p>
                {item.detail === null ? null : <p className="small">{item.detail}</p>}
                {item.warning === null ? null : (
                  <p className="notice small">
                    <AlertTriangle size={16} aria-hidden />
                    {item.warning}
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
