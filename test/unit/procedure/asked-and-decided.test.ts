/** When the plan was asked, which side the order ticks, what a biopsy proves, how long therapy lasted. */
import { expect, it } from 'vitest';
import { readPolicy } from '../../../shared/engine/policy/read-policy.ts';
import { papersOf } from '../../../shared/engine/papers.ts';
import { analyze } from '../../../shared/engine/index.ts';
import { courseMeasure } from '../../../shared/engine/record/course-length.ts';
import { splitNotes } from '../../../shared/engine/segment/notes.ts';
import { caseOf, pagesOf, rules } from '../engine-kit.ts';

const letter = (middle: string, why = 'It is not medically necessary.') =>
  `Osprey Medicare Advantage (HMO)\nNotice of Denial of Medical Coverage\nDate: April 20, 2026\nName: Ruth Calder\nMember number: OMA55120\nDear Ms. Calder:\n${middle}\nMRI knee without contrast (73721)\n${why}\nYou may appeal within 65 days.`;

it.each([
  "We've denied the services requested by your provider, Ana Ruiz, MD, on April 6, 2026:",
  'We denied the scan ordered by Dr. Osei (Northside Orthopedics) on 04/06/2026:',
  'This is about the request submitted by your doctor on April 6, 2026.',
  'We denied the services listed below, requested by you or your doctor on\nApril 6, 2026:',
  'Request received: April 6, 2026. No extension was taken.',
])('reads in %j when the plan was asked, and that it took too long', (middle) => {
  const { denial, findings } = analyze(
    caseOf({ 'letter.pdf': letter(middle) }, { planType: 'medicare-advantage' }),
    rules,
  );
  expect(denial?.requestDate?.value).toBe('2026-04-06');
  expect(findings.map(({ type, concept }) => `${type}/${concept}`)).toContain(
    'deadline-defect/decision-clock',
  );
});

it('measures the time to appeal of a first decision that only foretells a final denial', () => {
  const text = letter(
    'The scan is not medically necessary. You have 60 days after receipt of this letter to send a written appeal to us. After the final denial you may ask for review.',
  );
  const { findings } = analyze(
    caseOf(
      { 'letter.pdf': text.replace('You may appeal within 65 days.', '') },
      { planType: 'erisa-self-funded' },
    ),
    rules,
  );
  expect(findings.map(({ concept }) => concept)).toContain('appeal-window');
});

it.each([
  'We answer an appeal in 30 days for care not yet received, and in 60 days for care already received. If we deny your appeal you may ask for a hearing within 120 days from the date on our appeal decision.',
  'If this letter cuts back a service you received, you can ask to keep it. Claims for services that were given are decided later.',
])('the clock is that of a request, whatever the rights say of care: %j', (said) => {
  const { findings } = analyze(
    caseOf(
      {
        'letter.pdf': `${letter('This is about the request submitted by your doctor on April 6, 2026.')}\n\nYour rights\n${said}`,
      },
      { planType: 'medicare-advantage' },
    ),
    rules,
  );
  expect(findings.map(({ type, concept }) => `${type}/${concept}`)).toContain(
    'deadline-defect/decision-clock',
  );
});

it('does not take the day of the visit for that of the request', () => {
  const { denial } = analyze(
    caseOf({ 'letter.pdf': letter('You were seen by your doctor on April 6, 2026.') }),
    rules,
  );
  expect(denial?.requestDate ?? null).toBeNull();
});

it.each(['[X] RIGHT [ ] LEFT [ ] BOTH', '( ) Left (x) Right', '☐ Left ☒ Right ☐ Bilateral'])(
  'takes the ticked side of %j, so that care of that side counts',
  (boxes) => {
    const { findings } = analyze(
      caseOf({
        'letter.pdf': letter(
          'Service: MRI left knee',
          'We did not find four weeks of physical therapy in the notes.',
        ),
        'order.pdf': `Eastlake Orthopedics\nIMAGING ORDER\nPatient: Ruth Calder DOB 01/02/1958\nDate 04/02/2026\nExam MRI KNEE WITHOUT CONTRAST 73721\nSide ${boxes}\nDx: M23.91`,
        'notes.pdf':
          'Eastlake Orthopedics\nOffice visit 04/02/2026\nPatient: Ruth Calder DOB 01/02/1958\nHPI: Right knee pain. She completed eight weeks of physical therapy for the right knee without relief.\nExam: right knee effusion.\nA. Ruiz, MD',
      }),
      rules,
    );
    expect(findings.map(({ type, concept }) => `${type}/${concept}`)).toContain(
      'denial-contradicted-by-record/physical-therapy',
    );
  },
);

it.each([
  ['She went through six weeks of physical therapy at Hill Street and two weeks of ibuprofen.', 42],
  ['He did eight weeks of PT plus ten days of prednisone.', 56],
  ['Completed a full 12 weeks of supervised physical therapy, then 3 weeks of naproxen.', 84],
  ['PT for two months.', 60],
])('gives the therapy of %j its own length', (words, days) => {
  const at = words.search(/physical therapy|PT/);
  expect(courseMeasure(words, '2026-04-01', at)?.measure.days).toBe(days);
});

it.each(['Visit\tDate\tNotes', 'Visit\tDate\tCPT\tUnits', 'Evaluation\tGoal\tStatus'])(
  'does not take the columns %j for the title of a note',
  (head) => {
    const [note] = splitNotes(
      pagesOf(
        'a',
        `Elm Street Sports Therapy\nPhysical therapy record\nPatient: Ruth Calder DOB 01/02/1958\n${head}\n1\t03/02/2026\tEval\n2\t03/06/2026\tStrengthening\nJ. Poe, PT`,
      ),
    );
    expect(note?.kind).toBe('therapy');
  },
);

it.each([
  'Cancer has not been confirmed by a biopsy.',
  'We have no tissue confirmation of the tumor.',
  'The malignancy was never proven by histology.',
  'No cytology result was included.',
])('reads in %j that a tissue diagnosis is missing', (words) => {
  const { denial } = analyze(caseOf({ 'letter.pdf': letter('', words) }), rules);
  expect(
    denial?.assertions.filter(({ claim }) => claim === 'absent').map(({ concept }) => concept),
  ).toContain('tissue-diagnosis');
});

it.each([
  'KX-MR-S12: Knee MRI\nInternal criteria. Effective January 1, 2026. Used together with NCD 220.2 (MRI).',
  'RAD-KN-07 - MRI of the Knee\nBased on NCD 220.2 and the published literature. Effective January 1, 2026.',
  'UM-402 Knee MRI\nSee also MP 6.014. Effective January 1, 2026.',
])('takes the id that opens a policy for its own', (head) => {
  const input = caseOf({
    'p.pdf': `${head}\nMRI of the knee (73721) is covered when all of the following are met:\n1. Six weeks of physical therapy\n2. Knee x-ray`,
  });
  const [paper] = papersOf(input, rules.kinds).flat();
  expect(paper === undefined ? null : readPolicy(paper, rules).id).toBe(head.split(/[: ]/)[0]);
});
