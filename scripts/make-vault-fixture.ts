/**
 * Makes the fixture of a schema version, once, when that version is released:
 *   node scripts/make-vault-fixture.ts 2
 * writes test/fixtures/vaults/schema-2.rejoinder. Fixtures are never made again: tests open every past one.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { migrations } from '../electron/vault/migrations/index.ts';
import { addCase } from '../electron/vault/stores/cases.ts';
import { addDocument } from '../electron/vault/stores/documents.ts';
import { savePage } from '../electron/vault/stores/pages.ts';
import { addPerson } from '../electron/vault/stores/people.ts';
import { createVault } from '../electron/vault/vault.ts';

const version = Number(process.argv[2]);
if (version !== migrations.length) throw new Error(`This app writes schema ${migrations.length}.`);
const folder = join(import.meta.dirname, '..', 'test', 'fixtures', 'vaults', `schema-${version}.rejoinder`);
const cost = { memoryKiB: 64, iterations: 1, parallelism: 1 };
const { vault } = await createVault(folder, 'fixture passphrase', { argon2: cost });
const person = addPerson(vault.db, { name: 'Fixture Person' });
const caseRecord = addCase(vault.db, { personId: person.id, name: 'Fixture case' });
const file = { fileName: 'fixture.txt', mediaType: 'text/plain', caseId: caseRecord.id };
const { document } = await addDocument(vault.db, file, [Buffer.from('fixture bytes')]);
const text = 'Quadriceps weakness 4/5, M54.16.';
savePage(vault.db, {
  documentId: document.id,
  pageIndex: 0,
  text,
  words: [],
  width: 612,
  height: 792,
  source: 'plain',
  confidence: 1,
});
vault.close();
rmSync(join(folder, 'writer.lock'), { force: true });
