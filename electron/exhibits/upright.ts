/** Coordinates of a page as a person sees it, whatever its rotation, crop box and origin. */
import { degrees, type PDFPage, type Rotation } from '@cantoo/pdf-lib';

/** A page with room for a stamp added below what was visible. All visual measures are in points from the lower left. */
export interface UprightPage {
  readonly page: PDFPage;
  readonly width: number;
  /** Height of the part that the original showed. */
  readonly height: number;
  /** Height of the strip added at the visual bottom. */
  readonly strip: number;
  /** Turn of text that should read upright. */
  readonly rotate: Rotation;
  /** A visual point (from the lower left of the page with its strip) in the page's own space. */
  readonly at: (x: number, y: number) => { x: number; y: number };
}

/**
 * Turns the page upright (`turn` clockwise on top of its own rotation), and lengthens it at the visual bottom by a
 * strip in proportion to its width. The content itself is neither moved nor scaled.
 */
export function uprightPage(page: PDFPage, turn: number): UprightPage {
  const angle = (((page.getRotation().angle + turn) % 360) + 360) % 360;
  page.setRotation(degrees(angle));
  const media = page.getMediaBox();
  const crop = page.getCropBox();
  const left = Math.max(media.x, crop.x);
  const bottom = Math.max(media.y, crop.y);
  const box = {
    x: left,
    y: bottom,
    width: Math.max(1, Math.min(media.x + media.width, crop.x + crop.width) - left),
    height: Math.max(1, Math.min(media.y + media.height, crop.y + crop.height) - bottom),
  };
  const sideways = angle === 90 || angle === 270;
  const width = sideways ? box.height : box.width;
  const height = sideways ? box.width : box.height;
  const strip = 26 * Math.min(6, Math.max(0.5, width / 612));
  const outer = { ...box };
  if (angle === 0) outer.y -= strip;
  if (angle === 270) outer.x -= strip;
  if (sideways) outer.width += strip;
  else outer.height += strip;
  page.setMediaBox(outer.x, outer.y, outer.width, outer.height);
  page.setCropBox(outer.x, outer.y, outer.width, outer.height);
  const right = outer.x + outer.width;
  const top = outer.y + outer.height;
  const at = (x: number, y: number) => {
    switch (angle) {
      case 90:
        return { x: right - y, y: outer.y + x };
      case 180:
        return { x: right - x, y: top - y };
      case 270:
        return { x: outer.x + y, y: top - x };
      default:
        return { x: outer.x + x, y: outer.y + y };
    }
  };
  return { page, width, height, strip, rotate: degrees(angle), at };
}

/** The rectangle between two visual corners, in the page's own space. */
export function visualRectangle(
  upright: UprightPage,
  left: number,
  bottom: number,
  right: number,
  top: number,
) {
  const a = upright.at(left, bottom);
  const b = upright.at(right, top);
  return {
    x: Math.min(a.x, b.x),
    y: Math.min(a.y, b.y),
    width: Math.abs(a.x - b.x),
    height: Math.abs(a.y - b.y),
  };
}
