/** Opening, locking and looking after the vault. */
import { createReadStream, mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../../shared/api/errors.ts';
import { lastBackupAt, makeBackup, restoreBackup } from '../../vault/backup.ts';
import { checkDatabase, checkOriginals } from '../../vault/check.ts';
import { changePassphrase, replaceRecoveryCode } from '../../vault/manage-keys.ts';
import { streamExport } from '../../vault/portable/export.ts';
import { waitMs } from '../../vault/tries.ts';
import { os, type AppContext } from '../context.ts';
import { streamOf } from '../../vault/stream-of.ts';
import { readSettings } from './system.ts';

function afterOpen(context: AppContext): void {
  context.session.setIdleMinutes(readSettings(context).lockAfterMinutes);
}

export const vault = {
  status: os.vault.status.handler(({ context }) => {
    const { session } = context;
    const open = session.state === 'open';
    return {
      state: session.state,
      name: 'My papers',
      waitMs: session.state === 'locked' ? waitMs(session.folder, new Date().toISOString()) : 0,
      needsCheck: open && session.vault().wasDirty,
      lastBackupAt: open ? lastBackupAt(session.vault()) : null,
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
  changePassphrase: os.vault.changePassphrase.handler(async ({ context, input }) => {
    await changePassphrase(context.session.vault(), { passphrase: input.current }, input.next);
    return {};
  }),
  newRecoveryCode: os.vault.newRecoveryCode.handler(async ({ context, input }) => ({
    recoveryCode: await replaceRecoveryCode(context.session.vault(), { passphrase: input.passphrase }),
  })),
  backup: os.vault.backup.handler(async ({ context }) => {
    const open = context.session.vault();
    const folder = `${context.session.folder}.outgoing`;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, `${Date.now()}.rejoinder-backup`);
    await makeBackup(open, path);
    return context.downloads.offer({
      fileName: `Rejoinder backup ${context.today()}.rejoinder-backup`,
      mediaType: 'application/octet-stream',
      byteSize: statSync(path).size,
      // The backup is encrypted; it leaves the folder as soon as it is handed over.
      open: () => streamOf(fileOnce(path)),
    });
  }),
  restore: os.vault.restore.handler(async ({ context, input }) => {
    if (context.session.state !== 'none') {
      throw new AppError(
        'VAULT_EXISTS',
        'There is a vault here already. Move its folder away first, then restore.',
      );
    }
    await restoreBackup(context.uploads.backupPath(input.uploadId), context.session.folder, {
      passphrase: input.passphrase,
    });
    await context.session.open({ passphrase: input.passphrase });
    afterOpen(context);
    return {};
  }),
  exportAll: os.vault.exportAll.handler(({ context }) => {
    const open = context.session.vault();
    return context.downloads.offer({
      fileName: `Rejoinder export ${context.today()}.zip`,
      mediaType: 'application/zip',
      byteSize: null,
      open: () => {
        const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
        streamExport(open, writable).catch((error: unknown) => writable.abort(error).catch(() => undefined));
        return readable;
      },
    });
  }),
  check: os.vault.check.handler(({ context }) => {
    const open = context.session.vault();
    const { ok, problems } = checkDatabase(open.connection);
    const broken = ok ? [...checkOriginals(open.db)].filter((each) => !each.ok).length : 0;
    if (ok && broken === 0)
      return { ok: true, message: 'Every page and every file was checked and is in order.' };
    return {
      ok: false,
      message: `Something in the vault is damaged (${[...problems, ...(broken > 0 ? [`${broken} files`] : [])].join('; ')}). Restore your latest backup.`,
    };
  }),
};

async function* fileOnce(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path);
  } finally {
    rmSync(path, { force: true });
  }
}
