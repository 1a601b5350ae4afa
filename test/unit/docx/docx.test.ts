/** The Word file: well-formed parts, resolved references, schema order, accessibility, the same bytes, the way back. */
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRef } from '@cantoo/pdf-lib';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { exhibitMark } from '../../../electron/docx/marks.ts';
import { readEditedLetter } from '../../../electron/docx/read-edited.ts';
import { writeLetterDocx } from '../../../electron/docx/write-docx.ts';
import { writeLetterPdf } from '../../../electron/docx/write-pdf.ts';
import { createOcrEngine } from '../../../electron/ingest/ocr/engine.ts';
import { sourceOf } from '../../../electron/ingest/file-source.ts';
import { openPdfDocument } from '../../../electron/ingest/pdf/pdf-document.ts';
import { letterKinds, type LetterModel } from '../../../shared/domain/letter.ts';
import { buildLetter } from '../../../shared/letter/build-letter.ts';
import type { LetterRules } from '../../../shared/letter/rules.ts';
import { letterRules } from '../letter/case-builder.ts';
import { lumbarFile, lumbarInput } from '../letter/lumbar-case.ts';

let rules: LetterRules;
let model: LetterModel;
let bytes: Uint8Array;
let parts: Record<string, string>;

beforeAll(async () => {
  rules = await letterRules();
  model = buildLetter('first-level-appeal', lumbarInput(rules));
  bytes = await writeLetterDocx(model);
  parts = Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]));
});

/** Names of tags that do not nest; empty for well-formed markup. */
function unnested(xml: string): string[] {
  const stack: string[] = [];
  for (const [tag, close, name = ''] of xml.matchAll(
    /<(\/?)([A-Za-z][\w:.-]*)(?:\s+[\w:.-]+="[^"<]*")*\s*\/?>/g,
  )) {
    if (tag.endsWith('/>')) continue;
    if (close !== '/') stack.push(name);
    else if (stack.pop() !== name) return [name];
  }
  return stack;
}

/** Children in the order the schema (ECMA-376) asks for; only those this writer uses. */
const order: Readonly<Record<string, readonly string[]>> = {
  'w:pPr': [
    'w:pStyle',
    'w:keepNext',
    'w:keepLines',
    'w:numPr',
    'w:pBdr',
    'w:tabs',
    'w:spacing',
    'w:ind',
    'w:jc',
    'w:outlineLvl',
    'w:rPr',
    'w:sectPr',
  ],
  'w:rPr': [
    'w:rStyle',
    'w:rFonts',
    'w:b',
    'w:bCs',
    'w:i',
    'w:iCs',
    'w:color',
    'w:spacing',
    'w:sz',
    'w:szCs',
    'w:highlight',
    'w:lang',
  ],
  'w:tblPr': ['w:tblStyle', 'w:tblW', 'w:jc', 'w:tblBorders', 'w:tblLayout', 'w:tblCellMar', 'w:tblLook'],
  'w:tcPr': ['w:tcW', 'w:gridSpan', 'w:tcBorders', 'w:shd', 'w:tcMar', 'w:vAlign'],
};

