/** Clocks and the paper trail: deadlines and the seven steps on the left, the log and the story on the right. */
import { CalendarPlus, FileDown } from 'lucide-react';
import { useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { CaseDeadline } from '../../../shared/domain/track.ts';
import { client } from '../../client/client.ts';
import { startDownload } from '../../client/files.ts';
import { keys, useQuery } from '../../client/query.ts';
import { t } from '../../text/index.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Countdown, toneOf } from '../../ui/Countdown.tsx';
import { longDate, shortDate } from '../../ui/dates.ts';
import { ActionMenu } from '../../ui/Popup.tsx';
import { Await } from '../../ui/states.tsx';
import { sayError } from '../../ui/toasts.tsx';
import { Checklist } from './Checklist.tsx';
import { Chronology } from './Chronology.tsx';
import { History } from './History.tsx';
import { Log } from './Log.tsx';
import { Advice } from './Advice.tsx';
import './track.css';

export function Track({ caseId }: { caseId: string }) {
  const [tab, setTab] = useState('log');
  const deadlines = useQuery(keys.deadlines(caseId), () => client.track.deadlines({ caseId }));
  const save = async (make: () => Promise<Parameters<typeof startDownload>[0]>) => {
    try {
      startDownload(await make());
    } catch (error) {
      sayError(error);
    }
  };
  return (
    <div className="track-room">
      <div className="track-side stack">
        <section className="stack" aria-labelledby="deadlines-title">
          <div className="row spread">
            <h1 id="deadlines-title">{t.track.deadlines}</h1>
            <Button small onPress={() => void save(() => client.track.calendar({ caseId }))}>
              <CalendarPlus size={16} aria-hidden />
              {t.track.calendar}
            </Button>
          </div>
          <Await answer={deadlines}>
            {(list) =>
              list.length === 0 ? (
                <p className="soft">{t.track.noDeadlines}</p>
              ) : (
                <ul className="stack">
                  {list.map((deadline) => (
                    <DeadlineCard key={deadline.id} deadline={deadline} />
                  ))}
                </ul>
              )
            }
          </Await>
        </section>
        <Checklist caseId={caseId} />
        <Advice caseId={caseId} />
      </div>
      <Tabs className="track-main" selectedKey={tab} onSelectionChange={(key) => setTab(String(key))}>
        <div className="track-tabs row spread">
          <TabList className="row tab-row" aria-label={t.track.trail}>
            <Tab id="log" className="finding-tab">
              {t.track.log}
            </Tab>
            <Tab id="story" className="finding-tab">
              {t.track.story}
            </Tab>
            <Tab id="history" className="finding-tab">
              {t.track.history}
            </Tab>
          </TabList>
          <ActionMenu
            trigger={
              <IconButton label={t.track.exportStory}>
                <FileDown size={20} />
              </IconButton>
            }
            items={[
              {
                id: 'docx',
                label: t.track.storyDocx,
                run: () => void save(() => client.track.exportChronology({ caseId, format: 'docx' })),
              },
              {
                id: 'csv',
                label: t.track.storyCsv,
                run: () => void save(() => client.track.exportChronology({ caseId, format: 'csv' })),
              },
            ]}
          />
        </div>
        <TabPanel id="log" className="track-panel">
          <Log caseId={caseId} />
        </TabPanel>
        <TabPanel id="story" className="track-panel">
          <Chronology caseId={caseId} />
        </TabPanel>
        <TabPanel id="history" className="track-panel">
          <History caseId={caseId} />
        </TabPanel>
      </Tabs>
    </div>
  );
}

function DeadlineCard({ deadline }: { deadline: CaseDeadline }) {
  const day = deadline.keepDay ?? deadline.safeDay ?? deadline.lastDay;
  const differs = deadline.lastDay !== null && day !== deadline.lastDay;
  return (
    <li className={`card deadline ${toneOf(deadline)}`}>
      <div className="row spread">
        <h2>{deadline.title}</h2>
        <Countdown deadline={deadline} small />
      </div>
      {day === null ? null : (
        <p className="deadline-day">
          {t.track.by(longDate(day))}
          {differs && deadline.lastDay !== null ? (
            <span className="small soft"> {t.track.lastDay(shortDate(deadline.lastDay))}</span>
          ) : null}
        </p>
      )}
      {deadline.whose === 'plan' ? <p className="small soft">{t.track.plansTurn}</p> : null}
      <p className="small soft">
        {deadline.rule} · {deadline.citation}
      </p>
      {deadline.consequence === null ? null : <p className="small">{deadline.consequence}</p>}
      {deadline.warnings.map((warning) => (
        <p key={warning} className="notice small">
          {warning}
        </p>
      ))}
    </li>
  );
}
