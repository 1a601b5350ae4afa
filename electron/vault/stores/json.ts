/** JSON columns. What is in them was written by the store that reads them, so its type is known. */

/** The one place where stored JSON gets its type back. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller names what it stored
export function fromJson<T = unknown>(text: string): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by the same store, inside an authenticated file
  return JSON.parse(text) as T;
}
