/** The foot of a letter's pages: who, which reference, page x of y. */
import {
  BorderStyle,
  BuilderElement,
  Footer,
  PageNumber,
  Paragraph,
  Run,
  Tab,
  TabStopType,
  TextRun,
} from 'docx';
import type { LetterModel } from '../../shared/domain/letter.ts';
import { letterEndMark } from './marks.ts';
import { textWidth } from './styles.ts';

/** `ownSection`: a cover page comes before, which is not counted. */
export function letterFooter(model: LetterModel, ownSection: boolean): Footer {
  const reference = model.identification.find((row) => row.label === 'Reference number')?.value ?? null;
  return new Footer({
    children: [
      new Paragraph({
        style: 'FootLine',
        tabStops: [{ type: TabStopType.RIGHT, position: textWidth }],
        border: { top: { style: BorderStyle.SINGLE, size: 4, color: '8C8C8C', space: 4 } },
        children: [
          new TextRun({
            children: [
              [model.signature[0], reference ? `Ref. ${reference}` : null].filter(Boolean).join(', '),
            ],
          }),
          new TextRun({
            children: [
              new Tab(),
              'Page ',
              PageNumber.CURRENT,
              ' of ',
              ...(ownSection ? [] : [PageNumber.TOTAL_PAGES]),
            ],
          }),
          ...(ownSection ? pagesOfSection() : []),
        ],
      }),
    ],
  });
}

/**
 * The pages of this section. Word counts them. LibreOffice does not know this field and shows its last result: that is
 * a field again, the page of the letter's last paragraph, which comes to the same as the letter begins with page 1.
 */
function pagesOfSection(): Run[] {
  return [
    'begin',
    ' SECTIONPAGES ',
    'separate',
    'begin',
    ` PAGEREF ${letterEndMark} `,
    'separate',
    'end',
    'end',
  ].map(
    (part) =>
      new Run({
        children: [
          part.startsWith(' ')
            ? new BuilderElement({
                name: 'w:instrText',
                attributes: { space: { key: 'xml:space', value: 'preserve' } },
                children: [part as unknown as BuilderElement],
              })
            : new BuilderElement({
                name: 'w:fldChar',
                attributes: { type: { key: 'w:fldCharType', value: part } },
              }),
        ],
      }),
  );
}
