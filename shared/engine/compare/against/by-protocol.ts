/** "No MRI by an epilepsy protocol": only a scan whose own report names that protocol answers it. */
import type { DenialAssertion } from '../../../domain/denial.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { wordsOfClaim } from '../../denial/claims/words-of-claim.ts';
import type { CaseContext } from '../../folder.ts';
import { pageOf } from '../../folder.ts';

const named = /\b([a-z]+)[\s-]+protocol\b/gi;
/** Names of protocols that are one. */
const alike: Readonly<Record<string, string>> = {
  seizure: 'epilepsy',
  seizures: 'epilepsy',
  tumour: 'tumor',
};

function protocolsIn(text: string): readonly string[] {
  return [...text.matchAll(named)].map(([, word = '']) => alike[word.toLowerCase()] ?? word.toLowerCase());
}

/** The facts as they are, unless the letter misses a scan by a protocol: then those of pages that name it. */
export function byProtocol(
  facts: readonly ClinicalFact[],
  assertion: DenialAssertion,
  { pages }: CaseContext,
): readonly ClinicalFact[] {
  const asked = assertion.concept === 'prior-imaging' ? protocolsIn(wordsOfClaim(assertion)) : [];
  if (asked.length === 0) return facts;
  const read = pages.map(({ page }) => page);
  return facts.filter(({ spans }) =>
    spans.some((span) => {
      const shown = protocolsIn(pageOf(read, span)?.text ?? '');
      return asked.some((protocol) => shown.includes(protocol));
    }),
  );
}
