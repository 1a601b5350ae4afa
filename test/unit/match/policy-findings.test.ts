/** From policies, a denial and facts to findings: the types that rest on a policy, and the traps. */
import { describe, expect, it } from 'vitest';
import type { Denial } from '../../../shared/domain/denial.ts';
import type { ClinicalFact } from '../../../shared/domain/record.ts';
import { policyFindings } from '../../../shared/engine/match/policy-findings.ts';
import { documentOf, policyOf, rules } from '../policy/support.ts';
import { assertion, denialOf, fact, spanFor } from './support.ts';

const lumbar = `Fenwick Health Plan — Medical Policies
FW-22: MRI of the Lumbar Spine
Effective 03/01/2026

A. Leg pain or other radicular symptoms
Lumbar MRI (72148) is medically necessary when all of A.1 to A.3 are documented:
A.1 Radicular pain that has lasted six weeks or more.
A.2 Physical therapy for six weeks or more in the six months before the request.
A.3 Plain radiographs of the lumbar spine within the past six months.

B. Situations in which A.2 and A.3 do not apply
Physical therapy and radiographs are not required when any one of these is documented:
B.1 Weakness of grade 3 out of 5 or less.
B.2 Known cancer with new back pain.

C. Not medically necessary
Screening.
`;

const letter = 'Under FW-22, section A, we found no record of six weeks of physical therapy.';
const asked = assertion('physical-therapy', letter);
const course = fact('physical-therapy', 'PT 04/01/2026 to 05/20/2026, 14 visits', {
  measure: { from: '2026-04-01', to: '2026-05-20', days: 50, visits: 14 },
});
const films = fact('prior-imaging', 'XR lumbar spine 05/02/2026: no fracture', {
  detail: 'radiograph',
  region: 'lumbar-spine',
  date: '2026-05-02',
  section: 'report',
});
const lasting = fact('symptom-duration', 'leg pain for 10 weeks', { measure: { days: 70 } });
const weakness = (value: number): ClinicalFact =>
  fact('motor-deficit', `EHL ${value}/5`, {
    section: 'exam',
    measure: { quantity: { unit: 'strength-grade', value } },
  });

function found(
  facts: readonly ClinicalFact[],
  denial: Partial<Denial> = {},
  policies: readonly string[] = [lumbar],
): string[] {
  const documents = [documentOf(letter, 'denial'), documentOf('', 'record')];
  const result = policyFindings({
    policies: policies.map((text, index) => policyOf(text, `policy-${index}`)),
    denial: denialOf({
      assertions: [asked],
      citedPolicies: [{ id: 'FW-22', title: null, section: 'A', span: spanFor(letter, 'denial') }],
      ...denial,
    }),
    facts,
    parts: [
      {
        documentId: 'record',
        firstPage: 0,
        lastPage: 0,
        kind: 'medical-record',
        date: null,
        author: null,
        patientName: null,
        title: null,
      },
    ],
    documents,
    scan: {
      scanId: 'mri-lumbar-spine',
      modality: 'MRI',
      region: 'lumbar-spine',
      side: null,
      contrast: 'without',
    },
    today: '2026-07-01',
    planType: 'unknown',
    rules,
  });
  for (const finding of result.findings) {
    expect(finding.citations.length).toBeGreaterThan(0);
    expect(finding.why.ruleIds.length).toBeGreaterThan(0);
  }
  return result.findings.map(({ type, concept }) => `${type}/${concept}`).toSorted();
}

describe('criteria', () => {
  it('reports what is met and the letter leaves unmentioned, not what it speaks of', () => {
    expect(found([course, films, lasting])).toEqual([
      'criterion-met/prior-imaging',
      'criterion-met/symptom-duration',
    ]);
  });

  it('reports what is missing where the letter says so too', () => {
    expect(found([films, lasting])).toEqual([
      'criterion-met/prior-imaging',
      'criterion-met/symptom-duration',
      'criterion-unmet/physical-therapy',
    ]);
  });

  it('asks, and does not state, where only our reading found nothing', () => {
    expect(found([course, lasting])).toEqual(['criterion-met/symptom-duration']);
  });

  it('says nothing of clinical criteria in a denial that is not about necessity', () => {
    expect(found([films, lasting], { reasons: [{ value: 'PRE', span: null }] })).toEqual([]);
  });
});

