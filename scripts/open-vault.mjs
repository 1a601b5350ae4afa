#!/usr/bin/env node
/**
 * Opens a Rejoinder vault without Rejoinder, following docs/vault-format.md, and writes its files out:
 *
 *   node scripts/open-vault.mjs <folder>                  lists what is in it
 *   node scripts/open-vault.mjs <folder> <out>            also writes originals and page texts to <out>
 *
 * The passphrase (or the printed recovery code) is read from REJOINDER_SECRET or asked for. It uses nothing
 * of the app: only Node and two packages from npm (hash-wasm, better-sqlite3-multiple-ciphers). The vault
 * must be closed; a copy is opened, so nothing in it is changed.
 */
import { createDecipheriv, hkdfSync } from 'node:crypto';
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import Database from 'better-sqlite3-multiple-ciphers';
import { argon2id } from 'hash-wasm';

const [folder, out] = process.argv.slice(2);
if (!folder) {
  console.error('Usage: node scripts/open-vault.mjs <folder> [<out>]');
  process.exit(2);
}

const keyFile = JSON.parse(readFileSync(join(folder, 'keys.json'), 'utf8'));
const secret = process.env.REJOINDER_SECRET ?? (await ask('Passphrase or recovery code: '));
const dataKey = await findDataKey(keyFile, secret);
if (!dataKey) {
  console.error('That does not open this vault.');
  process.exit(3);
}

const work = mkdtempSync(join(tmpdir(), 'open-vault-'));
try {
  const name = `vault-${keyFile.generation}.db`;
  for (const end of ['', '-wal'])
    if (existsSync(join(folder, name + end))) copyFileSync(join(folder, name + end), join(work, name + end));
  const db = new Database(join(work, name));
  db.pragma("cipher = 'aegis'");
  db.pragma("aegis_algorithm = 'aegis-256'");
  db.key(Buffer.concat([Buffer.from('raw:'), dataKey]));
  db.pragma('temp_store = MEMORY');
  dump(db);
  db.close();
} finally {
  rmSync(work, { recursive: true, force: true });
}

async function ask(question) {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await lines.question(question);
  lines.close();
  return answer;
}

/** Tries the secret on every slot it can be for. */
async function findDataKey({ vaultId, slots }, typed) {
  for (const slot of slots) {
    const wrappingKey = await wrappingKeyOf(slot, typed);
    const dataKey = wrappingKey && unwrap(vaultId, slot, wrappingKey);
    if (dataKey) return dataKey;
  }
  return null;
}

async function wrappingKeyOf(slot, typed) {
  const salt = Buffer.from(slot.kdf?.salt ?? '', 'base64');
  if (slot.kind === 'passphrase') {
    const { memoryKiB: memorySize, iterations, parallelism } = slot.kdf;
    const password = Buffer.from(typed.normalize('NFKC'), 'utf8');
    return argon2id({
      password,
      salt,
      memorySize,
      iterations,
      parallelism,
      hashLength: 32,
      outputType: 'binary',
    });
  }
  if (slot.kind === 'recovery') {
    const letters = typed
      .toUpperCase()
      .replace(/[\s\p{Pd}_.]/gu, '')
      .replaceAll('O', '0')
      .replace(/[IL]/g, '1');
    const digits = [...letters].map((letter) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(letter));
    if (digits.length !== 28 || digits.includes(-1)) return null;
    return Buffer.from(
      hkdfSync('sha256', Uint8Array.from(digits.slice(0, 26)), salt, 'rejoinder recovery code v1', 32),
    );
  }
  return null; // 'keychain': only the operating system that sealed it can open it
}

function unwrap(vaultId, slot, wrappingKey) {
  const { nonce, wrapped, ...header } = slot;
  const bytes = Buffer.from(wrapped, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', wrappingKey, Buffer.from(nonce, 'base64'));
  decipher.setAAD(Buffer.from(JSON.stringify(['rejoinder slot v1', vaultId, sorted(header)])));
  decipher.setAuthTag(bytes.subarray(32));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(0, 32)), decipher.final()]);
  } catch {
    return null;
  }
}

/** An object as [name, value] pairs in the order of names, inner objects too. */
function sorted(object) {
  return Object.entries(object)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => [name, typeof value === 'object' && value !== null ? sorted(value) : value]);
}

function dump(db) {
  const documents = db
    .prepare(
      'SELECT d.num, d.file_name, o.num AS original, o.sha256, o.byte_size FROM documents d JOIN originals o ON o.num = d.original ORDER BY d.num',
    )
    .all();
  for (const document of documents) {
    console.log(`${document.sha256}  ${document.byte_size}  ${document.file_name}`);
    if (!out) continue;
    mkdirSync(out, { recursive: true });
    const path = join(
      out,
      `${String(document.num).padStart(5, '0')} ${document.file_name.replace(/[^\p{L}\p{N}. _-]/gu, '_').slice(-100)}`,
    );
    writeFileSync(path, '');
    for (const { bytes } of db
      .prepare('SELECT bytes FROM original_chunks WHERE original = ? ORDER BY seq')
      .iterate(document.original))
      appendFileSync(path, bytes);
    const pages = db
      .prepare(
        'SELECT body FROM search_pages s JOIN pages p ON p.num = s.num WHERE p.document = ? ORDER BY p.page_index',
      )
      .all(document.num);
    if (pages.length > 0) writeFileSync(`${path}.pages.txt`, pages.map((page) => page.body).join('\n\f\n'));
  }
  console.log(`${documents.length} documents`);
}
