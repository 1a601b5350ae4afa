/** Layouts of records that say a thing without a sentence: ticked answers, rows, lists of dates; all invented. */
import { describe, expect, it } from 'vitest';
import { readRecords } from '../../../shared/engine/record/extract.ts';
import { pagesOf, rules } from '../engine-kit.ts';

const factsOf = (text: string) =>
  readRecords([{ documentId: 'd', pages: pagesOf('d', text) }], rules.record, {
    name: 'Jordan Vale',
    birthDate: '1970-04-12',
  }).facts;
const of = (text: string, concept: string) => factsOf(text).filter((fact) => fact.concept === concept);
const course = (text: string) => of(text, 'physical-therapy').find(({ detail }) => detail === 'course');

const head = 'CEDAR CLINIC\nPatient: Jordan Vale  DOB 04/12/1970  Visit 05/04/2026\n';

describe('ticked answers', () => {
  it.each([
    ['Fever \u2610 Yes \u2612 No', 'infection'],
    ['Weight loss\tYes [ ]\tNo [x]', 'weight-loss'],
    ['Claustrophobia:\n[x] no [ ] yes', 'contraindication'],
    ['Pacemaker: [ ] yes [x] no', 'contraindication'],
  ])('"%s" denies', (row, concept) => {
    const facts = of(`${head}Review of Systems\n${row}\nPlan: rest.`, concept);
    expect(facts.map(({ context }) => context.negation)).toEqual(['negated']);
  });
  it('"yes" affirms', () => {
    const facts = of(
      `${head}Review of Systems\nNumbness \u2612 Yes \u2610 No\nPlan: rest.`,
      'sensory-deficit',
    );
    expect(facts.map(({ context }) => context.negation)).toEqual(['affirmed']);
  });
});

describe('therapy', () => {
  it('is counted from rows whose date stands behind a number and a word, without missed ones', () => {
    const fact = course(`Peak Physical Therapy
Patient: Vale, Jordan   DOB 4/12/70   Dx: R knee pain
Visit log
No\tDate\tExercises\tPain
1 eval\t1/5/26\tquad sets, SLR 3x10\t6
2\t1/12/26\tbridges\t6
\t1/15/26\tNO SHOW\t
3\t1/26/26\tstep ups\t6
4 d/c\t2/16/26\tre-test\t6`);
    expect(fact).toMatchObject({ region: 'knee', side: 'right' });
    expect(fact?.measure).toMatchObject({ from: '2026-01-05', to: '2026-02-16', visits: 4 });
  });

  it('is counted from dates that stand alone above what was done', () => {
    const fact = course(`SUMMIT REHAB - Appointment history
Client: Jordan Vale
DOB 04/12/1970
Body part: L shoulder
04/29/2026
Eval. scapular setting.
05/04/2026
Therex 45 min
05/13/2026
Cancelled - sick
06/10/2026
Recheck. Pain 5/10, no change.
Total attended: 3`);
    expect(fact?.measure).toMatchObject({ from: '2026-04-29', to: '2026-06-10' });
    expect(fact?.region).toBe('shoulder');
  });

  it('is read from one row for each episode, each of its own part', () => {
    const facts = of(
      `RIVER SPORTS & REHAB PHYSICAL THERAPY VISIT HISTORY BY EPISODE
Vale, Jordan 04/12/1970 printed 04/20/2026
Episode\tFirst visit\tLast visit\tAttended\tStatus
24-11 Cervical strain\t11/07/2024\t12/30/2024\t13\tGoals met
26-02 Left shoulder\t02/03/2026\t03/24/2026\t11\tPlateau
M. Dasgupta PT, DPT`,
      'physical-therapy',
    ).filter(({ detail }) => detail === 'course');
    expect(facts.map(({ region, side, measure }) => [region, side, measure?.from, measure?.visits])).toEqual(
      expect.arrayContaining([
        ['cervical-spine', null, '2024-11-07', 13],
        ['shoulder', 'left', '2026-02-03', 11],
      ]),
    );
  });

  it('is counted from a flow sheet with a column for each day; pain scores are no days', () => {
    const fact =
      course(`LAKE REHAB EXERCISE FLOW SHEET Name: Vale, Jordan DOB 04/12/1970 Dx: L shoulder pain Year: 2026
Exercise\t2/3\t2/6\t2/10\t2/20\t3/17
Pulleys\t3 min\t3\t5\t5\t5
Pain pre / post\t6/6\t6/5\t8/7\t6/6\t6/6
PT: M. Dasgupta`);
    expect(fact?.measure).toMatchObject({ from: '2026-02-03', to: '2026-03-17', visits: 5 });
  });

  it('to come is not done: "RTC after PT"', () => {
    expect(
      of(`${head}A/P\n1. PT 2x/wk.\n2. RTC after PT.`, 'physical-therapy').map(({ status }) => status),
    ).toEqual(['planned', 'planned']);
  });

  it.each(['no better', 'not much better', 'no lasting gain', 'unchanged'])(
    'that ended "%s" failed',
    (words) => {
      const [fact] = of(`${head}HPI: L knee pain after 6 weeks of PT, ${words}.`, 'physical-therapy');
      expect(fact?.outcome).toBe('failed');
    },
  );
});

