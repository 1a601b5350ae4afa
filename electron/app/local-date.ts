import type { IsoDate } from '../../shared/domain/kinds.ts';

/** The calendar date on this computer's wall. */
export function localDate(): IsoDate {
  const now = new Date();
  const two = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
