/** The one door to the letters: a kind and a case in, a letter as data out. Pure; the same input gives the same letter. */
import type { LetterKind, LetterModel } from '../domain/letter.ts';
import type { LetterInput } from './input.ts';
import { buildAppeal } from './kinds/appeal.ts';
import { buildDoctorLetter, buildPeerToPeer } from './kinds/doctor.ts';
import { buildCallFollowUp, buildProofOfDelivery } from './kinds/follow-up.ts';
import { buildAgencyComplaint, buildExternalReview, buildRightsNotice } from './kinds/outside.ts';
import { buildClaimFileRequest, buildGapException, buildRetrospectiveReview } from './kinds/requests.ts';

/**
 * Builds a letter. Every statement of fact in it is a quote run with its place; gaps and findings that help the
 * insurer never enter an appeal; what nobody has told stays a placeholder. It does not refuse kinds that do not fit
 * the plan: ask `letterAvailability` first.
 */
export function buildLetter(kind: LetterKind, input: LetterInput): LetterModel {
  switch (kind) {
    case 'first-level-appeal':
    case 'second-level-appeal':
    case 'expedited-appeal':
      return buildAppeal(kind, input);
    case 'claim-file-request':
      return buildClaimFileRequest(input);
    case 'peer-to-peer-request':
      return buildPeerToPeer(input);
    case 'doctor-letter':
      return buildDoctorLetter(input);
    case 'retrospective-review':
      return buildRetrospectiveReview(input);
    case 'gap-exception':
      return buildGapException(input);
    case 'external-review':
      return buildExternalReview(input);
    case 'agency-complaint':
      return buildAgencyComplaint(input);
    case 'bad-faith-notice':
      return buildRightsNotice(input);
    case 'call-follow-up':
      return buildCallFollowUp(input);
    case 'proof-of-delivery':
      return buildProofOfDelivery(input);
  }
}
