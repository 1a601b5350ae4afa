/** Opening and locking the vault, and how it stands. */
import { lastBackupAt } from '../../vault/backup.ts';
import { hasKeychainSlot } from '../../vault/manage-keys.ts';
import { waitMs } from '../../vault/tries.ts';
import { requireKeychain } from '../keychain.ts';
import { os, type AppContext } from '../context.ts';
import { backupDue } from '../backup-due.ts';
import { readSettings } from './system.ts';

function afterOpen(context: AppContext): void {
  context.session.setIdleMinutes(readSettings(context).lockAfterMinutes);
}

export const vault = {
  status: os.vault.status.handler(({ context }) => {
    const { session } = context;
    const { state } = session;
    const open = state === 'open' ? session.vault() : null;
    return {
      state,
      name: 'My papers',
      waitMs: state === 'locked' ? waitMs(session.folder, new Date().toISOString()) : 0,
      keychainOpens:
        state !== 'none' && context.keychain.state === 'offered' && hasKeychainSlot(session.folder),
      check: open ? context.check.last : null,
      lastBackupAt: open ? lastBackupAt(open) : null,
      backupDue: open ? backupDue(open, readSettings(context).backupReminderDays) : false,
    };
  }),
  create: os.vault.create.handler(async ({ context, input }) => {
    const made = await context.session.create(input.passphrase);
    afterOpen(context);
    return made;
  }),
  open: os.vault.open.handler(async ({ context, input }) => {
    await context.session.open({ passphrase: input.passphrase });
    afterOpen(context);
    return {};
  }),
  openWithRecoveryCode: os.vault.openWithRecoveryCode.handler(async ({ context, input }) => {
    await context.session.open({ recoveryCode: input.recoveryCode });
    afterOpen(context);
    return {};
  }),
  openWithKeychain: os.vault.openWithKeychain.handler(async ({ context }) => {
    const { unseal } = requireKeychain(context.keychain);
    await context.session.open({ keychain: unseal });
    afterOpen(context);
    return {};
  }),
  lock: os.vault.lock.handler(async ({ context }) => {
    await context.session.lock('asked');
    return {};
  }),
};
