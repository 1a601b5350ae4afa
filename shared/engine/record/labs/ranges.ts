/** Reference ranges of laboratory values: whether a value lies within, and the upper end. */
import { usual } from './names.ts';

/** True within the range, false outside it, null where neither flag nor range nor word says. */
export function isNormal(
  name: string,
  amount: number,
  raw: string,
  flag: string | undefined,
  range: string,
): boolean | null {
  if (/^\(?(?:H|L|high|low|elevated|raised|increased)\)?$|[↑↓]/i.test(flag ?? '')) return false;
  if (/^\(?(?:normal|nl|wnl|within .*)\)?$/i.test(flag ?? '')) return true;
  const bound = /^([<>≤≥]) ?([\d.,]+)$/.exec(range);
  if (bound) {
    const limit = Number((bound[2] ?? '').replaceAll(',', ''));
    if (/[<≤]/.test(bound[1] ?? '')) return amount < limit || (raw.includes('<') && amount <= limit);
    return amount > limit || raw.includes('>');
  }
  const between = /^([\d.]+) ?[-–] ?([\d.]+)$/.exec(range);
  if (between && !isInverted(range)) return amount >= Number(between[1]) && amount <= Number(between[2]);
  if (name === 'egfr') return amount >= 90 || (raw.includes('>') && amount >= 60) ? true : null;
  const [low, high] = usual[name] ?? [1, 0];
  return amount >= low && amount <= high ? true : null;
}

/** "6.7-1.3": a digit was misread on a scan, and such a range tells nothing. */
function isInverted(range: string): boolean {
  const ends = /^(\d+(?:\.\d+)?) ?[-–] ?(\d+(?:\.\d+)?)$/.exec(range);
  return ends !== null && Number(ends[1]) > Number(ends[2]);
}

/** The upper end of a reference range; null where it has none (">60"). */
export function upperLimit(range: string): number | null {
  if (isInverted(range)) return null;
  const between = /[-–] ?(\d+(?:\.\d+)?)$/.exec(range)?.[1];
  const below = /^[<≤] ?(\d+(?:\.\d+)?)$/.exec(range)?.[1];
  const limit = Number(between ?? below);
  return Number.isFinite(limit) && limit > 0 ? limit : null;
}