describe('an item that asks for two things', () => {
  const two = lumbar.replace(
    /A\.2 [^\n]*/,
    'A.2 The member has been evaluated by a spine surgeon, and has had physical therapy for six weeks.',
  );
  const surgeon = fact('specialist-evaluation', 'Seen by the spine surgeon', { detail: 'surgeon' });
  it('tells the one of which the letter says nothing', () => {
    expect(found([course, films, lasting, surgeon], {}, [two])).toContain(
      'criterion-met/specialist-evaluation',
    );
    expect(
      found(
        [course, films, lasting, surgeon],
        { assertions: [asked, assertion('specialist-evaluation', 'No surgeon has seen you.')] },
        [two],
      ),
    ).not.toContain('criterion-met/specialist-evaluation');
  });
});

describe('a sentence that recites the policy', () => {
  const recital = 'The policy calls for pain of six weeks, films, and physical therapy.';
  it('says of none but treatment that it is missing', () => {
    const all = (['symptom-duration', 'prior-imaging', 'physical-therapy'] as const).map((concept) =>
      assertion(concept, recital, { claim: 'required' }),
    );
    expect(found([course, films, lasting], { assertions: all })).toEqual([
      'criterion-met/prior-imaging',
      'criterion-met/symptom-duration',
    ]);
  });
});

describe('a list that does not say how it is joined', () => {
  const table = lumbar.replace(/documented:|when all of[^:]*:/, 'Item and what is asked for:');
  it('is told item by item where most of it holds', () => {
    expect(found([course, films, lasting], {}, [table])).toEqual([
      'criterion-met/prior-imaging',
      'criterion-met/symptom-duration',
    ]);
  });
});

describe('a second section that the record all but meets', () => {
  const second = `
D. Pain that began with a fall
Lumbar MRI is medically necessary when all of D.1 and D.2 are documented:
D.1 Plain radiographs of the lumbar spine.
D.2 A fracture or injury of the spine.
`;
  const fall = fact('fracture-trauma', 'Compression fracture of L1 after a fall', { region: 'lumbar-spine' });
  it('leaves in doubt what is missing from the first', () => {
    expect(found([films, fall], {}, [lumbar])).toContain('criterion-unmet/physical-therapy');
    expect(found([films, fall], {}, [lumbar.replace('C. Not', `${second}\nC. Not`)])).not.toContain(
      'criterion-unmet/physical-therapy',
    );
  });
});

describe('a letter that misses another study', () => {
  it('says nothing of the films that the policy asks for', () => {
    const scan = assertion('prior-imaging', 'We have no bone scan before an MRI.');
    expect(found([course, films, lasting], { assertions: [asked, scan] })).toContain(
      'criterion-met/prior-imaging',
    );
    const xray = assertion('prior-imaging', 'We have no radiographs.');
    expect(found([course, films, lasting], { assertions: [asked, xray] })).not.toContain(
      'criterion-met/prior-imaging',
    );
  });
});

describe('exceptions', () => {
  it('reports a waiver whose condition is documented at its grade, and then no gap', () => {
    expect(found([lasting, weakness(3)])).toEqual([
      'criterion-met/symptom-duration',
      'exception-ignored/motor-deficit',
    ]);
  });

  it('does not take grade 4 for grade 3, nor a relative for the patient', () => {
    const father = fact('malignancy', 'Father: colon cancer', { context: { experiencer: 'family' } });
    expect(found([lasting, films, weakness(4), father])).toEqual([
      'criterion-met/prior-imaging',
      'criterion-met/symptom-duration',
      'criterion-unmet/physical-therapy',
    ]);
  });

  it('is not reported where the letter asks for nothing that is waived', () => {
    expect(
      found([lasting, course, films, weakness(2)], {
        assertions: [assertion('symptom-duration', 'The pain has not lasted six weeks.')],
      }),
    ).not.toContain('exception-ignored/motor-deficit');
  });
});

