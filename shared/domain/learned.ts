/** A reader learned from labelled sentences: weights of words, pairs of words and parts of words, for each label. */
export interface LearnedModel {
  readonly reason: string;
  readonly labels: readonly string[];
  /** Per label. */
  readonly bias: readonly number[];
  /** A margin m is a chance of 1 / (1 + e^-(slope m + offset)). */
  readonly slope: number;
  readonly offset: number;
  /** "u:rehab|531 12 45 13 -9": a feature, how rare it is, then index of a label and weight for it, over and over; in hundredths. */
  readonly features: readonly string[];
}

/** What labelled sentences taught, by test/bench/learn-sentences.ts. */
export interface LearnedRules {
  /** What a sentence or line speaks of; labels are clinical concepts and matters of procedure. */
  readonly topics: LearnedModel;
  /** What a letter says of a topic: absent, insufficient, normal, required, granted. */
  readonly claims: LearnedModel;
  /** What a line of a policy does: heading, group-all, group-any, require, waive, exclude and the like. */
  readonly lines: LearnedModel;
}