describe('look-alikes', () => {
  it.each([
    ['Weight down 9 lb on a diet, on purpose.', 'weight-loss', 'affirmed'],
    ['If anything palpable, diagnostic work-up with ultrasound.', 'mass', 'done'],
    ['Pain eased by rest within minutes.', 'activity-modification', 'done'],
    ['Fell on the ice 1/31.', 'activity-modification', 'done'],
    ['Knee buckling on stairs.', 'motor-deficit', 'done'],
  ])('"%s" is no evidence of %s', (sentence, concept) => {
    const facts = of(`${head}HPI: ${sentence}`, concept).filter(
      ({ status, context }) =>
        status === 'done' && context.negation === 'affirmed' && context.temporality !== 'hypothetical',
    );
    expect(facts).toEqual([]);
  });
  it('an initial is no side', () => {
    const facts = factsOf(`${head}Treadmill: non-diagnostic. R. Whitcomb-Nair, MD`);
    expect(facts.map(({ side }) => side)).not.toContain('right');
  });
  it('a heading for assessment and plan plans no diagnosis', () => {
    const [fact] = of(`${head}Assessment/Plan: L5 radiculopathy. MRI ordered.`, 'radiculopathy');
    expect(fact).toMatchObject({ status: 'done', context: { temporality: 'recent' } });
  });
  it('a fax cover that lists papers tells of no test', () => {
    expect(
      of(
        'HILL CLINIC FAX\nTo: Claims Review\nDate: July 16, 2026\nRe: Jordan Vale\nSent: note 4/20, stress test, x-ray report 4/22. 8 pages.',
        'stress-test',
      ).filter(({ status }) => status === 'done'),
    ).toEqual([]);
  });
});

it('reads who was seen from a letterhead or a signature', () => {
  const text = `LAKESIDE CLINIC
Re: Jordan Vale, born April 12, 1970. Seen May 6, 2026.
Examination: the gait is wide-based.
Impression: cervical myelopathy.
Ingrid Solberg, MD, Neurology`;
  expect(
    of(text, 'specialist-evaluation').map(({ detail, status, date }) => [detail, status, date]),
  ).toContainEqual(['neurologist', 'done', '2026-05-06']);
});

it.each([
  ['Harbor Ear, Nose and Throat\n', 'otolaryngologist', true],
  ['Initial surgical consultation, Petra Quill, MD\n', 'surgeon', true],
  ['LAKESIDE FAMILY CARE\nShe has an Ear, Nose and Throat appointment in May.\n', 'otolaryngologist', false],
])('knows a specialist by the head of the note: %s', (top, specialist, is) => {
  const text = `${top}Jordan Vale, born April 12, 1970. Visit May 6, 2026.\nExam: calm.\nImpression: as above.\nP. Quill, MD`;
  const seen = of(text, 'specialist-evaluation').filter(({ status }) => status === 'done');
  expect(seen.map(({ detail }) => detail).includes(specialist)).toBe(is);
});

