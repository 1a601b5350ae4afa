/** The catalogue in use. A second language is a second file of the same shape and one line here. */
import { en } from './en.ts';

export type Catalogue = typeof en;
const catalogues = { en } satisfies Record<string, Catalogue>;
export type Language = keyof typeof catalogues;

/** Live binding: after `setLanguage` every later render reads the new words. */
export let t: Catalogue = en;

export function setLanguage(language: Language): void {
  t = catalogues[language];
  document.documentElement.lang = language;
}
