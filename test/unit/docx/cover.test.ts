/** The cover page: what lies on top of a bundle, before page 1 of the letter; and citations that stay on one line. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { readEditedLetter } from '../../../electron/docx/read-edited.ts';
import { writeLetterDocx } from '../../../electron/docx/write-docx.ts';
import { writeLetterPdf } from '../../../electron/docx/write-pdf.ts';
import type { LetterModel } from '../../../shared/domain/letter.ts';
import { buildLetter } from '../../../shared/letter/build-letter.ts';
import { coverPage } from '../../../shared/letter/cover.ts';
import { citationsHeld } from '../../../shared/letter/no-break.ts';
import type { LetterRules } from '../../../shared/letter/rules.ts';
import { convert, hasLibreOffice, pdfPages, testFolder } from '../../support/office-tools.ts';
import { letterRules } from '../letter/case-builder.ts';
import { lumbarInput } from '../letter/lumbar-case.ts';

let rules: LetterRules;
let model: LetterModel;
beforeAll(async () => {
  rules = await letterRules();
  model = buildLetter('external-review', lumbarInput(rules));
});

/** Where horizontal lines of most of the text's width are drawn, as shares of the page's height. */
async function rulesOnFirstPage(folder: string, pdf: string): Promise<number[]> {
  execFileSync('pdftoppm', [
    '-r',
    '100',
    '-png',
    '-f',
    '1',
    '-l',
    '1',
    '-singlefile',
    pdf,
    join(folder, 'cover'),
  ]);
  const image = await loadImage(readFileSync(join(folder, 'cover.png')));
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const dark = Array.from({ length: image.height }, (_, y) => {
    let count = 0;
    for (let x = 0; x < image.width; x++) if ((data[(y * image.width + x) * 4] ?? 255) < 200) count++;
    return count > 0.6 * image.width;
  });
  return dark.flatMap((is, y) => (is && dark[y - 1] !== true ? [y / image.height] : []));
}

/** First words of each line with the place of its foot, as a share of the page's height. */
function linesOnFirstPage(pdf: string): { text: string; y: number }[] {
  const html = execFileSync('pdftotext', ['-bbox-layout', '-f', '1', '-l', '1', pdf, '-'], {
    encoding: 'utf8',
  });
  const height = Number(/<page [^>]*height="([\d.]+)"/.exec(html)?.[1]);
  return [...html.matchAll(/<line [^>]*yMax="([\d.]+)"[^>]*>\s*<word [^>]*>([^<]*)</g)].map(
    ([, y = '0', text = '']) => ({ text, y: Number(y) / height }),
  );
}

function expectNumberedBehindCover(pages: readonly string[]): void {
  const [cover = '', ...letter] = pages;
  expect(cover).not.toMatch(/Page \d/);
  for (const words of [
    'PGH-30118842',
    'UR-2026-114907',
    'CPT 72148',
    'Certified mail no. ____',
    'Fax no. ____',
  ])
    expect(cover).toContain(words);
  for (const exhibit of model.exhibits)
    expect(cover).toMatch(new RegExp(`^ *${exhibit.letter} .*${exhibit.pageCount} pages?`, 'm'));
  expect(letter.map((page) => /Page \d+ of \d+/.exec(page)?.[0])).toEqual(
    letter.map((_, index) => `Page ${index + 1} of ${letter.length}`),
  );
}

describe('the cover page', () => {
  it('is there for what is mailed with exhibits, and for nothing else', () => {
    expect(coverPage(model)).not.toBeNull();
    expect(coverPage({ ...model, exhibits: [] })).toBeNull();
    expect(coverPage(buildLetter('doctor-letter', lumbarInput(rules)))).toBeNull();
    expect(coverPage(buildLetter('claim-file-request', lumbarInput(rules)))).toBeNull();
  });

  it('names no diagnosis, and a way of sending only where the letter does', () => {
    const lines = (letter: LetterModel) =>
      coverPage(letter)
        ?.groups.flat()
        .flatMap((row) => row.lines) ?? [];
    expect(model.identification.some((row) => row.value.includes('M54.16'))).toBe(true);
    expect(lines(model).join()).not.toContain('M54.16');
    expect(lines(model).join()).not.toContain('How this letter is sent');
    expect(lines({ ...model, delivery: ['By fax to 555-0100'] })).toContain('By fax to 555-0100');
  });

  it.skipIf(!hasLibreOffice)(
    'comes before page 1 of the letter in LibreOffice, with a rule between its groups',
    { timeout: 120_000 },
    async () => {
      const folder = testFolder();
      writeFileSync(join(folder, 'letter.docx'), await writeLetterDocx(model));
      const pdf = convert(folder, 'letter.docx', 'pdf');
      expectNumberedBehindCover(pdfPages(pdf));
      const rules = await rulesOnFirstPage(folder, pdf);
      const lines = linesOnFirstPage(pdf);
      const between = (above: RegExp, below: RegExp) => {
        const [from, to] = [above, below].map((words) => lines.find((line) => words.test(line.text))?.y ?? 0);
        return rules.filter((y) => y > (from ?? 0) && y < (to ?? 0)).length;
      };
      expect(between(/^Date\b/, /^Re\b/)).toBe(1);
      expect(between(/^Re\b/, /^Sent\b/)).toBe(1);
      expect(between(/^From\b/, /^Date\b/)).toBe(0);
    },
  );

  it.skipIf(!hasLibreOffice)('comes before page 1 of the PDF letter', async () => {
    const folder = testFolder();
    writeFileSync(join(folder, 'letter.pdf'), await writeLetterPdf(model));
    expectNumberedBehindCover(pdfPages(join(folder, 'letter.pdf')));
  });
});

describe('citations of law', () => {
  it('hold together in our own words', () => {
    expect(citationsHeld('as 29 CFR 2560.503-1(h)(3)(iii) and § 12 say')).toBe(
      'as 29\u00a0CFR\u00a02560.503-\ufeff1(h)\ufeff(3)\ufeff(iii) and §\u00a012 say',
    );
  });

  it('hold together in the Word file, and the way back sees no edit in it', async () => {
    const bytes = await writeLetterDocx(model);
    const xml = strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array());
    expect(xml).toContain('29\u00a0CFR\u00a02590.715-\ufeff2719(d)\ufeff(2)\ufeff(i)');
    expect(xml).not.toMatch(/\d\([a-z]+\)\(/);
    expect(readEditedLetter(bytes, model).edited).toEqual([]);
  });
});
