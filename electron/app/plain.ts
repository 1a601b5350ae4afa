/** Domain values are deeply read-only; the contract's output types are plain JSON of the same shape. */
export type Plain<T> = T extends (infer _Item)[] | readonly (infer _Item)[]
  ? { -readonly [K in keyof T]: Plain<T[K]> }
  : T extends object
    ? { -readonly [K in keyof T]: Plain<T[K]> }
    : T;

/** The same value, typed as what JSON makes of it; nothing is copied. */
export function plain<T>(value: T): Plain<T> {
  return value as Plain<T>;
}
