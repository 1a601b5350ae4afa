/**
 * The process that gets killed. Started as `node child.ts <mode> <root>`; it prints "ready" when the dangerous
 * part begins, one JSON line for each thing that is committed, and "end" when done. Lines are written
 * synchronously: what the parent has read was committed before the kill.
 */
import { createHash, randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { makeBackup } from '../../../electron/vault/backup.ts';
import { restoreBackup } from '../../../electron/vault/restore.ts';
import { changePassphrase } from '../../../electron/vault/manage-keys.ts';
import { exportVault } from '../../../electron/vault/portable/export.ts';
import { importExport } from '../../../electron/vault/portable/import.ts';
import { purgeVault } from '../../../electron/vault/purge.ts';
import { rotateDataKey } from '../../../electron/vault/rotate-key.ts';
import { setCaseField } from '../../../electron/vault/stores/case-fields.ts';
import { listCases } from '../../../electron/vault/stores/cases.ts';
import { setDocumentDeleted } from '../../../electron/vault/stores/deletion.ts';
import { addDocument, listDocuments } from '../../../electron/vault/stores/documents.ts';
import {
  claimImport,
  queueImport,
  setImportState,
  setPagesTotal,
} from '../../../electron/vault/stores/import-jobs.ts';
import { correctPage, savePage } from '../../../electron/vault/stores/pages.ts';
import { createVault, openVault, type Vault } from '../../../electron/vault/vault.ts';
import { cheapCost, faultPassphrase, nextPassphrase, sentences } from './shared.ts';

const [mode = '', root = ''] = process.argv.slice(2);
const folder = join(root, 'v.rejoinder');
const options = { argon2: cheapCost };

function say(value: unknown): void {
  writeSync(1, `${typeof value === 'string' ? value : JSON.stringify(value)}\n`);
}

async function importMany(vault: Vault, count: number): Promise<void> {
  const caseId = listCases(vault.db)[0]?.id ?? null;
  for (let i = 0; i < count; i += 1) {
    const bytes = randomBytes(20_000 + ((i * 7919) % 700_000));
    const pieces = [bytes.subarray(0, 100_000), bytes.subarray(100_000)];
    const { document } = await addDocument(
      vault.db,
      { fileName: `${sentences.fileName} ${i}.pdf`, mediaType: 'application/pdf', caseId },
      pieces,
    );
    say({ kind: 'document', id: document.id, sha256: createHash('sha256').update(bytes).digest('hex') });
    queueImport(vault.db, document.id);
    say({ kind: 'queued', id: document.id });
    claimImport(vault.db);
    setPagesTotal(vault.db, document.id, 3);
    for (let pageIndex = 0; pageIndex < 3; pageIndex += 1) {
      const text = `${sentences.page} ${i} ${pageIndex}\n${randomBytes(500).toString('hex')}`;
      savePage(vault.db, {
        documentId: document.id,
        pageIndex,
        text,
        words: [],
        width: 612,
        height: 792,
        source: 'ocr',
        confidence: 0.9,
      });
      say({ kind: 'page', id: document.id, pageIndex, text });
    }
    setImportState(vault.db, document.id, 'done');
  }
}

function editMany(vault: Vault): void {
  const caseId = listCases(vault.db)[0]?.id ?? '';
  const document = listDocuments(vault.db)[0]?.id ?? '';
  for (let i = 0; i < 150; i += 1) {
    setCaseField(vault.db, caseId, 'memberId', `${sentences.field} ${i}`);
    say({ kind: 'field', caseId, value: `${sentences.field} ${i}` });
    correctPage(vault.db, document, 0, `${sentences.page} corrected ${i}`, []);
    say({ kind: 'page', id: document, pageIndex: 0, text: `${sentences.page} corrected ${i}` });
  }
}

const modes: Record<string, () => Promise<void>> = {
  async import() {
    const vault = await open();
    await importMany(vault, 20);
    vault.close();
  },
  async edit() {
    const vault = await open();
    editMany(vault);
    vault.close();
  },
  async keys() {
    const vault = await open();
    let current = faultPassphrase;
    for (let i = 0; i < 30; i += 1) {
      const next = nextPassphrase(current);
      await changePassphrase(vault, { passphrase: current }, next, cheapCost);
      say({ kind: 'passphrase', passphrase: next });
      current = next;
    }
    vault.close();
  },
  async rotate() {
    const vault = await open();
    await importMany(vault, 1);
    await rotateDataKey(vault, faultPassphrase, cheapCost);
    await importMany(vault, 1);
    vault.close();
  },
  async backup() {
    const vault = await open();
    await makeBackup(vault, join(root, 'b.rejoinder-backup'));
    say({ kind: 'backup' });
    await importMany(vault, 1);
    await makeBackup(vault, join(root, 'b.rejoinder-backup'));
    vault.close();
  },
  async restore() {
    say('ready');
    await restoreBackup(join(root, 'template.rejoinder-backup'), join(root, 'r.rejoinder'), {
      passphrase: faultPassphrase,
    });
    say({ kind: 'restored' });
  },
  async migrate() {
    say('ready');
    (await openVault(folder, { passphrase: faultPassphrase }, options)).close();
  },
  async purge() {
    const vault = await open();
    for (const document of listDocuments(vault.db).slice(1)) {
      setDocumentDeleted(vault.db, document.id, true);
      await purgeVault(vault);
      say({ kind: 'purged', id: document.id });
    }
    vault.close();
  },
  async create() {
    say('ready');
    const { vault } = await createVault(join(root, 'n.rejoinder'), faultPassphrase, options);
    say({ kind: 'created' });
    vault.close();
  },
  async portable() {
    const vault = await open();
    await exportVault(vault, join(root, 'out.zip'));
    vault.close();
    await importExport(join(root, 'out.zip'), join(root, 'i.rejoinder'), faultPassphrase, options);
    say({ kind: 'imported' });
  },
};

async function open(): Promise<Vault> {
  const vault = await openVault(folder, { passphrase: faultPassphrase }, options);
  say('ready');
  return vault;
}

await modes[mode]?.();
say('end');
