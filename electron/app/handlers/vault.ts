/** Opening, locking and looking after the vault. */
import { AppError } from '../../../shared/api/errors.ts';
import { getSetting } from '../../vault/stores/settings.ts';
import { os, type AppContext } from '../context.ts';
import { readSettings } from './system.ts';

function afterOpen(context: AppContext): void {
  context.session.setIdleMinutes(readSettings(context).lockAfterMinutes);
}

export const vault = {
  status: os.vault.status.handler(({ context }) => {
    const { session } = context;
    const open = session.state === 'open';
    const lastBackup = open ? getSetting(session.db(), 'lastBackupAt') : null;
    return {
      state: session.state,
      name: 'My papers',
      waitMs: 0,
      needsCheck: open && session.vault().wasDirty,
      lastBackupAt: typeof lastBackup === 'string' ? lastBackup : null,
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
  lock: os.vault.lock.handler(async ({ context }) => {
    await context.session.lock('asked');
    return {};
  }),
  changePassphrase: os.vault.changePassphrase.handler(() => notYet()),
  newRecoveryCode: os.vault.newRecoveryCode.handler(() => notYet()),
  backup: os.vault.backup.handler(() => notYet()),
  restore: os.vault.restore.handler(() => notYet()),
  exportAll: os.vault.exportAll.handler(() => notYet()),
  check: os.vault.check.handler(() => notYet()),
};

function notYet(): never {
  throw new AppError('BAD_INPUT', 'This is not available yet.');
}
