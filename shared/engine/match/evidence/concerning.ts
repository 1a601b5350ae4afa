/** Which facts speak to a criterion: of the right thing, in the right part of the body, not taken out by the policy. */
import type { ClinicalConcept } from '../../../domain/kinds.ts';
import type { CriterionLeaf } from '../../../domain/policy.ts';
import type { PolicyConceptRule } from '../../../domain/policy-rules.ts';
import type { ClinicalFact } from '../../../domain/record.ts';
import { matchesPattern } from '../../../text/pattern.ts';
import { followsCare } from './after-care.ts';
import { isDenied, wordsOf } from './evidence.ts';
import { rightPlace } from './fact-place.ts';
import type { MatchContext } from '../outcomes/match-context.ts';
import { testFits } from './named-tests.ts';
import { modelFits } from './risk-models.ts';
import { reasonFits } from './scope-reasons.ts';
import { isOfField } from './specialties.ts';
import { positionFits } from './standing-films.ts';
import { studiesNamed } from './study-kinds.ts';
import { tissueFits } from './tissue.ts';

/** Facts of any standing that concern the leaf: right thing, right part of the body, not taken out by the policy. */
export function concerning(
  leaf: CriterionLeaf,
  facts: readonly ClinicalFact[],
  context: MatchContext,
): ClinicalFact[] {
  const rules = context.rules.concepts.filter((rule) => leaf.ruleIds.includes(rule.id));
  return facts.filter((fact) => {
    if (fact.context.experiencer !== 'patient' || !mayName(leaf, rules, fact)) return false;
    const text = wordsOf(fact);
    if (!namesSame(leaf, rules, fact, text)) return false;
    if (leaf.excludes.some((word) => takesOut(word, leaf.excludes, text.toLowerCase()))) return false;
    if (
      fact.concept === 'malignancy' &&
      onlySkin.test(text) &&
      (!/skin|melanoma|basal|squamous/i.test(leaf.text) || skinLeftOut.test(leaf.text))
    )
      return false;
    if (fact.concept === 'malignancy' && !isDenied(fact) && onlyBefore(leaf.text, text)) return false;
    if (fact.concept === 'reflex-change' && !isDenied(fact) && !reflexFits(leaf.text, text)) return false;
    if (fact.concept === 'medication-trial' && anyMedicine(leaf) && forAnother.has(drugOf(fact)))
      return false;
    if (!leaf.negated && !isDenied(fact) && !tissueFits(leaf.text, fact, facts)) return false;
    if (!modelFits(leaf.text, fact) || !showsAsked(leaf, fact, text)) return false;
    if (leaf.concept === 'contraindication' && !reasonFits(leaf.text, fact)) return false;
    if (leaf.concept === 'specialist-evaluation' && !isOfField(leaf.text, fact)) return false;
    if (fact.concept === 'provocative-test' && !testFits(leaf.text, text)) return false;
    if (fact.concept === 'prior-imaging' && !positionFits(leaf.text, text)) return false;
    if (fact.concept === 're-evaluation' && fact.detail === 'visit' && !followsCare(fact, facts, context))
      return false;
    return rightPlace(fact, context, leaf.text);
  });
}

/** Classes of medicine that treat no pain and no complaint a scan is asked for: a bare "medication" never means them. */
const forAnother: ReadonlySet<string> = new Set(['hormone-therapy', 'anticoagulant', 'bone']);

function anyMedicine({ ruleIds }: CriterionLeaf): boolean {
  return ruleIds.length === 1 && ruleIds[0] === 'policy.medication';
}

function drugOf({ detail }: ClinicalFact): string {
  return (detail ?? '').replace(/-otc$/, '');
}

const harmful =
  /\b(?:pathogenic|deleterious|harmful|disease-causing|mutations?|carriers?|carries|variants?)\b/i;
