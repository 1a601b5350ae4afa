/** Decides whether a page's text layer is what a person would read on it, or whether OCR must read the picture. */
import type { PageContent } from '../page-content.ts';
import type { TextLayer } from './text-layer.ts';

/** Fewer visible characters than this may be only the header or footer of a page whose letters are outlines ... */
const headerChars = 400;
/** ... which draw hundreds of paths; a ruled page has fewer. */
const outlinedPaths = 60;

/** Share of characters that are no text: private use, replacement, controls. */
export function garbageShare(text: string): number {
  const odd = text.match(/(?![\s])[\p{Co}\p{Cn}\p{Cc}\uFFFD]/gu)?.length ?? 0;
  const all = text.replace(/\s/g, '').length;
  return all === 0 ? 0 : odd / all;
}

/** Words that any English page of some length has a few of. */
const common = new Set(
  'the of and to in for is a on was with or by not this be at from as are that no it your you patient date we her his name mg page'.split(
    ' ',
  ),
);

/** True where words look like no language: wrong letters, hardly a vowel, or none of the commonest words. */
export function looksScrambled(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const digits = text.match(/\p{N}/gu)?.length ?? 0;
  const solid = text.replace(/\s/g, '').length;
  if (solid < 4) return false;
  if (letters + digits < solid * 0.45) return true;
  if (solid < 60 || letters < solid * 0.3) return false;
  const latin = text.match(/[a-z]/gi)?.length ?? 0;
  if (latin < letters * 0.5) return true;
  const vowels = text.match(/[aeiouy]/gi)?.length ?? 0;
  if (vowels < latin * 0.22 || vowels > latin * 0.65) return true;
  const words = text.toLowerCase().match(/[a-z]+/g) ?? [];
  return words.length >= 40 && !words.some((word) => common.has(word));
}

/** Share of the layer's words (two characters or more) that OCR saw too, 0..1; 1 for no words. */
export function agreement(layerText: string, pictureText: string): number {
  const split = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? [];
  const seen = new Set(split(pictureText));
  const words = split(layerText);
  return words.length === 0 ? 1 : words.filter((word) => seen.has(word)).length / words.length;
}

/** True where the layer alone does not settle what the page says. */
export function needsOcr(layer: TextLayer, text: string): boolean {
  // Whatever is drawn on a page without text may be text: a scan, letters as outlines.
  if (layer.shownChars === 0) return layer.imageCount > 0 || layer.hiddenChars > 0 || layer.pathCount > 0;
  if (garbageShare(text) > 0.03 || looksScrambled(text)) return true;
  if (layer.doubtfulChars > 0 || layer.pictures.length > 0) return true;
  return layer.shownChars < headerChars && layer.pathCount >= outlinedPaths;
}

/** Of both readings of a doubtful page, true if OCR's is to be believed and the layer not even in parts. */
export function preferOcr(layer: TextLayer, fromLayer: PageContent, fromPicture: PageContent): boolean {
  if (layer.shownChars === 0) return true;
  const seen = solidLength(fromPicture.text);
  if (garbageShare(fromLayer.text) > 0.03) return true;
  const agreed = agreement(fromLayer.text, fromPicture.text);
  if (looksScrambled(fromLayer.text)) return agreed < 0.5 && seen > 0;
  // Text over or under a scan: an old OCR layer, or text that nobody sees. One that agrees is a typed page on a ground.
  return layer.doubtfulChars > layer.shownChars / 2 && agreed < 0.85;
}

/** True where the picture says clearly more than all that was taken from the layer: that is only a stamp or a header. */
export function saysMore(fromPicture: PageContent, taken: PageContent): boolean {
  return solidLength(fromPicture.text) > solidLength(taken.text) * 1.25 + 20;
}

function solidLength(text: string): number {
  return text.replace(/\s/g, '').length;
}
