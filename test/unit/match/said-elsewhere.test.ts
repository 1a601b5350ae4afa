/** What one section does not ask for says nothing where the request's own section asks for it; what only pregnancy or an age releases. */
import { expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const findings = (rationale: string, policy: string, note: string): string[] =>
  analyze(
    caseOf({
      'letter.pdf': `Larkfield Health Plan\nMay 12, 2026\nMember: Jorun Thackeray\nMember ID: LK 5510 22093\nDear Ms. Thackeray:\nMRI of the lumbar spine (72148) is not medically necessary under our guideline LK-71. ${rationale}\nYou may appeal within 180 days.`,
      'policy.pdf': `Larkfield Health Plan\nGuideline LK-71: MRI of the Low Back\nEffective 01/01/2026\n\n${policy}`,
      'chart.pdf': `Lakeside Clinic\nPatient: Jorun Thackeray DOB 02/03/1980\nVisit 04/28/2026\n${note}\nPlan: MRI lumbar spine 72148.\nL. Osei, MD`,
    }),
    rules,
  ).findings.map(({ type, concept }) => `${type}/${concept}`);

const sections = (first: string, second: string): string =>
  `Section 1. Low back pain with leg pain\nAll of the following:\n1.1 six weeks of physical therapy;\n${first}\n\nSection 2. Neurogenic claudication\nAge 50 or over, and leg symptoms on walking eased by sitting. ${second}\n`;
const sciatica = 'Low back pain with pain down the left leg. Assessment: lumbar radiculopathy (M54.16).';
const exceeds = 'denial-exceeds-policy/prior-imaging';

it.each(['Plain films are not needed.', 'Section 2 does not ask for plain films.'])(
  'leaves the demand alone that the own section makes: %s',
  (words) => {
    const policy = sections('1.2 plain films of the lumbar spine.', words);
    expect(findings('No x-ray of the lumbar spine was found.', policy, sciatica)).not.toContain(exceeds);
  },
);

it('finds the demand where the own section says so', () => {
  const policy = sections('1.2 a visit after the therapy.\nPlain films are not needed.', '');
  expect(findings('No x-ray of the lumbar spine was found.', policy, sciatica)).toContain(exceeds);
});

it.each([
  'You have not had one.',
  'None has been done.',
  'This has not been done.',
  'No such film is on file.',
])('reads "%s" with the sentence before it', (words) => {
  const policy = sections('1.2 a visit after the therapy.\nPlain films are not needed.', '');
  const said = `An MRI would be looked at only after an x-ray of the lumbar spine. ${words}`;
  expect(findings(said, policy, sciatica)).toContain(exceeds);
});

const released = (condition: string, note: string): string[] =>
  findings(
    'Six weeks of physical therapy have not been completed.',
    `Section 1. Low back pain with leg pain\nAll of the following:\n1.1 six weeks of physical therapy;\n1.2 a visit after the therapy.\nItem 1.1 is not required in ${condition}.\n`,
    note,
  ).filter((each) => each.startsWith('exception-ignored'));

it('shows a pregnancy by words of pregnancy, and not by any other reason against a treatment', () => {
  expect(released('pregnancy', `${sciatica} NSAIDs are contraindicated because of an ulcer.`)).toEqual([]);
});

it('counts an age that releases by itself, and not one that a sign has', () => {
  expect(released('members over 40 years of age, or in fever', sciatica)).toEqual(['exception-ignored/age']);
  expect(released('a first attack after age 40, or in fever', sciatica)).toEqual([]);
});

it('names the sign that releases, and not the injury that dates it', () => {
  const note =
    'Fell from a ladder on 04/20/2026, injury of the low back. Left leg pain since. Strength: left EHL 2/5. Assessment: lumbar radiculopathy (M54.16).';
  expect(released('weakness of 3/5 or less within six weeks of an injury', note)).toEqual([
    'exception-ignored/motor-deficit',
  ]);
  expect(
    released(
      'weakness of 3/5 or less within six weeks of an injury',
      note.replace('Fell from a ladder on 04/20/2026, injury of the low back. ', ''),
    ),
  ).toEqual([]);
});
