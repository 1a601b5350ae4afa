import { moreSentences } from './.more-tmp.ts';
import { readDenial } from './shared/engine/denial/read-denial.ts';
import { pagesOf, rules } from './test/unit/engine-kit.ts';
let bad = 0;
for (const [s, ...exp] of moreSentences) {
  const read = readDenial(
    {
      documentId: 'd',
      documentIds: ['d'],
      pages: pagesOf('d', `Plain Health Plan\n\nMay 4, 2026\n\nDear Member:\n\n${s}\n`),
    },
    rules,
  ).denial.assertions.map((a: any) => `${a.concept}: ${a.claim}`);
  const miss = exp.filter((e) => (e.startsWith('!') ? read.includes(e.slice(1)) : !read.includes(e)));
  if (miss.length) {
    bad++;
    console.log(s, '| WANT', miss.join('; '), '| GOT', read.join('; '));
  }
}
console.log(bad, 'of', moreSentences.length);
