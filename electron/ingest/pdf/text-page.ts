/** A trusted text layer written out as a page. */
import type { PageTurn } from '../../../shared/domain/page-text.ts';
import { composePage } from '../layout/compose.ts';
import { turnBox, turnFrom } from '../layout/turn-box.ts';
import type { PageContent } from '../page-content.ts';
import type { TextLayer } from './text-layer.ts';

/** Size after a quarter turn. */
export function turnedSize(width: number, height: number, turn: PageTurn): [width: number, height: number] {
  return turn === 90 || turn === 270 ? [height, width] : [width, height];
}

/** The upright main text first; text in other directions (stamps, margins, watermarks) follows as blocks of its own. */
export function textLayerPage(layer: TextLayer): PageContent {
  const [width, height] = turnedSize(layer.width, layer.height, layer.turn);
  let text = '';
  const words = [];
  for (const group of layer.groups) {
    const composed = composePage(group.words, ...turnedSize(layer.width, layer.height, group.turn));
    if (composed.text === '') continue;
    if (text !== '') text += '\n\n';
    const offset = text.length;
    const extra = turnFrom(group.turn, layer.turn);
    text += composed.text;
    for (const word of composed.words) {
      words.push({
        ...word,
        start: word.start + offset,
        end: word.end + offset,
        box: turnBox(word.box, extra),
      });
    }
  }
  return {
    text,
    words,
    width,
    height,
    source: 'text-layer',
    confidence: words.length > 0 ? 1 : 0,
    turn: layer.turn,
  };
}
