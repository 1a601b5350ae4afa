/** Backups, the way out, and the check of the whole vault. */
import { useState } from 'react';
import type { Download, Settings } from '../../../shared/api/contract.ts';
import { client } from '../../client/client.ts';
import { codeOf } from '../../client/errors.ts';
import { startDownload } from '../../client/files.ts';
import { invalidate, keys, useQuery } from '../../client/query.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/Button.tsx';
import { shortDate } from '../../ui/dates.ts';
import { Choice, Toggle } from '../../ui/fields.tsx';
import { TaskBar } from '../../ui/TaskBar.tsx';
import { say, sayError } from '../../ui/toasts.tsx';

const reminderDays = ['0', '7', '14', '30', '90'] as const;

interface KeepingProps {
  settings: Settings;
  save: (change: Partial<Settings>) => void;
}

export function Keeping({ settings, save }: KeepingProps) {
  const status = useQuery(keys.vault, () => client.vault.status());
  const [busy, setBusy] = useState<'backup' | 'export' | 'check' | null>(null);
  const run = async (what: 'backup' | 'export' | 'check', work: () => Promise<void>) => {
    setBusy(what);
    try {
      await work();
      invalidate(keys.vault);
    } catch (error) {
      if (codeOf(error) !== 'CANCELLED') sayError(error);
    } finally {
      setBusy(null);
    }
  };
  const fetchFile = (what: 'backup' | 'export', make: () => Promise<Download>) =>
    void run(what, async () => startDownload(await make()));
  const check = status.data?.check;
  return (
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
          onPress={() => fetchFile('backup', () => client.vault.backup())}
        >
          {t.settings.backup}
        </Button>
        <Button
          isDisabled={busy !== null}
          onPress={() => fetchFile('export', () => client.vault.exportAll())}
        >
          {t.settings.exportAll}
        </Button>
        <Button
          isDisabled={busy !== null || check?.state === 'running'}
          onPress={() => void run('check', async () => say((await client.vault.check()).message))}
        >
          {t.settings.check}
        </Button>
      </div>
      <TaskBar taskId="backup" label={t.settings.backingUp} />
      <TaskBar taskId="export" label={t.settings.exporting} />
      <TaskBar taskId="check" label={t.settings.checking} />
      {check?.state === 'damaged' ? (
        <p className="notice danger" role="alert">
          {check.message}
        </p>
      ) : null}
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
  );
}
