/** Where a record disagrees with itself the person is asked, with both places; where it does not, nobody is. */
import { describe, expect, it } from 'vitest';
import type { PleaseCheck } from '../../../shared/domain/finding.ts';
import { recordConflicts } from '../../../shared/engine/compare/record-conflicts.ts';
import { withoutOverstated } from '../../../shared/engine/compare/conflicts/length.ts';
import { isEvidence } from '../../../shared/engine/match/evidence/evidence.ts';
import { readRecords } from '../../../shared/engine/record/extract.ts';
import { pagesOf, rules } from '../engine-kit.ts';

const head = 'Riverside Spine\nPatient: Rosa Delgado  DOB 03/14/1971\nVisit date: ';

/** Each text is a file of its own. */
function asked(region: string, ...notes: string[]): PleaseCheck[] {
  const sources = notes.map((text, index) => ({
    documentId: `d${index}`,
    pages: pagesOf(`d${index}`, text),
  }));
  const { facts } = readRecords(sources, rules.record, null);
  return recordConflicts(facts, {
    requestDate: '2026-06-01',
    today: '2026-06-01',
    region,
    side: null,
    rules: rules.policy,
  });
}
const quotesOf = (checks: readonly PleaseCheck[]) =>
  checks.map(({ citations }) => citations.map(({ span }) => span.quote.replace(/\s+/g, ' ')));

describe('a record that disagrees with itself', () => {
  it.each([
    [
      'strength of one muscle, one side, one day',
      'lumbar-spine',
      [
        `${head}05/12/2026\nExam: Strength: left EHL 3/5, right EHL 5/5. SLR negative.\n`,
        `${head}05/12/2026\nPhysical exam: Motor: EHL 5/5 on the left. Gait normal.\n`,
      ],
      ['left EHL 3/5', 'EHL 5/5 on the left'],
    ],
    [
      'strength against a line for every muscle in another note of the day',
      'lumbar-spine',
      [
        `${head}05/12/2026\nExam: L dorsiflexion 4/5. Low back tender.\n`,
        `${head}05/12/2026\nExam: Strength 5/5 throughout both LE. Low back tender.\n`,
      ],
      ['L dorsiflexion 4/5', '5/5 throughout'],
    ],
    [
      'a named test on one side',
      'knee',
      [
        `${head}05/12/2026\nExam: right knee. McMurray positive on the right.\n`,
        `${head}05/12/2026\nExam: McMurray negative right knee.\n`,
      ],
      ['McMurray positive', 'McMurray negative'],
    ],
    [
      'history against review of systems',
      'knee',
      [`${head}05/12/2026\nHPI: Right knee locks twice a week.\nROS: MSK: denies locking.\n`],
      ['locks twice a week', 'denies locking'],
    ],
    [
      'therapy that was completed and never attended',
      'lumbar-spine',
      [
        `${head}03/20/2026\nHPI: Low back pain. Completed 8 weeks of physical therapy from 1/5/2026 to 3/2/2026 without relief.\n`,
        `${head}04/10/2026\nHPI: Low back pain. She has never attended physical therapy.\n`,
      ],
      ['Completed 8 weeks', 'never attended'],
    ],
    [
      'a drug that failed and was not tried',
      'lumbar-spine',
      [
        `${head}03/20/2026\nHPI: Low back pain. Took naproxen 500 mg twice daily for 6 weeks, no relief.\n`,
        `${head}04/10/2026\nHPI: Low back pain. Has not tried naproxen.\n`,
      ],
      ['Took naproxen', 'Has not tried naproxen'],
    ],
    [
      'more weeks of therapy than the therapist dates',
      'knee',
      [
        'Lakeside Physical Therapy\nPatient: Rosa Delgado  DOB 03/14/1971\nDx: right knee pain\nVisit\tDate\tNote\n1\t03/02/2026\tEval\n2\t03/05/2026\tTherex\n3\t03/09/2026\tTherex\n4\t03/16/2026\tTherex, discharge\n',
        `${head}04/10/2026\nHPI: Right knee pain. She has completed 8 weeks of physical therapy without relief.\n`,
      ],
      ['03/02/2026', '8 weeks of physical therapy'],
    ],
    [
      'a history that one note denies and another tells',
      'thoracic-spine',
      [
        `${head}04/10/2026\nPMH: No history of cancer.\n`,
        `${head}05/12/2026\nPMH: breast cancer in 2014, lumpectomy and radiation.\n`,
      ],
      ['No history of cancer', 'breast cancer in 2014'],
    ],
    [
      'left in one note and right in the next',
      'shoulder',
      [
        `${head}04/10/2026\nAssessment: Left shoulder impingement with joint instability of the left shoulder.\n`,
        `${head}05/12/2026\nAssessment: Right shoulder joint instability.\n`,
      ],
      ['left', 'Right'],
    ],
  ] as const)('is asked about: %s', (_, region, notes, words) => {
    const quotes = quotesOf(asked(region, ...notes));
    expect(quotes).toHaveLength(1);
    for (const each of words) expect(quotes[0]?.join(' | ')).toContain(each);
  });

  it.each([
    ['two sides of one sentence', 'lumbar-spine', [`${head}05/12/2026\nExam: EHL left 4/5, right 5/5.\n`]],
    ['two muscles', 'lumbar-spine', [`${head}05/12/2026\nExam: Left EHL 4/5. Left quadriceps 5/5.\n`]],
    [
      'an exception in the next sentence',
      'lumbar-spine',
      [`${head}05/12/2026\nExam: Strength 5/5 throughout. Left EHL 4/5.\n`],
    ],
    [
      'a change between two days',
      'lumbar-spine',
      [`${head}04/12/2026\nExam: Left EHL 5/5.\n`, `${head}05/12/2026\nExam: Left EHL 3/5.\n`],
    ],
    [
      'the other knee',
      'knee',
      [`${head}05/12/2026\nExam: Right knee: McMurray positive. Left knee: McMurray negative.\n`],
    ],
    [
      'therapy refused before it was done',
      'lumbar-spine',
      [
        `${head}01/05/2026\nHPI: Low back pain. Declined physical therapy.\n`,
        `${head}04/10/2026\nHPI: Low back pain. Completed 8 weeks of physical therapy from 2/2/2026 to 3/30/2026.\n`,
      ],
    ],
    [
      'more of it refused',
      'lumbar-spine',
      [
        `${head}04/10/2026\nHPI: Low back pain. Completed 8 weeks of physical therapy from 2/2/2026 to 3/30/2026. Declined further physical therapy.\n`,
      ],
    ],
    [
      'two drugs',
      'lumbar-spine',
      [
        `${head}04/10/2026\nHPI: Low back pain. Took naproxen for 6 weeks, no relief. Has not tried gabapentin.\n`,
      ],
    ],
    [
      'no new weakness',
      'lumbar-spine',
      [`${head}05/12/2026\nHPI: Weakness of the left foot since March.\nROS: denies new weakness.\n`],
    ],
  ] as const)('is not asked about: %s', (_, region, notes) => {
    expect(quotesOf(asked(region, ...notes))).toEqual([]);
  });
});

