/** When to remind of a backup: the person's own rhythm, counted from the last one that reached its place. */
import { lastBackupAt } from '../vault/backup.ts';
import { isEmpty, vaultCreatedAt } from '../vault/stores/vault-info.ts';
import type { Vault } from '../vault/vault.ts';

const dayMs = 86_400_000;

/** `days` 0 means never. A vault without papers has nothing to lose. */
export function backupDue(vault: Vault, days: number): boolean {
  if (days === 0 || isEmpty(vault.db)) return false;
  const since = Date.parse(lastBackupAt(vault) ?? vaultCreatedAt(vault.db));
  return Date.parse(vault.now()) - since >= days * dayMs;
}
