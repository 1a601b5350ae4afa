/** Marks by which sheets of one paper know each other: reference numbers, and "page 2 of 3". */

/** Reference-like marks of a page: long tokens with digits, as letters repeat on every sheet. */
export function marksOf(text: string): ReadonlySet<string> {
  const marks = new Set<string>();
  for (const match of text.matchAll(/[A-Za-z0-9][A-Za-z0-9/.-]{6,}[A-Za-z0-9]/g)) {
    const mark = match[0].replace(/[^A-Za-z0-9]/g, '').toUpperCase();
    if (/\d{4,}/.test(mark) && !/^1?8\d{9}$/.test(mark)) marks.add(mark);
  }
  return marks;
}

/** The line with which a letter begins to speak. */
export const greeting = /^\s*(?:dear\b|to whom it may concern)/i;

/** "2 of 3", or "2/3" alone on its line: not "6/4", a day, nor "4/5", a grade of strength. */
function sheetOf(edges: string): RegExpExecArray | null {
  const match =
    /(?<![\d/.-])([2-9])\s*of\s*([2-9])(?![\d/-])/i.exec(edges) ??
    /(?:^|\n)[^\n\d]{0,12}([2-9])\s*\/\s*([2-9])[ \t]*(?:\n|$)/.exec(edges) ??
    // "FORM 26 2 / 2" closes the sheet.
    /\s([2-9]) \/ ([2-9])\s*$/.exec(edges);
  return match !== null && Number(match[1]) <= Number(match[2]) ? match : null;
}

/** What a fax machine counts ("PAGES SENT 7/7", "5 of 5 OK"): sheets that went through, not the number of one. */
const faxCount =
  /\b(?:(?:pages|pgs|sheets|page\(s\))(?: (?:sent|transmitted|received|ok|tx))?|sent|transmitted|completed)\b\W{0,12}\d+\s*(?:of|\/)\s*\d+|\d+\s*(?:of|\/)\s*\d+\W{0,4}(?:pages |pgs )?(?:sent|transmitted|ok)\b/gi;

/** The number of a sheet that says itself that it goes on from another one ("continued (2)", "page 2 of 3"), or null. */
export function continuationNumber(text: string): number | null {
  const edges = `${text.slice(0, 250)}\n${text.slice(-160)}`.replace(faxCount, ' ');
  const words: Readonly<Record<string, number>> = { two: 2, three: 3, four: 4, five: 5 };
  const match =
    /\b(?:page|sheet|p\.?)\s*([2-9]|1\d|two|three|four|five)\b/i.exec(edges) ??
    sheetOf(edges) ??
    // "Continued on the back" closes a sheet that another one follows.
    /continued(?!\s+(?:on|over))\W{0,6}\(?([2-9])?/i.exec(edges) ??
    /\bcont['\u2019.]?d\b\W{0,4}([2-9])?/i.exec(edges);
  if (match === null) return null;
  const number = (match[1] ?? '2').toLowerCase();
  return words[number] ?? Number(number);
}
