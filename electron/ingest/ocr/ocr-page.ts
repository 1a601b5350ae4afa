/** A picture of a page read by OCR: made fit, read the right way up, laid out like a text layer, boxes on the original. */
import type { Box, PageTurn } from '../../../shared/domain/page-text.ts';
import { project, type Homography } from '../image/homography.ts';
import type { Gray } from '../image/raster.ts';
import { composePage } from '../layout/compose.ts';
import type { LayoutWord } from '../layout/layout-word.ts';
import { turnBox } from '../layout/turn-box.ts';
import type { PageContent } from '../page-content.ts';
import type { OcrEngine, OcrWord } from './engine.ts';
import { bestTurn, isUpsideDown, meanConfidence } from './orientation.ts';
import { printedText } from './look-alikes.ts';
import { lookAgain } from './second-look.ts';
import { preparePicture, surveyPicture } from './prepare.ts';

/** Text lines that look this much clearer across than along the page make it a sideways page. */
const clearlySideways = 1.25;
/** Below this the lines surely run across the page. */
const perhapsSideways = 0.8;
const overTurn = { 0: 180, 90: 270, 180: 0, 270: 90 } as const;
/** A reading with less confidence than this may be of a page that is upside down or sideways. */
const doubtfulReading = 0.72;

/** From pixels of the prepared page to fractions of the turned picture. */
function boxOnPicture(box: Box, prepared: Gray, toPicture: Homography, picture: Gray, turn: PageTurn): Box {
  const [left, top, right, bottom] = box;
  const corners = [
    project(toPicture, left * prepared.width, top * prepared.height),
    project(toPicture, right * prepared.width, top * prepared.height),
    project(toPicture, right * prepared.width, bottom * prepared.height),
    project(toPicture, left * prepared.width, bottom * prepared.height),
  ];
  const part = (value: number, whole: number): number =>
    Math.min(1, Math.max(0, Math.round((value / whole) * 1e5) / 1e5));
  const xs = corners.map((corner) => part(corner.x, picture.width));
  const ys = corners.map((corner) => part(corner.y, picture.height));
  return turnBox([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)], turn);
}

function toLayoutWords(words: readonly OcrWord[], points: number): LayoutWord[] {
  return words.map((word, i) => ({
    text: printedText(words, i),
    left: word.left * points,
    right: word.right * points,
    top: word.top * points,
    bottom: word.bottom * points,
    // A line's box spans from ascenders to descenders, a little less than the type size.
    size: word.lineHeight * points * 0.85,
    confidence: word.confidence,
  }));
}

/**
 * Reads the picture; `dpi` is the resolution it has on paper as far as known. Width and height of the answer are
 * points of the picture after `turn`, the boxes fractions of it.
 */
export async function readPicture(engine: OcrEngine, picture: Gray, dpi: number): Promise<PageContent> {
  const survey = surveyPicture(picture, dpi);
  let turn: PageTurn = 0;
  const prepare = (turned: PageTurn) => preparePicture(picture, survey, turned);
  if (survey.sideways > clearlySideways) turn = await bestTurn(engine, [90, 270], prepare);
  let prepared = prepare(turn);
  let words: readonly OcrWord[] = await engine.read(prepared.gray, prepared.dpi);
  // Few words or none is how a sideways page reads.
  if (words.length <= 3 || meanConfidence(words) < doubtfulReading) {
    let other = turn;
    if (words.length > 3 && (await isUpsideDown(engine, prepared.gray, prepared.dpi))) other = overTurn[turn];
    else if (turn === 0 && survey.sideways > perhapsSideways)
      other = await bestTurn(engine, [0, 90, 270], prepare);
    if (other !== turn) {
      const again = prepare(other);
      const reread = await engine.read(again.gray, again.dpi);
      if (meanConfidence(reread) > meanConfidence(words)) {
        turn = other;
        prepared = again;
        words = reread;
      }
    }
  }
  words = await lookAgain(engine, prepared.gray, prepared.dpi, words);
  const points = 72 / prepared.dpi;
  const composed = composePage(
    toLayoutWords(words, points),
    prepared.gray.width * points,
    prepared.gray.height * points,
    prepared.rules,
  );
  const { gray, toPicture } = prepared;
  const sideways = turn === 90 || turn === 270;
  return {
    ...composed,
    words: composed.words.map((word) => ({
      ...word,
      box: boxOnPicture(word.box, gray, toPicture, picture, turn),
    })),
    width: ((sideways ? picture.height : picture.width) * 72) / dpi,
    height: ((sideways ? picture.width : picture.height) * 72) / dpi,
    source: 'ocr',
    turn,
  };
}
