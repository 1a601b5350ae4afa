/** Builds letter blocks: ids that stay the same over rebuilds, runs from short templates. */
import type { LetterBlock, LetterTable, Run } from '../domain/letter.ts';
import type { Span } from '../domain/page-text.ts';

/** Our own words, with typographic apostrophes. Quoted words are never touched. */
export function text(words: string): Run {
  return { type: 'text', text: words.replaceAll("'", '’') };
}

export function bold(words: string): Run {
  return { type: 'text', text: words.replaceAll("'", '’'), bold: true };
}

export function quote(span: Span): Run {
  return { type: 'quote', span };
}

/** "(Ex. C, p. 4)" for the page a span stands on. */
export function cite(span: Pick<Span, 'documentId' | 'pageIndex'>): Run {
  return { type: 'cite', documentId: span.documentId, pageNumber: span.pageIndex + 1 };
}

export function placeholder(label: string): Run {
  return { type: 'placeholder', label };
}

/** The value as text, or a blank that asks for it. */
export function textOr(value: string | null | undefined, label: string): Run {
  return value ? text(value) : placeholder(label);
}

/** Turns "words [label] words" into text and placeholders. */
export function runsOf(template: string): Run[] {
  return template
    .split(/(\[[^\]]+\])/)
    .filter((piece) => piece !== '')
    .map((piece) => (/^\[.+\]$/.test(piece) ? placeholder(piece.slice(1, -1)) : text(piece)));
}

export interface BlockOptions {
  readonly findingIds?: readonly string[];
  readonly authorities?: readonly string[];
}

/** Collects the blocks of a letter in order. Ids: section, then a counter inside it, unless one is given. */
export class LetterWriter {
  readonly blocks: LetterBlock[] = [];
  #section = 'open';
  #count = 0;

  /** Starts a numbered section (level 1) or point (level 2). */
  heading(id: string, words: string, level: 1 | 2 | 3 = 1, options: BlockOptions = {}): this {
    this.#section = id;
    this.#count = 0;
    this.#push({ type: 'heading', level, runs: [text(words)] }, options, id);
    return this;
  }

  paragraph(runs: readonly Run[] | string, options: BlockOptions = {}): this {
    return this.#push({ type: 'paragraph', runs: toRuns(runs) }, options);
  }

  quoted(span: Span, options: BlockOptions = {}): this {
    return this.#push({ type: 'block-quote', runs: [quote(span), text(' '), cite(span)] }, options);
  }

  item(runs: readonly Run[] | string, options: BlockOptions = {}): this {
    return this.#push({ type: 'list-item', runs: toRuns(runs) }, options);
  }

  numbered(runs: readonly Run[] | string, options: BlockOptions = {}): this {
    return this.#push({ type: 'numbered-item', runs: toRuns(runs) }, options);
  }

  table(caption: string, table: LetterTable, options: BlockOptions = {}): this {
    return this.#push({ type: 'table', runs: [text(caption)], table }, options);
  }

  #push(
    block: Pick<LetterBlock, 'type' | 'runs'> & Partial<Pick<LetterBlock, 'level' | 'table'>>,
    options: BlockOptions,
    id?: string,
  ): this {
    this.blocks.push({
      id: id ?? `${this.#section}.${++this.#count}`,
      ...block,
      findingIds: options.findingIds ?? [],
      authorities: options.authorities ?? [],
      included: true,
    });
    return this;
  }
}

function toRuns(runs: readonly Run[] | string): readonly Run[] {
  if (typeof runs === 'string') return runsOf(runs);
  // A blank may stand inside a sentence that was given as one text.
  return runs.flatMap((run) => (run.type === 'text' && run.bold !== true ? runsOf(run.text) : [run]));
}
