/** The contract, answered: one entry for each area. */
import { os } from './context.ts';
import { cases } from './handlers/cases.ts';
import { documents } from './handlers/documents.ts';
import { findings } from './handlers/findings.ts';
import { letters } from './handlers/letters.ts';
import { search } from './handlers/search.ts';
import { system } from './handlers/system.ts';
import { track } from './handlers/track.ts';
import { vault } from './handlers/vault.ts';

export const router = os.router({ system, vault, cases, documents, findings, letters, track, search });
