import { expect, it } from 'vitest';
import { ocrScale } from '../../../electron/ingest/pdf/pdf-document.ts';

it('draws a letter page at the resolution of its scan, within what OCR reads best', () => {
  for (const [scanDpi, drawn] of [
    [0, 250],
    [100, 200],
    [230, 230],
    [600, 250],
  ] as const)
    expect(ocrScale(612, 792, scanDpi).scale * 72).toBeCloseTo(drawn);
});

it('draws a page that claims to be a poster at the pixels that its scan has, not at many times more', () => {
  // A letter scanned at 300 dpi, saved as a page of 25 × 33 inches.
  const { scale, enlarged } = ocrScale(1800, 2376, 102);
  const pixels = 1800 * scale * 2376 * scale;
  expect(pixels).toBeLessThan(2550 * 3300 * 1.05);
  // Letters have the height they would have on paper of 17 inches.
  expect(scale * enlarged * 72).toBeGreaterThanOrEqual(190);
});
