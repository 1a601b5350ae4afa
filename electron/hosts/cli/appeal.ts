/** `rejoinder appeal`: from a folder of papers to a Word letter in one step. */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { AppError } from '../../../shared/api/errors.ts';
import { letterKinds } from '../../../shared/domain/letter.ts';
import { letterAvailability } from '../../../shared/letter/availability.ts';
import { buildLetter } from '../../../shared/letter/build-letter.ts';
import { checkQuotes } from '../../../shared/letter/check-quotes.ts';
import { gapLines } from '../../../shared/letter/gaps.ts';
import { emptyProfile, stageFrom, type LetterInput } from '../../../shared/letter/input.ts';
import { writeLetterDocx } from '../../docx/write-docx.ts';
import { loadDeadlineRules } from '../../rules/deadline-rules.ts';
import { loadLetterRules } from '../../rules/letter-rules.ts';
import { loadRules } from '../../rules/load-rules.ts';
import { ruleFile } from '../../rules/rule-file.ts';
import type { Command } from './command.ts';
import { analyzeNamedFolder, folderOptions, readDate, readPlan } from './folder-options.ts';

export const appealCommand: Command = {
  usage:
    'appeal <folder> --out <letter.docx> [--kind <letter>] [--today YYYY-MM-DD] [--plan <plan type>] [--state XX]',
  summary: 'write the appeal letter for the papers in a folder; what is missing goes to standard error',
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...folderOptions,
        out: { type: 'string' },
        kind: { type: 'string' },
        state: { type: 'string' },
      },
    });
    if (values.out === undefined)
      throw new AppError('BAD_INPUT', 'Say where the letter goes: --out appeal.docx');
    const kind = letterKinds.find((each) => each === (values.kind ?? 'first-level-appeal'));
    if (!kind) throw new AppError('BAD_INPUT', `--kind is one of: ${letterKinds.join(', ')}.`);
    const { analysis, documents, problems } = await analyzeNamedFolder(positionals, values);
    for (const { file, message } of problems) process.stderr.write(`${file}: ${message}\n`);
    const pages = new Map(
      documents.flatMap((document) =>
        document.pages.map((page) => [`${page.documentId}/${page.pageIndex}`, page]),
      ),
    );
    const page = (documentId: string, pageIndex: number) => pages.get(`${documentId}/${pageIndex}`) ?? null;
    const input: LetterInput = {
      analysis,
      decisions: [],
      use: 'not-rejected',
      profile: emptyProfile,
      planType: readPlan(values.plan),
      state: values.state?.toUpperCase() ?? null,
      today: readDate(values.today),
      stage: stageFrom(analysis),
      log: [],
      rules: await loadLetterRules(ruleFile(''), await loadRules(), loadDeadlineRules()),
      page,
    };
    const { available, because } = letterAvailability(kind, input);
    if (!available) throw new AppError('BAD_INPUT', `This letter does not fit: ${because}`);
    const model = buildLetter(kind, input);
    const [wrong] = checkQuotes(model, page);
    if (wrong) throw new AppError('QUOTE_NOT_ON_PAGE', `The letter was not written. ${wrong.message}`);
    const missing = gapLines(analysis, input.rules);
    if (missing.length > 0) {
      process.stderr.write('\nNot in the letter, because no paper shows it. Ask the doctor for:\n');
      for (const line of missing) process.stderr.write(`  - ${line}\n`);
    }
    const blanks = model.blocks.flatMap((block) =>
      block.runs.filter((run) => run.type === 'placeholder'),
    ).length;
    if (blanks > 0)
      process.stderr.write(`\n${blanks} blanks are left in [brackets]: fill them in before sending.\n`);
    try {
      await writeFile(values.out, await writeLetterDocx(model));
    } catch (error) {
      throw new AppError(
        'BAD_INPUT',
        'The letter could not be written there. Choose another place for --out.',
        { cause: error },
      );
    }
    process.stderr.write('\nRead every word before you sign: you know your case, the program does not.\n');
    process.stdout.write(`${values.out}\n`);
    return 0;
  },
};
