/**
 * `node test/bench/learn-sentences.ts`: learns from labelled sentences (test/fixtures/sentences, test/fixtures/passages) what a
 * sentence speaks of, what a letter says of it, and what a line of a policy does; writes resources/rules/learned.
 * `--check` writes nothing and measures on the passages that lie apart. The same bytes each time.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Concept } from '../../shared/domain/kinds.ts';
import type { LearnedModel } from '../../shared/domain/learned.ts';
import { claimFeatures } from '../../shared/engine/sentences/claim-features.ts';
import { chanceOf, familyOf, marginsOf, weightOf } from '../../shared/engine/sentences/learned-reader.ts';
import { type Features, sentenceFeatures } from '../../shared/engine/sentences/sentence-features.ts';
import { readLabelledLines } from '../support/labelled-lines.ts';

const root = join(import.meta.dirname, '..', '..');
const fixtures = join(root, 'test', 'fixtures');
const filesIn = (folder: string, end: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(end))
    .toSorted()
    .map((name) => join(folder, name));

interface Sample {
  readonly features: Features;
  readonly labels: ReadonlySet<string>;
  /** Samples of one fold are left out together when chances are fitted. */
  readonly fold: number;
}

interface Settings {
  /** Price of an error against plainness. */
  readonly price: number;
  /** Rarer features are not learned. */
  readonly leastSentences: number;
  /** Features of lesser weight are left out, and the rest is learned once more. */
  readonly leastWeight: number;
  /** Smaller weights for single labels are not written. */
  readonly leastKept: number;
  /** Labels exclude one another: chances are those of the lead over the next. */
  readonly exclusive: boolean;
}

/** Rows of a sparse matrix: `at` and `value` from `starts[row]` to `starts[row + 1]`. */
interface Matrix {
  readonly starts: Int32Array;
  readonly at: Int32Array;
  readonly value: Float64Array;
  readonly norms: Float64Array;
}

const passes = 25;
const folds = 4;

function matrixOf(
  samples: readonly Sample[],
  place: ReadonlyMap<string, number>,
  rarity: Float64Array,
): Matrix {
  const starts = new Int32Array(samples.length + 1);
  const at: number[] = [];
  const value: number[] = [];
  const norms = new Float64Array(samples.length);
  samples.forEach(({ features }, row) => {
    const squares = new Map<string, number>();
    const known: [number, string, number][] = [];
    for (const [feature, count] of features) {
      const index = place.get(feature);
      if (index === undefined) continue;
      const weight = weightOf(count, rarity[index] ?? 0);
      const family = familyOf(feature);
      squares.set(family, (squares.get(family) ?? 0) + weight * weight);
      known.push([index, family, weight]);
    }
    for (const [index, family, weight] of known) {
      at.push(index);
      value.push(weight / Math.sqrt(squares.get(family) ?? 1));
    }
    norms[row] = 1 + squares.size;
    starts[row + 1] = at.length;
  });
  return { starts, at: Int32Array.from(at), value: Float64Array.from(value), norms };
}

