/** Invented papers for the stories, made when needed: letters drawn as scans, PDF with a text layer, plain text. */
import { createCanvas } from '@napi-rs/canvas';
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';

export interface Paper {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** A page as lines; "# " is a heading, "" a gap. */
export type Page = readonly string[];

const width = 612;
const height = 792;
const margin = 64;

export const denialLetter: readonly Page[] = [
  [
    '# NORTHFIELD MUTUAL HEALTH PLAN',
    'Utilization Review, PO Box 1200, Fargo ND 58102',
    '',
    'September 3, 2026',
    '',
    'Dolores K. Whitmer',
    '18 Canal Street',
    'Moorhead MN 56560',
    '',
    'Member ID: NMH558204417',
    'Reference number: UR-2026-90417',
    'Service requested: CPT 72148, MRI lumbar spine without contrast',
    'Diagnosis: M54.16',
    '',
    'Dear Ms. Whitmer:',
    '',
    'We reviewed the request from Ana Reyes, MD for an MRI of your lumbar spine. We are unable to approve this request because it is not medically necessary under Clinical Policy IMG-07, Lumbar Spine MRI.',
    '',
    '1. The records do not show that you completed six weeks of supervised physical therapy.',
    '',
    '2. There is no documentation that a prescription anti-inflammatory medication was tried.',
    '',
    '3. The examination shows normal strength in both legs.',
    '',
    'This decision was made by Peter Lund, MD, board certified in Pediatrics.',
  ],
  [
    '# Your right to appeal',
    'You may file a first-level appeal within 180 days of receiving this notice.',
    '',
    'You may ask, free of charge, for copies of all documents relevant to your claim.',
    '',
    'If we uphold our decision you may request an external review.',
  ],
];

export const policy: readonly Page[] = [
  [
    '# Clinical Policy IMG-07: Lumbar Spine MRI',
    'Northfield Mutual Health Plan. Effective 01/01/2026.',
    '',
    '# Scope',
    'This policy applies to magnetic resonance imaging of the lumbar spine (CPT 72148) in adults.',
  ],
  [
    '# A. Radicular pain',
    'MRI of the lumbar spine is medically necessary when all of the following are documented:',
    '',
    'A.1 Radicular symptoms that have lasted six weeks or more.',
    '',
    'A.2 Six weeks of supervised physical therapy, at least eight visits.',
    '',
    'A.3 A trial of a prescription anti-inflammatory medication for at least 14 days.',
    '',
    'A.4 Weakness of grade 4/5 or less in a root distribution.',
    '',
    'A.5 Plain radiographs of the lumbar spine within the past six months.',
  ],
];

export const officeNote: Page = [
  '# Reyes Family Practice',
  'OFFICE VISIT. Date of service: 08/20/2026. Provider: Ana Reyes, MD',
  'Patient: Dolores K. Whitmer. DOB: 02/11/1969',
  '',
  'HPI: Low back pain radiating down the left leg to the foot for 17 weeks.',
  'Completed 12 visits of supervised physical therapy from 06/10/2026 to 07/29/2026 without relief.',
  'Naproxen 500 mg twice daily from 06/01/2026 to 06/28/2026, stopped, no relief.',
  '',
  'EXAM: Strength 4/5 left great toe extension, 5/5 right. Straight leg raise positive on the left at 40 degrees.',
  '',
  'ASSESSMENT: Lumbar radiculopathy, left (M54.16).',
  'PLAN: MRI lumbar spine without contrast.',
  '',
  'Electronically signed: Ana Reyes, MD 08/20/2026',
];

export function dullNote(page: number): Page {
  return [
    '# Reyes Family Practice',
    `OFFICE VISIT. Date of service: 0${1 + (page % 5)}/${String(1 + (page % 28)).padStart(2, '0')}/2025. Provider: Ana Reyes, MD`,
    'Patient: Dolores K. Whitmer. DOB: 02/11/1969',
    '',
    `Blood pressure ${110 + (page % 30)}/78. Seen for hypertension, page ${page}. Medications reviewed.`,
    'Follow up as needed.',
  ];
}

export async function pdf(name: string, pages: readonly Page[]): Promise<Paper> {
  const document = await PDFDocument.create();
  const plain = await document.embedFont(StandardFonts.TimesRoman);
  const bold = await document.embedFont(StandardFonts.TimesRomanBold);
  for (const lines of pages) {
    const page = document.addPage([width, height]);
    let y = height - margin;
    for (const line of lines) {
      if (line === '') {
        y -= 9;
        continue;
      }
      const heading = line.startsWith('# ');
      const font = heading ? bold : plain;
      const size = heading ? 15 : 11;
      for (const part of wrap(heading ? line.slice(2) : line, (text) => font.widthOfTextAtSize(text, size))) {
        page.drawText(part, { x: margin, y, size, font });
        y -= heading ? 22 : 15;
      }
    }
  }
  return { name, mimeType: 'application/pdf', buffer: Buffer.from(await document.save()) };
}

/** Pages as a scanner gives them: pictures at 200 dpi, grey and a little turned, in a PDF without any text. */
export async function scan(name: string, pages: readonly Page[]): Promise<Paper> {
  const document = await PDFDocument.create();
  for (const lines of pages) {
    const picture = await document.embedPng(drawn(lines));
    document.addPage([width, height]).drawImage(picture, { x: 0, y: 0, width, height });
  }
  return { name, mimeType: 'application/pdf', buffer: Buffer.from(await document.save()) };
}

function drawn(lines: Page): Buffer {
  const scale = 200 / 72;
  const canvas = createCanvas(Math.round(width * scale), Math.round(height * scale));
  const context = canvas.getContext('2d');
  context.fillStyle = '#f4f2ee';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(scale, scale);
  context.rotate(0.004);
  context.fillStyle = '#222222';
  let y = margin;
  for (const line of lines) {
    if (line === '') {
      y += 9;
      continue;
    }
    const heading = line.startsWith('# ');
    context.font = heading ? 'bold 15px serif' : '11.5px serif';
    for (const part of wrap(heading ? line.slice(2) : line, (text) => context.measureText(text).width)) {
      context.fillText(part, margin, y);
      y += heading ? 22 : 15.5;
    }
  }
  return canvas.toBuffer('image/png');
}

function wrap(text: string, widthOf: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const next = line === '' ? word : `${line} ${word}`;
    if (widthOf(next) > width - 2 * margin) {
      lines.push(line);
      line = word;
    } else line = next;
  }
  return [...lines, line];
}

/** The same, opened by a password only, as clinics send it. */
export async function protectedPdf(name: string, pages: readonly Page[], password: string): Promise<Paper> {
  const document = await PDFDocument.load((await pdf(name, pages)).buffer);
  document.encrypt({ userPassword: password, ownerPassword: `${password}-owner` });
  return {
    name,
    mimeType: 'application/pdf',
    buffer: Buffer.from(await document.save({ useObjectStreams: false })),
  };
}

/** A whole case with text layers: read in a moment. */
export async function smallCase(): Promise<Paper[]> {
  return [
    await pdf('Denial letter Sept 3.pdf', denialLetter),
    await pdf('IMG-07 lumbar MRI.pdf', policy),
    await pdf('Dr Reyes notes.pdf', [dullNote(1), officeNote, dullNote(2)]),
    {
      name: 'Portal messages.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from(
        'Portal messages\n\nAug 29, 2026\nWe sent all twelve physical therapy visit notes by fax to Northfield on August 21.\n',
      ),
    },
  ];
}
