/** "Out of network" against papers that show that no network provider could do it in time or reach. */
import type { Finding } from '../../../domain/finding.ts';
import type { Span } from '../../../domain/page-text.ts';
import { cite, findGroup, makeFinding, sentenceAround } from '../../folder.ts';
import type { CaseContext } from '../../folder.ts';
import { distinct, reasonSpan } from './grounds.ts';

export function networkGap(context: CaseContext): readonly Finding[] {
  const reason = reasonSpan(context, 'OON');
  if (reason === null) return [];
  const groups = ['noNetworkProvider', 'cannotDoService', 'longWait', 'longDistance', 'gapRequest'] as const;
  const evidence: { group: string; span: Span; ruleId: string; fileName: string }[] = [];
  for (const { page, kind, otherPatient, fileName } of context.pages) {
    if (
      otherPatient ||
      (kind !== 'correspondence' && kind !== 'medical-record' && kind !== 'claim-file' && kind !== 'other')
    )
      continue;
    for (const group of groups) {
      const hit = findGroup(context.rules, group, page.text).find(
        ({ start }) => !isConditional(page.text, start),
      );
      if (hit !== undefined)
        evidence.push({
          group,
          span: sentenceAround(page, hit.start, hit.end),
          ruleId: hit.ruleId,
          fileName,
        });
    }
  }
  const has = (group: string) => evidence.some((item) => item.group === group);
  // One plain statement that no network provider can do it in time or reach, or a failed try, borne out by another.
  const plain =
    has('noNetworkProvider') ||
    (has('cannotDoService') && (has('longWait') || has('longDistance'))) ||
    (has('longWait') && has('longDistance'));
  if (!plain) return [];
  const provision = provisionOf(context);
  // The plainest words first; then one place a paper, so that several papers are shown.
  const ranked = evidence
    .filter(({ group }) => group !== 'gapRequest')
    .toSorted(
      (a, b) =>
        groups.findIndex((group) => group === a.group) - groups.findIndex((group) => group === b.group),
    );
  const record = distinct(ranked.map(({ span }) => cite('record', span))).slice(0, 7);
  const findings = [
    makeFinding(
      'network-gap',
      'network-adequacy',
      'The papers show that no network provider could do the scan within the time and distance that count.',
      [cite('denial', reason), ...record, ...(provision === null ? [] : [cite('policy', provision)])],
      {
        ruleIds: [...new Set(evidence.map(({ ruleId }) => ruleId))],
        criterion: provision?.quote.replace(/\s+/g, ' ') ?? null,
        steps: evidence.map(({ group, fileName }) => `${group}: ${fileName}`),
      },
    ),
  ];
  const assertions = context.latest.denial.assertions.filter(
    ({ concept, claim }) => concept === 'network-adequacy' && claim !== 'other' && claim !== 'required',
  );
  const denied = assertions[0];
  if (denied !== undefined) {
    const asked = /(?:request|exception|form)/i.test(assertions.map(({ span }) => span.quote).join(' '));
    const answers = distinct([
      ...evidence
        .filter(({ group }) => asked && group === 'gapRequest')
        .map(({ span }) => cite('record', span)),
      ...record,
    ]).slice(0, 7);
    findings.push(
      makeFinding(
        'denial-contradicted-by-record',
        'network-adequacy',
        'The denial says that a network provider was available or that no exception was asked for; the papers show otherwise.',
        [...distinct(assertions.map(({ span }) => cite('denial', span))).slice(0, 3), ...answers],
        {
          ruleIds: ['procedure.network'],
          steps: [
            'The letter speaks of a network provider or of a missing request.',
            'The papers answer it.',
          ],
        },
      ),
    );
  }
  return findings;
}

/**
 * The papers themselves name providers of the network that could have done it, and none speaks for a gap: at least two
 * places, of which one is the treating side's own.
 */
export function networkWasThere(context: CaseContext): boolean {
  const own = context.pages.filter(
    ({ kind, otherPatient }) =>
      !otherPatient && (kind === 'correspondence' || kind === 'medical-record' || kind === 'claim-file'),
  );
  const says = (text: string, group: string): boolean =>
    findGroup(context.rules, group, text).some(({ start }) => !isConditional(text, start));
  const shown = own.filter(({ page }) => says(page.text, 'networkAvailable'));
  const gap = own.some(({ page }) =>
    ['noNetworkProvider', 'cannotDoService', 'longWait'].some((group) => says(page.text, group)),
  );
  return shown.length >= 2 && shown.some(({ kind }) => kind === 'medical-record') && !gap;
}

/** "If no network provider is available, call us": a rule for such a case, not the case. */
function isConditional(text: string, start: number): boolean {
  const sentence = /[^.;!?\n]*$/.exec(text.slice(Math.max(0, start - 90), start))?.[0] ?? '';
  return /\b(?:if|when|whenever|unless|where|in case|in the event|should)\s+(?:\w+\s+){0,3}$/i.test(sentence);
}

function provisionOf(context: CaseContext): Span | null {
  for (const { page, kind } of context.pages) {
    if (kind !== 'plan-document') continue;
    const hit = findGroup(context.rules, 'gapProvision', page.text)[0];
    if (hit !== undefined) return sentenceAround(page, hit.start, hit.end);
  }
  return null;
}
