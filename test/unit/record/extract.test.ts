import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadRecordRules } from '../../../electron/rules/record-rules.ts';
import type { ClinicalFact } from '../../../shared/domain/record.ts';
import { readRecords } from '../../../shared/engine/record/extract.ts';
import { pagesOf } from './pages.ts';

const rules = loadRecordRules();

const head =
  'OFFICE VISIT Date of service: 08/06/2026 Provider: Ann Holt, MD\nPatient: Mary Doe DOB: 03/14/1971\n\n';

function factsOf(text: string): readonly ClinicalFact[] {
  return readRecords([{ documentId: 'doc', pages: pagesOf(head + text) }], rules, null).facts;
}

/** Facts that would count as evidence. */
function evidence(text: string): string[] {
  return factsOf(text)
    .filter(
      (fact) =>
        fact.status === 'done' &&
        fact.context.negation === 'affirmed' &&
        fact.context.experiencer === 'patient' &&
        fact.context.temporality !== 'hypothetical',
    )
    .map((fact) => fact.concept);
}

describe('a keyword is not a fact', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['No conservative therapy to date.', 'conservative-therapy'],
    ['PT ordered, pt has not started.', 'physical-therapy'],
    ['PLAN\n- Refer to PT 2x/wk for 6 wks.', 'physical-therapy'],
    ['If PT fails consider MRI.', 'physical-therapy'],
    ['FAMILY HX\nMother had breast cancer.', 'malignancy'],
    ['MRI to r/o cauda equina.', 'cauda-equina'],
    ['ED at once for leg weakness, numbness, or loss of bladder control.', 'cauda-equina'],
    ['ED at once for leg weakness, numbness, or loss of bladder control.', 'motor-deficit'],
    [
      'REFERRALS\ndate\twhat\tto\tstatus\n04/14/2026\tENT consult, endoscopy\tC. Bell MD, River ENT\tfirst open 05/19/2026',
      'specialist-evaluation',
    ],
    ['04/14/2026 CT request keyed in the portal, old chart attached.', 'prior-imaging'],
    ['Sent to Dunmore Falls Hospital Imaging.', 'fracture-trauma'],
    ['Return for saddle numbness or leg weakness.', 'cauda-equina'],
    ['Return for saddle numbness or leg weakness.', 'motor-deficit'],
    ['Denies weakness, numbness, or bowel changes.', 'motor-deficit'],
    ['Discussed an epidural steroid injection; she will think about it.', 'injection'],
    ['Offered GH steroid injection, declined.', 'injection'],
    ['Sister with epilepsy; pt has never had a seizure.', 'seizure'],
    ['No PT for this knee.', 'physical-therapy'],
    ['HEP handout given.', 'home-exercise'],
    ['EXAM\nStrength 5/5 throughout. Reflexes 2+ and symmetric. Sensation intact.', 'motor-deficit'],
    ['EXAM\nStrength 5/5 throughout. Reflexes 2+ and symmetric. Sensation intact.', 'reflex-change'],
    ['EXAM\nSpurling neg. Hoffmann absent.', 'provocative-test'],
    ['EXAM\nSpurling neg. Hoffmann absent.', 'myelopathy'],
    ['PLAN\n- Meloxicam 15 mg po daily x 14 d.', 'medication-trial'],
    ['Has not tried topiramate.', 'medication-trial'],
    ['Weight stable. No night sweats.', 'weight-loss'],
  ];
  it.each(cases)('%j gives no evidence of %s', (text, concept) => {
    expect(evidence(text)).not.toContain(concept);
  });
});

