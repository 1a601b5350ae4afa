import { describe, expect, it } from 'vitest';
import { splitBlocks, splitSentences } from '../../../shared/text/blocks.ts';

const sentences = (text: string): string[] =>
  splitSentences(text).map((s) => text.slice(s.start, s.end).replace(/\s+/g, ' '));

describe('splitSentences', () => {
  it('carries a sentence over wrapped lines', () => {
    expect(
      sentences(
        '55yo F presents with 5+ wks of low back pain radiating down the L thigh and calf\ninto the top of the foot. Began 4/20 when she lifted plywood at home. Sharp, worse w/\nsitting and cough.',
      ),
    ).toEqual([
      '55yo F presents with 5+ wks of low back pain radiating down the L thigh and calf into the top of the foot.',
      'Began 4/20 when she lifted plywood at home.',
      'Sharp, worse w/ sitting and cough.',
    ]);
  });

  it('does not break at abbreviations, initials and decimals', () => {
    expect(sentences('Discussed w/ Dr. Okafor today. T. Wasik called. CEA 2.3, normal.')).toEqual([
      'Discussed w/ Dr. Okafor today.',
      'T. Wasik called.',
      'CEA 2.3, normal.',
    ]);
  });

  it('starts anew at bullets, labels and headings', () => {
    expect(sentences('PLAN\n- Meloxicam 15 mg po daily\n- Refer to PT\nROS: neg\nExam: gait normal')).toEqual(
      ['PLAN', '- Meloxicam 15 mg po daily', '- Refer to PT', 'ROS: neg', 'Exam: gait normal'],
    );
  });

  it('keeps a table row whole and apart from the next', () => {
    expect(sentences('1\t06/02\tEval; HEP A issued\t7\n2\t06/05\tREIL, manual\t7\tsame')).toEqual([
      '1 06/02 Eval; HEP A issued 7',
      '2 06/05 REIL, manual 7 same',
    ]);
  });

  it('covers every word of the page exactly once', () => {
    const text = 'A.1 Pain that lasts.\nTwo lines\n\nNew: block (a) one;\nand (b) two. Third';
    expect(sentences(text).join(' ')).toBe(text.replace(/\s+/g, ' '));
  });
});

describe('splitBlocks', () => {
  it('knows items, labels, rows and headings', () => {
    const kinds = splitBlocks(
      'PHYSICAL EXAM\nGait: normal\n(a) six weeks\n\nOne\tTwo\n\nPlain words here.',
    ).map((b) => b.kind);
    expect(kinds).toEqual(['heading', 'label', 'item', 'row', 'paragraph']);
  });
});
