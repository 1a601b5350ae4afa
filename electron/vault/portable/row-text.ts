/** Rows as JSON lines and as CSV lines, and JSON lines back to rows. */
import { z } from 'zod';
import type { SqlValue } from '../db.ts';

export type Row = Record<string, SqlValue>;

/** Bytes become { "base64": … }. */
export function rowToJson(row: Row): string {
  return JSON.stringify(row, function (this: Row, key, value: unknown) {
    const raw = this[key];
    return raw instanceof Uint8Array ? { base64: Buffer.from(raw).toString('base64') } : value;
  });
}

const Cell = z.union([z.string(), z.number(), z.null(), z.strictObject({ base64: z.base64() })]);
const RowJson = z.record(z.string(), Cell);

/** Throws when the text is no row. */
export function rowFromJson(text: string): Row {
  const row = RowJson.parse(JSON.parse(text));
  return Object.fromEntries(
    Object.entries(row).map(([name, cell]) => [
      name,
      typeof cell === 'object' && cell !== null ? Buffer.from(cell.base64, 'base64') : cell,
    ]),
  );
}

/** RFC 4180. A text that a spreadsheet would run as a formula gets an apostrophe in front. */
export function csvLine(values: readonly SqlValue[]): string {
  return `${values.map(csvCell).join(',')}\r\n`;
}

function csvCell(value: SqlValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = value instanceof Uint8Array ? '' : value;
  const harmless = /^[=+\-@\t\r]/.test(text) && !/^[+-]?[\d.,]+$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
