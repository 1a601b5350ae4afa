/** Makes a picture of a page fit for OCR: sheet cut out of the photo, straightened, grain softened, light evened, ruled lines gone. */
import type { PageTurn } from '../../../shared/domain/page-text.ts';
import { evenLight, isUneven } from '../image/background.ts';
import { findSheet } from '../image/find-sheet.ts';
import { compose, rectangleTo, rotation, scaling, unchanged, type Homography } from '../image/homography.ts';
import { measureGrain, softenGrain } from '../image/noise.ts';
import type { Gray } from '../image/raster.ts';
import { takeRules, type InkRule } from '../image/ruled-lines.ts';
import { measureLean } from '../image/skew.ts';
import { warp } from '../image/warp.ts';
import type { PageRules, Rule } from '../layout/rules.ts';

/** Where the text of a picture lies, measured once, before any full-size work. */
export interface Survey {
  /** From the straight sheet to the picture; pixels on both sides. */
  readonly sheetToPicture: Homography;
  readonly width: number;
  readonly height: number;
  /** Pixels per inch of paper. */
  readonly dpi: number;
  /** Clockwise lean of the lines for pages that are upright or upside down, and for sideways ones. */
  readonly lean: number;
  readonly sidewaysLean: number;
  /** Above 1: lines of text seem to run up or down the picture. */
  readonly sideways: number;
  readonly sheetFound: boolean;
}

/** A picture ready for OCR, and the way back to the original. */
export interface Prepared {
  readonly gray: Gray;
  readonly dpi: number;
  readonly toPicture: Homography;
  /** Ruled lines in points of the prepared page. */
  readonly rules: PageRules;
}

/** Lean is measured at this resolution: letters blur into line-like bars. */
const surveyDpi = 100;
/** A leaner page than this is left as it is: redrawing blurs more than so little lean costs. */
const leastLean = 0.12;

/** Tesseract reads best when capitals are 20 to 50 pixels high: 200 to 300 dpi for common type. */
const lowestDpi = 200;
const highestDpi = 300;

/**
 * Grain above this is softened. Good scans and photos measure 1 to 6 grey levels, and read worse when softened; the bench's
 * noisy pages measure 18, and a table among them was lost whole.
 */
const mostGrain = 10;

/** Measures sheet, lean and direction. `dpi` is the resolution as far as known. */
export function surveyPicture(picture: Gray, dpi: number): Survey {
  const corners = findSheet(picture);
  let { width, height } = picture;
  let sheetToPicture: Homography = unchanged;
  let sheetDpi = dpi;
  if (corners !== null) {
    const [tl, tr, br, bl] = corners;
    width = Math.round(Math.max(Math.hypot(tr.x - tl.x, tr.y - tl.y), Math.hypot(br.x - bl.x, br.y - bl.y)));
    height = Math.round(Math.max(Math.hypot(bl.x - tl.x, bl.y - tl.y), Math.hypot(br.x - tr.x, br.y - tr.y)));
    sheetToPicture = rectangleTo(width, height, corners);
    // Sheets are letter or A4 paper: 11 to 11.7 inches long.
    sheetDpi = Math.max(width, height) / 11.2;
  }
  const scale = Math.max(1, sheetDpi / surveyDpi);
  const lowWidth = Math.max(1, Math.round(width / scale));
  const lowHeight = Math.max(1, Math.round(height / scale));
  const drawn = warp(
    picture,
    compose(sheetToPicture, scaling(width / lowWidth, height / lowHeight)),
    lowWidth,
    lowHeight,
  );
  const low = isUneven(drawn) ? evenLight(drawn) : drawn;
  const upright = measureLean(low);
  const turned = warp(low, rotation(90, lowHeight, lowWidth, lowWidth, lowHeight), lowHeight, lowWidth);
  const across = measureLean(turned);
  return {
    sheetToPicture,
    width,
    height,
    dpi: sheetDpi,
    lean: upright.degrees,
    sidewaysLean: across.degrees,
    sideways: upright.sharpness === 0 ? 0 : across.sharpness / upright.sharpness,
    sheetFound: corners !== null,
  };
}

/** Draws the page upright after `turn` degrees clockwise, its lines level, at a resolution that suits OCR. */
export function preparePicture(picture: Gray, survey: Survey, turn: PageTurn): Prepared {
  const { width, height, sheetToPicture } = survey;
  const swap = turn === 90 || turn === 270;
  // The survey turned the page counter-clockwise for its sideways measure; lean keeps its sense under half turns.
  const measured = swap ? survey.sidewaysLean : survey.lean;
  const lean = Math.abs(measured) < leastLean ? 0 : measured;
  const dpi = Math.min(highestDpi, Math.max(lowestDpi, survey.dpi));
  const scale = dpi / survey.dpi;
  const outWidth = Math.round((swap ? height : width) * scale);
  const outHeight = Math.round((swap ? width : height) * scale);
  const same = turn === 0 && lean === 0 && Math.abs(scale - 1) < 0.02 && !survey.sheetFound;
  let gray = picture;
  let toPicture: Homography = unchanged;
  if (!same) {
    // From the upright page back: undo scale, lean and turn, then onto the photo.
    const toSheet = compose(
      rotation(lean - turn, outWidth / scale, outHeight / scale, width, height),
      scaling(1 / scale, 1 / scale),
    );
    toPicture = compose(sheetToPicture, toSheet);
    gray = warp(picture, toPicture, outWidth, outHeight);
  }
  if (measureGrain(gray) > mostGrain) gray = softenGrain(gray);
  if (isUneven(gray)) gray = evenLight(gray);
  const ruled = takeRules(gray, dpi);
  const points = 72 / dpi;
  const toPoints = ({ left, top, right, bottom }: InkRule): Rule => ({
    left: left * points,
    top: top * points,
    right: right * points,
    bottom: bottom * points,
  });
  const rules = { vertical: ruled.vertical.map(toPoints), horizontal: ruled.horizontal.map(toPoints) };
  return { gray: ruled.gray, dpi, toPicture, rules };
}
