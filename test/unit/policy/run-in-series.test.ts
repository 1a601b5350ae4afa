/** Labels that run through a paragraph, conditions before a list, and second ways in sentences of their own. */
import { describe, expect, it } from 'vitest';
import { policyOf, sketch } from './support.ts';

const first = (text: string): string => {
  const [section] = policyOf(text).sections;
  return sketch(section?.tree);
};

describe('a series of labels in running words', () => {
  it.each([
    [
      'Approve when (i) elbow pain has lasted six weeks or more AND (ii) one of these was done for six weeks: physical therapy; home exercise.',
      'all(symptom-duration>=42d, any(physical-therapy>=42d, home-exercise>=42d))',
    ],
    [
      'MRI of the elbow is covered when (a) radiographs were taken and (b) six weeks of physical therapy have failed.',
      'all(prior-imaging, physical-therapy>=42d)',
    ],
    [
      'It must be documented that (a) films have been taken, that (b) therapy lasted six weeks and that (c) pain limits daily life.',
      'all(prior-imaging, physical-therapy>=42d, functional-limitation)',
    ],
    [
      'The member has had (1) plain films within six months, and (2) physical therapy for six weeks, and (3) a positive impingement test.',
      'all(prior-imaging<180d, physical-therapy>=42d, provocative-test)',
    ],
    [
      'Indications, any: 1. a mass of the elbow. 2. Suspected infection of the joint. 3. Known cancer.',
      'any(mass, infection, malignancy)',
    ],
    [
      'Conditions, all: A: x-ray. B: home exercise, six weeks, this year. C: a palpable mass.',
      'all(prior-imaging, home-exercise>=42d, mass)',
    ],
    [
      'a) analgesic medicine, six weeks   b) physical therapy, six weeks   c) radiographs',
      'all(medication-trial>=42d, physical-therapy>=42d, prior-imaging)',
    ],
  ])('is a list: %s', (words, tree) => {
    expect(first(`Elbow MRI, policy E-4\n${words}\n`)).toBe(tree);
  });

  it('keeps what a later number releases from apart from what it asks for', () => {
    const policy = policyOf(
      'E-SPINE 7 (2026) Neck pain. 7.1 Six weeks of physical therapy. 7.2 7.1 does not apply with a motor deficit, cord signs or known cancer.',
    );
    expect(policy.sections.map(({ label }) => label)).toEqual(['7.1', '7.2']);
    expect(policy.sections[1]?.waivers.map(({ waivesLabels }) => waivesLabels)).toEqual([['7.1']]);
  });

  it('reads the release behind its last member', () => {
    const policy = policyOf(
      'Hip MRI, policy H-2\nApprove when (i) hip pain has gone on for eight weeks or more AND (ii) one of the following was\ncarried out for six weeks: physical therapy; home exercise.\nBypass of (ii): suspected fracture; fever.',
    );
    expect(sketch(policy.sections[0]?.tree)).toBe(
      'all(symptom-duration>=56d, any(physical-therapy>=42d, home-exercise>=42d))',
    );
    expect(policy.sections[0]?.waivers.map(({ waivesLabels }) => waivesLabels)).toEqual([['(ii)']]);
  });

  it('keeps a demand that a remark follows', () => {
    expect(
      first(
        'Elbow MRI\nMRI is covered provided that (i) a blood count has been obtained, and (ii) a radiograph has been taken. A stool test is welcome but is not asked for.',
      ),
    ).toBe('all(lab-result, prior-imaging)');
  });

  it.each([
    'The items of (a) and (b) of section 4 are read together. MRI is covered after six weeks of physical therapy.',
    'MRI is covered after six weeks of physical therapy. Neither (a) nor (b) of the plan applies here.',
    'See items 1) and 2) of the plan. MRI is covered after six weeks of physical therapy.',
    'MRI is covered after six weeks of physical therapy, when (a) is read with (b).',
  ])('is none where items are only named: %s', (words) => {
    expect(first(`Elbow MRI\n${words}`)).toBe('physical-therapy>=42d');
  });
});

describe('conditions in the words before a list', () => {
  const list = '- weakness on examination\n- a palpable mass';
  it.each([
    [
      'MRI is approved if the x-ray does not explain the pain, six weeks of care have been tried, and the chart shows at least one of these:',
      'all(prior-imaging, conservative-therapy>=42d, any(motor-deficit, mass))',
    ],
    [
      'MRI is covered once six weeks of therapy have failed, films have been taken, and the notes document any one of these:',
      'all(physical-therapy>=42d, prior-imaging, any(motor-deficit, mass))',
    ],
    [
      'MRI is medically necessary when there is pain for eight weeks, films are normal and any of:',
      'all(symptom-duration>=56d, prior-imaging, any(motor-deficit, mass))',
    ],
    [
      'MRI is covered where six weeks of therapy have failed and the examination finds one of the following:',
      'all(physical-therapy>=42d, any(motor-deficit, mass))',
    ],
    [
      'MRI is covered for pain with fever, weight loss, and one of the following:',
      'any(motor-deficit, mass)',
    ],
  ])('%s', (words, tree) => {
    expect(first(`Elbow MRI\n${words}\n${list}`)).toBe(tree);
  });

  it('do not name the list below them', () => {
    const [section] = policyOf(
      `Elbow MRI\nMRI is approved if the x-ray does not explain the pain, six weeks of care have been tried, and the chart shows at least one of these:\n${list}`,
    ).sections;
    const below = section?.tree?.kind === 'all' ? section.tree.children.at(-1) : undefined;
    expect(below?.text).not.toMatch(/six weeks/);
  });
});

describe('a sentence for whoever lacks what the one before asks for', () => {
  it.each([
    'Earlier, MRI is covered when there is a motor deficit.',
    'If shorter, MRI is covered if there is a motor deficit.',
    'Otherwise, MRI is covered if there is a motor deficit.',
    'With less than six weeks of pain, MRI is covered only if a motor deficit is found.',
    'When the pain is shorter, MRI is covered if a motor deficit is found.',
    'For all others, MRI is covered when there is a motor deficit.',
  ])('is another way: %s', (sentence) => {
    expect(first(`Neck MRI\nMRI is covered when arm pain has lasted six weeks. ${sentence}`)).toBe(
      'any(symptom-duration>=42d, motor-deficit)',
    );
  });

  it.each(['necessary', 'justified', 'in order'])('whatever word covers the scan: %s', (word) => {
    expect(
      first(
        `Neck MRI\nMRI is ${word} if arm pain has lasted six weeks. If shorter, MRI is ${word} if there is a motor deficit.`,
      ),
    ).toBe('any(symptom-duration>=42d, motor-deficit)');
  });

  it.each([
    'MRI is covered if films have been taken.',
    'If the pain goes on, MRI is covered once films have been taken.',
    'In addition, MRI is covered once films have been taken.',
  ])('is asked for as well: %s', (sentence) => {
    expect(first(`Neck MRI\nMRI is covered when arm pain has lasted six weeks. ${sentence}`)).toBe(
      'all(symptom-duration>=42d, prior-imaging)',
    );
  });
});
