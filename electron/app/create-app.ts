/** Puts the app together: one session, one reading process, one router, one door for requests. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { onError } from '@orpc/server';
import { BodyLimitPlugin, RPCHandler } from '@orpc/server/fetch';
import * as z from 'zod';
import { bytePaths } from '../../shared/api/contract.ts';
import { errorCodes } from '../../shared/api/errors.ts';
import { createReader, type Reader, type SpawnReader } from '../ingest/reader-client.ts';
import { loadDeadlineRules } from '../rules/deadline-rules.ts';
import { loadLetterRules } from '../rules/letter-rules.ts';
import { loadRules } from '../rules/load-rules.ts';
import { resourcesFolder, ruleFile } from '../rules/rule-file.ts';
import type { Reminder } from '../../shared/domain/track.ts';
import type { VaultOptions } from '../vault/vault.ts';
import { createByteHandler } from './bytes.ts';
import { createAnalysisThread } from './analysis-thread.ts';
import { createCaseAnalyses } from './case-analyses.ts';
import type { AppContext } from './context.ts';
import { createDownloads } from './downloads.ts';
import { createEventHub } from './events.ts';
import { createImportQueue } from './import-queue.ts';
import { localDate } from './local-date.ts';
import { router } from './router.ts';
import { placesOf } from './places-of.ts';
import { readSettings } from './handlers/system.ts';
import type { KeychainOffer } from './keychain.ts';
import { createSession } from './session.ts';
import { takeReminders } from './track/clocks.ts';
import { createTasks } from './tasks.ts';
import { createUploads } from './uploads.ts';
import { createVaultCheck } from './vault-check.ts';
import { binUnusedUploads, emptyOldBin } from './tidy.ts';

export interface AppOptions {
  /** The vault's folder, `<name>.rejoinder`. */
  readonly vaultFolder: string;
  readonly host: AppContext['host'];
  /** Serves the built page; null for hosts that have none. */
  readonly serveStatic: ((path: string) => Response | null) | null;
  /** Only the desktop host has one. */
  readonly keychain?: KeychainOffer;
  readonly workers?: number;
  /** Starts the drawing process when the vault opens, so that the first page comes as quickly as the others. */
  readonly warmReader?: boolean;
  readonly spawnReader?: SpawnReader;
  readonly vaultOptions?: VaultOptions;
  readonly today?: () => string;
}

export interface App {
  readonly context: AppContext;
  /** Same-origin requests of our own page, however they came in. */
  handle(request: Request): Promise<Response>;
  lock(reason: string): Promise<void>;
  /** Reminders due now, each once; none while the vault is locked or reminders are off. */
  takeReminders(): readonly Reminder[];
  close(): Promise<void>;
}

/** The largest message of the contract: a letter with every paragraph edited is far below. */
const MAX_RPC_BYTES = 8 * 1024 * 1024;

export async function createApp(options: AppOptions): Promise<App> {
  const rules = await loadRules();
  const deadlineRules = loadDeadlineRules();
  const letterRules = await loadLetterRules(ruleFile(''), rules, deadlineRules);
  const events = createEventHub();
  const tasks = createTasks(events);
  const downloads = createDownloads();
  const reader: Reader = createReader({
    workers: options.workers ?? 2,
    ...(options.spawnReader ? { spawn: options.spawnReader } : {}),
  });
  const today = options.today ?? localDate;

  const session = createSession(
    options.vaultFolder,
    {
      onOpen(vault) {
        // Left by a session that ended early; the writer lock says that nobody else is using it.
        rmSync(session.outgoing, { recursive: true, force: true });
        binUnusedUploads(vault.db.as('app'));
        imports.start();
        if (options.warmReader) void reader.warm();
        if (vault.wasDirty) void check.run(true).catch(() => undefined);
        else void emptyOldBin(vault).catch(() => undefined);
      },
      async onLock() {
        tasks.cancelAll();
        await imports.stop();
        // With the processes goes what they hold of the papers.
        reader.rest();
        analyses.forget();
        downloads.clear();
        uploads.clear();
        check.forget();
      },
      onChange: (state) => events.emit({ type: 'vault-changed', state }),
    },
    options.vaultOptions,
  );
  const uploads = createUploads(session);
  const imports = createImportQueue({ session, reader, events });
  const analyses = createCaseAnalyses({
    db: () => session.db(),
    rules,
    today,
    thread: createAnalysisThread(),
    onMade(caseId) {
      events.emit({ type: 'cases-changed' });
      events.emit({ type: 'case-changed', caseId });
    },
  });
  const check = createVaultCheck({
    session,
    tasks,
    onChange: () => events.emit({ type: 'vault-changed', state: session.state }),
  });
  const context: AppContext = {
    session,
    events,
    downloads,
    uploads,
    imports,
    reader,
    tasks,
    analyses,
    check,
    keychain: options.keychain ?? {
      state: options.host === 'loopback' ? 'not-in-browser' : 'no-safe-store',
    },
    argon2: options.vaultOptions?.argon2,
    threadFile: options.vaultOptions?.threadFile,
    rules,
    letterRules,
    deadlineRules,
    today,
    host: options.host,
    version: appVersion(),
  };

  const rpc = new RPCHandler(router, {
    plugins: [new BodyLimitPlugin({ maxBodySize: MAX_RPC_BYTES })],
    // Around the calls only: a request that cannot be read is its sender's fault, and refused.
    clientInterceptors: [onError(reportBug)],
  });
  const bytes = createByteHandler(context);

  return {
    context,
    async handle(request) {
      const { pathname } = new URL(request.url);
      if (pathname.startsWith(`${bytePaths.rpc}/`)) {
        const { response } = await rpc.handle(request, { prefix: bytePaths.rpc, context });
        return response ?? new Response(null, { status: 404 });
      }
      const answer = await bytes(request);
      if (answer) return answer;
      if (request.method === 'GET' || request.method === 'HEAD') {
        const page = options.serveStatic?.(pathname);
        if (page) return page;
      }
      return new Response(null, { status: 404 });
    },
    lock: (reason) => session.lock(reason),
    takeReminders: () =>
      session.state === 'open' && readSettings(context).remindersOn ? takeReminders(context) : [],
    async close() {
      await session.close();
      events.close();
      reader.close();
    },
  };
}

/** Only the kind and place of a bug are told, never its words: they could hold a name or a line of a record. */
function reportBug(error: unknown): void {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code !== 'INTERNAL' && (code in errorCodes || code === 'BAD_REQUEST' || code === 'NOT_FOUND')) return;
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  process.stderr.write(
    `rejoinder: internal error${cause instanceof Error ? ` (${cause.name})` : ''}\n${placesOf(cause).join('\n')}\n`,
  );
}

function appVersion(): string {
  try {
    const text = readFileSync(join(resourcesFolder(), '..', 'package.json'), 'utf8');
    return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
  } catch {
    return 'unknown';
  }
}
