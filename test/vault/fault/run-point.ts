/** One kill: start the child, kill -9 it after so many milliseconds, open what is left, and judge it. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { restoreBackup } from '../../../electron/vault/restore.ts';
import { checkDatabase, checkOriginals } from '../../../electron/vault/check.ts';
import { getCaseFields } from '../../../electron/vault/stores/case-fields.ts';
import { addCase } from '../../../electron/vault/stores/cases.ts';
import { addDocument, getDocument, listDocuments } from '../../../electron/vault/stores/documents.ts';
import { getImport, listImports } from '../../../electron/vault/stores/import-jobs.ts';
import { addPerson } from '../../../electron/vault/stores/people.ts';
import { getPage, savePage } from '../../../electron/vault/stores/pages.ts';
import { migrations } from '../../../electron/vault/migrations/index.ts';
import { createVault, openVault, type Vault } from '../../../electron/vault/vault.ts';
import { makeBackup } from '../../../electron/vault/backup.ts';
import { cheapCost, faultPassphrase, nextPassphrase, sentences, type FaultMode } from './shared.ts';

const options = { argon2: cheapCost };

export interface Committed {
  kind: string;
  id: string;
  sha256: string;
  pageIndex: number;
  text: string;
  caseId: string;
  value: string;
  passphrase: string;
}

/** Vaults every point starts from, made once: today's schema with a backup, and schema 1 for migrations. */
export async function makeTemplates(root: string): Promise<void> {
  for (const [name, steps] of [
    ['new', migrations],
    ['old', migrations.slice(0, 1)],
  ] as const) {
    const folder = join(root, name);
    const { vault } = await createVault(join(folder, 'v.rejoinder'), faultPassphrase, {
      ...options,
      migrations: steps,
    });
    const person = addPerson(vault.db, { name: 'Ida Invented' });
    const caseRecord = addCase(vault.db, { personId: person.id, name: 'Knee MRI' });
    for (let i = 0; i < 6; i += 1) {
      const bytes = Buffer.alloc(150_000, `template ${i} `);
      if (name === 'old') addOldDocument(vault, i + 1, caseRecord.id, bytes);
      else await addNewDocument(vault, i, caseRecord.id, bytes);
    }
    if (name === 'new') await makeBackup(vault, join(folder, 'template.rejoinder-backup'));
    vault.close();
  }
}

const templatePages = 20;

async function addNewDocument(vault: Vault, index: number, caseId: string, bytes: Buffer): Promise<void> {
  const file = { fileName: `t${index}.pdf`, mediaType: 'application/pdf', caseId };
  const { document } = await addDocument(vault.db, file, [bytes]);
  for (let pageIndex = 0; pageIndex < templatePages; pageIndex += 1)
    savePage(vault.db, {
      documentId: document.id,
      pageIndex,
      text: templateText(index, pageIndex),
      words: [],
      width: 1,
      height: 1,
      source: 'ocr',
      confidence: 1,
    });
}

/** In schema 1, which today's stores do not know any more. */
function addOldDocument(vault: Vault, num: number, caseId: string, bytes: Buffer): void {
  const { db } = vault;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  db.run('INSERT INTO originals VALUES (?, ?, ?)', num, sha256, bytes.length);
  db.run('INSERT INTO original_chunks (original, seq, bytes) VALUES (?, 0, ?)', num, bytes);
  db.run(
    "INSERT INTO documents (num, id, original, file_name, media_type, added_at) VALUES (?, ?, ?, ?, 'application/pdf', ?)",
    num,
    `old-${num}`,
    num,
    `t${num - 1}.pdf`,
    db.now(),
  );
  db.run('INSERT INTO case_documents VALUES (?, ?, ?)', caseId, num, db.now());
  for (let pageIndex = 0; pageIndex < templatePages; pageIndex += 1)
    db.run(
      "INSERT INTO pages (document, page_index, text, words, width, height, source, confidence) VALUES (?, ?, ?, x'01', 1, 1, 'ocr', 1)",
      num,
      pageIndex,
      templateText(num - 1, pageIndex),
    );
}

function templateText(document: number, pageIndex: number): string {
  return `Template page ${document} ${pageIndex} ${'meniscus tear and effusion '.repeat(40)}`;
}

