/** How well a passphrase would hold against someone who took the disk, told in time and not in colours. */
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import * as common from '@zxcvbn-ts/language-common';
import * as english from '@zxcvbn-ts/language-en';

const estimator = new ZxcvbnFactory({
  dictionary: { ...common.dictionary, ...english.dictionary },
  graphs: common.adjacencyGraphs,
});

export interface Strength {
  /** 0: guessed at once … 4: beyond anyone. */
  level: 0 | 1 | 2 | 3 | 4;
  yearsToGuess: number;
}

/**
 * Guesses a second that a thief with a rack of graphics cards may reach. Argon2id with 64 MiB and 3 passes costs about
 * 0.1 s on one core; 10,000 a second stands for a determined attacker and not for a bored one.
 */
const guessesPerSecond = 10_000;
const secondsPerYear = 31_557_600;

export function strengthOf(passphrase: string): Strength {
  const { guesses } = estimator.check(passphrase);
  const yearsToGuess = guesses / guessesPerSecond / secondsPerYear;
  const level =
    yearsToGuess < 1 / 365 ? 0 : yearsToGuess < 1 ? 1 : yearsToGuess < 50 ? 2 : yearsToGuess < 10_000 ? 3 : 4;
  return { level, yearsToGuess };
}