describe('what may be relied on', () => {
  const facts = (...notes: string[]) =>
    readRecords(
      notes.map((text, index) => ({ documentId: `d${index}`, pages: pagesOf(`d${index}`, text) })),
      rules.record,
      null,
    ).facts;
  const claim = `${head}04/10/2026\nHPI: Right knee pain. She has completed 8 weeks of physical therapy without relief.\n`;
  const list = (rows: string): string =>
    `Lakeside Physical Therapy\nPatient: Rosa Delgado  DOB 03/14/1971\nDx: right knee pain\nVisit\tDate\tNote\n${rows}`;
  const weeksTold = (...notes: string[]) =>
    withoutOverstated(facts(...notes)).find(
      ({ concept, detail, measure }) =>
        concept === 'physical-therapy' && detail !== 'course' && measure?.days !== undefined,
    )?.measure?.days;

  it('is the therapist’s dates where a note gives more weeks', () => {
    const whole = list('1\t03/02/2026\tEval\n2\t03/05/2026\tTherex\n3\t03/16/2026\tTherex, discharge\n');
    expect(weeksTold(whole, claim)).toBeNull();
  });
  it('is the note where the list begins in the middle, or there is none', () => {
    const part = list('7\t03/02/2026\tTherex\n8\t03/05/2026\tTherex\n9\t03/16/2026\tTherex\n');
    expect(weeksTold(part, claim)).toBe(56);
    expect(weeksTold(claim)).toBe(56);
  });
  it.each([
    ['Message log 06/01/2026\n06/01/2026 patient: I finished 6 weeks of PT on 5/29.', 'physical-therapy'],
    [
      `${head}04/10/2026\nHPI: Per patient, X-ray of 4/2/2026 at urgent care, report not available.`,
      'prior-imaging',
    ],
  ] as const)('is nothing that only the patient tells: %s', (text, concept) => {
    expect(facts(text).filter((fact) => fact.concept === concept && isEvidence(fact))).toEqual([]);
  });
});
