import { afterAll, describe, expect, it } from 'vitest';
import type { PageContent } from '../../../electron/ingest/page-content.ts';
import { createOcrEngine } from '../../../electron/ingest/ocr/engine.ts';
import { openDocument } from '../../../electron/ingest/read-document.ts';
import { createCanvas } from '@napi-rs/canvas';
import { makePdf, textAt, type PdfPage } from './make-pdf.ts';
import { drawPage } from './make-picture.ts';

const ocr = createOcrEngine();
afterAll(() => ocr.close());

async function readPages(pages: readonly PdfPage[]): Promise<PageContent[]> {
  const doc = await openDocument(makePdf(pages), { ocr });
  const found = [];
  for (let i = 0; i < doc.pageCount; i += 1) found.push(await doc.readPage(i));
  await doc.close();
  return found;
}

async function readPage(page: PdfPage): Promise<PageContent> {
  const [first] = await readPages([page]);
  if (first === undefined) throw new Error('no page');
  return first;
}

function boxOf(page: PageContent, word: string): readonly number[] {
  const found = page.words.find((each) => page.text.slice(each.start, each.end) === word);
  if (found === undefined) throw new Error(`no word ${word}`);
  return found.box;
}

const letter = [
  'We have reviewed the request for magnetic resonance imaging of the lumbar spine.',
  'The request does not meet the criteria of our clinical policy, because the records',
  'do not show six weeks of conservative treatment.',
];

describe('text layer of a PDF page', () => {
  it('keeps lines, paragraphs and word boxes', async () => {
    const page = await readPage({ content: textAt(72, 700, letter) + textAt(72, 630, ['Sincerely,']) });
    expect(page.text).toBe(`${letter.join('\n')}\n\nSincerely,`);
    expect(page.source).toBe('text-layer');
    const [left, top, right, bottom] = boxOf(page, 'Sincerely,');
    expect(left).toBeCloseTo(72 / 612, 2);
    expect(right).toBeLessThan(0.22);
    expect(top).toBeGreaterThan(1 - 645 / 792);
    expect(bottom).toBeLessThan(1 - 622 / 792);
  });

  it('reads a label and value list row by row, with tabs', async () => {
    const labels = textAt(72, 700, ['Member ID', 'Reference number', 'Service', 'Diagnosis', 'Plan'], 11, 20);
    const values = textAt(
      260,
      700,
      [
        'TBA447190213',
        '26-0817-55104',
        'CPT 72148, MRI lumbar spine without contrast',
        'M54.16',
        'Self-funded',
      ],
      11,
      20,
    );
    const page = await readPage({ content: labels + values });
    expect(page.text.split('\n')).toContain('Reference number\t26-0817-55104');
  });

  it('reads two columns of prose one after the other', async () => {
    const left = [
      'Physical therapy is a part of',
      'conservative care and should',
      'be tried for six weeks before',
      'imaging is asked for, unless',
      'a red flag is documented by',
      'the treating doctor in notes.',
    ];
    const right = [
      'Red flags are signs of harm',
      'to the nerves, infection and',
      'cancer, and they waive the',
      'waiting period in full when',
      'they are found on the exam',
      'and written in the record.',
    ];
    const page = await readPage({ content: textAt(72, 700, left, 11) + textAt(330, 700, right, 11) });
    expect(page.text).toBe(`${left.join('\n')}\n\n${right.join('\n')}`);
  });

  it.each([90, 180, 270])('gives upright boxes on a page turned by %i degrees', async (rotate) => {
    const page = await readPage({ content: textAt(72, 700, letter), rotate });
    expect(page.turn).toBe((360 - rotate) % 360);
    expect([page.width, page.height]).toEqual([612, 792]);
    expect(boxOf(page, 'We')[0]).toBeCloseTo(72 / 612, 2);
  });

  it('leaves out what the crop box cuts off and measures boxes from it', async () => {
    const content = textAt(72, 700, letter) + textAt(72, 40, ['printed outside of the visible page']);
    const page = await readPage({ content, cropBox: [50, 100, 600, 750] });
    expect(page.text).toBe(letter.join('\n'));
    expect([page.width, page.height]).toEqual([550, 650]);
    expect(boxOf(page, 'We')[0]).toBeCloseTo(22 / 550, 2);
  });

  it.each([
    ['white on white', `1 1 1 rg ${textAt(72, 500, ['therapy was completed'])}`],
    ['invisible mode', `3 Tr ${textAt(72, 500, ['therapy was completed'])}`],
    ['too small to see', textAt(72, 500, ['therapy was completed'], 0.5)],
    ['painted over', `${textAt(72, 500, ['therapy was completed'])} 1 1 1 rg 60 480 300 40 re f`],
    ['clipped away', `q 0 0 10 10 re W n ${textAt(72, 500, ['therapy was completed'])} Q`],
    ['off the page', textAt(900, 500, ['therapy was completed'])],
  ])('never takes hidden text: %s', async (_name, hidden) => {
    const page = await readPage({ content: `${textAt(72, 700, letter)} q ${hidden} Q` });
    expect(page.text).toBe(letter.join('\n'));
  });

  it('takes white text on a dark ground', async () => {
    const page = await readPage({
      content: `0 0 0.4 rg 60 690 400 30 re f 1 1 1 rg ${textAt(72, 700, ['Notice of adverse decision'])}`,
    });
    expect(page.text).toBe('Notice of adverse decision');
  });

  it('reads a word painted twice for boldness once', async () => {
    const page = await readPage({
      content: textAt(72, 700, ['IMPORTANT NOTICE']) + textAt(72.3, 700, ['IMPORTANT NOTICE']),
    });
    expect(page.text).toBe('IMPORTANT NOTICE');
  });
});