describe('what did happen is a fact', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['Completed 12 visits of physical therapy without relief.', 'physical-therapy'],
    ['She failed six weeks of PT and naproxen 500 mg bid.', 'physical-therapy'],
    ['She failed six weeks of PT and naproxen 500 mg bid.', 'medication-trial'],
    ['Does her home exercises daily since June.', 'home-exercise'],
    ['EXAM\nStrength 4/5 L EHL.', 'motor-deficit'],
    ['EXAM\nAchilles reflex absent on the left.', 'reflex-change'],
    ['EXAM\nDecreased light touch over the dorsum of the left foot.', 'sensory-deficit'],
    ['EXAM\nSLR positive on the left at 40 degrees.', 'provocative-test'],
    ['EXAM\nMcMurray positive medial. Lachman neg.', 'provocative-test'],
    ['Low back pain for three months.', 'symptom-duration'],
    ['New urinary retention and saddle anesthesia since yesterday.', 'cauda-equina'],
    ['Knee catches and locks on the stairs.', 'mechanical-symptoms'],
    ['Had an L5 transforaminal ESI on 04/02/2026 with no relief.', 'injection'],
    ['Smoked 1 ppd x 20 y, quit 2014.', 'smoking-history'],
  ];
  it.each(cases)('%j gives %s', (text, concept) => {
    expect(evidence(text)).toContain(concept);
  });

  it('computes the length of a drug course from its dates', () => {
    const fact = factsOf('Failed meloxicam (6/25-7/16).').find((f) => f.concept === 'medication-trial');
    expect(fact).toMatchObject({
      measure: { from: '2026-06-25', to: '2026-07-16', days: 21 },
      outcome: 'failed',
      detail: 'nsaid',
    });
  });

  it('puts a course of therapy together from its visit table', () => {
    const table = ['06/02/2026', '06/09/2026', '06/16/2026', '06/30/2026', '07/14/2026']
      .map((d, i) => `${i + 1}\t${d}\tmanual, exercise`)
      .join('\n');
    const text = `Hill Physical Therapy\nVISIT LOG Mary Doe DOB 03/14/1971 Dx lumbar radiculopathy\n${table}\n6\t07/21/2026\tCANCELLED`;
    const { facts } = readRecords([{ documentId: 'doc', pages: pagesOf(text) }], rules, null);
    expect(facts.find((f) => f.concept === 'physical-therapy' && f.detail === 'course')).toMatchObject({
      measure: { from: '2026-06-02', to: '2026-07-14', days: 42, visits: 5 },
    });
  });

  it('gives no evidence from a page about another person', () => {
    const other =
      'OFFICE VISIT Date of service: 08/07/2026\nPatient: Tom Roe DOB: 01/01/2017\n\nStrength 3/5 left arm.';
    const { facts } = readRecords(
      [{ documentId: 'doc', pages: pagesOf(head + 'Back pain.', other) }],
      rules,
      { name: 'Mary Doe', birthDate: '1971-03-14' },
    );
    expect(facts.filter((f) => f.concept === 'motor-deficit').map((f) => f.context.experiencer)).toEqual([
      'other',
    ]);
  });
});

