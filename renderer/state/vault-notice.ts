/** What the line about the vault says, and what the person put away. In memory only: a reload says it again. */
import { create } from 'zustand';

export type NoticeName = 'by-code' | 'check' | 'backup';

interface VaultNoticeState {
  /** The vault was opened with the recovery code, so the passphrase is perhaps forgotten. */
  openedByCode: boolean;
  hidden: readonly NoticeName[];
}

export const useVaultNotice = create<VaultNoticeState>(() => ({ openedByCode: false, hidden: [] }));

export function hideNotice(name: NoticeName): void {
  useVaultNotice.setState((old) => ({ hidden: [...old.hidden, name] }));
}