/** A gene test that found it, not one that was only done, or was negative. */
const foundHarmful =
  /^(?!.*\b(?:negative|not (?:carry|detected|found|present)|no (?:\S+ ){0,4}(?:changes?|variants?|mutations?)|uncertain|VUS|benign|not a carrier)\b).*\b(?:pathogenic|deleterious|mutation|carrier|carries|positive)\b/is;
/** Growths of a breast biopsy that raise the risk: asked for by name, shown by name. */
const atypia = /\batypi\w+|\blobular carcinoma in situ\b|\bLCIS\b|\bADH\b|\bALH\b/i;

/** What a lump must look like where the policy says so; "spiculated" is not shown by a nodule with smooth margins. */
const looks: readonly RegExp[] = [
  /\bspiculat/i,
  /\bulcerat/i,
  /\bground[- ]glass\b|\bGGN\b|\b(?:sub-?|part[- ]?)solid\b/i,
];

/** "A biopsy with atypia", "a pathogenic variant": asked for is what the test found, not that it was done. */
function showsAsked(leaf: CriterionLeaf, fact: ClinicalFact, text: string): boolean {
  if (leaf.negated || isDenied(fact)) return true;
  if (fact.concept === 'genetic-test' && harmful.test(leaf.text)) return foundHarmful.test(text);
  if (fact.concept === 'mass' && looks.some((look) => look.test(leaf.text) && !look.test(text))) return false;
  if (
    fact.concept === 'tissue-diagnosis' &&
    atypia.test(leaf.text) &&
    !/\bcancer|\binvasive/i.test(leaf.text)
  )
    return atypia.test(text);
  return true;
}

/** A common growth of the skin is no cancer that a policy on another part of the body means by the word. */
const onlySkin =
  /\bbasal[- ]cell\b|\bBCC\b|\bnon-?melanoma\b|\bsquamous[- ]cell (?:carcinoma |cancer )?(?:of the |in situ of the )?skin\b/i;

/** "Basal cell carcinoma is not meant", "skin cancer does not count": named to be left out. */
const skinLeftOut =
  /\b(?:basal|squamous|skin cancers?|(?:cancers?|carcinomas?) of the skin)\b[^.;]{0,60}\b(?:(?:is|are|was|were) (?:not (?:meant|counted|included|intended|considered)|left out|excluded|exempt\w*|disregarded|no (?:ground|reason))|(?:do|does) not (?:count|qualify|apply|suffice)|not (?:counted|included|counting)|excluded|excepted)\b/i;

/** Growths that have not spread into what lies under them, or may become a cancer and are none. */
const inSitu =
  /\b(?:carcinoma|cancer|melanoma|adenocarcinoma|neoplasia|neoplasm)s? in[- ]situ\b|\bin[- ]situ (?:carcinoma|cancer|melanoma|adenocarcinoma|disease|lesion|neoplas\w+)|\b(?:CIN|VIN|AIN|VAIN|PIN)[ -]?(?:[1-3]|I{1,3})\b|\b[HL]SIL\b|\bintra-?epithelial (?:lesion|neoplasia)|\b(?:pre-?cancer\w*|pre-?malignan\w+|dysplas\w+|actinic keratos\w+|bowen\W?s? disease|p?Tis)\b|\bstage 0\b|\b(?:DCIS|LCIS)\b/i;
const invaded =
  /\binvasive\b(?<!non-?invasive)|\binfiltrat|\bmetasta|\bstage (?:I|[1-4])|\brecurren|\bspread to\b|\bp?T[1-4]/i;

/** A growth in situ is a cancer of the patient only for a policy that names it, or says nothing of it where it lies in the duct of a breast. */
function onlyBefore(asked: string, found: string): boolean {
  if (!inSitu.test(found) || invaded.test(found)) return false;
  if (!inSitu.test(asked) && !/\bin[- ]situ\b/i.test(asked))
    return !/\bDCIS\b|\bductal carcinoma in[- ]situ\b/i.test(found);
  return /\b(?:other than|except\w*|excluding|not counting|save for|but not|apart from|leaving out|without|no)\b[^.;]*\bin[- ]situ\b/i.test(
    asked,
  );
}

