/** The real word processor and PDF tools of the machine, for tests of what others see; tests skip where they are not. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

function runs(program: string, args: readonly string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

export const hasLibreOffice = runs('soffice', ['--version']) && runs('pdftotext', ['-v']);

export const hasQpdf = runs('qpdf', ['--version']);

/** The Python that the system's packages belong to, where python-docx is one of them. */
export const hasPythonDocx = runs('/usr/bin/python3', ['-c', 'import docx']);

/** A folder that is gone after the test. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rejoinder-office-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Converts `folder/name` with LibreOffice into `folder/out`, as `to` ("pdf", "docx"); the path of the new file. */
export function convert(folder: string, name: string, to: string, out = folder): string {
  execFileSync(
    'soffice',
    [
      `-env:UserInstallation=file://${folder}/profile`,
      '--headless',
      '--convert-to',
      to,
      '--outdir',
      out,
      join(folder, name),
    ],
    { stdio: 'ignore' },
  );
  return join(out, name.replace(/\.[^.]+$/, `.${to}`));
}

/** The text of each page of a PDF, laid out as it is printed. */
export function pdfPages(path: string): string[] {
  return execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }).split('\f').slice(0, -1);
}
