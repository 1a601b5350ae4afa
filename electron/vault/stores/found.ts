/** What stores say when an id names nothing. */
import { AppError } from '../../../shared/api/errors.ts';

/** Passes a value on, or throws NOT_FOUND. `what` is a plain word: 'case', 'document'. */
export function found<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined)
    throw new AppError('NOT_FOUND', `This ${what} does not exist or was deleted.`);
  return value;
}
