/** Dragging a paper or part onto a kind. The menu of each row does the same without a mouse. */
import { type DragEvent, useState } from 'react';
import { create } from 'zustand';
import type { DocumentKind } from '../../../shared/domain/kinds.ts';
import { type Sortable, sortInto } from './sort.ts';

/** Not 'Files': those belong to the drop that adds papers. */
const dragType = 'application/x-rejoinder-paper';

export const useDragged = create<{ dragged: Sortable | null }>(() => ({ dragged: null }));

export function dragProps(item: Sortable) {
  return {
    draggable: true,
    onDragStart(event: DragEvent) {
      event.dataTransfer.setData(dragType, item.document.id);
      event.dataTransfer.effectAllowed = 'move';
      // Chromium ends a drag whose element changes in the same turn.
      setTimeout(() => useDragged.setState({ dragged: item }), 0);
    },
    onDragEnd: () => useDragged.setState({ dragged: null }),
  };
}

/** Properties of a place that takes a kind; `data-over` while something hangs over it. Null takes nothing. */
export function useDropKind(kind: DocumentKind | null) {
  const [over, setOver] = useState(false);
  if (kind === null) return {};
  const takes = (event: DragEvent) => event.dataTransfer.types.includes(dragType);
  return {
    'data-over': over,
    onDragOver(event: DragEvent) {
      if (!takes(event)) return;
      event.preventDefault();
      if (!over) setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop(event: DragEvent) {
      setOver(false);
      const { dragged } = useDragged.getState();
      if (!takes(event) || !dragged) return;
      event.preventDefault();
      useDragged.setState({ dragged: null });
      void sortInto(dragged, kind);
    },
  };
}
