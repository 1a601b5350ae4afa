/** Which topics of the sentence before are meant by one that only points back: "This has not been done", "None was found". */
import { sortOf } from '../../sentences/claim-features.ts';
import type { Topic } from './claims.ts';

/** Topics of the plan's procedure rather than of medicine. */
export const administrative: ReadonlySet<string> = new Set([
  'prior-authorization',
  'records-received',
  'network-adequacy',
  'timely-filing',
  'emergency',
]);

/** The topics of the sentence before that the words which point back at it speak of. */
export function pointedAt(pointing: string, before: string, topics: readonly Topic[]): readonly Topic[] {
  return whatCanBeDone(pointing, askedFor(before, meant(suchAs(pointing, topics))));
}

/** "CT scans need approval. We found none": the approval is meant, not the scan. */
function meant(topics: readonly Topic[]): readonly Topic[] {
  const own = topics.filter(({ concept }) => administrative.has(concept));
  return own.length > 0 ? own : topics;
}

/** "The lump must be examined by a surgeon. No such examination is on file": the visit is missed, not the lump. */
export function suchAs(text: string, topics: readonly Topic[]): readonly Topic[] {
  if (!/\bno such\s+(?:exam\w*|visits?|consult\w*|evaluation|assessment)\b/i.test(text)) return topics;
  const visits = topics.filter(({ concept }) => concept === 'specialist-evaluation');
  return visits.length > 0 ? visits : topics;
}

const asks =
  /\b(?:ask(?:s|ed)?|call(?:s|ed)?|look(?:s|ed)?|provides?) for\b|\b(?:requires?|wants?|expects?|insists? on|demands?|prescribes?|stipulates?)\b|\b(?:must|should|ha(?:s|ve) to|needs? to) (?:first |also |already )?(?:have|try|complete|undergo|finish|attend|get|take)\b/i;

/** "For pain after an injury the policy asks for four weeks of therapy": what stands before says for whom it asks. */
function askedFor(before: string, topics: readonly Topic[]): readonly Topic[] {
  const at = asks.exec(before)?.index;
  const asked = at === undefined ? [] : topics.filter(({ start }) => start > at);
  return asked.length > 0 ? asked : topics;
}

const wasNotDone =
  /\b(?:done|tried|attempted|undertaken|completed|carried out|performed|attended|taken|finished|begun|started|undergone|gone through)\b/i;

/** "This has not been done": care is done, and tests are; an injury or weakness is not. */
function whatCanBeDone(pointing: string, topics: readonly Topic[]): readonly Topic[] {
  return wasNotDone.test(pointing) ? topics.filter(({ concept }) => sortOf(concept) !== 'sign') : topics;
}

/** "The rule lets a member skip these steps when there is an alarm sign": what follows speaks of the sign. */
export const turnsToExceptions =
  /\b(?:skip(?:s|ped)?|waive[ds]?|waivers?|exceptions?|exempt\w*|exemptions?|dispens\w+ with|set aside|by-?pass(?:ed|es)?|(?:alarm|red|warning|danger) (?:signs?|flags?|symptoms?)|red[- ]flags?)\b/i;

/** "Part C also looks for a CT of the neck; none has been reported": "none" is of the sentence's own first half. */
export function pointsWithin(text: string): boolean {
  const asked = asks.exec(text);
  const pointer =
    /[;,]\s*(?:and |but )?(?:none|neither|no such|nothing|it|this|that|they|these|those)\b/i.exec(text);
  return asked !== null && pointer !== null && asked.index < pointer.index;
}

/** "No chest complaint that would move the request was described": the sentence says itself what is missing. */
export const namesItsOwn =
  /\bno (?!such\b|(?:[\w-]+ )?(?:records?|reports?|evidence|documentation|notes?|mention|signs?|trace|proof|indication|copy|results?|account|word)\b)(?:[\w-]+ ){1,3}(?:that|which|who)\b/i;
