/** What counts as proof of a criterion, and what does not. */
import { describe, expect, it } from 'vitest';
import { fact, outcomeOf } from './support.ts';

const policy = (criterion: string): string =>
  `Policy QX-1 Lumbar MRI\n\n1. Criteria\nMRI is covered when all of these are documented:\n1.1 ${criterion}\n1.2 ${criterion}\n`;
const state = (
  criterion: string,
  facts: Parameters<typeof outcomeOf>[1],
  given: Parameters<typeof outcomeOf>[2] = {},
): string => outcomeOf(policy(criterion), facts, given).children[0]?.state ?? 'none';

const weeks = (n: number, to: string, visits = 12) => {
  const end = new Date(`${to}T00:00:00Z`);
  const from = new Date(end.getTime() - (n * 7 - 1) * 86_400_000).toISOString().slice(0, 10);
  return { from, to, days: n * 7, visits };
};

describe('a trial of medication, of whatever kind', () => {
  const asked = 'Six weeks of physical therapy and medication.';
  const drug = (quote: string, detail: string) => [
    fact('physical-therapy', 'PT 12 visits', { measure: weeks(8, '2026-04-20') }),
    fact('medication-trial', quote, { detail, measure: weeks(8, '2026-04-20') }),
  ];
  it('is met by what treats pain', () => {
    expect(state(asked, drug('naproxen daily', 'nsaid'))).toBe('met');
  });
  it('is not met by tablets for another illness', () => {
    expect(state(asked, drug('letrozole daily', 'hormone-therapy'))).not.toBe('met');
  });
});

describe('how long a complaint has lasted', () => {
  const eight = 'Hip pain for eight weeks or longer.';
  const since = (from: string, days: number) =>
    fact('symptom-duration', `pain since ${from}`, { measure: { from, to: '2026-04-20', days } });

  it('is asked where it began early enough and only its first note is dated', () => {
    expect(state(eight, [since('2026-03-23', 28)])).toBe('ask');
  });

  const later = (concept: Parameters<typeof fact>[0], quote: string, status: 'done' | 'not-done' = 'done') =>
    fact(concept, quote, {
      date: '2026-05-27',
      status,
      context: { negation: status === 'done' ? 'affirmed' : 'negated' },
    });
  it.each([
    ['radiculopathy', 'Sciatica, no better'],
    ['functional-limitation', 'Still walks one block'],
    ['provocative-test', 'Straight leg raise positive at 40 degrees'],
    ['motor-deficit', 'Right great toe 4/5'],
    ['mechanical-symptoms', 'Catching goes on'],
    ['progression', 'Pain worse than in April'],
  ] as const)('has lasted till the later visit that finds it: %s', (concept, quote) => {
    expect(state(eight, [since('2026-03-23', 28), later(concept, quote)])).toBe('met');
  });

  it('has not lasted where the later visit finds nothing, came too soon, or tells that it had gone', () => {
    const visit = later('provocative-test', 'Straight leg raise positive');
    expect(state(eight, [since('2026-03-23', 28), later('motor-deficit', 'Strength 5/5', 'not-done')])).toBe(
      'ask',
    );
    expect(state(eight, [since('2026-04-06', 14), visit])).toBe('ask');
    expect(
      state(eight, [since('2026-03-23', 28), visit, later('radiculopathy', 'Leg pain gone', 'not-done')]),
    ).toBe('ask');
    expect(state(eight, [since('2026-03-23', 28), { ...visit, region: 'shoulder' }])).toBe('ask');
  });

  it('has not gone because a sign is denied that was never there', () => {
    const visit = later('provocative-test', 'FADIR positive');
    const noLocking = later('mechanical-symptoms', 'no locking', 'not-done');
    const locked = fact('mechanical-symptoms', 'hip locks', { date: '2026-04-20' });
    expect(state(eight, [since('2026-03-23', 28), visit, noLocking])).toBe('met');
    expect(state(eight, [since('2026-03-23', 28), locked, visit, noLocking])).toBe('ask');
  });

  it('is too short where even the request came too soon after its beginning', () => {
    expect(state(eight, [since('2026-04-27', 21)])).toBe('not-documented');
  });
});

