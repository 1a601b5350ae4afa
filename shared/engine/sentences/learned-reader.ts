/** Reads by a learned model: the chance of each label for the features of a sentence. Linear, so that each word's share is known. */
import type { LearnedModel } from '../../domain/learned.ts';
import type { Features } from './sentence-features.ts';

/** What a feature counts for, before its family is brought to length 1. */
export function weightOf(count: number, rarity: number): number {
  return (1 + Math.log(count)) * rarity;
}

/** The family of a feature: families count alike, however many features each has. */
export function familyOf(feature: string): string {
  return feature.slice(0, feature.indexOf(':'));
}

const hundredth = 100;

const compiled = new WeakMap<LearnedModel, ReadonlyMap<string, readonly number[]>>();

function rowsOf(model: LearnedModel): ReadonlyMap<string, readonly number[]> {
  const known = compiled.get(model);
  if (known !== undefined) return known;
  const rows = new Map(
    model.features.map((line): [string, readonly number[]] => {
      const bar = line.lastIndexOf('|');
      return [
        line.slice(0, bar),
        line
          .slice(bar + 1)
          .split(' ')
          .map(Number),
      ];
    }),
  );
  compiled.set(model, rows);
  return rows;
}

/** Margins in the order of the model's labels. */
export function marginsOf(model: LearnedModel, features: Features): Float64Array {
  const known: { readonly row: readonly number[]; readonly family: string; readonly weight: number }[] = [];
  const squares = new Map<string, number>();
  const rows = rowsOf(model);
  for (const [feature, count] of features) {
    const row = rows.get(feature);
    if (row === undefined) continue;
    const family = familyOf(feature);
    const weight = weightOf(count, (row[0] ?? 0) / hundredth);
    squares.set(family, (squares.get(family) ?? 0) + weight * weight);
    known.push({ row, family, weight });
  }
  const margins = Float64Array.from(model.bias);
  for (const { row, family, weight } of known) {
    const share = weight / Math.sqrt(squares.get(family) ?? 1) / hundredth;
    for (let at = 1; at + 1 < row.length; at += 2) {
      const label = row[at] ?? 0;
      margins[label] = (margins[label] ?? 0) + share * (row[at + 1] ?? 0);
    }
  }
  return margins;
}

export function chanceOf(model: LearnedModel, margin: number): number {
  return 1 / (1 + Math.exp(-(model.slope * margin + model.offset)));
}

export interface LearnedLabel {
  readonly label: string;
  readonly chance: number;
}

/** All labels with at least this chance, likeliest first. */
export function labelsOf(model: LearnedModel, features: Features, least: number): readonly LearnedLabel[] {
  return [...marginsOf(model, features)]
    .map((margin, index) => ({ label: model.labels[index] ?? '', chance: chanceOf(model, margin) }))
    .filter(({ chance }) => chance >= least)
    .toSorted((a, b) => b.chance - a.chance || (a.label < b.label ? -1 : 1));
}

/** The likeliest label of a model whose labels exclude one another, with its lead over the next as a chance. */
export function likeliest(model: LearnedModel, features: Features): LearnedLabel {
  const margins = [...marginsOf(model, features)].map((margin, index) => ({ margin, index }));
  const [first, second] = margins.toSorted((a, b) => b.margin - a.margin);
  return {
    label: model.labels[first?.index ?? 0] ?? '',
    chance: chanceOf(model, (first?.margin ?? 0) - (second?.margin ?? 0)),
  };
}
