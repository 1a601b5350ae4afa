/** Stops of the clock between the vault and the contract. */
import * as z from 'zod';
import { tollingKinds, type TollingEntry } from '../../../shared/domain/track.ts';
import type { ReadDb } from '../../vault/db.ts';
import { listTollings, type TollingRecord } from '../../vault/stores/deadlines.ts';

const basisSchema = z.object({
  whose: z.enum(['patient', 'plan', 'both']),
  kind: z.enum(tollingKinds).default('other'),
});

export function readTollings(db: ReadDb, caseId: string): TollingEntry[] {
  return listTollings(db, caseId).map(toTolling);
}

export function toTolling(record: TollingRecord): TollingEntry {
  const basis = basisSchema.safeParse(record.basis);
  return {
    id: record.id,
    startsOn: record.startsOn,
    endsOn: record.endsOn,
    reason: record.reason,
    whose: basis.success ? basis.data.whose : 'both',
    kind: basis.success ? basis.data.kind : 'other',
  };
}