it('reads films by the directions from which they were taken, where no word names the kind', () => {
  const films = (exam: string) =>
    of(
      `Harbor Radiologists\nPatient: Jordan Vale, DOB 04/12/1970\nExam: ${exam}. Date: 05/02/2026. Ordered by P. Quill MD\nFindings: no break of the bone.\nImpression: nothing acute.`,
      'prior-imaging',
    ).map(({ detail, date }) => `${detail} ${date}`);
  expect(films('Right ankle, AP and lateral')).toEqual(['radiograph 2026-05-02']);
  expect(films('Right ankle, general look')).toEqual([]);
});

it('does not take the days of a rhythm for the length of a course', () => {
  const [log] = of(
    `${head}Kept her exercise log, did the program 4 days a week since 3/9, eight weeks; technique is fine.`,
    'home-exercise',
  );
  expect(log?.measure?.days).toBe(56);
});

it('leaves the age at which it began to a migraine without aura', () => {
  const since = (words: string) => of(`${head}HPI\n${words}`, 'symptom-duration').length;
  expect(since('Migraine without aura since age 19.')).toBe(1);
  expect(since('Has been without headaches since age 19.')).toBe(0);
});

it('takes a dated title with its report for a test that was done, whatever plan stands above', () => {
  const statuses = (line: string) =>
    of(`${head}Plan: films of the neck, therapy.\n${line}`, 'prior-imaging').map(({ status }) => status);
  expect(statuses('CERVICAL SPINE X-RAY, 05/02/2026: Mild narrowing at two levels. No fracture.')).toContain(
    'done',
  );
  expect(statuses('CERVICAL SPINE X-RAY, 05/12/2026: scheduled, arrival 9:40.')).not.toContain('done');
});

it('takes a line of code, study and diagnosis that was sent for an order', () => {
  const statuses = (line: string) => of(`${head}${line}`, 'stress-test').map(({ status }) => status);
  expect(statuses('78452 MYOCARDIAL PERFUSION STRESS TEST. DX R07.89. SENT 05/02/2026.')).not.toContain(
    'done',
  );
  expect(statuses('Exercise stress test 05/02/2026: normal, 10 METs.')).toContain('done');
});

it('takes a first opening at a specialist for no visit', () => {
  expect(
    of(
      `${head}A/P: R07.89. Cardiology (Harbor Heart) first opening 10/14/2026, pt booked.`,
      'specialist-evaluation',
    ).map(({ status }) => status),
  ).not.toContain('done');
});

it('takes a written consult for a visit only where it was answered', () => {
  const days = (rest: string) =>
    of(`${head}eConsult – Cardiology – Petra Quill, MD – 05/11/2026\n${rest}`, 'specialist-evaluation')
      .filter(({ detail }) => detail === 'cardiologist')
      .map(({ status, date }) => `${status} ${date}`);
  expect(days('Answer: the tracing is abnormal; a perfusion study would settle it.')).toEqual([
    'done 2026-05-11',
  ]);
  expect(days('Sent, waiting for the office to pick it up.')).toEqual([]);
});

it('reads a probability that is told over a line break, and leaves a drug its own dates', () => {
  const facts = factsOf(`${head}Pretest probability of CAD by the clinical\nmodel: 38%.
Stopped: ibuprofen 800 mg (01/10/2026 - 02/25/2026, ineffective); gabapentin 300 mg (dizziness)`);
  expect(facts.find(({ detail }) => detail === 'pretest-probability')?.measure?.quantity?.value).toBe(38);
  expect(facts.find(({ detail }) => detail === 'neuropathic')?.measure?.from ?? null).toBeNull();
});

