/** Decides whether a page's text layer is what a person would read on it, or whether OCR must read the picture. */
import type { PageContent } from '../page-content.ts';
import type { TextLayer } from './text-layer.ts';

/** Fewer visible characters than this on a page with pictures are a stamp or page number, not its text. */
const stampChars = 40;
/** Outlined text draws hundreds of paths; a ruled blank page has fewer. */
const outlinedPaths = 60;
/** A page under pictures to this share is most likely a scan with an added layer. */
const scanShare = 0.5;

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
  if (layer.shownChars === 0) {
    return layer.imageCount > 0 || layer.hiddenChars > 0 || layer.pathCount >= outlinedPaths;
  }
  if (garbageShare(text) > 0.03 || looksScrambled(text)) return true;
  if (layer.doubtfulChars > 0) return true;
  if (layer.shownChars < stampChars && (layer.imageShare > 0.1 || layer.pathCount >= outlinedPaths))
    return true;
  return layer.imageShare > scanShare;
}

/** Of both readings of a doubtful page, true if OCR's is to be believed. */
export function preferOcr(layer: TextLayer, fromLayer: PageContent, fromPicture: PageContent): boolean {
  if (layer.shownChars === 0) return true;
  const seen = fromPicture.text.replace(/\s/g, '').length;
  if (garbageShare(fromLayer.text) > 0.03) return true;
  const agreed = agreement(fromLayer.text, fromPicture.text);
  // Words under a picture count only where they shine through nearly all.
  if (layer.doubtfulChars > 0) return agreed < 0.85;
  if (looksScrambled(fromLayer.text)) return agreed < 0.5 && seen > 0;
  // The picture says clearly more than the layer: the layer is only a stamp or a header.
  return seen > layer.shownChars * 1.25 + 20;
}
