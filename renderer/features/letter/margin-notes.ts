/**
 * Keeps the notes in the margin beside their paragraphs without letting them push the letter apart: each note stands at
 * its paragraph or, where the one above is too long, right below that one.
 */
import { type RefObject, useLayoutEffect, useRef } from 'react';

/** Room between two notes, in CSS pixels. */
const gap = 8;

function place(sheet: HTMLElement): void {
  let free = 0;
  for (const margin of sheet.querySelectorAll<HTMLElement>('.sheet-margin')) {
    margin.style.transform = '';
    // In a narrow window the notes stand under their paragraphs and need no placing.
    if (getComputedStyle(margin).position !== 'absolute' || margin.offsetHeight === 0) continue;
    const top = margin.parentElement?.offsetTop ?? 0;
    const at = Math.max(top, free);
    if (at > top) margin.style.transform = `translateY(${at - top}px)`;
    free = at + margin.offsetHeight + gap;
  }
}

/** Give the returned ref to the element that holds all paragraphs. */
export function useMarginNotes(): RefObject<HTMLDivElement | null> {
  const sheet = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (sheet.current) place(sheet.current);
  });
  useLayoutEffect(() => {
    const element = sheet.current;
    if (!element) return;
    const observer = new ResizeObserver(() => place(element));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return sheet;
}