describe('what stands around the words', () => {
  it.each([
    [
      'a treatment card without a title',
      'Shore Chiropractic\nTREATMENT CARD Vale, Jordan 04/12/1970\n#\tDate\tCMT\tPain\n1\t3/2/26\tL5\t7\n2\t3/9/26\tL5\t7\n\t3/12/26\tno show\n3\t3/16/26\tL5\t6\n4\t3/30/26\tL5\t6\n5\t4/14/26\tL5\t6\n',
      5,
      43,
    ],
    [
      'pipes and short words for missed visits',
      'PT FLOWSHEET  Pt: Jordan Vale  Dx: low back pain\nDate | Visit | Pain | Rx\n3/2/26 | 1 | 7 | eval, physical therapy\n3/9/26 | NS | |\n3/16/26 | 2 | 6 | traction\n3/26/26 | CX - ill | |\n4/2/26 | 3 | 7 | manual\n4/9/26 | 4 | 7 | traction\n',
      4,
      38,
    ],
  ])('counts the visits of %s', (_, text, visits, days) => {
    const found = factsOf(text).find(({ detail }) => detail === 'course');
    expect(found?.measure).toMatchObject({ visits, days });
  });
  it('takes no message of a log for a visit, and no planned visit for one that took place', () => {
    const log = course(`Message log  Vale, Jordan 04/12/1970
05/01/2026 portal: stopped physical therapy, visits clash with my shift.
05/03/2026 RN: ok, PT sessions can wait.
05/09/2026 request sent for more PT visits.
05/12/2026 called pt about therapy visits.`);
    expect(log).toBeUndefined();
    const planned = course(
      'Lake Physical Therapy\nPatient: Jordan Vale DOB 4/12/70 Dx: neck pain\n1\t5/1/26\teval\n2\t5/8/26\ttraction\nHad planned 12 visits over 6 weeks.\n',
    );
    expect(planned?.measure?.visits).toBe(2);
  });
  it('reads start and end of a listed drug, and no trial in being off one', () => {
    const drugs = of(
      `${head}Medications\nnaproxen 500 mg twice daily started 03/01/2026 ended 04/12/2026 reason: did not help\nHistory: off methotrexate since 2022.`,
      'medication-trial',
    );
    expect(drugs.find(({ detail }) => detail === 'nsaid')?.measure?.days).toBe(42);
    expect(drugs.find(({ detail }) => detail === 'immunosuppressant')?.measure ?? null).toBeNull();
  });
  it('runs a drug from the first prescription of its chain', () => {
    const last = of(
      `Office visit 03/02/2026\nPatient: Jordan Vale  DOB 04/12/1970\nPlan: Start meloxicam 15 mg daily.\n\nOffice visit 03/30/2026\nPlan: Continue meloxicam.\n\nOffice visit 04/20/2026\nHPI: Meloxicam stopped today, no help.\n`,
      'medication-trial',
    ).find(({ status, measure }) => status === 'done' && measure !== null);
    expect(last?.measure?.days).toBe(49);
  });
  it.each([
    [
      'Right knee: McMurray negative. Lachman negative.\nLeft knee: Effusion mild. McMurray positive.',
      'left',
    ],
    ['Left Knee Exam\nEffusion: mild\nMcMurray: positive\nRight Knee Exam\nMcMurray: negative', 'left'],
  ])('gives the side of a label to what stands below it: %s', (exam, side) => {
    const positive = of(`${head}Exam\n${exam}\n`, 'provocative-test').filter(
      ({ context }) => context.negation === 'affirmed',
    );
    expect(positive.map((each) => each.side)).toEqual([side]);
  });
  it('opens an examination by its title with the part and a full stop', () => {
    const found = of(
      `${head}PMH/FH/SH. Healthy. Vapes.\nExam, right wrist. Mild swelling. Tender in the anatomic snuffbox. Mulder click + third space.\n`,
      'provocative-test',
    );
    expect(found.map(({ section, context }) => [section, context.negation])).toEqual([
      ['exam', 'affirmed'],
      ['exam', 'affirmed'],
    ]);
  });
  it('gives a grade to the side behind it, and leaves out the grade of another day', () => {
    const weak = of(
      `${head}Exam: EHL 5/5 R 4/5 L. Right triceps 4-/5 (was 3/5 on 02/03).`,
      'motor-deficit',
    ).filter(({ context }) => context.negation === 'affirmed');
    expect(weak.map(({ side, measure }) => [side, measure?.quantity?.value])).toEqual([
      ['left', 4],
      ['right', 3.67],
    ]);
  });
  it.each([
    'Xray still not done, pt no-show 4/22.',
    'X-ray was never done, he was away.',
    'Films not yet taken.',
  ])('has no study where it was not made: %s', (sentence) => {
    const done = of(`${head}HPI: ${sentence}`, 'prior-imaging').filter(({ status }) => status === 'done');
    expect(done).toEqual([]);
  });
  it('has a study where what it shows is denied', () => {
    const [ct] = of(`${head}HPI: No emphysema on CT of 03/02/2026.`, 'prior-imaging');
    expect(ct?.status).toBe('done');
  });
  it('dates a test by the year beside it', () => {
    const [stress] = of(`${head}HPI: Last stress test 2019 normal.`, 'stress-test');
    expect(stress?.date).toBe('2019-01-01');
  });
  it('has a suspicion in a list of alternatives', () => {
    const [tumor] = of(
      `${head}Impression: Retained stone, stricture or small ampullary tumor.`,
      'malignancy',
    );
    expect(tumor?.context.negation).toBe('possible');
  });
  it('reads the ticked choice of a label', () => {
    const smoking = of(`${head}Social\nTobacco: ( ) current ( ) former (x) never\n`, 'smoking-history');
    expect(smoking.every(({ context }) => context.negation === 'negated')).toBe(true);
  });
  it('gives a flow sheet of a laboratory one value for each day', () => {
    const alt = of(
      `LAB FLOWSHEET\nVale, Jordan DOB 04/12/1970\nTest\t02/01/2026\t03/15/2026\tRef\nALT\t21\t96 H\t0-40 U/L\n`,
      'lab-result',
    );
    expect(alt.map(({ date, measure }) => [date, measure?.quantity?.value])).toEqual([
      ['2026-02-01', 21],
      ['2026-03-15', 96],
    ]);
  });
  it('sees the patient again by video, and not in a printout', () => {
    const visits = of(
      `Chart downloaded 06/20/2026 by Jordan Vale\nOffice Visit - 04/09/2026 Lake Primary Care\nPatient: Jordan Vale  DOB 04/12/1970\nExam: tender.\nAssessment: sciatica.\n\nVideo Visit - 06/04/2026 Lake Primary Care\nProgress Notes\nNo better.\nAssessment: sciatica.\n`,
      're-evaluation',
    );
    expect(visits.map(({ date }) => date)).toEqual(['2026-06-04']);
  });
});

