/** Writes small PDFs for tests: pages of drawing operators with Helvetica and, where wanted, a JPEG. */

export interface PdfPage {
  /** PDF drawing operators; fonts are /F1 (Helvetica) and /F2 (Courier), the picture is /Im. */
  readonly content: string;
  readonly rotate?: number;
  readonly mediaBox?: readonly number[];
  readonly cropBox?: readonly number[];
  readonly jpeg?: { readonly bytes: Uint8Array; readonly width: number; readonly height: number };
}

/** Lines of text set at x, with the first baseline at y. */
export function textAt(x: number, y: number, lines: readonly string[], size = 11, leading = 14): string {
  const escaped = lines.map((line) => `(${line.replace(/([()\\])/g, '\\$1')}) Tj T*`);
  return `BT /F1 ${size} Tf ${leading} TL ${x} ${y} Td ${escaped.join(' ')} ET\n`;
}

/** The whole file. */
export function makePdf(pages: readonly PdfPage[]): Uint8Array {
  const objects: Buffer[] = [];
  const add = (body: string | Buffer): number =>
    objects.push(Buffer.isBuffer(body) ? body : Buffer.from(body, 'latin1'));
  add('<< /Type /Catalog /Pages 2 0 R >>');
  add('');
  const helvetica = add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  const courier = add('<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>');
  const kids = pages.map((page) => {
    const stream = Buffer.from(page.content, 'latin1');
    const content = add(
      Buffer.concat([
        Buffer.from(`<< /Length ${stream.length} >>\nstream\n`),
        stream,
        Buffer.from('\nendstream'),
      ]),
    );
    let images = '';
    if (page.jpeg) {
      const { bytes, width, height } = page.jpeg;
      const head = `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${bytes.length} >>\nstream\n`;
      images = ` /XObject << /Im ${add(Buffer.concat([Buffer.from(head), bytes, Buffer.from('\nendstream')]))} 0 R >>`;
    }
    return add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [${(page.mediaBox ?? [0, 0, 612, 792]).join(' ')}]` +
        (page.cropBox ? ` /CropBox [${page.cropBox.join(' ')}]` : '') +
        (page.rotate === undefined ? '' : ` /Rotate ${page.rotate}`) +
        ` /Resources << /Font << /F1 ${helvetica} 0 R /F2 ${courier} 0 R >>${images} >> /Contents ${content} 0 R >>`,
    );
  });
  objects[1] = Buffer.from(
    `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] >>`,
  );
  const parts = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  let at = parts[0]?.length ?? 0;
  const offsets: number[] = [];
  objects.forEach((body, i) => {
    offsets.push(at);
    const part = Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')]);
    parts.push(part);
    at += part.length;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  );
  return new Uint8Array(Buffer.concat(parts));
}
