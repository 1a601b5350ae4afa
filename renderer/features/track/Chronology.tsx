/** Everything that happened, in order, with the page it can be read on. */
import { AlertTriangle } from 'lucide-react';
import { useState } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import type { ChronologyItem } from '../../../shared/domain/track.ts';
import { client } from '../../client/client.ts';
import { keys, useQuery } from '../../client/query.ts';
import { hashOf } from '../../state/route.ts';
import { t } from '../../text/index.ts';
import { longDate, withDates } from '../../ui/dates.ts';
import { Await } from '../../ui/states.tsx';

const filters = ['all', 'look', 'decision', 'document', 'log', 'deadline'] as const;
type Shown = (typeof filters)[number];

/** Events (asked for, received, done) belong to the decisions. */
function fits(item: ChronologyItem, shown: Shown): boolean {
  if (shown === 'all') return true;
  if (shown === 'look') return item.warning !== null;
  return item.kind === shown || (shown === 'decision' && item.kind === 'event');
}

export function Chronology({ caseId }: { caseId: string }) {
  const items = useQuery(keys.chronology(caseId), () => client.track.chronology({ caseId }));
  const [shown, setShown] = useState<Shown>('all');
  return (
    <Await answer={items}>
      {(list) =>
        list.length === 0 ? (
          <p className="soft">{t.track.noStory}</p>
        ) : (
          <div className="stack">
            <ToggleButtonGroup
              className="log-kinds"
              aria-label={t.track.storyFilter}
              selectionMode="single"
              disallowEmptySelection
              selectedKeys={[shown]}
              onSelectionChange={(keys) => {
                const chosen = filters.find((each) => keys.has(each));
                if (chosen) setShown(chosen);
              }}
            >
              {filters.map((each) => (
                <ToggleButton key={each} id={each} className="button small log-kind">
                  {t.track.storyKinds[each]} {list.filter((item) => fits(item, each)).length}
                </ToggleButton>
              ))}
            </ToggleButtonGroup>
            <ol className="story">
              {list
                .filter((item) => fits(item, shown))
                .map((item) => (
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
                        {withDates(item.warning)}
                      </p>
                    )}
                  </li>
                ))}
            </ol>
          </div>
        )
      }
    </Await>
  );
}
