/** The page a person opens first in an unpacked export: cases and files, with links. Plain HTML, no script. */
import type { ReadDb } from '../db.ts';
import { listCases } from '../stores/cases.ts';
import { getDocument, casesOfDocument } from '../stores/documents.ts';
import { listPeople } from '../stores/people.ts';
import type { ExportedOriginal } from './export.ts';

export const readMe = `This ZIP holds everything from a Rejoinder vault. It is NOT encrypted: keep it somewhere safe.

index.html   what is in here, with links (open it in a browser after unpacking)
originals/   your files, byte for byte as you added them
csv/         tables for a spreadsheet
data/        every table as JSON, one row a line
rejoinder-export.json   list of the files with their SHA-256 checksums

Rejoinder makes a new vault from this ZIP: rejoinder import <this ZIP> --vault <new folder>
`;

export function* indexPage(db: ReadDb, originals: readonly ExportedOriginal[]): Generator<string> {
  yield `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Rejoinder export</title><style>body{font:16px/1.5 system-ui;margin:2rem auto;max-width:60rem}table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #ccc;padding:.3rem .6rem;text-align:left}</style></head><body>
<h1>Rejoinder export</h1>
<h2>Cases</h2><table><tr><th>Case</th><th>Person</th><th>Stage</th><th>Started</th></tr>
`;
  const people = new Map(listPeople(db).map((person) => [person.id, person.name]));
  const cases = listCases(db);
  for (const one of cases)
    yield tableRow(
      [one.name, people.get(one.personId) ?? '', one.stage, one.createdAt.slice(0, 10)].map(escapeHtml),
    );
  yield `</table><h2>Files</h2><table><tr><th>File</th><th>Kind</th><th>Pages</th><th>Case</th><th>SHA-256</th></tr>
`;
  const caseNames = new Map(cases.map((one) => [one.id, one.name]));
  for (const original of originals) {
    const document = getDocument(db, original.documentId);
    const link = `<a href="${escapeHtml(original.path.split('/').map(encodeURIComponent).join('/'))}">${escapeHtml(document.fileName)}</a>`;
    const names = casesOfDocument(db, document.id)
      .map((id) => caseNames.get(id) ?? '')
      .join(', ');
    yield tableRow([
      link,
      escapeHtml(document.kind),
      String(document.pageCount ?? ''),
      escapeHtml(names),
      original.sha256,
    ]);
  }
  yield '</table></body></html>\n';
}

function tableRow(cells: readonly string[]): string {
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>\n`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
