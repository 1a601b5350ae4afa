/** What a mention names, reduced so that two ways of saying one thing are the same word. */

/** Words that say nothing of what is meant. */
const filler =
  /^(?:the|a|an|of|in|on|to|and|or|any|sign|signs|test|tests|new|acute|left|right|bilateral|symptoms?)$/;

/** Irregular forms of verbs that charts tell symptoms with. */
const irregular: Readonly<Record<string, string>> = {
  gave: 'give',
  fell: 'fall',
  lost: 'lose',
  loss: 'lose',
};

/** Letters of a word that are kept: enough to tell words apart, few enough to make "locks" and "locking" one. */
const stemLength = 5;

/** "Gives way" and "giving way" → "giv way"; "Hawkins-Kennedy" → "hawki kenne". */
export function subjectOf(words: string): string {
  return words
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !filler.test(word))
    .map((word) => (irregular[word] ?? word).replace(/(?:ness|ing|e?s|ed|e)$/, '').slice(0, stemLength))
    .join(' ');
}
