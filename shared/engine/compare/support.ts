/** Support for a scan called experimental or not covered: the policy, the plan, a guideline or a study in the folder. */
import type { Citation, Finding } from '../../domain/finding.ts';
import type { PageText, Span } from '../../domain/page-text.ts';
import type { PolicySituationRule } from '../../domain/policy-rules.ts';
import { splitSentences } from '../../text/blocks.ts';
import { findPattern } from '../../text/pattern.ts';
import { spanOf } from '../../text/spans.ts';
import { hasHead } from '../classify/sheet-signs.ts';
import type { CaseContext } from '../folder.ts';
import { cite, findGroup, makeFinding } from '../folder.ts';
import { coveringSentences } from './plan-coverage.ts';
import { scanNamed } from './scan-named.ts';

/** A paper that names the condition in its title speaks of it throughout. */
const titleLength = 400;

/** Findings of type evidence-supports from literature and plan papers; clinical policies are read criterion by criterion elsewhere. */
export function supportFindings(context: CaseContext): readonly Finding[] {
  const { denial } = context.latest;
  const experimental = denial.reasons.find(({ value }) => value === 'EXP');
  const excluded = denial.reasons.find(({ value }) => value === 'NCB');
  const citations: Citation[] = [];
  if (experimental !== undefined) {
    const indications = indicationsOf(context);
    if (indications.length === 0) return [];
    for (const { page, kind } of context.pages) {
      if (kind !== 'literature') continue;
      for (const span of supportingSentences(context, page, indications).slice(0, 2))
        citations.push(cite('record', span));
    }
  }
  if (excluded !== undefined && experimental === undefined) {
    for (const { page, kind } of context.pages) {
      if (kind !== 'plan-document') continue;
      for (const span of coveringSentences(context, page).slice(0, 1)) citations.push(cite('policy', span));
    }
  }
  const reason = experimental ?? excluded;
  if (citations.length === 0 || reason === undefined || reason.span === null) return [];
  const what =
    experimental === undefined
      ? 'The plan\u2019s own words cover this scan.'
      : 'The denial calls the scan experimental; a policy, guideline or study in the folder supports it for this condition.';
  return [
    makeFinding(
      'evidence-supports',
      'guideline-support',
      what,
      [cite('denial', reason.span), ...citations.slice(0, 6)],
      {
        ruleIds: ['compare.support'],
        steps: ['Looked for sentences that name the scan and the condition and speak for its use.'],
      },
    ),
  ];
}

/** Conditions of this case: by the letter's diagnosis codes, and by the words of order and assessment. */
function indicationsOf(context: CaseContext): readonly PolicySituationRule[] {
  const codes = context.latest.denial.diagnosisCodes.map(({ value }) => value.replace('.', ''));
  return context.rules.policy.situations.filter((rule) =>
    rule.icd.some((prefix) => codes.some((code) => code.startsWith(prefix.replace('.', '')))),
  );
}

/** The head of the paper that the page belongs to: its own, or that of the page it goes on from. */
function titleOf(context: CaseContext, page: PageText): string {
  let at = context.pages.findIndex(({ page: other }) => other === page);
  while (at > 0) {
    const here = context.pages[at];
    const before = context.pages[at - 1];
    if (here === undefined || before === undefined || hasHead(here.page.text)) break;
    if (before.page.documentId !== page.documentId || before.kind !== here.kind) break;
    at--;
  }
  return context.pages[at]?.page.text.slice(0, titleLength) ?? '';
}

function supportingSentences(
  context: CaseContext,
  page: PageText,
  indications: readonly PolicySituationRule[],
): readonly Span[] {
  const title = titleOf(context, page);
  const titled = indications.some(({ pattern }) => findPattern(pattern, title).length > 0);
  return splitSentences(page.text)
    .map((sentence) => ({ sentence, text: page.text.slice(sentence.start, sentence.end) }))
    .map((each, index, all) => ({ ...each, before: all[index - 1]?.text ?? '' }))
    .filter(
      ({ text }) =>
        findGroup(context.rules, 'supports', text).length > 0 &&
        findGroup(context.rules, 'supportsNot', text).length === 0,
    )
    .filter(({ text, before }) => scanNamed(context, text) || pointsToScan(context, text, before))
    .filter(({ sentence }) => {
      if (titled) return true;
      const around = page.text.slice(Math.max(0, sentence.start - 350), sentence.end + 150);
      return indications.some(({ pattern }) => findPattern(pattern, around).length > 0);
    })
    .map(({ sentence }) => spanOf(page, sentence.start, sentence.end));
}

/** Small words that names of scans are made of: a sentence's subject goes on over them, and ends at the first other. */
const scanWord =
  /^(?:the|an?|of|and|whole-body|positron|emission|magnetic|resonance|computed|nuclear|imaging|tomograph\w*|angiogra\w+|scans?|scanning|screening|diagnostic|breast|coronary|cardiac|contrast(?:-enhanced)?)$/i;

/** "FDG PET/CT finds metastases not seen on CT. The panel recommends it": the subject of the sentence before is meant. */
function pointsToScan(context: CaseContext, text: string, before: string): boolean {
  const pointer =
    /\b(?:recommend\w*|suggest\w*|support\w*|advis\w+|endors\w+|consider\w*|favou?r\w*) (?:it|its use|this (?:test|scan|study|examination|imaging|modality))\b|^\s*(?:it|its use|this (?:test|scan|study|examination|imaging|modality)) (?:is|was|has been|should be|can be)\b/i;
  return (
    pointer.test(text) &&
    scanNamed(context, subjectOf(before)) &&
    findGroup(context.rules, 'supportsNot', before).length === 0
  );
}

function subjectOf(sentence: string): string {
  const words: string[] = [];
  for (const word of sentence.trim().split(/\s+/)) {
    if (/^[a-z]/.test(word) && !scanWord.test(word)) break;
    words.push(word);
  }
  return words.join(' ');
}
