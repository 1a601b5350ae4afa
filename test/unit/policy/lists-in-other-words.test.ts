/** How lists of criteria are announced, closed, numbered and joined in ways that are not "when ALL of the following:". */
import { describe, expect, it } from 'vitest';
import { policyOf, sketch } from './support.ts';

const sections = (text: string): string[] =>
  policyOf(text).sections.map(({ role, tree }) => `${role} ${sketch(tree)}`);

const two = '1. Six weeks of physical therapy\n2. Radiographs of the elbow';
const all = 'covered all(physical-therapy>=42d, prior-imaging)';

describe('the words above or below a list', () => {
  it.each([
    ['At least two of the following are present:', '', 'covered 2+(physical-therapy>=42d, prior-imaging)'],
    ['Any of the following are met:', '', 'covered any(physical-therapy>=42d, prior-imaging)'],
    ['Answer each question. All must be answered Yes for approval.', '', all],
    ['Checklist', 'All rows are needed.', all],
    ['Checklist', 'Both apply.', all],
    ['Checklist', 'MRI is authorized once items 1 through 2 are complete.', all],
  ])('say how it combines: %s … %s', (above, below, tree) => {
    expect(sections(`Elbow MRI (73221)\n${above}\n${two}\n\n${below}\n`)[0]).toBe(tree);
  });

  it('joins items by a word on a line of its own, which is no item', () => {
    expect(
      sections(
        'Elbow MRI is medically necessary for ANY of the following:\nSix weeks of physical therapy\nOR\nA palpable mass',
      ),
    ).toEqual(['covered any(physical-therapy>=42d, mass)']);
  });
});

it('is a list of refusals below "Do not approve … when:"', () => {
  const text = `Do not approve MRI of the elbow when:\n1. Radiographs show severe arthritis\n2. There was a fracture\n`;
  expect(sections(text)).toEqual(['not-covered any(prior-imaging, fracture-trauma)']);
});

describe('a sentence that speaks of parts by their names', () => {
  it.each([
    'Part A defines terms. Part B lists the criteria, and Part C what is not approved.',
    'Section A and B are read together by the reviewer of the request.',
  ])('heads none: %s', (sentence) => {
    const policy = policyOf(
      `Elbow MRI\nHow this document is laid out\n${sentence}\nPart A. Terms\nA study means one scan.\nPart B. Elbow pain\nMRI is approved when both are met:\n${two}`,
    );
    expect(policy.sections.find(({ label }) => label === 'Part B')?.tree).toMatchObject({ kind: 'all' });
    expect(policy.sections.filter(({ role }) => role === 'waiver')).toEqual([]);
  });

  it('releases from the items it names', () => {
    const policy = policyOf(
      'Lumbar MRI\nCoverage criteria\nA. Six weeks of physical therapy\nB. Radiographs\nExceptions\nCriteria A and B do not apply if any of these is present:\n- cauda equina syndrome\n- fever with back pain',
    );
    const waivers = policy.sections.flatMap((section) => section.waivers);
    expect(waivers.map(({ waivesLabels }) => waivesLabels)).toEqual([['A', 'B']]);
    expect(sketch(waivers[0]?.condition)).toBe('any(cauda-equina, infection)');
  });
});

describe('labels in the first cell of a row', () => {
  it.each([
    ['Row 1\tPathogenic variant in BRCA1', 'Row 2\tLifetime risk of 20% or more'],
    ['C- 1\tPathogenic variant in BRCA1', 'C- 2\tLifetime risk of 20% or more'],
  ])('make items: %s', (first, second) => {
    const text = `Breast MRI\nPart C. Screening\nApproved if any single row of the table is shown.\n${first}\n${second}\nPart D. Implants\nSilicone rupture.`;
    const part = policyOf(text).sections.find(({ label }) => label === 'Part C');
    expect(sketch(part?.tree)).toBe('any(genetic-test, risk-score[percent 20..])');
  });
});

describe('a rule and its release', () => {
  it('takes "in the absence of red flags" for the rule', () => {
    expect(
      sections(
        'Lumbar spine\n\nIn the absence of red flags, MRI of the lumbar spine requires six weeks of physical therapy.',
      ),
    ).toEqual(['covered physical-therapy>=42d']);
  });

  it('takes "not covered unless" for what must be shown', () => {
    expect(
      sections('Thoracic MRI is not covered unless the member has had six weeks of physical therapy.'),
    ).toEqual(['covered physical-therapy>=42d']);
  });
});

describe('time', () => {
  it.each([
    ['A large effusion within 24 hours of injury', 'joint-effusion'],
    ['Onset of pain more than 6 weeks before the request', 'symptom-duration>=42d'],
    ['Pain that began at least 6 weeks ago', 'symptom-duration>=42d'],
    ['More than six months have elapsed since the last study', 'interval>=180d'],
    ['At least 12 months since the previous scan', 'interval>=360d'],
  ])('%s', (line, leaf) => {
    expect(sections(`Elbow MRI\nCovered when both are met:\n1. ${line}\n2. Age 18 or older`)[0]).toContain(
      `all(${leaf},`,
    );
  });
});
