/**
 * The whole main job as a program of its own, to be run cut off from networks and watched: node main-job.ts <folder>.
 * Real vault, real OCR, every kind of export; prints one line of JSON and keeps no output file.
 */
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import { createApp } from '../../electron/app/create-app.ts';
import type { Contract } from '../../shared/api/contract.ts';
import { denialLetter, dullNote, officeNote, pdf, policy, scan } from '../e2e/papers.ts';
import { passphrase } from './secrets.ts';

const [folder = ''] = process.argv.slice(2);
const today = '2026-09-28';
const options = {
  vaultFolder: join(folder, 'Papers.rejoinder'),
  host: 'test' as const,
  serveStatic: null,
  today: () => today,
};

async function withApp<T>(
  work: (
    client: ContractRouterClient<Contract>,
    handle: (request: Request) => Promise<Response>,
  ) => Promise<T>,
): Promise<T> {
  const app = await createApp(options);
  const handle = (request: Request) => app.handle(request);
  const client: ContractRouterClient<Contract> = createORPCClient(
    new RPCLink({ url: 'http://test/rpc', fetch: handle }),
  );
  try {
    return await work(client, handle);
  } finally {
    await app.close();
  }
}

const first = await withApp(async (client, handle) => {
  const { recoveryCode } = await client.vault.create({ passphrase });
  const { id: caseId } = await client.cases.create({ title: 'My knee hurts at night' });
  const papers = [
    await scan('Scan of letter.pdf', denialLetter),
    await pdf('IMG-07.pdf', policy),
    await pdf('Reyes notes.pdf', [dullNote(1), officeNote]),
  ];
  const uploadIds: string[] = [];
  for (const paper of papers) {
    const reply = await handle(
      new Request('http://test/bytes/upload', {
        method: 'POST',
        headers: { 'x-file-name': encodeURIComponent(paper.name) },
        body: new Uint8Array(paper.buffer),
      }),
    );
    uploadIds.push(((await reply.json()) as { uploadId: string }).uploadId);
  }
  await client.documents.add({ caseId, uploadIds });
  while (
    (await client.documents.list({ caseId })).some(({ state }) => state !== 'read' && state !== 'failed')
  ) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await client.cases.update({ caseId, planType: 'erisa-self-funded' });
  const { findings } = await client.findings.analysis({ caseId });
  let quotes = 0;
  let falseQuotes = 0;
  for (const { id: findingId, citations } of findings) {
    for (const { span } of citations) {
      const page = await client.documents.page({ documentId: span.documentId, pageIndex: span.pageIndex });
      quotes++;
      if (page.text.slice(span.start, span.end) !== span.quote) falseQuotes++;
    }
    await client.findings.decide({ caseId, findingId, decision: 'accepted', note: 'My knee hurts at night' });
  }
  await client.track.saveLogEntry({
    caseId,
    entry: {
      id: null,
      kind: 'call',
      at: '2026-09-20T10:15',
      number: '701-555-0142',
      personName: 'Pat',
      personId: null,
      reference: null,
      said: 'She promised to call back before Friday',
      promised: null,
      followUpOn: null,
      certifiedNumber: null,
      sentOn: null,
      deliveredOn: null,
      pagesSent: null,
      pagesConfirmed: null,
      outcome: null,
      documentIds: [],
    },
  });
  const hits = await client.search.query({ text: 'Naproxen', caseId: null, limit: 10 });
  const files: Record<string, number> = {};
  const fetchFile = async (name: string, { downloadId }: { downloadId: string }) => {
    const reply = await handle(new Request(`http://test/bytes/download/${downloadId}`));
    files[name] = (await reply.arrayBuffer()).byteLength;
  };
  const kind = 'first-level-appeal';
  await client.letters.draft({ caseId, kind });
  for (const format of ['docx', 'pdf'] as const)
    await fetchFile(format, await client.letters.export({ caseId, kind, format }));
  const packet = await client.letters.exportExhibits({ caseId, kind, maxPages: null, maxBytes: null });
  for (const file of packet.files) await fetchFile('exhibits', file);
  await fetchFile('chronology', await client.track.exportChronology({ caseId, format: 'docx' }));
  await fetchFile('calendar', await client.track.calendar({ caseId }));
  await fetchFile('backup', await client.vault.backup());
  await fetchFile('everything', await client.vault.exportAll());
  for (const { id } of await client.documents.list({ caseId }))
    await handle(new Request(`http://test/bytes/page/${id}/0?width=600`));
  await client.vault.lock();
  const refused = await client.vault.open({ passphrase: 'wrong' }).then(
    () => false,
    () => true,
  );
  return { recoveryCode, findings: findings.length, quotes, falseQuotes, hits: hits.length, files, refused };
});

// A restart: the same vault, opened with the printed code.
const again = await withApp(async (client) => {
  await client.vault.openWithRecoveryCode({ recoveryCode: first.recoveryCode });
  return { cases: (await client.cases.list()).length };
});
const { recoveryCode, ...figures } = first;
process.stdout.write(`${JSON.stringify({ ...figures, ...again, codeLength: recoveryCode.length })}\n`);
