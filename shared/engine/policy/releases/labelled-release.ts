/** Whether a section releases as a whole, or by a sentence of its own. */
import type { CriterionNode, PolicyWaiver } from '../../../domain/policy.ts';
import { oneLine } from '../outline/flow.ts';
import type { OutlineItem } from '../outline/outline.ts';
import { type Reader, sentencesIn } from '../reader.ts';
import { releaseIn } from './patterns.ts';
import { namesSomething } from './releases.ts';
import { labelsIn } from './targets.ts';

/** "C2 is waived for members in hospice": a sentence that says for whom; where nobody understands it, its other words are no condition. */
function releasesLabelled(item: OutlineItem, reader: Reader): boolean {
  return item.own.some((own) =>
    sentencesIn(reader.flow, own).some(([start, end]) => {
      const target = releaseIn(oneLine(reader.flow.text.slice(start, end)))?.target;
      return (
        target !== undefined && labelsIn(target).length > 0 && !/\b(?:if|when|where|for|in)\b/i.test(target)
      );
    }),
  );
}

/** Whether all that the section asks for is the condition of one release: nothing of it was read as a release of its own. */
export function releasesAsWhole(
  item: OutlineItem,
  tree: CriterionNode,
  own: readonly PolicyWaiver[],
  reader: Reader,
): boolean {
  return (
    namesSomething(tree) &&
    (item.children.length > 0 || (own.length === 0 && !releasesLabelled(item, reader)))
  );
}
