/** The structure of a PDF, for screen readers: headings, paragraphs, lists and tables in their order; all else is an artifact. */
import {
  PDFArray,
  PDFBool,
  PDFDict,
  PDFName,
  PDFNumber,
  PDFOperator,
  PDFOperatorNames,
  PDFString,
  type PDFDocument,
  type PDFPage,
  type PDFRef,
} from '@cantoo/pdf-lib';

/** Standard structure types (ISO 32000-1, 14.8.4) that a letter needs. */
export type Tag =
  | 'P'
  | 'H1'
  | 'H2'
  | 'H3'
  | 'BlockQuote'
  | 'L'
  | 'LI'
  | 'LBody'
  | 'Table'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'Caption';

interface Mark {
  readonly page: PDFPage;
  readonly id: number;
}

export interface TagElement {
  readonly tag: Tag;
  readonly kids: (TagElement | Mark)[];
}

/** Collects elements while pages are drawn; `finish` writes the tree into the document. */
export class StructureTree {
  readonly #doc: PDFDocument;
  readonly #top: TagElement[] = [];
  /** For each page, in the order of their first mark: which element each marked stretch belongs to. */
  readonly #pages = new Map<PDFPage, TagElement[]>();

  constructor(doc: PDFDocument) {
    this.#doc = doc;
  }

  /** A new element, below `parent` or at the top. */
  add(tag: Tag, parent: TagElement | null = null): TagElement {
    const element: TagElement = { tag, kids: [] };
    if (parent) parent.kids.push(element);
    else this.#top.push(element);
    return element;
  }

  /** The body of a new list item; items that follow each other are one list. */
  addItem(): TagElement {
    const last = this.#top.at(-1);
    const list = last?.tag === 'L' ? last : this.add('L');
    return this.add('LBody', this.add('LI', list));
  }

  /** What `draw` puts on the page belongs to the element. */
  mark(page: PDFPage, element: TagElement, draw: () => void): void {
    const marks = this.#pages.get(page) ?? [];
    this.#pages.set(page, marks);
    const id = marks.length;
    marks.push(element);
    element.kids.push({ page, id });
    page.pushOperators(
      PDFOperator.of(PDFOperatorNames.BeginMarkedContentSequence, [
        PDFName.of(element.tag),
        `<</MCID ${id}>>`,
      ]),
    );
    draw();
    page.pushOperators(PDFOperator.of(PDFOperatorNames.EndMarkedContent));
  }

  finish(): void {
    const { context, catalog } = this.#doc;
    const root = context.nextRef();
    const refs = new Map<TagElement, PDFRef>();
    const write = (element: TagElement, parent: PDFRef): PDFRef => {
      const ref = context.nextRef();
      refs.set(element, ref);
      const kids = PDFArray.withContext(context);
      for (const kid of element.kids) {
        if ('tag' in kid) kids.push(write(kid, ref));
        else {
          const mark = PDFDict.withContext(context);
          mark.set(PDFName.of('Type'), PDFName.of('MCR'));
          mark.set(PDFName.of('Pg'), kid.page.ref);
          mark.set(PDFName.of('MCID'), PDFNumber.of(kid.id));
          kids.push(mark);
        }
      }
      const dict = PDFDict.withContext(context);
      dict.set(PDFName.of('Type'), PDFName.of('StructElem'));
      dict.set(PDFName.of('S'), PDFName.of(element.tag));
      dict.set(PDFName.of('P'), parent);
      dict.set(PDFName.of('K'), kids);
      if (element.tag === 'TH') {
        const scope = PDFDict.withContext(context);
        scope.set(PDFName.of('O'), PDFName.of('Table'));
        scope.set(PDFName.of('Scope'), PDFName.of('Column'));
        dict.set(PDFName.of('A'), scope);
      }
      context.assign(ref, dict);
      return ref;
    };
    const document = context.nextRef();
    const top = PDFArray.withContext(context);
    for (const element of this.#top) top.push(write(element, document));
    const documentDict = PDFDict.withContext(context);
    documentDict.set(PDFName.of('Type'), PDFName.of('StructElem'));
    documentDict.set(PDFName.of('S'), PDFName.of('Document'));
    documentDict.set(PDFName.of('P'), root);
    documentDict.set(PDFName.of('K'), top);
    documentDict.set(PDFName.of('Lang'), PDFString.of('en-US'));
    context.assign(document, documentDict);
    const numbers = PDFArray.withContext(context);
    let key = 0;
    for (const [page, elements] of this.#pages) {
      const owners = PDFArray.withContext(context);
      for (const element of elements) {
        const owner = refs.get(element);
        if (owner) owners.push(owner);
      }
      numbers.push(PDFNumber.of(key));
      numbers.push(context.register(owners));
      page.node.set(PDFName.of('StructParents'), PDFNumber.of(key));
      page.node.set(PDFName.of('Tabs'), PDFName.of('S'));
      key++;
    }
    const parentTree = PDFDict.withContext(context);
    parentTree.set(PDFName.of('Nums'), numbers);
    const rootDict = PDFDict.withContext(context);
    rootDict.set(PDFName.of('Type'), PDFName.of('StructTreeRoot'));
    rootDict.set(PDFName.of('K'), document);
    rootDict.set(PDFName.of('ParentTree'), context.register(parentTree));
    rootDict.set(PDFName.of('ParentTreeNextKey'), PDFNumber.of(key));
    context.assign(root, rootDict);
    catalog.set(PDFName.of('StructTreeRoot'), root);
    const info = PDFDict.withContext(context);
    info.set(PDFName.of('Marked'), PDFBool.True);
    catalog.set(PDFName.of('MarkInfo'), info);
  }
}

/** Lines, shades, page numbers: what a screen reader should pass over. */
export function asArtifact(page: PDFPage, draw: () => void): void {
  page.pushOperators(PDFOperator.of(PDFOperatorNames.BeginMarkedContent, [PDFName.of('Artifact')]));
  draw();
  page.pushOperators(PDFOperator.of(PDFOperatorNames.EndMarkedContent));
}
