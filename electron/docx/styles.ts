/** The look of a letter in Word: real styles and numbering, so that a person can restyle the whole at once. */
import { AlignmentType, LevelFormat, LineRuleType, type INumberingOptions, type IStylesOptions } from 'docx';

/** Metric twins of it (Liberation Serif, Tinos) exist everywhere, so lines break alike in every program. */
export const letterFont = 'Times New Roman';
/** US Letter with one-inch margins, in twentieths of a point. */
export const page = { width: 12240, height: 15840, margin: 1440 } as const;
export const textWidth = page.width - 2 * page.margin;

const black = '000000';

export const styles: IStylesOptions = {
  default: {
    document: {
      run: { font: letterFont, size: 23, language: { value: 'en-US' } },
      paragraph: { spacing: { after: 120, line: 264, lineRule: LineRuleType.AUTO } },
    },
    heading1: {
      run: { font: letterFont, size: 25, bold: true, color: black },
      paragraph: { spacing: { before: 300, after: 110 }, keepNext: true, keepLines: true, outlineLevel: 0 },
    },
    heading2: {
      run: { font: letterFont, size: 23, bold: true, color: black },
      paragraph: { spacing: { before: 220, after: 90 }, keepNext: true, keepLines: true, outlineLevel: 1 },
    },
    heading3: {
      run: { font: letterFont, size: 23, bold: true, italics: true, color: black },
      paragraph: { spacing: { before: 160, after: 80 }, keepNext: true, keepLines: true, outlineLevel: 2 },
    },
    title: {
      run: { font: letterFont, size: 34, bold: true, color: black },
      paragraph: { spacing: { before: 0, after: 240, line: 264, lineRule: LineRuleType.AUTO } },
    },
  },
  paragraphStyles: [
    {
      id: 'LetterHead',
      name: 'Letter Head',
      basedOn: 'Normal',
      run: { size: 30, bold: true, characterSpacing: 10 },
      paragraph: { spacing: { after: 20 } },
    },
    {
      id: 'LetterHeadLine',
      name: 'Letter Head Line',
      basedOn: 'Normal',
      run: { size: 20, color: '404040' },
      paragraph: { spacing: { after: 0, line: 240, lineRule: LineRuleType.AUTO } },
    },
    {
      id: 'AddressLine',
      name: 'Address Line',
      basedOn: 'Normal',
      paragraph: { spacing: { after: 0, line: 250, lineRule: LineRuleType.AUTO } },
    },
    {
      id: 'CoverLine',
      name: 'Cover Line',
      basedOn: 'Normal',
      paragraph: { spacing: { after: 100, line: 264, lineRule: LineRuleType.AUTO } },
    },
    {
      id: 'BlockQuote',
      name: 'Block Quote',
      basedOn: 'Normal',
      paragraph: {
        indent: { left: 500, right: 500 },
        spacing: { after: 110, line: 256, lineRule: LineRuleType.AUTO },
      },
    },
    {
      id: 'TableText',
      name: 'Table Text',
      basedOn: 'Normal',
      run: { size: 21 },
      paragraph: { spacing: { before: 30, after: 30, line: 240, lineRule: LineRuleType.AUTO } },
    },
    {
      id: 'TableHead',
      name: 'Table Head',
      basedOn: 'TableText',
      run: { bold: true },
      paragraph: { keepNext: true },
    },
    {
      id: 'TableCaption',
      name: 'Table Caption',
      basedOn: 'Normal',
      run: { italics: true, size: 21 },
      paragraph: { spacing: { before: 60, after: 60 }, keepNext: true },
    },
    {
      id: 'FootLine',
      name: 'Foot Line',
      basedOn: 'Normal',
      run: { size: 18, color: '404040' },
      paragraph: {
        spacing: { after: 0, line: 240, lineRule: LineRuleType.AUTO },
      },
    },
    {
      id: 'PlainHeading',
      name: 'Plain Heading',
      basedOn: 'Normal',
      run: { bold: true, size: 25 },
      paragraph: { spacing: { before: 360, after: 100 }, keepNext: true },
    },
  ],
  characterStyles: [
    { id: 'ExhibitCite', name: 'Exhibit Cite', run: { color: '1F3864' } },
    { id: 'FillIn', name: 'Fill In', run: { color: '7F0000' } },
  ],
};

export const numbering: INumberingOptions = {
  config: [
    {
      reference: 'headings',
      levels: [
        {
          level: 0,
          format: LevelFormat.DECIMAL,
          text: '%1.',
          alignment: AlignmentType.START,
          style: { paragraph: { indent: { left: 432, hanging: 432 } } },
        },
        {
          level: 1,
          format: LevelFormat.DECIMAL,
          text: '%1.%2',
          alignment: AlignmentType.START,
          style: { paragraph: { indent: { left: 576, hanging: 576 } } },
        },
      ],
    },
    {
      reference: 'requests',
      levels: [
        {
          level: 0,
          format: LevelFormat.DECIMAL,
          text: '%1.',
          alignment: AlignmentType.START,
          style: { paragraph: { indent: { left: 432, hanging: 432 } } },
        },
      ],
    },
    {
      reference: 'items',
      levels: [
        {
          level: 0,
          format: LevelFormat.BULLET,
          text: '•',
          alignment: AlignmentType.START,
          style: { paragraph: { indent: { left: 432, hanging: 288 } } },
        },
      ],
    },
  ],
};
