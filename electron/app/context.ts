/** What every handler is given: the open vault, the reading process, the rules, the clock, and the way to tell the page. */
import { implement, type ImplementerInternalWithMiddlewares, ORPCError } from '@orpc/server';
import { contract, type Contract } from '../../shared/api/contract.ts';
import { AppError, errorCodes } from '../../shared/api/errors.ts';
import type { DeadlineRule } from '../../shared/deadlines/rules.ts';
import type { IsoDate } from '../../shared/domain/kinds.ts';
import type { EngineRules } from '../../shared/engine/engine-rules.ts';
import type { LetterRules } from '../../shared/letter/rules.ts';
import type { Argon2Cost } from '../vault/key-slots.ts';
import type { CaseAnalyses } from './case-analyses.ts';
import type { Downloads } from './downloads.ts';
import type { EventHub } from './events.ts';
import type { ImportQueue } from './import-queue.ts';
import type { KeychainOffer } from './keychain.ts';
import type { Session } from './session.ts';
import type { Tasks } from './tasks.ts';
import type { Reader } from '../ingest/reader-client.ts';
import type { Uploads } from './uploads.ts';
import type { VaultCheck } from './vault-check.ts';

export interface AppContext {
  readonly session: Session;
  readonly events: EventHub;
  readonly downloads: Downloads;
  readonly uploads: Uploads;
  readonly imports: ImportQueue;
  readonly reader: Reader;
  readonly tasks: Tasks;
  readonly analyses: CaseAnalyses;
  readonly rules: EngineRules;
  readonly letterRules: LetterRules;
  readonly deadlineRules: readonly DeadlineRule[];
  readonly check: VaultCheck;
  readonly keychain: KeychainOffer;
  /** Cost of a new passphrase's hash; tests pass a cheap one. */
  readonly argon2: Argon2Cost | undefined;
  /** Where the vault's thread lies in a bundle. */
  readonly threadFile: string | undefined;
  /** The local calendar date, asked for each time: the app may run over midnight. */
  readonly today: () => IsoDate;
  readonly host: 'desktop' | 'loopback' | 'test';
  readonly version: string;
  /** Ends with the request or the app. */
  readonly signal?: AbortSignal;
}

/** Turns AppErrors into the contract's typed errors. Anything else is a bug and leaves as INTERNAL, without its words. */
const implemented = implement(contract)
  .$context<AppContext>()
  .use(async ({ next }) => {
    try {
      return await next();
    } catch (error) {
      if (error instanceof ORPCError) throw error;
      if (error instanceof AppError) {
        throw new ORPCError(error.code, {
          defined: true,
          status: errorCodes[error.code].status,
          message: error.message,
        });
      }
      throw new ORPCError('INTERNAL', {
        defined: true,
        status: 500,
        message: 'Something went wrong inside Rejoinder. Nothing was changed.',
        cause: error,
      });
    }
  });

/** The contract's calls, to be given handlers. The type is named: written out it is too long for a declaration file. */
export const os: ImplementerInternalWithMiddlewares<Contract, AppContext, AppContext> = implemented;
