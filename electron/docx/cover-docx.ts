/** The cover page in Word: a section of its own before the letter, without a page number. */
import { BorderStyle, Paragraph, Tab, TabStopType, TextRun, type Table } from 'docx';
import type { LetterModel } from '../../shared/domain/letter.ts';
import type { CoverPage } from '../../shared/letter/cover.ts';
import { enclosureTable, line, lineRuns } from './parts.ts';

/** Where the values begin, in twentieths of a point: beyond the longest label. */
const indent = 1500;

export function coverSection(model: LetterModel, cover: CoverPage): (Paragraph | Table)[] {
  return [
    new Paragraph({
      style: 'Title',
      border: { bottom: { style: BorderStyle.SINGLE, size: 6, color: '404040', space: 8 } },
      children: lineRuns(cover.title),
    }),
    ...cover.groups.flatMap((group, groupIndex) =>
      group.map(
        ({ label, lines }, index) =>
          new Paragraph({
            style: 'CoverLine',
            indent: { left: indent, hanging: indent },
            tabStops: [{ type: TabStopType.LEFT, position: indent }],
            ...(groupIndex > 0 && index === 0
              ? {
                  spacing: { before: 120 },
                  // Neighbours with the same border count as one box, without a line between them.
                  border: {
                    top: { style: BorderStyle.SINGLE, size: 4, color: '8C8C8C', space: 7 + groupIndex },
                  },
                }
              : {}),
            children: [
              new TextRun({ text: label, bold: true }),
              new TextRun({ children: [new Tab()] }),
              ...lines.flatMap((words, at) => lineRuns(words, at > 0 ? { break: 1 } : {})),
            ],
          }),
      ),
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