describe('the Word letter', () => {
  it('has well-formed parts', () => {
    for (const [name, xml] of Object.entries(parts))
      if (name.endsWith('.xml') || name.endsWith('.rels')) {
        expect({ name, wrong: unnested(xml) }).toEqual({ name, wrong: [] });
        expect(xml.replace(/<[^>]*>/g, '')).not.toMatch(/[<>]/);
        expect(/&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);)/i.test(xml)).toBe(false);
      }
  });

  it('declares a content type for every part and has every part that a relationship names', () => {
    const types = parts['[Content_Types].xml'] ?? '';
    const defaults = new Set(
      [...types.matchAll(/<Default [^>]*Extension="([^"]+)"/g)].map((match) => match[1]),
    );
    const overrides = new Set(
      [...types.matchAll(/<Override [^>]*PartName="([^"]+)"/g)].map((match) => match[1]),
    );
    for (const name of Object.keys(parts)) {
      if (name === '[Content_Types].xml') continue;
      const typed = overrides.has(`/${name}`) || defaults.has(name.split('.').at(-1));
      expect({ name, typed }).toEqual({ name, typed: true });
    }
    for (const [name, xml] of Object.entries(parts)) {
      if (!name.endsWith('.rels')) continue;
      const folder = name.replace(/_rels\/[^/]+$/, '');
      for (const [tag, target = ''] of xml.matchAll(/<Relationship [^>]*Target="([^"]+)"[^>]*>/g)) {
        if (tag.includes('TargetMode="External"')) continue;
        const path = target.startsWith('/') ? target.slice(1) : folder + target;
        expect({ path, there: path in parts }).toEqual({ path, there: true });
      }
    }
  });

  it('keeps properties in the order the schema asks for', () => {
    const xml = parts['word/document.xml'] ?? '';
    for (const [tag, wanted] of Object.entries(order))
      for (const [, inner = ''] of xml.matchAll(new RegExp(`<${tag}>(.*?)</${tag}>`, 'g'))) {
        const children: string[] = [];
        let depth = 0;
        for (const [token, close, name = ''] of inner.matchAll(/<(\/?)([\w:]+)[^>]*>/g)) {
          if (close === '/') depth--;
          else {
            if (depth === 0) children.push(name);
            if (!token.endsWith('/>')) depth++;
          }
        }
        const ranks = children.map((name) => wanted.indexOf(name));
        expect({ tag, children, known: ranks.every((rank) => rank >= 0) }).toEqual({
          tag,
          children,
          known: true,
        });
        expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
      }
  });

  it('links every citation to a row in the list of exhibits, with unique bookmark names and numbers', () => {
    const xml = parts['word/document.xml'] ?? '';
    const names = [...xml.matchAll(/<w:bookmarkStart [^>]*w:name="([^"]+)"/g)].map((match) => match[1] ?? '');
    const ids = [...xml.matchAll(/<w:bookmarkStart [^>]*w:id="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(ids).size).toBe(ids.length);
    for (const name of names) expect(name).toMatch(/^[A-Za-z]\w{0,39}$/);
    const anchors = [...xml.matchAll(/w:anchor="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(anchors.length).toBeGreaterThan(20);
    for (const anchor of anchors) expect(names).toContain(anchor);
    for (const exhibit of model.exhibits) expect(names).toContain(exhibitMark(exhibit.letter));
  });

  it('uses styles and numberings that exist, repeats table headers and names its language and title', () => {
    const xml = parts['word/document.xml'] ?? '';
    const styles = parts['word/styles.xml'] ?? '';
    for (const [, id = ''] of xml.matchAll(/<w:[pr]Style w:val="([^"]+)"/g))
      expect(styles).toContain(`w:styleId="${id}"`);
    const nums = parts['word/numbering.xml'] ?? '';
    for (const [, id = ''] of xml.matchAll(/<w:numId w:val="([^"]+)"/g))
      expect(nums).toContain(`w:numId="${id}"`);
    const tables = xml.split('<w:tbl>').slice(1);
    // Enclosures on the cover, identification, the letter's own, enclosures.
    expect(tables.length).toBe(4);
    for (const table of tables) expect(table).toContain('<w:tblHeader/>');
    expect(styles).toContain('<w:lang w:val="en-US"');
    expect(parts['docProps/core.xml']).toContain('First-level appeal');
    expect(xml).toContain('Heading1');
    expect(parts['word/footer1.xml']).toContain(' SECTIONPAGES ');
  });

  it('writes the same bytes each time, for every kind', async () => {
    expect(await writeLetterDocx(model)).toEqual(bytes);
    for (const kind of letterKinds.slice(4, 8)) {
      const letter = buildLetter(kind, lumbarInput(rules));
      expect(await writeLetterDocx(letter)).toEqual(await writeLetterDocx(letter));
    }
  });
});

describe('the way back from a word processor', () => {
  const edit = (change: (xml: string) => string) => {
    const files = unzipSync(bytes);
    return zipSync({
      ...files,
      'word/document.xml': strToU8(change(strFromU8(files['word/document.xml'] ?? new Uint8Array()))),
    });
  };

  it('finds nothing edited in a letter that was not touched', () => {
    const back = readEditedLetter(bytes, model);
    expect({ ...back, model: null }).toEqual({
      model: null,
      edited: [],
      removed: [],
      added: [],
      problems: [],
    });
    expect(back.model.blocks).toEqual(model.blocks);
  });

  it('takes an edited sentence over and keeps its quotes and citations', () => {
    const back = readEditedLetter(
      edit((xml) => xml.replace('IMG-207 reads: ', 'The guideline IMG-207 says: ')),
      model,
      lumbarFile.page,
    );
    expect(back.edited).toHaveLength(1);
    expect(back.problems).toEqual([]);
    const block = back.model.blocks.find((item) => item.id === back.edited[0]);
    expect(block?.edited).toBe(true);
    expect(block?.runs.map((run) => run.type)).toEqual(['text', 'text', 'quote', 'text', 'cite']);
  });

  it('reports a quote that was changed and a citation that leads nowhere', () => {
    const back = readEditedLetter(
      edit((xml) =>
        xml
          .replace('12 of 12 supervised visits', '20 of 20 supervised visits')
          .replace('(Ex.\u00a0A,\u00a0p.\u00a01)', '(Ex.\u00a0Z,\u00a0p.\u00a01)'),
      ),
      model,
      lumbarFile.page,
    );
    expect(back.problems.map((problem) => problem.message).join(' ')).toMatch(
      /20 of 20.*|There is no Exhibit Z/,
    );
    expect(back.problems.length).toBeGreaterThanOrEqual(2);
  });

  it('accepts a new quote that stands on the page it cites', () => {
    const back = readEditedLetter(
      edit((xml) =>
        xml.replace(
          '12 of 12 supervised visits from 04/13/2026 to 05/28/2026.',
          '12 of 12 supervised visits',
        ),
      ),
      model,
      lumbarFile.page,
    );
    expect(back.problems).toEqual([]);
    expect(back.edited.length).toBeGreaterThan(0);
  });

  it('notices a deleted paragraph and refuses a file that is not the letter', () => {
    const back = readEditedLetter(
      edit((xml) => xml.replace(/<w:p>(?:(?!<w:p>).)*Please confirm receipt(?:(?!<w:p>).)*?<\/w:p>/, '')),
      model,
    );
    expect(back.removed).toHaveLength(1);
    expect(() => readEditedLetter(new Uint8Array([1, 2, 3]), model)).toThrow('not a Word document');
  });
});

describe('the PDF letter', () => {
  it('holds every quote and citation as text, and the same bytes each time', async () => {
    const pdf = await writeLetterPdf(model);
    expect(await writeLetterPdf(model)).toEqual(pdf);
    const doc = await openPdfDocument(sourceOf(pdf), { ocr: createOcrEngine() });
    let text = '';
    for (let index = 0; index < doc.pageCount; index++) text += (await doc.readPage(index)).text;
    await doc.close();
    const squash = (words: string) => words.replace(/[\s\u00a0-]+/g, '');
    for (const block of model.blocks)
      for (const run of block.runs)
        if (run.type === 'quote') expect(squash(text)).toContain(squash(run.span.quote));
    expect(squash(text)).toContain('(Ex.A,p.1)');
  });

  it('is tagged: each heading, list item and table of the letter is one of the structure', async () => {
    const doc = await PDFDocument.load(await writeLetterPdf(model));
    const count = new Map<string, number>();
    const visit = (node: unknown): void => {
      const item = node instanceof PDFRef ? doc.context.lookup(node) : node;
      if (item instanceof PDFArray) for (const kid of item.asArray()) visit(kid);
      if (!(item instanceof PDFDict)) return;
      const tag = item.get(PDFName.of('S'));
      if (tag instanceof PDFName) count.set(tag.decodeText(), (count.get(tag.decodeText()) ?? 0) + 1);
      visit(item.get(PDFName.of('K')));
    };
    visit(doc.catalog.get(PDFName.of('StructTreeRoot')));
    const blocks = model.blocks.filter((block) => block.included);
    const headings = (level: number) =>
      blocks.filter((block) => block.type === 'heading' && (block.level ?? 1) === level).length;
    // The cover's and the letter's.
    expect(count.get('H1')).toBe(2);
    // The list of enclosures has a heading of its own, on the cover too.
    expect(count.get('H2')).toBe(headings(1) + 2);
    expect(count.get('H3')).toBe(headings(2));
    expect(count.get('LI')).toBe(
      blocks.filter((block) => block.type === 'list-item' || block.type === 'numbered-item').length,
    );
    // Enclosures on the cover, identification, enclosures, and the letter's own.
    expect(count.get('Table')).toBe(3 + blocks.filter((block) => block.type === 'table').length);
    expect(count.get('TH')).toBeGreaterThan(3);
  });
});
