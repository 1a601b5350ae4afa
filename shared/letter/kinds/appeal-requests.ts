/** What an appeal asks for, each request with the rule it rests on beside it. */
import { LetterWriter, bold, text } from '../blocks.ts';
import { letterGaps } from '../gaps.ts';
import type { LetterInput } from '../input.ts';
import { lawFor } from '../law.ts';
import { askedService, type Point } from '../points.ts';
import type { LawRule, LawTopic } from '../rules.ts';
import { listWords, policyName } from '../words.ts';
import type { AppealKind } from './appeal-kind.ts';
import { openGrounds } from './reasons.ts';

/** True where something the policy asks for is not documented: the letter must not say that the policy is met. */
function hasGaps(input: LetterInput): boolean {
  return letterGaps(input.analysis, input.rules).length > 0;
}

/** The policy that the points quote, where they quote one. */
function reliedPolicy(input: LetterInput, merits: readonly Point[]): string | null {
  const quoted = new Set(merits.flatMap((point) => point.policy.map((span) => span.documentId)));
  const policy = input.analysis.policies.find((item) => quoted.has(item.documentId));
  return policy ? policyName(input.analysis, policy.documentId) : null;
}

/** "29 CFR 2560.503-1(h)(2)(iii) and (h)(3)(iv), applied by …": what is common to all is said once. */
function joinCitations(citations: readonly string[]): string {
  const [first = ''] = citations;
  const applied = / ?, applied by .*$/.exec(first)?.[0] ?? '';
  if (!citations.every((citation) => citation.endsWith(applied))) return listWords(citations);
  const plain = citations.map((citation) => citation.slice(0, citation.length - applied.length));
  const section = /^[^(]+/.exec(first)?.[0] ?? '';
  const short = plain.every((citation) => citation.startsWith(`${section}(`))
    ? plain.map((citation, index) => (index === 0 ? citation : citation.slice(section.length)))
    : plain;
  return `${listWords(short)}${applied}`;
}

/** The last section: decision, reviewer, documents, criteria, new material, answer to each point, time. */
export function writeRequests(
  writer: LetterWriter,
  kind: AppealKind,
  input: LetterInput,
  merits: readonly Point[],
) {
  const policy = reliedPolicy(input, merits);
  const rulesOf = (topics: readonly LawTopic[]) => lawFor(input, topics);
  const request = (
    label: string,
    words: string,
    topics: readonly LawTopic[],
    findingIds: readonly string[] = [],
  ) => {
    const rules = rulesOf(topics);
    writer.numbered([bold(`${label}. `), text([words, ruleSentences(rules)].filter(Boolean).join(' '))], {
      authorities: rules.map((rule) => rule.citation),
      findingIds,
    });
  };
  writer.heading('requests', 'What is requested');
  const argued = merits.flatMap((point) => point.findings.map((finding) => finding.id));
  request('Decision', decisionWords(input, merits, policy), [], argued);
  request(
    'Reviewer',
    'Have the appeal decided by someone who took no part in the first decision, with the advice of a clinician whose training and experience fit the condition and the scan, and name that person’s credentials and field in the decision.',
    ['review'],
  );
  const file = rulesOf(['file'])
    .toSorted((a, b) => a.citation.localeCompare(b.citation))
    .slice(0, 2);
  writer.numbered(
    [
      bold('Documents. '),
      text(
        `Send, ${file.length > 0 ? 'free of charge and ' : ''}before the appeal is decided, the claim file: the criteria applied with version and date, the reviewer’s notes, worksheet and credentials, the record of any peer-to-peer call, and the names of all experts consulted${file.length > 0 ? ` (${joinCitations(file.map((rule) => rule.citation))})` : ''}.`,
      ),
    ],
    { authorities: file.map((rule) => rule.citation) },
  );
  if (rulesOf(['criteria']).length > 0)
    request(
      'Criteria',
      input.planType === 'medicare-advantage'
        ? 'State which Medicare coverage rule governs this scan and, where the plan’s own criteria were used, why.'
        : 'State which criteria were applied, and how each was applied to the findings quoted above.',
      ['criteria'],
    );
  if (kind === 'expedited-appeal') {
    request('If any part is upheld', upheldWords(merits), []);
  } else {
    request(
      'New material',
      rulesOf(['new-evidence']).length > 0
        ? ''
        : 'If new evidence or a new rationale is considered, send it early enough for an answer before the decision.',
      ['new-evidence'],
    );
    request('If any part is upheld', upheldWords(merits), []);
    if (rulesOf(['clock']).length > 0) request('Time', '', ['clock']);
  }
  writer.paragraph('Please confirm receipt of this letter and the number of exhibit pages received.');
}

/** What the decision should be: approval only where the papers show nothing that the policy asks for and misses. */
function decisionWords(input: LetterInput, merits: readonly Point[], policy: string | null): string {
  const service = askedService(input);
  if (merits.length === 0)
    return 'Decide the appeal on the full record, once the documents named above have come or the day for them has passed.';
  if (openGrounds(input, merits).length > 0)
    return `Set the decision aside, and decide the request for ${service} anew on the record quoted above and the documents to follow.`;
  const network = merits.some((point) => point.lead.concept === 'network-adequacy')
    ? ' at the in-network level of benefits'
    : '';
  return input.stage.scanDone === true
    ? `Reverse the decision and pay the claim for ${service}${network}.`
    : `Reverse the decision and approve ${service}${network}${policy && !hasGaps(input) ? ` under ${policy}` : ''}.`;
}

function upheldWords(merits: readonly Point[]): string {
  return merits.length > 0
    ? 'Answer each numbered point above separately, with the policy words relied on and the page of the record that is thought to fall short.'
    : 'Quote the policy words relied on, and state what document or finding would meet each of them.';
}

/** The rules in their own words, their citations together behind them. */
function ruleSentences(rules: readonly LawRule[]): string {
  if (rules.length === 0) return '';
  const words = rules.map((rule) => rule.text.replace(/\.$/, '')).join('. ');
  return `${words} (${joinCitations(rules.map((rule) => rule.citation))}).`;
}
