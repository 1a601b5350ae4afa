/** One line below the bar when the vault needs the person: after a crash, a forgotten passphrase, a backup that is due. */
import { client } from '../../client/client.ts';
import { keys, useQuery } from '../../client/query.ts';
import { go } from '../../state/route.ts';
import { hideNotice, useVaultNotice, type NoticeName } from '../../state/vault-notice.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/Button.tsx';
import { shortDate } from '../../ui/dates.ts';
import { TaskBar } from '../../ui/TaskBar.tsx';
import { sayError } from '../../ui/toasts.tsx';

type Status = Awaited<ReturnType<typeof client.vault.status>>;

interface Notice {
  name: NoticeName;
  tone: 'plain' | 'good' | 'danger' | 'amber';
  message: string;
  action: { label: string; run: () => void } | null;
}

/** The most pressing one; the others wait. */
function noticeOf(status: Status, openedByCode: boolean, hidden: readonly NoticeName[]): Notice | null {
  const all = [checkNotice(status), openedByCode ? codeNotice : null, backupNotice(status)];
  return all.find((each) => each !== null && !hidden.includes(each.name)) ?? null;
}

const toSettings = { label: t.vault.toSettings, run: () => go({ screen: 'settings' }) };
const codeNotice: Notice = {
  name: 'by-code',
  tone: 'amber',
  message: t.vault.openedByCode,
  action: toSettings,
};

function checkNotice({ check }: Status): Notice | null {
  if (check?.state === 'damaged')
    return { name: 'check', tone: 'danger', message: check.message, action: toSettings };
  if (!check?.afterCrash) return null;
  switch (check.state) {
    case 'running':
      return { name: 'check', tone: 'plain', message: t.vault.checking, action: null };
    case 'good':
      return { name: 'check', tone: 'good', message: t.vault.checkedGood, action: null };
    case 'stopped':
      return {
        name: 'check',
        tone: 'amber',
        message: t.vault.checkStopped(check.message),
        action: { label: t.vault.checkAgain, run: () => void client.vault.check().catch(sayError) },
      };
  }
}

function backupNotice({ backupDue, lastBackupAt }: Status): Notice | null {
  if (!backupDue) return null;
  const message = t.vault.backupDue(lastBackupAt === null ? null : shortDate(lastBackupAt));
  return { name: 'backup', tone: 'amber', message, action: toSettings };
}

export function VaultNotice() {
  const status = useQuery(keys.vault, () => client.vault.status());
  const { openedByCode, hidden } = useVaultNotice();
  const notice = status.data ? noticeOf(status.data, openedByCode, hidden) : null;
  if (!notice) return null;
  const running = status.data?.check?.state === 'running' && notice.name === 'check';
  return (
    <div
      className={`notice vault-notice ${notice.tone}`}
      role={notice.tone === 'danger' ? 'alert' : 'status'}
    >
      <span className="grow">{notice.message}</span>
      {running ? <TaskBar taskId="check" label={t.settings.checking} /> : null}
      {notice.action ? (
        <Button small onPress={notice.action.run}>
          {notice.action.label}
        </Button>
      ) : null}
      {running || notice.tone === 'danger' ? null : (
        <Button small weight="quiet" onPress={() => hideNotice(notice.name)}>
          {notice.tone === 'good' ? t.common.close : t.vault.notNow}
        </Button>
      )}
    </div>
  );
}