/** "Skin cancer" takes out what grows in the skin under its own name; "non-melanoma" leaves the melanoma in. */
function takesOut(word: string, all: readonly string[], text: string): boolean {
  if (word !== 'non-melanoma' && text.includes(word)) return true;
  if (!/skin cancer|of the skin|basal|squamous/.test(word)) return false;
  const plain =
    /\bbasal[- ]cell\b|\bskin cancers?\b|\bsquamous[- ]cell\b.{0,40}\b(?:skin|nose|ear|scalp|lip|face|hand|arm|leg|back)\b/;
  return (
    plain.test(text) ||
    (!all.some((other) => /melanoma|basal|squamous/.test(other)) && /\bmelanoma\b/.test(text))
  );
}

const livelier =
  /\bhyper-?reflexia\b|\b(?:brisk|hyperactive|increased|exaggerated|pathologic\w*)\b[^,;]{0,30}\breflex|\breflex\w*[^,;]{0,25}(?:\bbrisk|\bhyperactive|\bincreased|[34]\+)|\bclonus\b/i;

const weaker =
  /\b(?:diminished|absent|decreased|reduced|lowered|lost)\b.{0,50}?\breflex|\breflex(?:es)? loss\b|\bhypo-?reflexia\b|\bareflexia\b/i;

/** A policy that names hyperreflexia is not met by a lost ankle jerk, nor one that names a lost reflex by a brisk one. */
function reflexFits(asked: string, found: string): boolean {
  const more = livelier.test(asked);
  const less = weaker.test(asked);
  if (more === less) return true;
  return more
    ? livelier.test(found)
    : !livelier.test(found) || /\b(?:0|1)\+|\babsent|\bdiminish|\bdecreas|\breduc/i.test(found);
}

/** Cheap first look by concept alone, before any words are read. */
function mayName(leaf: CriterionLeaf, rules: readonly PolicyConceptRule[], fact: ClinicalFact): boolean {
  return (
    fact.concept === leaf.concept ||
    leaf.concept === 'interval' ||
    rules.some((rule) => fact.concept === rule.concept || rule.also.includes(fact.concept))
  );
}

function namesSame(
  leaf: CriterionLeaf,
  rules: readonly PolicyConceptRule[],
  fact: ClinicalFact,
  text: string,
): boolean {
  const { concept } = leaf;
  if (concept === null) return false;
  if (concept === 'interval')
    return (
      isStudy(fact) &&
      (rules.length === 0 ||
        studiesNamed(leaf.text).length > 0 ||
        rules.some((rule) => rule.proof === null || proves(rule.proof, text)))
    );
  if (rules.length === 0) return fact.concept === concept;
  return rules.some((rule) => {
    if (fact.concept === rule.concept) return rule.proof === null || proves(rule.proof, text);
    if (!rule.also.includes(fact.concept)) return false;
    if (rule.general) return activeCare.has(fact.concept) || namedCare.test(leaf.text);
    return rule.proof === null ? matchesPattern(rule.pattern, text) : proves(rule.proof, text);
  });
}

/** Care that a general word for conservative care always means. */
const activeCare: ReadonlySet<ClinicalConcept> = new Set<ClinicalConcept>([
  'physical-therapy',
  'home-exercise',
  'chiropractic',
]);

/** Medicines, injections and rest count where the policy's own words name them. */
const namedCare = /medic|drug|nsaid|inflammator|analges|inject|splint|brac|immobili|rest\b|activit/i;

function isStudy(fact: ClinicalFact): boolean {
  return fact.concept === 'prior-imaging' || fact.concept === 'stress-test' || fact.concept === 'interval';
}

const proofs = new Map<string, RegExp>();

function proves(proof: string, text: string): boolean {
  const known = proofs.get(proof) ?? new RegExp(proof, 'iu');
  proofs.set(proof, known);
  return known.test(text);
}