describe('a page of typed text and pictures', () => {
  const timeout = 90_000;
  const scanLines = ['Strength is 4/5 in the left foot on 08/06/2026.', 'Reflexes are equal on both sides.'];

  /** A strip of a scan, half a page high, as a picture of the page's width. */
  async function strip(): Promise<NonNullable<PdfPage['jpeg']>> {
    const canvas = drawPage(scanLines, 150);
    const cut = createCanvas(canvas.width, canvas.height / 2);
    cut.getContext('2d').drawImage(canvas, 0, 0);
    return { bytes: await cut.encode('jpeg', 85), width: cut.width, height: cut.height };
  }
  const placed = 'q 612 0 0 396 0 0 cm /Im Do Q ';

  it('is read whole: the typed lines as they are, the scanned strip by OCR', { timeout }, async () => {
    const page = await readPage({ content: `${textAt(72, 700, letter)} ${placed}`, jpeg: await strip() });
    expect(page.text).toBe(`${letter.join('\n')}\n\n${scanLines.join('\n')}`);
    expect(page.source).toBe('text-layer');
    const [, top, , bottom] = boxOf(page, '08/06/2026.');
    // The strip's first baseline is 90 points below its top, at half the page.
    expect(top).toBeGreaterThan(0.6);
    expect(bottom).toBeLessThan(0.63);
  });

  it.each([
    ['white words over the white of a picture', `1 1 1 rg ${textAt(72, 100, ['therapy was completed'])}`],
    ['words under a picture', `${textAt(72, 100, ['therapy was completed'])} ${placed}`],
    [
      'words over other words of a picture',
      `0.97 0.97 0.97 rg ${textAt(72, 306, ['therapy was completed'])}`,
    ],
  ])('never gives %s', { timeout }, async (_name, hidden) => {
    const content = `${textAt(72, 700, letter)} ${placed} q ${hidden} Q`;
    const page = await readPage({ content, jpeg: await strip() });
    expect(page.text).not.toContain('completed');
    expect(page.text).toContain(letter.join('\n'));
    expect(page.text).toContain('foot on 08/06/2026.');
  });

  it('keeps white words on a dark shape with round corners', { timeout }, async () => {
    const shape =
      '0 0 0.4 rg 80 680 m 500 680 l 520 680 520 690 520 700 c 520 730 l 80 730 l 60 720 60 700 60 700 c h f ';
    const page = await readPage({
      content: `${shape} 1 1 1 rg ${textAt(90, 700, ['NOTICE OF DENIAL'], 18)} 0 0 0 rg ${textAt(72, 640, letter)}`,
    });
    expect(page.text).toBe(`NOTICE OF DENIAL\n\n${letter.join('\n')}`);
  });

  it('reads letters that are drawn as outlines', { timeout }, async () => {
    // A capital L, T and I of bars, as one path.
    const bars = '100 600 20 100 re 100 600 60 20 re 200 600 20 100 re 170 680 80 20 re 280 600 20 100 re f';
    const page = await readPage({ content: `0 g ${bars}` });
    expect(page.source).toBe('ocr');
  });
});