/** Dual coordinate descent for a linear machine with squared hinge loss (Hsieh and others, ICML 2008). The last weight is the bias. */
function learnLabel(
  matrix: Matrix,
  rows: Int32Array,
  isPositive: Uint8Array,
  size: number,
  price: number,
): Float64Array {
  const weights = new Float64Array(size + 1);
  const alpha = new Float64Array(isPositive.length);
  const { starts, at, value, norms } = matrix;
  const diagonal = 0.5 / price;
  const order = Int32Array.from(rows);
  let seed = 12_345;
  for (let pass = 0; pass < passes; pass += 1) {
    for (let i = order.length - 1; i > 0; i -= 1) {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
      const j = seed % (i + 1);
      [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
    }
    let largest = 0;
    for (const row of order) {
      const y = isPositive[row] === 1 ? 1 : -1;
      let sum = weights[size] ?? 0;
      const end = starts[row + 1] ?? 0;
      for (let k = starts[row] ?? 0; k < end; k += 1) sum += (weights[at[k] ?? 0] ?? 0) * (value[k] ?? 0);
      const old = alpha[row] ?? 0;
      const slope = y * sum - 1 + diagonal * old;
      if (old === 0 && slope >= 0) continue;
      const next = Math.max(0, old - slope / ((norms[row] ?? 1) + diagonal));
      const change = (next - old) * y;
      if (change === 0) continue;
      largest = Math.max(largest, Math.abs(slope));
      alpha[row] = next;
      weights[size] = (weights[size] ?? 0) + change;
      for (let k = starts[row] ?? 0; k < end; k += 1) {
        const index = at[k] ?? 0;
        weights[index] = (weights[index] ?? 0) + change * (value[k] ?? 0);
      }
    }
    if (largest < 1e-3) break;
  }
  return weights;
}

function featuresOfEnough(samples: readonly Sample[], least: number): ReadonlyMap<string, number> {
  const count = new Map<string, number>();
  for (const { features } of samples)
    for (const feature of features.keys()) count.set(feature, (count.get(feature) ?? 0) + 1);
  return new Map([...count].filter(([, own]) => own >= least).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function marginsBy(
  matrix: Matrix,
  row: number,
  weights: readonly Float64Array[],
  size: number,
): Float64Array {
  const { starts, at, value } = matrix;
  const out = new Float64Array(weights.length);
  weights.forEach((own, label) => {
    let sum = own[size] ?? 0;
    for (let k = starts[row] ?? 0; k < (starts[row + 1] ?? 0); k += 1)
      sum += (own[at[k] ?? 0] ?? 0) * (value[k] ?? 0);
    out[label] = sum;
  });
  return out;
}

/** Slope and offset that make chances of margins (Platt), by gradient steps. */
function fitChances(pairs: readonly (readonly [margin: number, isRight: boolean])[]): [number, number] {
  let slope = 2;
  let offset = 0;
  for (let step = 0; step < 400; step += 1) {
    let a = 0;
    let b = 0;
    let aa = 1e-6;
    let ab = 0;
    let bb = 1e-6;
    for (const [margin, isRight] of pairs) {
      const chance = 1 / (1 + Math.exp(-(slope * margin + offset)));
      const error = chance - (isRight ? 1 : 0);
      const curve = Math.max(1e-9, chance * (1 - chance));
      a += error * margin;
      b += error;
      aa += curve * margin * margin;
      ab += curve * margin;
      bb += curve;
    }
    const det = aa * bb - ab * ab;
    const da = (bb * a - ab * b) / det;
    const db = (aa * b - ab * a) / det;
    slope -= da;
    offset -= db;
    if (Math.abs(da) + Math.abs(db) < 1e-6) break;
  }
  return [slope, offset];
}

const round = (value: number): number => Math.round(value * 1000) / 1000;

function learn(samples: readonly Sample[], reason: string, settings: Settings): LearnedModel {
  const labels = [...new Set(samples.flatMap((sample) => [...sample.labels]))].toSorted();
  const all = Int32Array.from(samples, (_, index) => index);
  const positives = labels.map((label) =>
    Uint8Array.from(samples, (sample) => (sample.labels.has(label) ? 1 : 0)),
  );
  let names = featuresOfEnough(samples, settings.leastSentences);
  const train = (
    rows: Int32Array,
  ): { weights: Float64Array[]; matrix: Matrix; size: number; rarity: Float64Array } => {
    const place = new Map([...names.keys()].map((name, index) => [name, index]));
    const rarity = Float64Array.from(
      names.values(),
      (count) => Math.round(100 * (1 + Math.log(samples.length / count))) / 100,
    );
    const matrix = matrixOf(samples, place, rarity);
    const weights = positives.map((own) => learnLabel(matrix, rows, own, place.size, settings.price));
    return { weights, matrix, size: place.size, rarity };
  };
  const first = train(all);
  const keys = [...names.keys()];
  names = new Map(
    keys.flatMap((name, index) => {
      const most = Math.max(...first.weights.map((own) => Math.abs(own[index] ?? 0)));
      return most >= settings.leastWeight ? [[name, names.get(name) ?? 1]] : [];
    }),
  );
  const last = train(all);
  // Chances from sentences that were left out.
  const pairs: [number, boolean][] = [];
  for (let fold = 0; fold < folds; fold += 1) {
    const { weights, matrix, size } = train(all.filter((row) => samples[row]?.fold !== fold));
    for (const row of all) {
      if (samples[row]?.fold !== fold) continue;
      const margins = marginsBy(matrix, row, weights, size);
      if (settings.exclusive) {
        const order = [...margins.keys()].toSorted((x, y) => (margins[y] ?? 0) - (margins[x] ?? 0));
        const [one = 0, two = 0] = order;
        pairs.push([(margins[one] ?? 0) - (margins[two] ?? 0), positives[one]?.[row] === 1]);
      } else margins.forEach((margin, label) => pairs.push([margin, positives[label]?.[row] === 1]));
    }
  }
  const [slope, offset] = fitChances(pairs);
  const features = [...names.keys()].map((name, index) => {
    const row = [Math.round((last.rarity[index] ?? 0) * 100)];
    last.weights.forEach((own, label) => {
      const weight = Math.round((own[index] ?? 0) * 100);
      if (Math.abs(weight) >= settings.leastKept * 100) row.push(label, weight);
    });
    return `${name}|${row.join(' ')}`;
  });
  return {
    reason,
    labels,
    bias: last.weights.map((own) => round(own[last.size] ?? 0)),
    slope: round(slope),
    offset: round(offset),
    features,
  };
}

function write(name: string, model: LearnedModel): void {
  const { features, ...head } = model;
  const lines = features.map((line) => JSON.stringify(line));
  const file = join(root, 'resources', 'rules', name);
  writeFileSync(file, `${JSON.stringify(head).slice(0, -1)},"features":[\n${lines.join(',\n')}\n]}\n`);
  console.log(`${name}: ${lines.length} features, ${model.labels.length} labels`);
}

const trained = [
  ...filesIn(join(fixtures, 'sentences'), '.txt'),
  ...filesIn(join(fixtures, 'passages'), '.jsonl'),
];
// Whole files are left out together: a writer's other lines must not vouch for this one.
const parts = trained.map((file) => readLabelledLines(file));
const lines = parts.flat();
const folded = parts.flatMap((part, index) => part.map(() => index % folds));
const foldOf = (index: number): number => folded[index] ?? 0;

const topicSamples = lines.map((line, index): Sample => ({
  features: sentenceFeatures(line.text),
  labels: new Set(line.concepts.map(([concept]) => concept)),
  fold: foldOf(index),
}));
const topics = learn(
  topicSamples,
  'What a sentence of a letter, policy or record speaks of; learned by test/bench/learn-sentences.ts from labelled sentences',
  {
    price: 1,
    leastSentences: 2,
    leastWeight: 0.25,
    leastKept: 0.15,
    exclusive: false,
  },
);
/** What letters say of each topic. */
const saidInLetters = (known: ReadonlySet<string>): Sample[] =>
  lines.flatMap((line, index) =>
    line.kind === 'letter'
      ? line.concepts.flatMap(([concept, status]): Sample[] =>
          known.has(status)
            ? [
                {
                  features: claimFeatures(line.text, concept as Concept, topics),
                  labels: new Set([status]),
                  fold: foldOf(index),
                },
              ]
            : [],
        )
      : [],
  );
const claims = learn(
  saidInLetters(new Set(['absent', 'insufficient', 'normal', 'required', 'granted'])),
  'What a letter says of a topic; learned by test/bench/learn-sentences.ts from labelled sentences',
  { price: 0.3, leastSentences: 2, leastWeight: 0.15, leastKept: 0.06, exclusive: true },
);
const policyLines = learn(
  lines.flatMap((line, index): Sample[] =>
    line.role === null
      ? []
      : [{ features: sentenceFeatures(line.text), labels: new Set([line.role]), fold: foldOf(index) }],
  ),
  'What a line of a policy does; learned by test/bench/learn-sentences.ts from labelled lines',
  { price: 0.5, leastSentences: 2, leastWeight: 0.2, leastKept: 0.08, exclusive: true },
);

/** How much is found at each chance, and how much of it rightly. */
function curve(
  title: string,
  pairs: readonly (readonly [chance: number, isRight: boolean])[],
  wanted: number,
): void {
  const cells = [0.5, 0.6, 0.7, 0.8, 0.9].map((least) => {
    const given = pairs.filter(([chance]) => chance >= least);
    const right = given.filter(([, isRight]) => isRight).length;
    return `${least}: ${(right / Math.max(1, wanted)).toFixed(2)} of ${wanted}, right ${(right / Math.max(1, given.length)).toFixed(2)}`;
  });
  console.log(`${title}: ${cells.join(' | ')}`);
}

if (process.argv.includes('--check')) {
  const apart = filesIn(join(fixtures, 'passages', 'apart'), '.jsonl').flatMap((file) =>
    readLabelledLines(file),
  );
  for (const kind of ['letter', 'policy', 'record'] as const) {
    const own = apart.filter((line) => line.kind === kind);
    curve(
      `topics of ${kind}s`,
      own.flatMap((line) =>
        [...marginsOf(topics, sentenceFeatures(line.text))].map((margin, label): [number, boolean] => [
          chanceOf(topics, margin),
          line.concepts.some(([concept]) => concept === topics.labels[label]),
        ]),
      ),
      own.reduce((sum, { concepts }) => sum + concepts.length, 0),
    );
  }
  const lead = (model: LearnedModel, features: Features): [string, number] => {
    const margins = [...marginsOf(model, features)]
      .map((margin, index) => ({ margin, index }))
      .toSorted((a, b) => b.margin - a.margin);
    return [
      model.labels[margins[0]?.index ?? 0] ?? '',
      chanceOf(model, (margins[0]?.margin ?? 0) - (margins[1]?.margin ?? 0)),
    ];
  };
  const said = apart
    .filter(({ kind }) => kind === 'letter')
    .flatMap((line) => line.concepts.map(([concept, status]) => ({ line, concept, status })));
  curve(
    'claims of letters, topic given',
    said.map(({ line, concept, status }): [number, boolean] => {
      const [label, chance] = lead(claims, claimFeatures(line.text, concept as Concept, topics));
      return [chance, label === status];
    }),
    said.length,
  );
  const roles = apart.filter(({ role }) => role !== null);
  curve(
    'lines of policies',
    roles.map((line): [number, boolean] => {
      const [label, chance] = lead(policyLines, sentenceFeatures(line.text));
      return [chance, label === line.role];
    }),
    roles.length,
  );
} else {
  write('learned/topics.json', topics);
  write('learned/claims.json', claims);
  write('learned/lines.json', policyLines);
}
