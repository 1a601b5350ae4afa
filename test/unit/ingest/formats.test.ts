/** Reads each kind of file in this process, with real OCR where there is a picture. */
import { Document, Header, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';
import { zipSync } from 'fflate';
import UTIF from 'utif2';
import { afterAll, describe, expect, it } from 'vitest';
import { createOcrEngine } from '../../../electron/ingest/ocr/engine.ts';
import type { PageContent } from '../../../electron/ingest/page-content.ts';
import { ReadFailure } from '../../../electron/ingest/problems.ts';
import { openDocument } from '../../../electron/ingest/read-document.ts';
import { makeLockedPdf } from './lock-pdf.ts';
import { makePdf, textAt } from './make-pdf.ts';
import { noteLines } from './notes.ts';
import { drawPage } from './make-picture.ts';

const ocr = createOcrEngine();
afterAll(() => ocr.close());
const timeout = 90_000;
const lines = [
  'Patient completed twelve visits of physical therapy.',
  'Strength is 4/5 in the left foot on 08/06/2026.',
];

async function read(bytes: Uint8Array, password?: string): Promise<PageContent[]> {
  const doc = await openDocument(bytes, { ocr, password });
  const pages = [];
  for (let i = 0; i < doc.pageCount; i += 1) pages.push(await doc.readPage(i));
  await doc.close();
  return pages;
}

async function texts(bytes: Uint8Array): Promise<string[]> {
  return (await read(bytes)).map((page) => page.text);
}

async function failure(bytes: Uint8Array, password?: string): Promise<string> {
  try {
    await read(bytes, password);
  } catch (error) {
    if (error instanceof ReadFailure) return error.problem.code;
    throw error;
  }
  return 'none';
}

const latin = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));

describe('text files', () => {
  it.each([
    [
      'UTF-8 with a mark',
      new Uint8Array([0xef, 0xbb, 0xbf, ...new TextEncoder().encode('Visit “one” – 45°')]),
    ],
    ['UTF-16 little endian', new Uint8Array(Buffer.from('\uFEFFVisit “one” – 45°', 'utf16le'))],
    ['UTF-16 without a mark', new Uint8Array(Buffer.from('Visit “one” – 45°', 'utf16le'))],
    [
      'UTF-32',
      new Uint8Array(
        new Uint32Array(Array.from('\uFEFFVisit “one” – 45°', (each) => each.codePointAt(0) ?? 0)).buffer,
      ),
    ],
    ['Windows-1252', latin('Visit \x93one\x94 \x96 45\xb0')],
  ])('are read in %s', async (_name, bytes) => {
    expect(await texts(bytes)).toEqual(['Visit “one” – 45°']);
  });
});

describe('Word files', () => {
  it('give headers, paragraphs and tables as tab-parted rows', async () => {
    const cell = (text: string): TableCell => new TableCell({ children: [new Paragraph(text)] });
    const table = new Table({
      rows: [
        new TableRow({ children: [cell('Date'), cell('Visit')] }),
        new TableRow({ children: [cell('06/02/2026'), cell('Evaluation')] }),
      ],
    });
    const header = new Header({ children: [new Paragraph('Alder Street Family Medicine')] });
    const doc = new Document({
      sections: [
        {
          headers: { default: header },
          children: [new Paragraph('Dear reviewer:'), table, new Paragraph('Sincerely,')],
        },
      ],
    });
    const bytes = new Uint8Array(await Packer.toBuffer(doc));
    expect(await texts(bytes)).toEqual([
      'Alder Street Family Medicine\n\nDear reviewer:\n\nDate\tVisit\n06/02/2026\tEvaluation\n\nSincerely,',
    ]);
  });

  it('are refused when they would unpack to gigabytes', async () => {
    const bomb = zipSync({ 'word/document.xml': new Uint8Array(100) });
    const view = new DataView(bomb.buffer, bomb.byteOffset);
    const entry = Buffer.from(bomb).indexOf('PK\x01\x02');
    // The central directory holds the size that the entry claims to unpack to.
    view.setUint32(entry + 24, 0x7000_0000, true);
    expect(await failure(bomb)).toBe('too-large');
  });
});

describe('rich text', () => {
  it('gives paragraphs, cells and letters of any code page', async () => {
    const rtf = String.raw`{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\*\generator X;}\f0 Patient\rquote s pain \b 7/10\b0\par Angle 45\'b0 \u8211? better\par Date\cell Visit\cell\row 06/02\cell Eval\cell\row}`;
    expect(await texts(latin(rtf))).toEqual([
      'Patient’s pain 7/10\nAngle 45° – better\nDate\tVisit\n06/02\tEval',
    ]);
  });
});

