/** The cover page in Word: a section of its own before the letter, without a page number. */
import { BorderStyle, Paragraph, Tab, TabStopType, TextRun, type Table } from 'docx';
import type { LetterModel } from '../../shared/domain/letter.ts';
import type { CoverPage } from '../../shared/letter/cover.ts';
import { enclosureTable, line, lineRuns } from './parts.ts';

/** Where the values begin, in twentieths of a point: beyond the longest label. */
const indent = 1500;
const rule = { style: BorderStyle.SINGLE, size: 4, color: '8C8C8C', space: 8 } as const;

export function coverSection(model: LetterModel, cover: CoverPage): (Paragraph | Table)[] {
  return [
    new Paragraph({
      style: 'Title',
      border: { bottom: { style: BorderStyle.SINGLE, size: 6, color: '404040', space: 8 } },
      children: lineRuns(cover.title),
    }),
    ...cover.groups.flatMap((group, at) =>
      group.map(({ label, lines }, index) => {
        // Rules over groups 2, 4 … stand over their first line, those over 1, 3 … under the last line before: word
        // processors take neighbours with the same border for one box and draw no rule between them.
        const over = index === 0 && at > 0 && at % 2 === 0;
        const under = index === group.length - 1 && at % 2 === 0 && at < cover.groups.length - 1;
        return new Paragraph({
          style: 'CoverLine',
          indent: { left: indent, hanging: indent },
          tabStops: [{ type: TabStopType.LEFT, position: indent }],
          ...(index === 0 && at > 0 ? { spacing: { before: 160 } } : {}),
          border: { ...(over ? { top: rule } : {}), ...(under ? { bottom: rule } : {}) },
          children: [
            new TextRun({ text: label, bold: true }),
            new TextRun({ children: [new Tab()] }),
            ...lines.flatMap((words, nth) => lineRuns(words, nth > 0 ? { break: 1 } : {})),
          ],
        });
      }),
    ),
    line('Enclosed with this letter', 'PlainHeading'),
    enclosureTable(model, null),
    new Paragraph({
      style: 'CoverLine',
      spacing: { before: 240 },
      children: [new TextRun({ text: cover.note, italics: true })],
    }),
  ];
}
