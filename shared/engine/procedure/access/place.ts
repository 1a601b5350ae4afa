/** "This place was not needed" against words of the record that say why it was. */
import type { Finding } from '../../../domain/finding.ts';
import { cite, findGroup, makeFinding, sentenceAround } from '../../folder.ts';
import type { CaseContext } from '../../folder.ts';
import { mostEvidence, reasonSpan } from './grounds.ts';

/** "No reason why a hospital is needed" against the chart's own statement of the need. */
export function placeOfService(context: CaseContext): readonly Finding[] {
  const denied = context.latest.denial.assertions.find(
    ({ concept, claim }) =>
      concept === 'place-of-service' && (claim === 'absent' || claim === 'insufficient'),
  );
  if (denied === undefined || reasonSpan(context, 'LOC') === null) return [];
  const record = context.pages.flatMap(({ page, kind, otherPatient }) => {
    if ((kind !== 'medical-record' && kind !== 'correspondence') || otherPatient) return [];
    const hit = findGroup(context.rules, 'placeNeed', page.text).find(
      ({ start }) =>
        !/\b(?:no|not|denies|without|if|family|never)\b[^.\n]{0,30}$/i.test(
          page.text.slice(Math.max(0, start - 40), start),
        ),
    );
    return hit === undefined ? [] : [cite('record', sentenceAround(page, hit.start, hit.end))];
  });
  if (record.length === 0) return [];
  return [
    makeFinding(
      'denial-contradicted-by-record',
      'place-of-service',
      'The denial says that no reason for this place was given; the chart gives one.',
      [cite('denial', denied.span), ...record.slice(0, mostEvidence)],
      {
        ruleIds: ['procedure.place-of-service'],
        steps: ['The chart says why this place of service is needed.'],
      },
      'fair',
    ),
  ];
}
