/** Settings: how the app looks, when it locks, backups and ways out, and what it is. */
import { useState } from 'react';
import {
  Label,
  Radio,
  RadioGroup,
  Slider,
  SliderOutput,
  SliderThumb,
  SliderTrack,
} from 'react-aria-components';
import type { Download, Settings } from '../../../shared/api/contract.ts';
import { client } from '../../client/client.ts';
import { startDownload } from '../../client/files.ts';
import { invalidate, keys, setAnswer, useQuery } from '../../client/query.ts';
import { showLook } from '../../state/look.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/Button.tsx';
import { shortDate } from '../../ui/dates.ts';
import { Choice, Toggle } from '../../ui/fields.tsx';
import { Await } from '../../ui/states.tsx';
import { say, sayError } from '../../ui/toasts.tsx';
import { ChangePassphrase, NewRecoveryCode } from './Secrets.tsx';
import './settings.css';

const themes = ['system', 'light', 'dark', 'contrast'] as const;
const lockMinutes = ['1', '5', '10', '15', '30', '60', '120', '480'] as const;
const reminderDays = ['0', '7', '14', '30', '90'] as const;

export function SettingsScreen() {
  const settings = useQuery(keys.settings, () => client.system.settings());
  return (
    <div className="screen-narrow settings">
      <h1>{t.settings.title}</h1>
      <Await answer={settings}>{(data) => <SettingsBody settings={data} />}</Await>
    </div>
  );
}

function SettingsBody({ settings }: { settings: Settings }) {
  const info = useQuery('info', () => client.system.info());
  const status = useQuery(keys.vault, () => client.vault.status());
  const [busy, setBusy] = useState<string | null>(null);
  const [dialog, setDialog] = useState<'passphrase' | 'code' | null>(null);
  const save = (change: Partial<Settings>) => {
    const next = { ...settings, ...change };
    setAnswer<Settings>(keys.settings, () => next);
    showLook(next);
    client.system.saveSettings(change).catch((error: unknown) => {
      sayError(error);
      invalidate(keys.settings);
    });
  };
  const fetchFile = async (what: string, make: () => Promise<Download>) => {
    setBusy(what);
    try {
      startDownload(await make());
      invalidate(keys.vault);
    } catch (error) {
      sayError(error);
    } finally {
      setBusy(null);
    }
  };
  const check = async () => {
    setBusy('check');
    try {
      say((await client.vault.check()).message);
    } catch (error) {
      sayError(error);
    } finally {
      setBusy(null);
    }
  };
  return (
    <>
      <section className="card setting-group" aria-labelledby="look-title">
        <h2 id="look-title">{t.settings.look}</h2>
        <RadioGroup
          className="themes"
          value={settings.theme}
          onChange={(value) => {
            const theme = themes.find((each) => each === value);
            if (theme) save({ theme });
          }}
        >
          <Label className="setting-label">{t.settings.theme}</Label>
          <div className="row">
            {themes.map((theme) => (
              <Radio key={theme} value={theme} className="theme" data-preview={theme}>
                <span className="theme-swatch" aria-hidden />
                {t.settings.themes[theme]}
              </Radio>
            ))}
          </div>
        </RadioGroup>
        <Slider
          className="slider"
          minValue={1}
          maxValue={2}
          step={0.05}
          value={settings.textScale}
          onChange={(textScale) => save({ textScale })}
          formatOptions={{ style: 'percent' }}
        >
          <Label className="setting-label">{t.settings.textSize}</Label>
          <SliderOutput className="small soft" />
          <SliderTrack className="slider-track">
            <SliderThumb className="slider-thumb" />
          </SliderTrack>
        </Slider>
        <Choice
          label={t.settings.language}
          options={[{ value: 'en', label: 'English' }]}
          value={settings.language}
          onChange={(language) => save({ language })}
        />
      </section>
      <section className="card setting-group" aria-labelledby="lock-title">
        <h2 id="lock-title">{t.settings.lock}</h2>
        <Choice
          label={t.settings.lockAfter}
          options={lockMinutes.map((value) => ({ value, label: t.settings.minutes(Number(value)) }))}
          value={lockMinutes.find((each) => Number(each) >= settings.lockAfterMinutes) ?? '480'}
          onChange={(value) => save({ lockAfterMinutes: Number(value) })}
        />
        <div className="row">
          <Button onPress={() => setDialog('passphrase')}>{t.settings.changePassphrase}</Button>
          <Button onPress={() => setDialog('code')}>{t.settings.newCode}</Button>
        </div>
      </section>
      <section className="card setting-group" aria-labelledby="keep-title">
        <h2 id="keep-title">{t.settings.keep}</h2>
        <p className="soft">
          {status.data?.lastBackupAt
            ? t.settings.lastBackup(shortDate(status.data.lastBackupAt))
            : t.settings.noBackup}
        </p>
        <div className="row">
          <Button
            weight="primary"
            isDisabled={busy !== null}
            onPress={() => void fetchFile('backup', () => client.vault.backup())}
          >
            {busy === 'backup' ? t.settings.working : t.settings.backup}
          </Button>
          <Button
            isDisabled={busy !== null}
            onPress={() => void fetchFile('export', () => client.vault.exportAll())}
          >
            {busy === 'export' ? t.settings.working : t.settings.exportAll}
          </Button>
          <Button isDisabled={busy !== null} onPress={() => void check()}>
            {busy === 'check' ? t.settings.working : t.settings.check}
          </Button>
        </div>
        <p className="small soft">{t.settings.exportLead}</p>
        <Choice
          label={t.settings.backupReminder}
          options={reminderDays.map((value) => ({ value, label: t.settings.days(Number(value)) }))}
          value={reminderDays.find((each) => Number(each) >= settings.backupReminderDays) ?? '90'}
          onChange={(value) => save({ backupReminderDays: Number(value) })}
        />
        <Toggle
          label={t.settings.reminders}
          value={settings.remindersOn}
          onChange={(remindersOn) => save({ remindersOn })}
        />
      </section>
      <section className="setting-about soft small">
        <p>{t.settings.about}</p>
        {info.data ? <p>{t.settings.version(info.data.version, t.settings.hosts[info.data.host])}</p> : null}
      </section>
      <ChangePassphrase isOpen={dialog === 'passphrase'} onClose={() => setDialog(null)} />
      <NewRecoveryCode isOpen={dialog === 'code'} onClose={() => setDialog(null)} />
    </>
  );
}