describe('more than the policy asks', () => {
  it('reports a longer time', () => {
    expect(
      found([course, films, lasting], {
        assertions: [
          assertion('physical-therapy', 'Twelve weeks of physical therapy are required.', {
            claim: 'required',
          }),
        ],
      }),
    ).toContain('denial-exceeds-policy/physical-therapy');
  });

  it('takes a sentence with several times apart', () => {
    const sentence =
      'The policy asks that back pain go on for ten weeks and that you take part in physical therapy for six weeks.';
    const findings = found([course, films, lasting], {
      assertions: [
        assertion('physical-therapy', sentence, { claim: 'required' }),
        assertion('symptom-duration', sentence, { claim: 'required' }),
      ],
    });
    expect(findings).not.toContain('denial-exceeds-policy/physical-therapy');
  });

  const headache = (line: string): string => lumbar.replace(/A\.2 [^\n]*/, `A.2 ${line}`);
  it.each([
    ['Pain that has changed, after an anti-inflammatory drug taken for six weeks.', true],
    ['Pain that is worse although an anti-inflammatory drug was taken daily for four weeks or more.', true],
    ['Pain that has changed, after an anti-inflammatory drug taken for twelve weeks.', false],
    ['Pain that has changed after an antibiotic for ten days.', false],
  ])('reads how long a medicine is asked for beside the complaint: %s', (line, exceeds) => {
    const wanted = assertion('medication-trial', 'An anti-inflammatory drug for ten weeks is required.', {
      claim: 'required',
    });
    expect(
      found([course, films, lasting], { assertions: [wanted] }, [headache(line)]).includes(
        'denial-exceeds-policy/medication-trial',
      ),
    ).toBe(exceeds);
  });

  it('does not report the policy’s own time', () => {
    expect(
      found([course, films, lasting], {
        assertions: [
          assertion('physical-therapy', 'Six (6) weeks of physical therapy are required.', {
            claim: 'required',
          }),
        ],
      }),
    ).toEqual(['criterion-met/prior-imaging', 'criterion-met/symptom-duration']);
  });
});

describe('the wrong policy', () => {
  const old = lumbar
    .replace('Effective 03/01/2026', 'Effective 03/01/2023. Retired on 02/28/2026')
    .replace('A.2 Physical therapy for six weeks', 'A.2 Physical therapy for three weeks');

  it('holds the record against the edition in force, whatever else is in the folder', () => {
    expect(found([course, films, lasting], {}, [old, lumbar])).toEqual(
      found([course, films, lasting], {}, [lumbar]),
    );
    expect(found([course, films, lasting], {}, [lumbar, old])).toEqual(
      found([course, films, lasting], {}, [lumbar]),
    );
  });

  it('leaves a policy for another scan alone', () => {
    const knee =
      'KN-4: MRI of the Knee\nEffective 03/01/2026\n\n1. Criteria\nKnee MRI (73721) is covered when any of these is documented:\n1.1 Locking.\n1.2 Six weeks of physical therapy.\n';
    expect(found([course, films, lasting], {}, [knee, lumbar])).toEqual(
      found([course, films, lasting], {}, [lumbar]),
    );
    expect(found([course, films, lasting], {}, [knee])).toEqual([]);
  });

  it('reports a section for another part of the body', () => {
    const spine = `SP-9: Spine Imaging\nEffective 01/01/2026\n\n1. Cervical spine\n1.1 Neck pain after six weeks of physical therapy.\n\n2. Lumbar spine\n2.1 Back pain after six weeks of physical therapy.\n`;
    const cited = [
      {
        id: 'SP-9',
        title: null,
        section: '1',
        span: spanFor('Under SP-9, section 1, six weeks of physical therapy come first.', 'denial'),
      },
    ];
    expect(found([course], { citedPolicies: cited }, [spine])).toContain('policy-misapplied/body-region');
    expect(found([course], { citedPolicies: [{ ...cited[0]!, section: '2' }] }, [spine])).not.toContain(
      'policy-misapplied/body-region',
    );
  });

  it('reports an edition that was no longer in force', () => {
    const text = 'We applied FW-22 (effective 03/01/2023), section A.';
    const documents = [documentOf(text, 'denial')];
    const result = policyFindings({
      policies: [policyOf(lumbar)],
      denial: denialOf({
        citedPolicies: [
          {
            id: 'FW-22',
            title: null,
            section: 'A',
            span: { documentId: 'denial', pageIndex: 0, start: 11, end: 16, quote: 'FW-22' },
          },
        ],
      }),
      facts: [],
      parts: [],
      documents,
      scan: null,
      today: '2026-07-01',
      planType: 'unknown',
      rules,
    });
    expect(result.findings.map(({ type, concept }) => `${type}/${concept}`)).toEqual([
      'policy-misapplied/policy-version',
    ]);
  });
});
