/** A real encrypted vault in a temporary folder, with a cheap passphrase hash, for tests. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { PageText } from '../../shared/domain/page-text.ts';
import { createVault, openVault, type Vault } from '../../electron/vault/vault.ts';
import { addCase } from '../../electron/vault/stores/cases.ts';
import { addDocument } from '../../electron/vault/stores/documents.ts';
import { addPerson } from '../../electron/vault/stores/people.ts';
import { savePage } from '../../electron/vault/stores/pages.ts';

export const passphrase = 'correct horse battery staple';
export const cheap = { argon2: { memoryKiB: 64, iterations: 1, parallelism: 1 } } as const;

export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rejoinder-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export async function tempVault(
  options: { readonly now?: () => string } = {},
): Promise<{ vault: Vault; folder: string; recoveryCode: string }> {
  const folder = join(tempFolder(), 'test.rejoinder');
  const { vault, recoveryCode } = await createVault(folder, passphrase, { ...cheap, ...options });
  onTestFinished(() => vault.close());
  return { vault, folder, recoveryCode };
}

/** Closes and opens again, as after a restart. */
export async function reopen(vault: Vault): Promise<Vault> {
  vault.close();
  const again = await openVault(vault.folder, { passphrase }, cheap);
  onTestFinished(() => again.close());
  return again;
}

/** A person with a case and one document of the given page texts. */
export async function seed(
  vault: Vault,
  texts: readonly string[],
  bytes: Uint8Array = Buffer.from(texts.join('\f')),
) {
  const person = addPerson(vault.db, { name: 'Ada Example' });
  const caseRecord = addCase(vault.db, { personId: person.id, name: 'Lumbar MRI' });
  const { document } = await addDocument(
    vault.db,
    { fileName: 'note.pdf', mediaType: 'application/pdf', caseId: caseRecord.id },
    [bytes],
  );
  texts.forEach((text, pageIndex) => savePage(vault.db, pageOf(document.id, pageIndex, text)));
  return { person, caseRecord, document };
}

/** A page whose words are the runs of non-space in `text`, laid out one after another. */
export function pageOf(documentId: string, pageIndex: number, text: string): PageText {
  const words = [...text.matchAll(/\S+/g)].map((match, index) => ({
    start: match.index,
    end: match.index + match[0].length,
    box: [0.1, (index % 50) / 50, 0.2, (index % 50) / 50 + 0.015] as const,
    confidence: 1,
  }));
  return { documentId, pageIndex, text, words, width: 612, height: 792, source: 'text-layer', confidence: 1 };
}
