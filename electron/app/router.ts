/** The contract, answered: one entry for each area. */
import type { Router } from '@orpc/server';
import type { Contract } from '../../shared/api/contract.ts';
import { os, type AppContext } from './context.ts';
import { cases } from './handlers/cases.ts';
import { documents } from './handlers/documents.ts';
import { findings } from './handlers/findings.ts';
import { letters } from './handlers/letters.ts';
import { search } from './handlers/search.ts';
import { system } from './handlers/system.ts';
import { track } from './handlers/track.ts';
import { keeping } from './handlers/keeping.ts';
import { keys } from './handlers/keys.ts';
import { vault } from './handlers/vault.ts';

export const router: Router<Contract, AppContext> = os.router({
  system,
  vault: { ...vault, ...keys, ...keeping },
  cases,
  documents,
  findings,
  letters,
  track,
  search,
});
