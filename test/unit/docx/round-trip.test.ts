/** A letter that other programs opened, changed and saved comes back: known again, its citations checked anew. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readEditedLetter, type EditedLetter } from '../../../electron/docx/read-edited.ts';
import { writeLetterDocx } from '../../../electron/docx/write-docx.ts';
import type { LetterModel } from '../../../shared/domain/letter.ts';
import { buildLetter } from '../../../shared/letter/build-letter.ts';
import { checkQuotes } from '../../../shared/letter/check-quotes.ts';
import { convert, hasLibreOffice, hasPythonDocx, testFolder } from '../../support/office-tools.ts';
import { letterRules } from '../letter/case-builder.ts';
import { lumbarFile, lumbarInput } from '../letter/lumbar-case.ts';

let model: LetterModel;
beforeAll(async () => {
  model = buildLetter('first-level-appeal', lumbarInput(await letterRules()));
});

/** Changes paragraphs as a person would: the text of the runs, the bookmarks and links left as they are. */
const edit = `
import sys, docx
source, target, *changes = sys.argv[1:]
letter = docx.Document(source)
pairs = list(zip(changes[0::2], changes[1::2]))
done = 0
for paragraph in letter.paragraphs:
    for run in paragraph.runs:
        for old, new in pairs:
            if old in run.text:
                run.text = run.text.replace(old, new); done += 1
letter.save(target)
assert done == len(pairs), done
`;

function edited(
  folder: string,
  from: string,
  to: string,
  changes: readonly (readonly [string, string])[],
): void {
  execFileSync('/usr/bin/python3', ['-c', edit, join(folder, from), join(folder, to), ...changes.flat()]);
}

const read = (path: string): EditedLetter => readEditedLetter(readFileSync(path), model, lumbarFile.page);

const wordsOf = (letter: EditedLetter, id: string): string =>
  letter.model.blocks
    .find((block) => block.id === id)
    ?.runs.map((run) => (run.type === 'text' ? run.text : `<${run.type}>`))
    .join('') ?? '';

const confirm = [
  'Please confirm receipt of this letter',
  'Please confirm in writing the receipt of this letter',
] as const;

describe.skipIf(!hasLibreOffice)('a letter saved by LibreOffice', () => {
  it('comes back unchanged where nothing was changed', { timeout: 120_000 }, async () => {
    const folder = testFolder();
    writeFileSync(join(folder, 'letter.docx'), await writeLetterDocx(model));
    const back = read(convert(folder, 'letter.docx', 'docx', join(folder, 'saved')));
    expect(back.edited).toEqual([]);
    expect(back.removed).toEqual([]);
    expect(back.added).toEqual([]);
    expect(back.problems).toEqual([]);
  });

  it.skipIf(!hasPythonDocx)(
    'comes back with the changed paragraphs only, citations and quotes found again',
    { timeout: 120_000 },
    async () => {
      const folder = testFolder();
      writeFileSync(join(folder, 'letter.docx'), await writeLetterDocx(model));
      convert(folder, 'letter.docx', 'docx', join(folder, 'saved'));
      edited(join(folder, 'saved'), 'letter.docx', 'edited.docx', [
        confirm,
        ['The papers describe the reviewer as follows: ', 'Of the reviewer the papers say: '],
      ]);
      // And once more through the word processor, as a person saves who went on working in it.
      const again = convert(join(folder, 'saved'), 'edited.docx', 'docx', join(folder, 'again'));
      const back = read(again);
      expect(back.problems).toEqual([]);
      expect(back.removed).toEqual([]);
      expect(back.added).toEqual([]);
      expect(back.edited).toHaveLength(2);
      expect(back.edited.map((id) => wordsOf(back, id)).join('\n')).toContain('in writing the receipt');
      expect(back.edited.map((id) => wordsOf(back, id)).join('\n')).toContain(
        'Of the reviewer the papers say: <quote> <cite>',
      );
      expect(checkQuotes(back.model, lumbarFile.page)).toEqual([]);
    },
  );

  it.skipIf(!hasPythonDocx)(
    'does not get a quote or a citation past the check that no longer holds',
    { timeout: 120_000 },
    async () => {
      const folder = testFolder();
      writeFileSync(join(folder, 'letter.docx'), await writeLetterDocx(model));
      edited(folder, 'letter.docx', 'edited.docx', [
        ['12 of 12 supervised visits', '14 of 14 supervised visits'],
        [
          'which denied MRI of the lumbar spine',
          'which on page (Ex. Q, p. 9) denied MRI of the lumbar spine',
        ],
      ]);
      const back = read(convert(folder, 'edited.docx', 'docx', join(folder, 'saved')));
      const messages = back.problems.map((problem) => problem.message).join('\n');
      expect(messages).toContain('14 of 14 supervised visits');
      expect(messages).toContain('There is no Exhibit Q.');
      expect(checkQuotes(back.model, lumbarFile.page).map((problem) => problem.quote)).toContainEqual(
        expect.stringContaining('14 of 14'),
      );
    },
  );
});

describe.skipIf(!hasPythonDocx)('a letter opened by python-docx', () => {
  it('has its headings, tables with header rows, and comes back as it was edited', async () => {
    const folder = testFolder();
    writeFileSync(join(folder, 'letter.docx'), await writeLetterDocx(model));
    const seen = JSON.parse(
      execFileSync(
        '/usr/bin/python3',
        [
          '-c',
          `
import sys, json, docx
letter = docx.Document(sys.argv[1])
print(json.dumps({
  'headings': [p.text for p in letter.paragraphs if p.style.name.startswith('Heading')],
  'tables': [[c.text for c in t.rows[0].cells] for t in letter.tables],
  'title': letter.core_properties.title,
}))
`,
          join(folder, 'letter.docx'),
        ],
        { encoding: 'utf8' },
      ),
    ) as { headings: string[]; tables: string[][]; title: string };
    const headings = model.blocks.filter((block) => block.type === 'heading');
    expect(seen.headings).toHaveLength(headings.length);
    expect(seen.tables).toContainEqual(['Point', 'Denial', 'Policy', 'Record']);
    expect(seen.tables.filter((row) => row.join() === 'Exhibit,Document,Pages')).toHaveLength(2);
    expect(seen.title).toBe(model.title);
    edited(folder, 'letter.docx', 'edited.docx', [confirm]);
    const back = read(join(folder, 'edited.docx'));
    expect(back.edited).toHaveLength(1);
    expect(back.problems).toEqual([]);
  });
});