describe('readRecords', () => {
  it('never throws, and every fact quotes its page, on arbitrary text', () => {
    const piece = fc.constantFrom(
      'PT',
      'x6 wks',
      '4/5',
      ' L ',
      'No ',
      'EXAM\n',
      '\n\n',
      '\t',
      '06/02',
      'MRI',
      'SLR +',
      'CEA',
      '9.8',
      'Family: ',
      'mother',
      '[ ] ',
      '?',
      '52yo F',
      'since 4/20',
      'DOB 01/02/1960',
      'meloxicam',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 12 })), { maxLength: 80 }), (parts) => {
        const pages = pagesOf(parts.slice(0, 40).join(' '), parts.slice(40).join('\n'));
        for (const fact of readRecords([{ documentId: 'doc', pages }], rules, null).facts) {
          for (const span of fact.spans)
            expect(pages[span.pageIndex]?.text.slice(span.start, span.end)).toBe(span.quote);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('titles that lost the space before them', () => {
  it('open their sections all the same', () => {
    const facts = factsOf(
      'History. Sore right knee since June.FH brother, lymphoma.Exam, right No effusion.\nMcMurray positive.Plan Radiographs of the right knee.',
    );
    const test = facts.find(({ concept }) => concept === 'provocative-test');
    expect(test?.section).toBe('exam');
    expect(facts.find(({ concept }) => concept === 'malignancy')?.context.experiencer).not.toBe('patient');
    expect(facts.find(({ concept }) => concept === 'prior-imaging')?.status).toBe('planned');
  });
});

describe("a therapist's sheet without a title", () => {
  const courseOf = (text: string): ClinicalFact | undefined =>
    readRecords([{ documentId: 'doc', pages: pagesOf(text) }], rules, null).facts.find(
      ({ concept, detail }) => concept === 'physical-therapy' && detail === 'course',
    );

  it('tells by its head from when to when it went', () => {
    expect(
      courseOf(
        'Harbor Point Rehab\nP. Osei 3/2/80 L elbow strain 02/03/2026 to 03/24/2026\n\n11 visits attended. Grip 40 to 42 kg. — Tamara Quill PT',
      )?.measure,
    ).toMatchObject({ from: '2026-02-03', to: '2026-03-24', visits: 11 });
  });

  it('tells by its first and last day', () => {
    expect(
      courseOf(
        'Oak Street Rehab\nSUMMARY AND DISCHARGE Ruiz, Dana Left shoulder\nStart 01/05/2026. Last 03/02/2026. Attended 12 of 14.\nAssessment: no gain. Return to referrer. — Ivo Brandt, DPT',
      )?.measure,
    ).toMatchObject({ from: '2026-01-05', to: '2026-03-02', visits: 12 });
  });
});

describe('words that look like others', () => {
  it('"Back after therapy" is no part of the body, and an initial is no plan', () => {
    const facts = readRecords(
      [
        {
          documentId: 'doc',
          pages: pagesOf(
            'Elm Clinic\nP. Osei 04/02/2026\nBack after therapy. PT 01/05 to 03/02, no better.\nExam: right elbow tender. Right elbow flexion 4/5.',
          ),
        },
      ],
      rules,
      null,
    ).facts;
    const therapy = facts.find(({ concept }) => concept === 'physical-therapy');
    expect(therapy?.region).not.toBe('lumbar-spine');
    expect(therapy?.status).toBe('done');
  });
});

it('does not take what a row of a visit log worked on for what the sheet is about', () => {
  const text = `Harbor Lane Physical Therapy
Patient: Ned Ames DOB: 02/11/1980 Dx: cervical radiculopathy (M54.12)
INITIAL EVALUATION 03/02/2026
Neck and left arm pain. Plan: 2 visits a week.

VISIT LOG
Visit\tDate\tTreatment\tPain
1\t03/02/2026\tEvaluation\t6
2\t03/09/2026\tManual, scapular\t6
3\t03/16/2026\tTraction, scapular\t5
4\t03/30/2026\tTraction\t5
5\t04/20/2026\tDischarge\t5
DISCHARGE 04/20/2026
Five visits in seven weeks. No lasting relief.
B. Kline, PT`;
  const facts = readRecords([{ documentId: 'doc', pages: pagesOf(text) }], rules, null).facts;
  const course = facts.find(({ concept, detail }) => concept === 'physical-therapy' && detail === 'course');
  expect(course?.region).toBe('cervical-spine');
});

describe('rows of earlier days', () => {
  it.each([
    '08/13/2024\tL hip, 6 weeks of pain',
    '08/13/2024 Left hip pain for 6 weeks.',
    '8/13/24: L hip pain x 6 wks',
  ])('%j is counted from its own day', (row) => {
    const page = `Older visits, printed 07/13/2026\n\n02/11/2026\tAsthma flare\n${row}`;
    const facts = readRecords([{ documentId: 'doc', pages: pagesOf(page) }], rules, null).facts;
    expect(facts.find(({ concept }) => concept === 'symptom-duration')?.measure).toMatchObject({
      from: '2024-07-02',
      to: '2024-08-13',
    });
  });
});
