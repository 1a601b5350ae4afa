/**
 * Between a letter's runs and an editable element. Quotes, citations and blanks are atoms: they can be moved past and
 * deleted, not typed into, so that words in quotation marks stay the words of their page.
 */
import type { Exhibit, Run } from '../../../shared/domain/letter.ts';
import { t } from '../../text/index.ts';

/** "(Ex. C, p. 4)"; a document that is no exhibit is named by its page alone. */
function citeText(run: Extract<Run, { type: 'cite' }>, exhibits: readonly Exhibit[]): string {
  const exhibit = exhibits.find((each) => each.documentId === run.documentId);
  return `(${exhibit ? t.letter.cite(exhibit.letter, run.pageNumber) : t.letter.citePage(run.pageNumber)})`;
}

export function runText(run: Run, exhibits: readonly Exhibit[]): string {
  switch (run.type) {
    case 'text':
      return run.text;
    case 'quote':
      return `“${run.span.quote.replaceAll(/\s+/g, ' ')}”`;
    case 'cite':
      return citeText(run, exhibits);
    case 'placeholder':
      return `[${run.label}]`;
  }
}

/** Fills `element` with the runs; atoms carry the index of their run. */
export function writeRuns(element: HTMLElement, runs: readonly Run[], exhibits: readonly Exhibit[]): void {
  element.replaceChildren(
    ...runs.map((run, index) => {
      if (run.type === 'text') {
        const text = document.createTextNode(run.text);
        if (!run.bold && !run.italic) return text;
        const styled = document.createElement(run.bold ? 'b' : 'i');
        styled.append(text);
        return styled;
      }
      const atom = document.createElement('span');
      atom.className = `atom atom-${run.type}`;
      atom.contentEditable = 'false';
      atom.dataset['run'] = String(index);
      atom.textContent = runText(run, exhibits);
      return atom;
    }),
  );
}

/** Reads the element back; atoms become the runs they were made from, neighbouring text is joined. */
export function readRuns(element: HTMLElement, before: readonly Run[]): Run[] {
  const out: Run[] = [];
  const addText = (text: string, style: 'bold' | 'italic' | null) => {
    if (text === '') return;
    const last = out.at(-1);
    const same =
      last?.type === 'text' &&
      Boolean(last.bold) === (style === 'bold') &&
      Boolean(last.italic) === (style === 'italic');
    if (last?.type === 'text' && same) out[out.length - 1] = { ...last, text: last.text + text };
    else out.push({ type: 'text', text, ...(style === null ? {} : { [style]: true }) });
  };
  const visit = (node: Node, style: 'bold' | 'italic' | null) => {
    if (node instanceof Text) {
      addText(node.data.replaceAll('\u00a0', ' ').replaceAll('\n', ' '), style);
      return;
    }
    if (!(node instanceof HTMLElement)) return;
    const atom = node.dataset['run'];
    if (atom !== undefined) {
      const run = before[Number(atom)];
      if (run) out.push(run);
      return;
    }
    if (node.tagName === 'BR') addText(' ', style);
    const inner = node.tagName === 'B' ? 'bold' : node.tagName === 'I' ? 'italic' : style;
    for (const child of node.childNodes) visit(child, inner);
  };
  for (const child of element.childNodes) visit(child, null);
  return out;
}

export function sameRuns(a: readonly Run[], b: readonly Run[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