describe('treatment', () => {
  const six =
    'Physical therapy, at least eight visits, for six weeks or more in the six months before the request.';

  it('is met by a course long enough, recent enough and with visits enough', () => {
    expect(
      state(six, [fact('physical-therapy', 'PT 6 weeks, 12 visits', { measure: weeks(6, '2026-05-20') })]),
    ).toBe('met');
  });

  it('counts attended weeks, not the prescription', () => {
    expect(
      state(six, [
        fact('physical-therapy', 'PT ordered for 8 weeks', {
          status: 'planned',
          context: { temporality: 'hypothetical' },
          measure: { days: 56 },
        }),
      ]),
    ).toBe('not-documented');
    expect(
      state(six, [fact('physical-therapy', 'five visits', { measure: weeks(3, '2026-05-20', 5) })]),
    ).toBe('not-documented');
  });

  it('takes a goal for what is meant, not for what was done', () => {
    expect(
      state('Physical therapy for six weeks.', [
        fact('physical-therapy', 'Goal: seven weeks of therapy, to be completed by 05/28/2026.', {
          measure: { days: 49 },
        }),
      ]),
    ).not.toBe('met');
  });

  it('does not count fewer visits than weeks', () => {
    expect(
      state('Physical therapy for six weeks.', [
        fact('physical-therapy', '5 of 16 visits done', { measure: { visits: 5 } }),
      ]),
    ).toBe('not-documented');
  });

  it('asks where a course has neither length nor count', () => {
    expect(state(six, [fact('physical-therapy', 'completed PT')])).toBe('ask');
  });

  it('looks back no further than the policy does', () => {
    expect(
      state(six, [
        fact('physical-therapy', 'PT in 2024', { date: '2024-05-01', measure: weeks(8, '2024-05-01') }),
      ]),
    ).toBe('not-documented');
  });

  it('does not take therapy of another part of the body, or of the other side', () => {
    expect(
      state(six, [
        fact('physical-therapy', 'PT for the shoulder', {
          region: 'shoulder',
          measure: weeks(8, '2026-05-20'),
        }),
      ]),
    ).toBe('not-documented');
    expect(
      state(
        six,
        [
          fact('physical-therapy', 'PT left knee', {
            region: 'knee',
            side: 'left',
            measure: weeks(8, '2026-05-20'),
          }),
        ],
        { region: 'knee', side: 'right' },
      ),
    ).toBe('not-documented');
  });

  it('does not take the treatment of a relative', () => {
    expect(
      state(six, [
        fact('physical-therapy', 'wife had PT', {
          context: { experiencer: 'family' },
          measure: weeks(8, '2026-05-20'),
        }),
      ]),
    ).toBe('not-documented');
  });

  it('is released by an exception in the same sentence, for this treatment only', () => {
    const medicine = 'An anti-inflammatory medicine for three weeks, unless it is contraindicated.';
    expect(state(medicine, [fact('contraindication', 'NSAIDs contraindicated: CKD 3b')])).toBe(
      'not-applicable',
    );
    expect(state(medicine, [fact('contraindication', 'MRI contraindicated: pacemaker')])).toBe(
      'not-documented',
    );
  });
});

describe('kinds of care that share a length', () => {
  const care =
    'Treatment for six weeks or longer, with at least two of these: a brace; physical therapy; anti-inflammatory medicine.';
  const brace = fact('activity-modification', 'brace 04/01 to 04/22', { measure: weeks(3, '2026-04-22') });
  const therapy = fact('physical-therapy', 'PT since 04/22', { measure: weeks(4, '2026-05-20') });

  it('reach it together, where one goes on behind the other', () => {
    expect(state(care, [brace, therapy])).toBe('met');
  });

  it('do not where there is one kind, or too little of two', () => {
    expect(state(care, [brace])).not.toBe('met');
    expect(
      state(care, [brace, fact('physical-therapy', 'PT beside it', { measure: weeks(2, '2026-04-22', 4) })]),
    ).not.toBe('met');
  });
});

describe('any-of and at-least', () => {
  it('is met once one member is met', () => {
    expect(
      state(
        'any one of the following: (a) physical therapy for six weeks; (b) an epidural steroid injection;',
        [fact('injection', 'L5 epidural steroid injection 05/02/2026')],
      ),
    ).toBe('met');
  });

  it('needs as many different facts as it asks for', () => {
    const two = 'two or more of: Hoffmann sign; gait disturbance; loss of hand dexterity';
    const hoffmann = fact('myelopathy', 'Hoffmann positive', { detail: 'hoffmann', section: 'exam' });
    expect(state(two, [hoffmann])).toBe('not-documented');
    expect(state(two, [hoffmann, fact('myelopathy', 'wide-based gait', { section: 'exam' })])).toBe('met');
  });
});