/** Runs the child to its end, or kills it `killAfterMs` after it said "ready". Returns what it committed and how long it ran. */
export async function runChild(
  mode: FaultMode,
  root: string,
  killAfterMs: number | null,
): Promise<{ committed: Committed[]; ended: boolean; elapsedMs: number }> {
  const tmp = join(root, 'tmp');
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'child.ts'), mode, root],
    {
      cwd: root,
      env: { ...process.env, TMPDIR: tmp, SQLITE_TMPDIR: tmp, HOME: tmp, NODE_OPTIONS: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let out = '';
  let errors = '';
  let started = 0;
  let timer: NodeJS.Timeout | undefined;
  child.stderr.on('data', (piece: Buffer) => (errors += piece.toString()));
  child.stdout.on('data', (piece: Buffer) => {
    out += piece.toString();
    if (started === 0 && out.includes('ready\n')) {
      started = performance.now();
      if (killAfterMs !== null) timer = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    }
  });
  await once(child, 'close');
  clearTimeout(timer);
  const ended = out.endsWith('end\n');
  if (!ended && child.signalCode !== 'SIGKILL')
    throw new Error(`The child failed in mode ${mode}: ${errors.slice(0, 2000)}`);
  return { committed: committedIn(out), ended, elapsedMs: performance.now() - started };
}

/** What the child had reported in so much of its output. */
export function committedIn(out: string): Committed[] {
  return out
    .slice(0, out.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Committed);
}

/** Copies the template for `mode` into `root`. */
export function prepareRoot(templates: string, mode: FaultMode, root: string): void {
  cpSync(join(templates, mode === 'migrate' ? 'old' : 'new'), root, { recursive: true });
  cpSync(templates, join(root, 'tmp'), { recursive: true, filter: (source) => source === templates });
}

/** Opens what the killed process left. Returns what is wrong; empty when nothing is. */
export async function judge(
  mode: FaultMode,
  root: string,
  committed: readonly Committed[],
): Promise<string[]> {
  const problems: string[] = [];
  const has = (kind: string): boolean => committed.some((one) => one.kind === kind);
  await judgeVault(join(root, 'v.rejoinder'), committed, problems);
  if (mode === 'backup' && (has('backup') || existsSync(join(root, 'b.rejoinder-backup')))) {
    await restoreBackup(join(root, 'b.rejoinder-backup'), join(root, 'b.rejoinder'), {
      passphrase: faultPassphrase,
    });
    await judgeVault(join(root, 'b.rejoinder'), [], problems);
  }
  if (mode === 'restore')
    await judgeOrRedo(root, 'r.rejoinder', has('restored'), problems, (path) =>
      restoreBackup(join(root, 'template.rejoinder-backup'), path, { passphrase: faultPassphrase }),
    );
  if (mode === 'portable' && (has('imported') || existsSync(join(root, 'i.rejoinder'))))
    await judgeVault(join(root, 'i.rejoinder'), [], problems);
  if (mode === 'create') await judgeCreated(join(root, 'n.rejoinder'), has('created'), problems);
  return problems;
}

async function judgeOrRedo(
  root: string,
  name: string,
  must: boolean,
  problems: string[],
  redo: (path: string) => Promise<void>,
): Promise<void> {
  const path = join(root, name);
  if (must && !existsSync(path)) problems.push(`${name} is missing`);
  if (!existsSync(path)) await redo(path);
  await judgeVault(path, [], problems);
}

/** Either the new vault opens, or it can be made again in the same place. */
async function judgeCreated(path: string, must: boolean, problems: string[]): Promise<void> {
  if (must || existsSync(join(path, 'keys.json')))
    (await openVault(path, { passphrase: faultPassphrase }, options)).close();
  else (await createVault(path, faultPassphrase, options)).vault.close();
  if (!existsSync(join(path, 'keys.json'))) problems.push('the new vault is missing');
}

async function judgeVault(
  folder: string,
  committed: readonly Committed[],
  problems: string[],
): Promise<void> {
  const last = committed.findLast((one) => one.kind === 'passphrase')?.passphrase ?? faultPassphrase;
  // The change that was cut off may or may not have been committed.
  const vault = await openVault(folder, { passphrase: last }, options).catch(() =>
    openVault(folder, { passphrase: nextPassphrase(last) }, options),
  );
  try {
    problems.push(...checkDatabase(vault.connection).problems);
    for (const original of checkOriginals(vault.db))
      if (!original.ok) problems.push('an original has other bytes');
    judgeCommitted(vault, committed, problems);
    if (vault.connection.prepare('SELECT count(*) FROM originals WHERE sha256 IS NULL').pluck().get() !== 0)
      problems.push('an unfinished upload stayed');
    if (listImports(vault.db, { state: 'reading' }).length > 0)
      problems.push('an interrupted import does not wait');
    if (
      !committed.some((one) => one.kind === 'purged') &&
      listDocuments(vault.db).filter((one) => one.fileName.startsWith('t')).length + deletedCount(vault) < 5
    )
      problems.push('a template document is lost');
  } finally {
    vault.close();
  }
}

/** A purge that was cut off may have taken one document more than it said. */
function deletedCount(vault: Vault): number {
  return Number(
    vault.connection
      .prepare("SELECT count(*) FROM history WHERE action IN ('deleted', 'purged')")
      .pluck()
      .get(),
  );
}

function judgeCommitted(vault: Vault, committed: readonly Committed[], problems: string[]): void {
  const lastPage = new Map<string, string>();
  const lastField = committed.findLast((one) => one.kind === 'field');
  for (const one of committed) {
    if (one.kind === 'document' && getDocument(vault.db, one.id).sha256 !== one.sha256)
      problems.push('a committed document changed');
    if (one.kind === 'queued' && getImport(vault.db, one.id) === null)
      problems.push('a queued import was lost');
    if (one.kind === 'page') lastPage.set(`${one.id} ${one.pageIndex}`, one.text);
    if (one.kind === 'purged' && listDocuments(vault.db).some((document) => document.id === one.id))
      problems.push('a purged document is back');
  }
  for (const [place, text] of lastPage) {
    const [id = '', pageIndex = ''] = place.split(' ');
    const now = getPage(vault.db, id, Number(pageIndex)).text;
    if (now !== text && !isNextCorrection(text, now)) problems.push('a committed page changed');
  }
  if (lastField) {
    const now = getCaseFields(vault.db, lastField.caseId)['memberId'];
    if (now !== lastField.value && now !== following(lastField.value))
      problems.push('a committed field changed');
  }
}

/** The commit that was on its way when the kill came may be there too. */
function isNextCorrection(text: string, now: string): boolean {
  return text.startsWith(`${sentences.page} corrected`) && now === following(text);
}

function following(text: string): string {
  return text.replace(/\d+$/, (digits) => String(Number(digits) + 1));
}
