/** How a packet is divided, as a list without holes: pure steps that the parts editor takes. */
import type { DocumentKind } from '../../../shared/domain/kinds.ts';

export interface Part {
  firstPage: number;
  /** Inclusive, from 0. */
  lastPage: number;
  kind: DocumentKind;
}

/** Begins a new part at `pageIndex`; nothing changes where a part begins already. */
export function splitBefore(parts: readonly Part[], pageIndex: number): Part[] {
  return parts.flatMap((part) =>
    pageIndex > part.firstPage && pageIndex <= part.lastPage
      ? [
          { ...part, lastPage: pageIndex - 1 },
          { ...part, firstPage: pageIndex },
        ]
      : [part],
  );
}

/** Joins the part with the one before it, whose kind it takes. */
export function joinWithPrevious(parts: readonly Part[], index: number): Part[] {
  const previous = parts[index - 1];
  const part = parts[index];
  if (!previous || !part) return [...parts];
  return [...parts.slice(0, index - 1), { ...previous, lastPage: part.lastPage }, ...parts.slice(index + 1)];
}

export function setKind(parts: readonly Part[], index: number, kind: DocumentKind): Part[] {
  return parts.map((part, at) => (at === index ? { ...part, kind } : part));
}

/** The parts as read, made to cover every page once; one part of kind `other` where nothing was read. */
export function coverAll(parts: readonly Part[], pageCount: number): Part[] {
  const out: Part[] = [];
  let next = 0;
  for (const part of [...parts].sort((a, b) => a.firstPage - b.firstPage)) {
    const lastPage = Math.min(part.lastPage, pageCount - 1);
    if (lastPage < next) continue;
    out.push({ firstPage: next, lastPage, kind: part.kind });
    next = lastPage + 1;
  }
  const last = out.at(-1);
  if (!last) return [{ firstPage: 0, lastPage: pageCount - 1, kind: 'other' }];
  last.lastPage = pageCount - 1;
  return out;
}
