/** Keeping the vault safe: backups, restoring, export, the full check, and the bin. */
import { createReadStream, mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '../../../shared/api/errors.ts';
import { makeBackup, noteBackup } from '../../vault/backup.ts';
import { streamExport } from '../../vault/portable/export.ts';
import { purgeVault } from '../../vault/purge.ts';
import { restoreBackup } from '../../vault/restore.ts';
import { listDeleted, setDeleted } from '../../vault/stores/deletion.ts';
import { streamOf } from '../../vault/stream-of.ts';
import type { Vault } from '../../vault/vault.ts';
import { os } from '../context.ts';
import { following } from '../tasks.ts';
import { readSettings } from './system.ts';

export const keeping = {
  backup: os.vault.backup.handler(async ({ context }) => {
    const open = context.session.vault();
    const folder = context.session.outgoing;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, `${Date.now()}.rejoinder-backup`);
    await context.tasks.run('backup', 'Backup', (task) => makeBackup(open, path, following(task)));
    return context.downloads.offer({
      fileName: `Rejoinder backup ${context.today()}.rejoinder-backup`,
      mediaType: 'application/octet-stream',
      byteSize: statSync(path).size,
      // The backup is encrypted; it leaves the folder as soon as it is handed over, or when nobody came for it.
      open: () =>
        streamOf(handOver(open, path, () => context.events.emit({ type: 'vault-changed', state: 'open' }))),
      discard: () => rmSync(path, { force: true }),
    });
  }),
  restore: os.vault.restore.handler(async ({ context, input }) => {
    const { session } = context;
    if (session.state === 'open')
      throw new AppError('CONFLICT', 'Lock the vault first, then restore the backup.');
    const oldKeptAs = session.state === 'none' ? null : freeName(session.folder, new Date());
    await context.tasks.run('restore', 'Restore', (task) =>
      restoreBackup(context.uploads.backupPath(input.uploadId), session.folder, input.unlock, {
        ...following(task),
        ...(oldKeptAs === null ? {} : { keepOld: join(dirname(session.folder), oldKeptAs) }),
        ...(context.threadFile === undefined ? {} : { threadFile: context.threadFile }),
      }),
    );
    context.uploads.clear();
    await session.open(input.unlock);
    session.setIdleMinutes(readSettings(context).lockAfterMinutes);
    return { oldKeptAs };
  }),
  exportAll: os.vault.exportAll.handler(({ context }) => {
    const open = context.session.vault();
    return context.downloads.offer({
      fileName: `Rejoinder export ${context.today()}.zip`,
      mediaType: 'application/zip',
      byteSize: null,
      open: () => {
        const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
        context.tasks
          .run('export', 'Export', (task) => streamExport(open, writable, following(task)))
          .catch((error: unknown) => writable.abort(error).catch(() => undefined));
        return readable;
      },
    });
  }),
  check: os.vault.check.handler(async ({ context }) => {
    const { state, message } = await context.check.run();
    return { ok: state === 'good', message };
  }),
  bin: os.vault.bin.handler(({ context }) => listDeleted(context.session.db())),
  putBack: os.vault.putBack.handler(({ context, input }) => {
    setDeleted(context.session.db(), input.kind, input.id, false);
    context.events.emit({ type: 'cases-changed' });
    return {};
  }),
  emptyBin: os.vault.emptyBin.handler(async ({ context }) => {
    const vault = context.session.vault();
    const count = await context.tasks.run('purge', 'Delete for good', (task) =>
      purgeVault(vault, following(task)),
    );
    context.events.emit({ type: 'cases-changed' });
    return { count };
  }),
};

/** Only a file that was handed over whole is a backup that the person has. */
async function* handOver(vault: Vault, path: string, onDone: () => void): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of createReadStream(path)) yield piece as Uint8Array;
    if (vault.isOpen) {
      noteBackup(vault);
      onDone();
    }
  } finally {
    rmSync(path, { force: true });
  }
}

/** "My papers, before restoring 2026-05-01 1230.rejoinder" */
function freeName(folder: string, now: Date): string {
  const name =
    folder
      .split(/[/\\]/)
      .at(-1)
      ?.replace(/\.rejoinder$/, '') ?? 'vault';
  const moment = now.toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '');
  return `${name}, before restoring ${moment}.rejoinder`;
}
