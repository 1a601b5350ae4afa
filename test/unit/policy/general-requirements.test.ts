/** Question lists, sections that release by the numbers of lines, and requirements that hold for other sections. All invented. */
import { describe, expect, it } from 'vitest';
import { policyOf, sketch } from './support.ts';

describe('a list of questions', () => {
  const policy = policyOf(`Marlin Review Services — criteria set
K4 Knee MRI (73721)
In force from March 1, 2026

K4-10 Knee pain after a twist
Certify when every line is answered "yes":

Line\tQuestion\tNotes
4.1\tHas the knee hurt for four weeks or longer?\tNo length where the knee is locked.
4.2\tWas a prescription anti-inflammatory drug taken for two weeks or longer?\tAnswer "yes" if the drug is contraindicated and the chart says why: kidney disease, an ulcer.
4.3\tWere plain films of the knee made in the last three months?\tReport needed.
K4-11 Lines 4.1 and 4.2 fall away for
a. a fall with suspected fracture;
b. suspected infection of the joint.
K4-20 Before an operation
Films, and an examination by the surgeon.`);

  it('is one section with a question in each row', () => {
    expect(policy.sections.map(({ label, role }) => [label, role])).toEqual([
      ['K4-10', 'covered'],
      ['K4-11', 'waiver'],
      ['K4-20', 'covered'],
    ]);
    expect(sketch(policy.sections[0]?.tree)).toContain('medication-trial');
    expect(policy.sections[1]?.waivers[0]?.waivesLabels).toEqual(['4.1', '4.2']);
  });
});

describe('requirements of a section of their own', () => {
  const policy = policyOf(`Bellwater Health — Standard 7.3
Cervical Spine MRI
Effective May 1, 2026

A. Arm pain. MRI is medically necessary if A1 and A2 are met:
A1. Arm pain in the territory of a root for six weeks or more.
A2. Six weeks or more of physical therapy.
B. Gait trouble. MRI is medically necessary when a Hoffmann sign is found.
C. Radiographs. For A and B, radiographs of the cervical spine are to be on file.
D. Limits. Repeat within one year is not covered.`);

  it('are items of the sections they name', () => {
    expect(sketch(policy.sections[0]?.tree)).toMatch(/^all\(.*prior-imaging\)$/);
    expect(sketch(policy.sections[1]?.tree)).toContain('prior-imaging');
    expect(policy.sections[2]?.tree).toBeNull();
  });
});

describe('general requirements before indications', () => {
  const policy = policyOf(`HR-4 Cardiac MRI
Effective March 1, 2026

I. General requirements (all requests, all indications)
I-1. Seen by a cardiologist within 90 days before the request.
I-2. Creatinine measured within 60 days before the request.

II. Indications
II-A. Weak heart muscle. Necessary when an echocardiogram showed it.
II-B. Iron overload: ferritin above 900.

III. Changes against the edition of 2024
The biopsy line of II-A is deleted.`);

  it('are asked of each, also where one indication asks for something alike', () => {
    const indications = sketch(policy.sections.find(({ heading }) => heading === 'Indications')?.tree);
    expect(indications).toMatch(/^all\(.*specialist-evaluation<90d, lab-result<60d\)$/);
    expect(policy.sections.find(({ heading }) => heading.startsWith('General'))?.tree).toBeNull();
  });

  it('what was changed is history, and asks for nothing', () => {
    expect(policy.sections.at(-1)?.role).toBe('history');
  });
});

describe('numbers with a letter in brackets', () => {
  const policy = policyOf(`Dunmore Public Employees Trust
CS-77 Lumbar Imaging
Effective 1 January 2026

Part 1. General rule
MRI of the lumbar spine is covered if each of these is documented:

1(a) plain films of the lumbar spine;
1(b) six consecutive weeks of treatment (physical therapy, chiropractic, or
home exercise with follow-up);
1(c) an examination after the treatment.

Part 2. Exceptions to 1(a) and 1(b)
2(a) Foot drop on examination.
2(b) Personal history of cancer.
2(c) Fever with suspected infection.

Tingling without a finding on examination is not an exception.`);

  it('are items below their part, and a bracket is not parted at a line end', () => {
    expect(sketch(policy.sections[0]?.tree)).toMatch(/^all\(prior-imaging.*re-evaluation\)$/);
    expect(sketch(policy.sections[1]?.tree)).not.toContain('sensory-deficit');
    expect(policy.sections[1]?.waivers[0]?.waivesLabels).toEqual(expect.arrayContaining(['1(a)', '1(b)']));
  });
});

describe('words beside a criterion', () => {
  const policy = policyOf(`Larkfield Health
OP-12 PET
Effective May 1, 2026

3. Gallium PET
Medically necessary when a and b are documented:
a. a tumor shown by biopsy;
b. computed tomography of the abdomen within the past 90 days;
3.1 Not more often than once in six months.
4. Weakness
MRI is medically necessary when any of these is documented:
4.1 New or worsening weakness graded 3/5 or less.
4.2 Numbness of the saddle region.`);

  it('are no members of the list that its letters name', () => {
    expect(sketch(policy.sections[0]?.tree)).toBe('all(tissue-diagnosis, prior-imaging<90d)');
  });

  it('describe a loss and ask for no course of its own', () => {
    expect(sketch(policy.sections[1]?.tree)).toMatch(/^any\(motor-deficit.*, cauda-equina\)$/);
  });
});

describe('a table whose rows are lettered', () => {
  const policy = policyOf(`Kestrel Advantage
KA-31 Cardiac Imaging
Effective January 1, 2026

Table 1. Perfusion PET
Covered if row A and row B are fulfilled.

A\tSymptoms\tChest pain on exertion.
B\tWhy not SPECT (one suffices)\tB1 a SPECT within the past 12 months that was equivocal B2 takes digoxin

Table 2. Nodule
Mean size\tPlan
6 to 8 mm\tCT at 6 to 12 months, or biopsy`);

  it('is read by the letters, though no line names its columns', () => {
    expect(sketch(policy.sections[0]?.tree)).toMatch(/^all\(.*any\(stress-test<\d+d, contraindication\)\)$/);
  });

  it('asks for no biopsy where a schedule offers one', () => {
    expect(sketch(policy.sections[1]?.tree)).not.toContain('tissue-diagnosis');
  });
});