describe('web pages', () => {
  it('give what is seen and leave out what is hidden', async () => {
    const html =
      '<!DOCTYPE html><html><head><title>Portal</title></head><body><div style="color: red; display : none">Approved<div>in full</div> already</div>' +
      '<p>The request is <span style="visibility:hidden">not </span><b>denied</b>.</p><p hidden>Therapy was completed.</p><img style="display:none">Page end</body></html>';
    expect(await texts(latin(html))).toEqual(['The request is denied.\n\nPage end']);
  });
});

describe('rich text with a picture', () => {
  it('goes on behind the picture, whatever its bytes are', async () => {
    const rtf = String.raw`{\rtf1\ansi Before {\pict\bin5 a}{\\}after\par end}`;
    expect(await texts(latin(rtf))).toEqual(['Before after\nend']);
  });
});

describe('saved mails', () => {
  it('give the message and then the attached pages', async () => {
    const pdf = Buffer.from(makePdf([{ content: textAt(72, 700, ['Approval number A-5521.']) }])).toString(
      'base64',
    );
    const mail = [
      'Received: from a by b',
      'MIME-Version: 1.0',
      'From: Gail Orrin <gail@example.org>',
      'To: help@example.org',
      'Subject: =?utf-8?Q?Your_request_=E2=80=93_approved?=',
      'Date: Mon, 2 Mar 2026 10:00:00 -0500',
      'Content-Type: multipart/mixed; boundary="x"',
      '',
      '--x',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'See the attached letter.',
      '--x',
      'Content-Type: application/octet-stream; name="../../letter.pdf"',
      'Content-Disposition: attachment',
      'Content-Transfer-Encoding: base64',
      '',
      pdf,
      '--x--',
      '',
    ].join('\r\n');
    const [message, attached] = await texts(latin(mail));
    expect(message).toContain('From: Gail Orrin <gail@example.org>');
    expect(message).toContain('Subject: Your request – approved');
    expect(message).toContain('See the attached letter.');
    expect(attached).toBe('Approval number A-5521.');
  });
});

describe('locked PDFs', () => {
  it('ask for the password, tell a wrong one, and open with the right one', async () => {
    const bytes = makeLockedPdf('open sesame', 'The claim file is complete.');
    expect(await failure(bytes)).toBe('password-needed');
    expect(await failure(bytes, 'guess')).toBe('wrong-password');
    expect((await read(bytes, 'open sesame')).map((page) => page.text)).toEqual([
      'The claim file is complete.',
    ]);
  });
});

describe('pictures', () => {
  it('reads every page of a TIFF', { timeout }, async () => {
    const canvas = drawPage(lines, 150);
    const rgba = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
    const tiff = new Uint8Array(UTIF.encodeImage(new Uint8Array(rgba), canvas.width, canvas.height));
    expect(await texts(tiff)).toEqual([lines.join('\n')]);
  });

  it.each([
    [90, 270],
    [180, 180],
    [270, 90],
  ] as const)(
    'reads a page that lies turned by %i degrees, and says that it must be turned by %i',
    { timeout },
    async (lying, turn) => {
      const many = noteLines;
      const page = drawPage(many, 150);
      const { createCanvas } = await import('@napi-rs/canvas');
      const swap = lying !== 180;
      const canvas = createCanvas(swap ? page.height : page.width, swap ? page.width : page.height);
      const context = canvas.getContext('2d');
      context.translate(canvas.width / 2, canvas.height / 2);
      context.rotate((lying * Math.PI) / 180);
      context.drawImage(page, -page.width / 2, -page.height / 2);
      const [found] = await read(await canvas.encode('png'));
      expect(found?.turn).toBe(turn);
      expect(found?.text).toBe(many.join('\n'));
      expect(found && found.width / found.height).toBeCloseTo(8.5 / 11, 2);
      const [word] = found?.words ?? [];
      expect(word?.box[0]).toBeCloseTo(1 / 8.5, 1);
      expect(word?.box[1]).toBeCloseTo(82 / 792, 1);
    },
  );

  it('straightens a leaning page before reading it', { timeout }, async () => {
    const many = noteLines;
    const page = drawPage(many, 150);
    const { createCanvas } = await import('@napi-rs/canvas');
    const canvas = createCanvas(page.width, page.height);
    const context = canvas.getContext('2d');
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.translate(canvas.width / 2, canvas.height / 2);
    context.rotate((4 * Math.PI) / 180);
    context.drawImage(page, -page.width / 2, -page.height / 2);
    expect(await texts(await canvas.encode('png'))).toEqual([many.join('\n')]);
  });

  it('refuses a gigapixel picture by its header', async () => {
    const png = new Uint8Array(
      Buffer.from('89504e470d0a1a0a0000000d49484452000100000001000008020000000000000000000000000000', 'hex'),
    );
    expect(await failure(png)).toBe('too-large');
  });
});
