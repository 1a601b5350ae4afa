/**
 * node drive-packed.ts <unpacked app> <vault folder>: loads the packed main program with a fake of Electron in its
 * place and does a person's job through the window's own protocol; reading runs in a forked process instead of a utility
 * process. Prints one line of JSON. Shows that the package holds every module, thread and data file the app needs.
 */
import { fork } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { denialLetter, officeNote, pdf, policy } from '../e2e/papers.ts';
import { createFakeElectron } from './fake-electron.ts';

const [app = '', home = ''] = process.argv.slice(2);
const fake = createFakeElectron();
Object.assign(fake.app, { getPath: () => home });
const utilityProcess = {
  fork(file: string) {
    const child = fork(file, [], {
      serialization: 'advanced',
      env: {},
      cwd: app,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    return Object.assign(child, { postMessage: (message: object) => child.send(message) });
  },
};
const safeStorage = { isEncryptionAvailable: () => false, getSelectedStorageBackend: () => 'basic_text' };
Object.assign(globalThis, { fakeElectron: { ...fake.api, utilityProcess, safeStorage } });
const stub = join(app, 'node_modules', 'electron');
mkdirSync(stub, { recursive: true });
writeFileSync(join(stub, 'package.json'), '{"name":"electron","type":"module","main":"index.js"}');
writeFileSync(
  join(stub, 'index.js'),
  `const fake = globalThis.fakeElectron;\n${Object.keys({ ...fake.api, utilityProcess, safeStorage })
    .map((name) => `export const ${name} = fake.${name};`)
    .join('\n')}\n`,
);
process.env['REJOINDER_VAULT'] = join(home, 'Papers.rejoinder');
await import(pathToFileURL(join(app, 'out/main/index.js')).href);

const waitFor = async <T>(get: () => T | undefined | false | Promise<T | undefined | false>): Promise<T> => {
  for (let tries = 0; tries < 600; tries++) {
    const found = await get();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('waited in vain');
};
const serve = await waitFor(() => fake.partitions.get('rejoinder')?.handlers.get('app'));
const call = async (name: string, input: object = {}): Promise<unknown> => {
  const reply = await serve(
    new Request(`app://rejoinder/rpc/${name}`, {
      method: 'POST',
      body: JSON.stringify({ json: input }),
      headers: { 'Content-Type': 'application/json', origin: 'app://rejoinder' },
    }),
  );
  if (!reply.ok) throw new Error(`${name} ${reply.status} ${await reply.text()}`);
  return ((await reply.json()) as { json: unknown }).json;
};

const page = await serve(new Request('app://rejoinder/'));
const html = await page.text();
const assets = Array.from(html.matchAll(/(?:src|href)="\.\/([^"]+)"/g), ([, name]) => name ?? '');
const statuses: number[] = [];
for (const name of [...assets, 'third-party-licences.txt'])
  statuses.push((await serve(new Request(`app://rejoinder/${name}`))).status);
await call('vault/create', { passphrase: 'correct horse battery staple' });
const { id: caseId } = (await call('cases/create', { title: 'Packed' })) as { id: string };
const uploadIds: string[] = [];
for (const paper of [
  await pdf('a.pdf', denialLetter),
  await pdf('b.pdf', policy),
  await pdf('c.pdf', [officeNote]),
]) {
  const reply = await serve(
    new Request('app://rejoinder/bytes/upload', {
      method: 'POST',
      body: new Uint8Array(paper.buffer),
      headers: { 'x-file-name': paper.name },
    }),
  );
  uploadIds.push(((await reply.json()) as { uploadId: string }).uploadId);
}
await call('documents/add', { caseId, uploadIds });
await waitFor(async () =>
  ((await call('documents/list', { caseId })) as { state: string }[]).every(({ state }) => state === 'read'),
);
await call('cases/update', { caseId, planType: 'erisa-self-funded' });
const { findings } = await waitFor(async () => {
  const analysis = (await call('findings/analysis', { caseId })) as {
    complete: boolean;
    findings: { id: string }[];
  };
  return analysis.complete && analysis.findings.length > 0 && analysis;
});
for (const { id: findingId } of findings)
  await call('findings/decide', { caseId, findingId, decision: 'accepted' });
const sizes: number[] = [];
const kind = 'first-level-appeal';
const offered: { downloadId: string }[] = [];
for (const format of ['docx', 'pdf'])
  offered.push((await call('letters/export', { caseId, kind, format })) as { downloadId: string });
const packet = (await call('letters/exportExhibits', { caseId, kind, maxPages: null, maxBytes: null })) as {
  files: { downloadId: string }[];
};
for (const { downloadId } of [...offered, ...packet.files])
  sizes.push(
    (await (await serve(new Request(`app://rejoinder/bytes/download/${downloadId}`))).arrayBuffer())
      .byteLength,
  );
const check = (await call('vault/check')) as { ok: boolean };
process.stdout.write(`${JSON.stringify({ statuses, findings: findings.length, sizes, ok: check.ok })}\n`);
fake.app.emit('before-quit', { preventDefault: () => {} });
await waitFor(() => fake.app.quits > 0);
process.exit(0);
