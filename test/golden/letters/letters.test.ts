/** Each kind of letter, built from an invented case, kept as readable text: a change in wording shows in review. */
import { describe, expect, it } from 'vitest';
import { buildLetter } from '../../../shared/letter/build-letter.ts';
import { letterText } from '../../../shared/letter/plain-text.ts';
import { letterRules } from '../../unit/letter/case-builder.ts';
import { lumbarInput } from '../../unit/letter/lumbar-case.ts';

describe('golden letters', () => {
  it('writes the first-level appeal as kept', async () => {
    const model = buildLetter('first-level-appeal', lumbarInput(await letterRules()));
    await expect(letterText(model)).toMatchFileSnapshot('first-level-appeal.txt');
  });
});
