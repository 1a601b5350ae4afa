/** A real app over a fresh vault, called through the same door and serialisation as the page uses. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import { createApp, type App } from '../../electron/app/create-app.ts';
import type { KeychainOffer } from '../../electron/app/keychain.ts';
import type { Contract } from '../../shared/api/contract.ts';

export interface TestApp {
  readonly app: App;
  readonly client: ContractRouterClient<Contract>;
  readonly folder: string;
  upload(fileName: string, bytes: Uint8Array, kind?: 'paper' | 'backup'): Promise<string>;
  /** Waits until every document of the case is read or failed. */
  settle(caseId: string): Promise<void>;
  close(): Promise<void>;
}

export const testPassphrase = 'correct horse battery';

/** Far below what protects a real vault; a test's vault holds nothing real. */
const cheap = { memoryKiB: 1024, iterations: 1, parallelism: 1 };

export async function startTestApp(
  today: string | (() => string) = '2026-09-28',
  options: { now?: () => string; keychain?: KeychainOffer } = {},
): Promise<TestApp> {
  const folder = mkdtempSync(join(tmpdir(), 'rejoinder-test-'));
  const app = await createApp({
    vaultFolder: join(folder, 'test.rejoinder'),
    host: 'test',
    serveStatic: null,
    vaultOptions: { argon2: cheap, ...(options.now ? { now: options.now } : {}) },
    ...(options.keychain ? { keychain: options.keychain } : {}),
    today: typeof today === 'string' ? () => today : today,
  });
  const client: ContractRouterClient<Contract> = createORPCClient(
    new RPCLink({ url: 'http://test/rpc', fetch: (request) => app.handle(request) }),
  );
  return {
    app,
    client,
    folder,
    async upload(fileName, bytes, kind = 'paper') {
      const reply = await app.handle(
        new Request('http://test/bytes/upload', {
          method: 'POST',
          headers: { 'x-file-name': encodeURIComponent(fileName), 'x-upload-kind': kind },
          body: new Uint8Array(bytes),
        }),
      );
      const { uploadId } = (await reply.json()) as { uploadId: string };
      return uploadId;
    },
    async settle(caseId) {
      while (true) {
        const documents = await client.documents.list({ caseId });
        if (documents.every((each) => ['read', 'failed', 'password-needed'].includes(each.state))) return;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    async close() {
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
