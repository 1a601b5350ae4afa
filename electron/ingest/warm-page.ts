/**
 * A page with one line, drawn once when the drawing process is started ahead of need: it loads what nearly every PDF
 * takes (pdf.js, a canvas, a standard font), and nobody sees it.
 */
const objects = [
  '<</Type/Catalog/Pages 2 0 R>>',
  '<</Type/Pages/Kids[3 0 R]/Count 1>>',
  '<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>',
  '<</Length 44>>\nstream\nBT /F 12 Tf 20 100 Td (Rejoinder 0123) Tj ET\nendstream',
  '<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>',
];

/** The page as a PDF. It has no table of its objects: pdf.js finds them by itself. */
export const warmPage: Uint8Array = new TextEncoder().encode(
  `%PDF-1.4\n${objects.map((each, index) => `${index + 1} 0 obj\n${each}\nendobj\n`).join('')}trailer<</Root 1 0 R>>\n%%EOF\n`,
);
