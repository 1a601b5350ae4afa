/** Lists that do not say how they are joined, read as a careful reviewer takes them. All invented. */
import { describe, expect, it } from 'vitest';
import { policyOf, sketch } from './support.ts';

const treeOf = (text: string): string => sketch(policyOf(`Imaging Rule 7\n\n${text}\n`).sections[0]?.tree);

describe('a list whose joint is not said', () => {
  it.each([
    [
      'steps of a work-up',
      '1. Low back pain\na. Pain for six weeks\nb. Physical therapy for six weeks\nc. Plain films of the spine',
      'all(symptom-duration>=42d, physical-therapy>=42d, prior-imaging)',
    ],
    [
      'a choice within the list',
      '1. Meniscal tear\na. Locking of the knee\nb. One of these signs:\n   i. an effusion\n   ii. a positive McMurray test',
      'all(mechanical-symptoms, any(joint-effusion, provocative-test))',
    ],
    [
      'numbered steps',
      '1. Knee MRI\nStep 1. Locking of the knee.\nStep 2. A positive McMurray test.',
      'all(mechanical-symptoms, provocative-test)',
    ],
    [
      'treatments of one kind',
      '1. Treatment tried\na. Physical therapy\nb. An anti-inflammatory drug\nc. A steroid injection',
      'any(physical-therapy, medication-trial, injection)',
    ],
    [
      'dangers',
      '1. Red flags\na. History of cancer\nb. Fever\nc. Unexplained weight loss\nd. A fracture of the spine',
      'any(malignancy, infection, weight-loss, fracture-trauma)',
    ],
    [
      'situations with requirements of their own',
      '1. Knee\na. Popliteal cyst. Ultrasound first.\nb. Anterior knee pain. Twelve weeks of physical therapy.\nc. Before an injection. A visit with a specialist.',
      'any(prior-imaging, physical-therapy>=84d, specialist-evaluation)',
    ],
  ])('holds %s', (_, text, tree) => {
    expect(treeOf(text)).toBe(tree);
  });

  it('is a choice where the policy says once that one item is enough', () => {
    expect(
      treeOf(
        '1. Low back pain\na. Pain for six weeks\nb. Plain films of the spine\n\nHow to read this rule. One item of a section is enough.',
      ),
    ).toBe('any(symptom-duration>=42d, prior-imaging)');
  });
});

describe('words that announce a list', () => {
  it.each([
    ['Two of:', '2+'],
    ['Treatment, any two kinds:', '2+'],
    ['One sign, at least:', 'any'],
    ['Treatment (tick the one that applies)', 'any'],
    ['Findings (ONE)', 'any'],
    ['One of the following for at least six weeks:', 'any'],
  ])('%s', (words, kind) => {
    expect(treeOf(`1. ${words}\na. locking\nb. an effusion\nc. a positive McMurray test`)).toBe(
      `${kind}(mechanical-symptoms, joint-effusion, provocative-test)`,
    );
  });
});
