/** The common currency of the text layer and of OCR: words with their place, before reading order is known. */

/** A word on an upright page; units are points from the top left corner. */
export interface LayoutWord {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** Font size, or the best guess at it (OCR: from the line's height). */
  readonly size: number;
  /** 0..1. */
  readonly confidence: number;
  /** Only a look at the page can tell whether this word can be seen. */
  readonly doubtful?: boolean;
}

/** Words that stand on one line of one column, from left to right. */
export interface LayoutLine {
  readonly words: readonly LayoutWord[];
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Median font size of the words. */
  readonly size: number;
}

/** The middle value; 0 for none. */
export function median(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** A line around words, which are put in order from left to right. */
export function makeLine(words: readonly LayoutWord[]): LayoutLine {
  const ordered = [...words].sort((a, b) => a.left - b.left);
  return {
    words: ordered,
    left: Math.min(...ordered.map((word) => word.left)),
    right: Math.max(...ordered.map((word) => word.right)),
    top: median(ordered.map((word) => word.top)),
    bottom: median(ordered.map((word) => word.bottom)),
    size: median(ordered.map((word) => word.size)),
  };
}
