/** The letter applied a section or an edition of the policy that is not for this request. */
import type { Finding } from '../../../domain/finding.ts';
import { wrongAge } from './age.ts';
import { borrowedBound } from './borrowed-bound.ts';
import { wrongBodyRegion, wrongModality } from './kind-of-scan.ts';
import { redirected, wrongCalm, wrongParagraph, wrongPhase, wrongSituation } from './situation.ts';
import { oldNumbers, wrongVersion } from './version.ts';
import type { PolicyCase } from '../policy-case.ts';

/** At most one finding for each respect in which the citation is wrong. */
export function misappliedFindings(found: PolicyCase): Finding[] {
  const version = wrongVersion(found) ?? oldNumbers(found);
  const region = wrongBodyRegion(found);
  const modality = wrongModality(found);
  const age = wrongAge(found);
  const situation =
    version === null && region === null && modality === null
      ? (wrongSituation(found) ??
        redirected(found) ??
        wrongCalm(found) ??
        wrongPhase(found) ??
        wrongParagraph(found) ??
        borrowedBound(found))
      : null;
  return [version, region, modality, age, situation].filter((finding) => finding !== null);
}