describe('findings', () => {
  it('holds a grade against the policy’s grade', () => {
    const grade = (value: number) => [
      fact('motor-deficit', `EHL ${value}/5`, {
        section: 'exam',
        measure: { quantity: { unit: 'strength-grade', value } },
      }),
    ];
    expect(state('Weakness of grade 3 out of 5 or less.', grade(4))).toBe('not-documented');
    expect(state('Weakness of grade 3 out of 5 or less.', grade(3))).toBe('met');
    expect(state('Weakness of grade 4 out of 5 or less.', grade(4))).toBe('met');
  });

  it('asks where a grade is wanted and none was read', () => {
    expect(
      state('Weakness of grade 3 out of 5 or less.', [
        fact('motor-deficit', 'leg weakness', { section: 'exam' }),
      ]),
    ).toBe('ask');
  });

  it('lets the examination outrank the review of systems', () => {
    const exam = fact('motor-deficit', 'EHL 4/5', {
      section: 'exam',
      measure: { quantity: { unit: 'strength-grade', value: 4 } },
    });
    const denied = fact('motor-deficit', 'denies weakness', {
      section: 'review-of-systems',
      context: { negation: 'negated' },
      status: 'not-done',
    });
    expect(state('Weakness of grade 4 out of 5 or less.', [exam, denied])).toBe('met');
  });

  it('believes neither where a history both affirms and denies on one day', () => {
    const yes = fact('cauda-equina', 'loss of bladder control');
    const no = fact('cauda-equina', 'no incontinence', {
      context: { negation: 'negated' },
      status: 'not-done',
    });
    expect(state('Saddle anesthesia or loss of bladder control.', [yes, no])).toBe('ask');
  });

  it('does not take family history, fear, or what the policy leaves out', () => {
    const criterion = 'Cancer, with new back pain (basal cell carcinoma does not count).';
    expect(
      state(criterion, [fact('malignancy', 'Father: prostate ca', { context: { experiencer: 'family' } })]),
    ).toBe('not-documented');
    expect(
      state(criterion, [fact('malignancy', 'r/o metastasis', { context: { negation: 'possible' } })]),
    ).toBe('not-documented');
    expect(state(criterion, [fact('malignancy', 'Basal cell carcinoma, cheek, excised 2009')])).toBe(
      'not-documented',
    );
    expect(state(criterion, [fact('malignancy', 'breast cancer 2021')])).toBe('met');
  });

  it.each([
    ['CIN 3, carcinoma in situ of the cervix, LEEP 2009', 'not-documented'],
    ['Cervical HSIL 2018, cone biopsy, Paps normal since', 'not-documented'],
    ['Melanoma in situ of the calf, excised 2015', 'not-documented'],
    ['Bowen disease, shoulder, 2020', 'not-documented'],
    ['LCIS left breast 2019', 'not-documented'],
    ['premalignant polyp removed 2021', 'not-documented'],
    ['DCIS of the right breast, lumpectomy 2017', 'met'],
    ['Invasive ductal carcinoma with DCIS, 2018', 'met'],
    ['Melanoma in situ 2012, metastatic melanoma 2024', 'met'],
  ])('takes a growth in situ for no cancer: %s', (words, expected) => {
    expect(state('Personal history of cancer.', [fact('malignancy', words)])).toBe(expected);
  });

  it('takes a growth in situ of the breast out where the policy does', () => {
    expect(
      state('The member has had a cancer, other than of the skin or in situ.', [
        fact('malignancy', 'DCIS of the right breast, lumpectomy 2017'),
      ]),
    ).toBe('not-documented');
  });

  it('wants the positive sign as well as the injury, where the policy names both', () => {
    const injury = fact('fracture-trauma', 'ankle sprain in a fall', { region: 'ankle' });
    const squeeze = fact('provocative-test', 'squeeze test positive', { region: 'ankle', section: 'exam' });
    const criterion = 'Acute injury of the ankle, with a positive squeeze test.';
    expect(state(criterion, [injury], { region: 'ankle' })).not.toBe('met');
    expect(state(criterion, [injury, squeeze], { region: 'ankle' })).toBe('met');
  });

  it('asks for a new score where the only one is of another year', () => {
    const score = (date: string) =>
      fact('risk-score', 'Wells 1', {
        detail: 'wells',
        date,
        noteDate: date,
        measure: { quantity: { unit: 'points', value: 1 } },
      });
    const criterion = 'Wells score greater than 4.';
    expect(state(criterion, [score('2024-10-02')])).toBe('ask');
    expect(state(criterion, [score('2026-05-20')])).toBe('not-documented');
  });

  it('dates an event by the year its words name', () => {
    expect(
      state('Significant trauma within the past four weeks.', [
        fact('fracture-trauma', 'Motor vehicle collision 1998, recovered'),
      ]),
    ).not.toBe('met');
  });

  it('takes a clinician’s suspicion only where the policy is content with it', () => {
    const suspected = fact('fracture-trauma', 'A: Suspected femoral neck stress fracture', {
      section: 'assessment',
      context: { negation: 'possible' },
    });
    expect(state('Suspected stress fracture.', [suspected], { region: 'hip' })).toBe('met');
    expect(state('Fracture shown on radiographs of the hip.', [suspected], { region: 'hip' })).not.toBe(
      'met',
    );
  });

  it('holds a laboratory value against the bound, by what was measured', () => {
    const value = (n: number) => [
      fact('lab-result', `CALPROTECTIN ${n}`, {
        detail: 'calprotectin',
        measure: { quantity: { unit: 'calprotectin', value: n } },
      }),
    ];
    expect(state('Fecal calprotectin of more than 150 micrograms per gram.', value(312))).toBe('met');
    expect(state('Fecal calprotectin of more than 150 micrograms per gram.', value(80))).toBe(
      'not-documented',
    );
  });
});

