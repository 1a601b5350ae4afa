/** What was found in the tissue: a cancer is not proven by a biopsy that was benign, or of which nobody tells the result. */
import type { ClinicalFact } from '../../../domain/record.ts';
import { isEvidence, wordsOf } from './evidence.ts';

/** The words ask for a growth that the tissue has shown. */
const asksForCancer =
  /\b(?:cancers?|\w*carcinomas?|malignan\w*|lymphomas?|sarcomas?|melanomas?|myelomas?|leuk(?:a)?emias?|tumou?rs?|neoplas\w*|DCIS|proven|proved|proves|confirm\w*)\b/i;
/** They ask for one that found nothing. */
const asksForNone = /\b(?:negative|benign|non-?diagnostic|inconclusive|atypi\w+|(?:if|when|where) no\b)\b/i;
/** Growths of a breast biopsy that raise the risk, shown by their name alone. */
const atypia = /\batypi\w+|\blobular carcinoma in situ\b|\bLCIS\b|\bADH\b|\bALH\b/i;

const cancer =
  /\b(?:cancers?|(?:\w*[- ])?\w*carcinomas?|CA(?= (?:of|gr|grade)\b|[,.;]|$)|adenoca|lymphomas?|hodgkin\w*|\w*sarcomas?|(?:mesothelio|\w*blasto|plasmacyto)mas?|melanomas?|myelomas?|leuk(?:a)?emias?|seminomas?|gliomas?|astrocytomas?|malignan\w+|malignant|metasta\w+|mets|plasma cells?|invasive|IDC|ILC|DCIS|DLBCL|FL|MCL|CLL|NHL|cHL|NSCLC|SCLC|SCC|HCC|RCC|GIST|gleason|grade group|clonal\w*|CD20\+|positive (?:for|nodes?|margins?)|came back positive|(?:biopsy|tissue|histolog\w+|patholog\w+)[- ](?:proven|confirmed))\b/i;
const denied =
  /\b(?:no|not|without|negative for|free of|absence of|neither|nor|rule out|r\/o|exclude[sd]?|against|never)\b[^.;\n]{0,60}/gi;
const harmless =
  /\b(?:benign|reactive|fibroadenoma\w*|hyperplasia|keratos[ei]s|na?ev(?:us|i)|inflam\w*|granuloma\w*|cysts?|lipoma\w*|papilloma|fibrocystic|fibrosis|scar|normal|negative|unremarkable|necrosis only|(?:no|without) (?:\w+ ){0,4}(?:cancer|carcinoma|malignan\w+|lymphoma|tumou?r|neoplas\w+|atypia)|non-?diagnostic|insufficient|inconclusive|indeterminate|unsatisfactory|inadequate|atypi\w+|scant|hypocellular|pending|awaited)\b/i;

/**
 * Whether a fact of the tissue shows what the words ask for. One whose own words do not tell the result shows a cancer where the
 * record affirms one elsewhere.
 */
export function tissueFits(asked: string, fact: ClinicalFact, all: readonly ClinicalFact[]): boolean {
  if (fact.concept !== 'tissue-diagnosis') return true;
  const found = wordsOf(fact);
  if (atypia.test(asked) && !asksForCancer.test(asked)) return atypia.test(found.replace(denied, ' '));
  if (!asksForCancer.test(asked) || asksForNone.test(asked)) return true;
  if (cancer.test(found.replace(denied, ' '))) return true;
  return !harmless.test(found) && all.some((other) => other.concept === 'malignancy' && isEvidence(other));
}
