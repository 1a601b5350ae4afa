import { describe, expect, it } from 'vitest';
import { policyOf, sketch } from './support.ts';

const treeOf = (body: string): string =>
  sketch(
    policyOf(`QX-7 MRI of the ankle\n\nWhat we ask for\n${body}`).sections.find(({ tree }) => tree !== null)
      ?.tree,
  );

describe('lists told in sentences', () => {
  it('are read where sentences are counted', () => {
    expect(
      treeOf(
        'An MRI is medically necessary when the chart shows each of these things. First, the pain has lasted for eight weeks or more. Second, the patient has had physical therapy for six weeks. Third, radiographs were taken.',
      ),
    ).toMatch(/^all\(symptom-duration.*, physical-therapy.*, prior-imaging/);
  });

  it('are read where an opening sentence announces them', () => {
    expect(
      treeOf(
        'We approve the scan if all of the following are true. The swelling has been there for six weeks. Plain films of the ankle were made. An orthopedist has examined the ankle. No drug needs to be tried first.',
      ),
    ).toMatch(/^all\(.*prior-imaging.*specialist-evaluation/);
  });

  it('take no more items than the opening counts', () => {
    const tree = treeOf(
      'We cover the scan when two things are true. The pain has lasted six weeks or more. Radiographs were taken first. Physical therapy is something that many members find useful.',
    );
    expect(tree).toContain('prior-imaging');
    expect(tree).not.toContain('physical-therapy');
  });

  it('are read over paragraphs, each of which tells one item', () => {
    const { sections } = policyOf(
      'QX-7 MRI OF THE ANKLE (in force May 1, 2026)\n\nMRI of the ankle stands in for an ultrasound only where we find the following.\n\nFirst, the pain has lasted for eight weeks.\n\nSecond, radiographs of the ankle were taken since it began.\n\nThird, an orthopedist has seen the member.\n\nFoot: see QX-8.\n',
    );
    expect(sections.map(({ tree }) => sketch(tree)).join()).toMatch(
      /all\(symptom-duration.*, prior-imaging.*, specialist-evaluation/,
    );
  });

  it('are not opened by a first word that no second follows', () => {
    const policy = policyOf(
      'QX-7 MRI of the ankle\n\nWhat we ask for\nMRI is necessary after six weeks of pain.\n\nFirst, films are to be taken.\n\nPlans differ.\n',
    );
    expect(JSON.stringify(policy.sections)).not.toContain('"label":"First"');
  });

  it('are not made of plain prose', () => {
    expect(
      treeOf(
        'Ankle pain is common. Most sprains heal within weeks. Films are often normal. Therapy helps many people.',
      ),
    ).not.toMatch(/^all\(/);
  });

  it('quote the sentence of each item as it stands on the page', () => {
    const policy = policyOf(
      'QX-7 MRI of the ankle\n\nWhat we ask for\nThe scan is necessary when each of these is shown. First, the pain has\nlasted six weeks. Second, radiographs\nwere taken. Third, physical therapy failed.',
    );
    const tree = policy.sections.find((section) => section.tree !== null)?.tree;
    const quotes = tree?.kind === 'leaf' ? [] : tree?.children.map(({ span }) => span.quote);
    expect(quotes).toContain('radiographs\nwere taken.');
  });
});
