/** A trusted text layer written out as a page. */
import type { Box, PageTurn } from '../../../shared/domain/page-text.ts';
import { composePage } from '../layout/compose.ts';
import type { PageRules, Rule } from '../layout/rules.ts';
import { turnBox, turnFrom } from '../layout/turn-box.ts';
import type { PageContent } from '../page-content.ts';
import type { TextLayer } from './text-layer.ts';

/** Size after a quarter turn. */
export function turnedSize(width: number, height: number, turn: PageTurn): [width: number, height: number] {
  return turn === 90 || turn === 270 ? [height, width] : [width, height];
}

/** The rules after the page is turned. */
function turnRules(rules: PageRules, { width, height }: TextLayer, turn: PageTurn): PageRules {
  if (turn === 0) return rules;
  const [w, h] = turnedSize(width, height, turn);
  const turnRule = (rule: Rule): Rule => {
    const box: Box = [rule.left / width, rule.top / height, rule.right / width, rule.bottom / height];
    const [left, top, right, bottom] = turnBox(box, turn);
    return { left: left * w, top: top * h, right: right * w, bottom: bottom * h };
  };
  const vertical = rules.vertical.map(turnRule);
  const horizontal = rules.horizontal.map(turnRule);
  return turn === 180 ? { vertical, horizontal } : { vertical: horizontal, horizontal: vertical };
}

/** The upright main text first; text in other directions (stamps, margins, watermarks) follows as blocks of its own. */
export function textLayerPage(layer: TextLayer): PageContent {
  const [width, height] = turnedSize(layer.width, layer.height, layer.turn);
  let text = '';
  const words = [];
  for (const group of layer.groups) {
    const [groupWidth, groupHeight] = turnedSize(layer.width, layer.height, group.turn);
    const rules = turnRules(layer.rules, layer, group.turn);
    const composed = composePage(group.words, groupWidth, groupHeight, rules);
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
