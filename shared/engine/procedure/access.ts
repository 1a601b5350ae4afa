/** Answers to administrative denials: approval on file, emergency care, a gap in the network, proof that records were sent. */
import type { Finding } from '../../domain/finding.ts';
import type { CaseContext } from '../folder.ts';
import { authorization } from './access/authorization.ts';
import { emergency } from './access/emergency.ts';
import { networkGap } from './access/network.ts';
import { placeOfService } from './access/place.ts';
import { recordsReceived } from './access/records-received.ts';
import { timelyFiling } from './access/timely-filing.ts';

export function accessFindings(context: CaseContext): readonly Finding[] {
  return [
    ...authorization(context),
    ...emergency(context),
    ...networkGap(context),
    ...recordsReceived(context),
    ...timelyFiling(context),
    ...placeOfService(context),
  ];
}
