/** A letter as readable text: for previews, tests, the terminal and fax cover checks. */
import type { LetterBlock, LetterModel, Run } from '../domain/letter.ts';
import { coverPage } from './cover.ts';
import { longDate, quoteText } from './words.ts';

/** "Ex. C, p. 4" for a cite; "see exhibit" never: an uncited document prints as "[exhibit missing]". */
export function citeText(run: Extract<Run, { type: 'cite' }>, model: Pick<LetterModel, 'exhibits'>): string {
  const exhibit = model.exhibits.find((item) => item.documentId === run.documentId);
  return exhibit ? `(Ex. ${exhibit.letter}, p. ${run.pageNumber})` : '[exhibit missing]';
}

export function runText(run: Run, model: Pick<LetterModel, 'exhibits'>): string {
  switch (run.type) {
    case 'text':
      return run.text;
    case 'quote':
      return `“${quoteText(run.span.quote)}”`;
    case 'cite':
      return citeText(run, model);
    case 'placeholder':
      return `[${run.label}]`;
  }
}

/** "1", "2.1" for headings of level 1 and 2; '' for deeper ones. Numbered items count from 1 under each heading. */
export function headingNumbers(model: Pick<LetterModel, 'blocks'>): Map<string, string> {
  const numbers = new Map<string, string>();
  let section = 0;
  let point = 0;
  for (const block of model.blocks) {
    if (!block.included || block.type !== 'heading') continue;
    if ((block.level ?? 1) === 1) {
      section++;
      point = 0;
      numbers.set(block.id, `${section}.`);
    } else if (block.level === 2) {
      point++;
      numbers.set(block.id, `${section}.${point}`);
    }
  }
  return numbers;
}

/** True for the brief of a peer-to-peer call: a sheet to have in hand, so it begins a page. */
export function ownPage(block: LetterBlock): boolean {
  return block.type === 'heading' && block.id === 'brief';
}

/** Characters of a date or a name: a first column of them needs a fifth of the width. */
const maxShort = 22;

/** Share of the width for a table's first column: narrow for dates and beside columns that quote, even without. */
export function firstColumn(block: LetterBlock): number {
  const columns = block.table?.header.length ?? 1;
  if (columns < 3) return 0.5;
  const short = block.table?.rows.every(
    ([first = []]) =>
      first.reduce((sum, run) => sum + (run.type === 'text' ? run.text.length : maxShort), 0) < maxShort,
  );
  if (short === true) return 0.2;
  const quotes = block.table?.rows.some((row) =>
    row.some((cell) => cell.some((run) => run.type === 'quote')),
  );
  return quotes ? 0.22 : columns > 3 ? 0.37 : 0.34;
}

/** The whole letter, its cover page first, lines unwrapped, blocks parted by blank lines. */
export function letterText(model: LetterModel): string {
  const words = (runs: readonly Run[]) => runs.map((run) => runText(run, model)).join('');
  const numbers = headingNumbers(model);
  const out: string[] = [
    ...coverLines(model),
    model.sender.join('\n'),
    longDate(model.date),
    model.delivery.join('\n'),
    model.recipient.join('\n'),
    `RE: ${model.title}`,
    model.identification.map((row) => `${row.label}: ${row.value}`).join('\n'),
    model.salutation,
  ];
  let item = 0;
  for (const block of model.blocks) {
    if (!block.included) continue;
    item = block.type === 'numbered-item' ? item + 1 : 0;
    switch (block.type) {
      case 'heading':
        out.push(`${'#'.repeat(block.level ?? 1)} ${numbers.get(block.id) ?? ''} ${words(block.runs)}`);
        break;
      case 'paragraph':
        out.push(words(block.runs));
        break;
      case 'block-quote':
        out.push(`    ${words(block.runs)}`);
        break;
      case 'list-item':
        out.push(`- ${words(block.runs)}`);
        break;
      case 'numbered-item':
        out.push(`${item}. ${words(block.runs)}`);
        break;
      case 'table':
        out.push(
          [
            words(block.runs),
            block.table?.header.join(' | ') ?? '',
            ...(block.table?.rows ?? []).map((row) => row.map((cell) => words(cell)).join(' | ')),
          ].join('\n'),
        );
        break;
    }
  }
  out.push(model.closing, model.signature.join('\n'));
  if (model.exhibits.length > 0) out.push(['Enclosures', ...enclosureLines(model)].join('\n'));
  if (model.copies.length > 0) out.push(`Copies: ${model.copies.join('; ')}`);
  return `${out.filter((part) => part !== '').join('\n\n')}\n`;
}

function enclosureLines(model: LetterModel): string[] {
  return model.exhibits.map(
    (exhibit) =>
      `Exhibit ${exhibit.letter}: ${exhibit.title} (${pagesWords(exhibit.pages, exhibit.pageCount)})`,
  );
}

function coverLines(model: LetterModel): string[] {
  const cover = coverPage(model);
  if (!cover) return [];
  return [
    '[Cover page]',
    cover.title,
    ...cover.groups.flat().map(({ label, lines }) => [`${label}:`, ...lines].join('\n')),
    ['Enclosed with this letter:', ...enclosureLines(model)].join('\n'),
    cover.note,
    '[Letter]',
  ];
}

/** "4 pages" or "pages 1, 3-5 of 9". */
export function pagesWords(pages: readonly number[], pageCount: number): string {
  if (pages.length === 0 || pages.length === pageCount)
    return pageCount === 1 ? '1 page' : `${pageCount} pages`;
  const ranges: string[] = [];
  let from = pages[0] ?? 1;
  for (let index = 0; index < pages.length; index++) {
    const page = pages[index] ?? from;
    const next = pages[index + 1];
    if (next === page + 1) continue;
    ranges.push(from === page ? `${from}` : `${from}-${page}`);
    if (next !== undefined) from = next;
  }
  return `page${pages.length === 1 ? '' : 's'} ${ranges.join(', ')} of ${pageCount}`;
}
