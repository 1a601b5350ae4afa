/** What the app clears away by itself when a vault opens. */
import type { WriteDb } from '../vault/db.ts';
import { purgeVault } from '../vault/purge.ts';
import { setDocumentDeleted } from '../vault/stores/deletion.ts';
import { listUnused } from '../vault/stores/documents.ts';
import type { Vault } from '../vault/vault.ts';

/** A month, as most systems' bins keep things; the bin's screen says so. */
const binDays = 30;

/** Uploads that never became a paper of a case, because the page was closed in between. No upload runs yet. */
export function binUnusedUploads(db: WriteDb): void {
  for (const id of listUnused(db)) setDocumentDeleted(db, id, true);
}

/** Deletes for good what has been in the bin for a month. */
export async function emptyOldBin(vault: Vault): Promise<number> {
  const before = new Date(Date.parse(vault.now()) - binDays * 86_400_000).toISOString();
  return purgeVault(vault, { deletedBefore: before });
}