describe('lists of what was tried', () => {
  const care = /^(?:physical-therapy|chiropractic|medication-trial|injection)$/;
  const kinds = (text: string, status: string) =>
    new Set(
      factsOf(text)
        .filter((fact) => fact.status === status && care.test(fact.concept))
        .map(({ concept }) => concept),
    );
  it('takes a ticked treatment for tried, an empty box not', () => {
    const form = `INTAKE FORM  Date: 5/2/2026  Name: Jordan Vale DOB 04/12/1970
Have you tried: [X] Physical therapy  [ ] Chiropractic  [X] Anti-inflammatories  [ ] Injections
Are you interested in: [X] Acupuncture`;
    expect(kinds(form, 'done')).toEqual(new Set(['medication-trial', 'physical-therapy']));
  });
  it('takes an item with a length for tried', () => {
    const list = `${head}Treatments tried:\n - Physical therapy: 6 weeks (1/12 - 2/25)\n - Injections: none\nPlan:\n - Chiropractic 6 visits\n`;
    expect(kinds(list, 'done')).toEqual(new Set(['physical-therapy']));
  });
  it('reads a length that stands before the care as its adjective', () => {
    const [home] = of(
      `${head}HPI: Completed a 6-week physician-directed home exercise program.`,
      'home-exercise',
    );
    expect(home?.measure?.days).toBe(42);
  });
});

it.each([
  ['Assessment: Pretest probability of coronary disease intermediate (age 66, angina).', true],
  ['Assessment: Pretest probability low. Intermediate risk of falls.', false],
])('reads a probability told in words: %s', (text, there) => {
  expect(factsOf(`${head}${text}`).some(({ detail }) => detail === 'pretest-probability')).toBe(there);
});
