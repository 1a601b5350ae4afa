/** Clocks and the paper trail: deadlines and the seven steps on the left, the log and the story on the right. */
import { FileDown } from 'lucide-react';
import { useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { client } from '../../client/client.ts';
import { startDownload } from '../../client/files.ts';
import { t } from '../../text/index.ts';
import { IconButton } from '../../ui/Button.tsx';
import { ActionMenu } from '../../ui/Popup.tsx';
import { say, sayError } from '../../ui/toasts.tsx';
import { Checklist } from './Checklist.tsx';
import { Chronology } from './Chronology.tsx';
import { History } from './History.tsx';
import { Log } from './Log.tsx';
import { Advice } from './Advice.tsx';
import { Deadlines } from './Deadlines.tsx';
import { Tolling } from './Tolling.tsx';
import './track.css';

export function Track({ caseId }: { caseId: string }) {
  const [tab, setTab] = useState('log');
  const save = async (format: 'docx' | 'csv' | 'exhibit' | 'packet') => {
    try {
      startDownload(await client.track.exportChronology({ caseId, format }));
      if (format === 'exhibit' || format === 'packet') say(t.track.stampedWithout);
    } catch (error) {
      sayError(error);
    }
  };
  return (
    <div className="track-room">
      <div className="track-side stack">
        <Deadlines caseId={caseId} />
        <Checklist caseId={caseId} />
        <Tolling caseId={caseId} />
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
              { id: 'docx', label: t.track.storyDocx, run: () => void save('docx') },
              { id: 'csv', label: t.track.storyCsv, run: () => void save('csv') },
              { id: 'exhibit', label: t.track.storyExhibit, run: () => void save('exhibit') },
              { id: 'packet', label: t.track.storyPacket, run: () => void save('packet') },
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