describe('imaging', () => {
  it('wants the study done, in the window, of the part', () => {
    const films = 'Plain radiographs of the lumbar spine within the past six months.';
    expect(
      state(films, [
        fact('prior-imaging', 'XR lumbar spine 05/29/2026: no fracture', {
          detail: 'radiograph',
          region: 'lumbar-spine',
          section: 'report',
        }),
      ]),
    ).toBe('met');
    expect(
      state(films, [
        fact('prior-imaging', 'L-spine films ordered', { detail: 'radiograph', region: 'lumbar-spine' }),
      ]),
    ).toBe('not-documented');
    expect(
      state(films, [
        fact('prior-imaging', 'XR lumbar spine 2024', {
          detail: 'radiograph',
          date: '2024-02-01',
          region: 'lumbar-spine',
        }),
      ]),
    ).toBe('not-documented');
    expect(state(films, [fact('prior-imaging', 'XR chest', { detail: 'radiograph', region: 'chest' })])).toBe(
      'not-documented',
    );
  });

  it('counts the time since the last study', () => {
    const none = 'No CT of the abdomen in the past 12 months.';
    const study = (date: string) => [
      fact('prior-imaging', 'CT abdomen', { detail: 'ct', date, section: 'report' }),
    ];
    expect(state(none, study('2024-01-10'), { region: 'abdomen' })).toBe('met');
    expect(state(none, study('2026-03-10'), { region: 'abdomen' })).toBe('contradicted');
    expect(state(none, [], { region: 'abdomen' })).toBe('ask');
  });
});

describe('what no rule reads', () => {
  it('is a question, never met', () => {
    expect(
      state('The member is under contract to a professional team.', [
        fact('functional-limitation', 'plays church softball'),
      ]),
    ).toBe('ask');
  });
});

describe('what could not be done once', () => {
  const criterion = 'A reason why an exercise test cannot be done: the person cannot walk two blocks.';
  const walker = (date: string) =>
    fact('contraindication', 'So sore that she cannot walk two blocks.', { date, noteDate: date });
  it('counts only while it lasts', () => {
    expect(state(criterion, [walker('2026-05-02')])).toBe('met');
    expect(state(criterion, [walker('2021-05-02')])).not.toBe('met');
  });
});

describe('films with their result', () => {
  it('were taken, even where they stand below a plan', () => {
    const films = fact(
      'prior-imaging',
      'LUMBAR SPINE, 2 VIEWS, 05/13/2026: Mild narrowing at L4-5 with spurs.',
      {
        detail: 'radiograph',
        region: 'lumbar-spine',
        status: 'planned',
        date: '2026-05-13',
        context: { temporality: 'hypothetical' },
      },
    );
    expect(state('Plain radiographs of the lumbar spine.', [films])).toBe('met');
  });
});
