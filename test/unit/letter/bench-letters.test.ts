/**
 * The letters of the labelled cases, as they leave: read from the Word file and the packet, not from the model. Every
 * quote stands on the page it cites, every exhibit lies under its stamp, and nothing is claimed that a label forbids.
 */
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeLetterDocx } from '../../../electron/docx/write-docx.ts';
import { buildExhibitPacket } from '../../../electron/exhibits/build-packet.ts';
import { stampText, type PacketFile } from '../../../electron/exhibits/request.ts';
import { sourceOf } from '../../../electron/ingest/file-source.ts';
import { createOcrEngine } from '../../../electron/ingest/ocr/engine.ts';
import { openPdfDocument } from '../../../electron/ingest/pdf/pdf-document.ts';
import { loadRules } from '../../../electron/rules/load-rules.ts';
import type { Analysis } from '../../../shared/domain/finding.ts';
import type { LetterKind, LetterModel } from '../../../shared/domain/letter.ts';
import type { PageText } from '../../../shared/domain/page-text.ts';
import type { EngineRules } from '../../../shared/engine/engine-rules.ts';
import { analyze } from '../../../shared/engine/index.ts';
import { allAvailability } from '../../../shared/letter/availability.ts';
import { buildLetter } from '../../../shared/letter/build-letter.ts';
import { letterGaps } from '../../../shared/letter/gaps.ts';
import { emptyProfile, stageFrom, type LetterInput } from '../../../shared/letter/input.ts';
import { letterText } from '../../../shared/letter/plain-text.ts';
import type { LetterRules } from '../../../shared/letter/rules.ts';
import { conceptWords, fill } from '../../../shared/letter/words.ts';
import { caseNames, readCase, type LabelledCase, type LabelledFinding } from '../../support/case-store.ts';
import { letterRules } from './case-builder.ts';
import { sampleLog } from './other-cases.ts';

const root = join(import.meta.dirname, '../../fixtures/cases');
const names = caseNames(root).filter((name) => name.startsWith('dev-'));

let engine: EngineRules;
let rules: LetterRules;
beforeAll(async () => {
  engine = await loadRules();
  rules = await letterRules();
});

interface Open {
  readonly labelled: LabelledCase;
  readonly analysis: Analysis;
  readonly page: (documentId: string, pageIndex: number) => PageText | null;
  input(kind: LetterKind, analysis?: Analysis): LetterInput;
}

function open(name: string): Open {
  const labelled = readCase(root, name);
  const analysis = analyze(labelled.input, engine);
  const page = (documentId: string, pageIndex: number) =>
    labelled.input.documents.find((each) => each.documentId === documentId)?.pages[pageIndex] ?? null;
  return {
    labelled,
    analysis,
    page,
    input: (kind, from = analysis) => ({
      analysis: from,
      decisions: [],
      use: 'not-rejected',
      profile: emptyProfile,
      planType: labelled.input.planType,
      state: 'OH',
      today: labelled.expected.today,
      stage: {
        ...stageFrom(from),
        urgent: kind === 'expedited-appeal' ? true : null,
        level:
          kind === 'external-review'
            ? 'final'
            : kind === 'second-level-appeal' || kind === 'bad-faith-notice'
              ? 'upheld'
              : 'initial',
        insured: kind === 'bad-faith-notice' ? true : null,
      },
      log: sampleLog,
      rules,
      page,
    }),
  };
}

/** Every letter that fits the case. */
function lettersOf(opened: Open): LetterModel[] {
  const kinds = allAvailability(opened.input('first-level-appeal')).map(({ kind }) => kind);
  return kinds.flatMap((kind) => {
    const input = opened.input(kind);
    return allAvailability(input).find((each) => each.kind === kind)?.available === true
      ? [buildLetter(kind, input)]
      : [];
  });
}

/** The paragraphs of a Word file as a reader sees them. */
function paragraphsOf(docx: Uint8Array): string[] {
  const xml = strFromU8(unzipSync(docx)['word/document.xml'] ?? new Uint8Array());
  return [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gs)].map(([paragraph]) =>
    [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
      .map(([, text = '']) => text)
      .join('')
      .replaceAll('&quot;', '"')
      .replaceAll('&apos;', "'")
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')
      .replaceAll('\u00a0', ' '),
  );
}

/** Only letters and figures count: spaces, line ends, hyphens at line ends and the look of quotation marks do not. */
const bare = (text: string) =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z0-9%+]/g, '');

/** Quotes of the Word file that do not stand on the page that the next citation names, and how many were looked at. */
function falseQuotes(docx: Uint8Array, model: LetterModel, page: Open['page']) {
  let checked = 0;
  const wrong = paragraphsOf(docx).flatMap((paragraph) =>
    [...paragraph.matchAll(/“([^“”]+)”/g)].flatMap(({ 1: words = '', index }) => {
      const cite = /\(Ex\. ([A-Z]{1,2}), p\. (\d+)\)/.exec(paragraph.slice(index));
      if (!cite) return [`no citation: ${words}`];
      checked++;
      const exhibit = model.exhibits.find((each) => each.letter === cite[1]);
      const text = exhibit ? (page(exhibit.documentId, Number(cite[2]) - 1)?.text ?? '') : '';
      return bare(text).includes(bare(words)) ? [] : [`${cite[0]}: ${words}`];
    }),
  );
  return { checked, wrong };
}

/** Claims of a letter that the labels of the case forbid: by the findings it is made from, and by its headings. */
function forbiddenClaims(model: LetterModel, analysis: Analysis, labelled: LabelledCase): string[] {
  const forbidden = labelled.expected.forbidden ?? [];
  const used = new Set(model.blocks.flatMap((block) => block.findingIds));
  const headings = new Set(
    model.blocks.flatMap((block) =>
      block.type === 'heading' ? block.runs.flatMap((run) => (run.type === 'text' ? [run.text] : [])) : [],
    ),
  );
  return forbidden.flatMap(({ type, concept }) => {
    // Gaps are what the doctor's letter is for; everywhere else only what is argued.
    const finding = analysis.findings.some(
      (each) => each.type === type && each.concept === concept && used.has(each.id),
    );
    const known = Object.keys(rules.texts.concepts).find((each) => each === concept);
    const heading = known
      ? fill(rules.texts.headings[type] ?? '', {
          concept: rules.texts.concepts[known]?.heading ?? '',
        }).replaceAll("'", '’')
      : '';
    return finding || (heading !== '' && heading.includes(':') && headings.has(heading))
      ? [`${type} ${concept}`]
      : [];
  });
}

async function packetOf(opened: Open, model: LetterModel): Promise<PacketFile> {
  const events = buildExhibitPacket({
    model,
    getOriginal: () => Promise.resolve({ bytes: new Uint8Array(), form: 'text' }),
    getPage: opened.page,
    drawPage: () => Promise.resolve(null),
  });
  for await (const event of events) if (event.type === 'file') return event.file;
  throw new Error('no packet');
}

describe('letters of the labelled cases', () => {
  it('knows the ten cases', () => expect(names).toHaveLength(10));

  for (const name of names) {
    it(
      `quotes only what stands on the cited page, and claims nothing forbidden: ${name}`,
      { timeout: 60_000 },
      async () => {
        const opened = open(name);
        const letters = lettersOf(opened);
        expect(letters.length).toBeGreaterThan(5);
        let checked = 0;
        for (const model of letters) {
          const quotes = falseQuotes(await writeLetterDocx(model), model, opened.page);
          expect(quotes.wrong, `letter ${model.kind}`).toEqual([]);
          expect(forbiddenClaims(model, opened.analysis, opened.labelled), `letter ${model.kind}`).toEqual(
            [],
          );
          checked += quotes.checked;
        }
        expect(checked).toBeGreaterThan(10);
      },
    );
  }

  it(
    'lays every exhibit under the stamp that the letter cites, with the quoted words on it',
    { timeout: 240_000 },
    async () => {
      const ocr = createOcrEngine();
      for (const name of names) {
        const opened = open(name);
        const model = buildLetter('first-level-appeal', opened.input('first-level-appeal'));
        const file = await packetOf(opened, model);
        const packet = await openPdfDocument(sourceOf(file.bytes), { ocr });
        for (const exhibit of model.exhibits) {
          const pages =
            exhibit.pages.length > 0
              ? exhibit.pages
              : Array.from({ length: exhibit.pageCount }, (_, at) => at + 1);
          for (const pageNumber of pages) {
            const stamp = stampText(exhibit.letter, pageNumber);
            const first = file.stamps.get(stamp) ?? 0;
            const sheets = Array.from({ length: file.sheets.get(stamp) ?? 0 }, (_, at) => first + at);
            expect(sheets.length, `${name} ${stamp}`).toBeGreaterThan(0);
            const texts: string[] = [];
            for (const sheet of sheets) texts.push((await packet.readPage(sheet - 1)).text);
            for (const text of texts) expect(bare(text), `${name} ${stamp}`).toContain(bare(stamp));
            const shown = bare(
              texts
                .join(' ')
                .replace(/EX-[A-Z]+ \d{4}|Exhibit [A-Z]+, page \d+ of \d+(?:, sheet \d+ of \d+)?/g, ''),
            );
            for (const block of model.blocks)
              for (const run of block.runs)
                if (
                  run.type === 'quote' &&
                  run.span.documentId === exhibit.documentId &&
                  run.span.pageIndex === pageNumber - 1
                )
                  expect(shown, `${name} ${stamp}`).toContain(bare(run.span.quote));
          }
        }
        await packet.close();
      }
    },
  );
});

describe('these checks', () => {
  it('see a changed word, a citation of the wrong page and a forbidden claim', async () => {
    const opened = open('dev-02-lumbar-mri-too-soon');
    const model = buildLetter('first-level-appeal', opened.input('first-level-appeal'));
    const bytes = await writeLetterDocx(model);
    const files = unzipSync(bytes);
    const xml = strFromU8(files['word/document.xml'] ?? new Uint8Array());
    const with_ = (from: string | RegExp, to: string) => {
      const changed = xml.replace(from, to);
      expect(changed).not.toBe(xml);
      return falseQuotes(zipSync({ ...files, 'word/document.xml': strToU8(changed) }), model, opened.page)
        .wrong;
    };
    expect(falseQuotes(bytes, model, opened.page).wrong).toEqual([]);
    expect(with_('only a few times', 'every day')).toHaveLength(1);
    expect(with_(/(only a few times.*?Ex\.\u00a0A,\u00a0p\.\u00a0)1/s, '$13')).toHaveLength(1);
    const unmet = opened.analysis.findings.find((finding) => finding.type === 'criterion-unmet');
    if (!unmet) throw new Error('the case has an unmet criterion');
    const record = unmet.citations.find((citation) => citation.role !== 'denial') ?? unmet.citations[0];
    const forged: Analysis = {
      ...opened.analysis,
      findings: [
        ...opened.analysis.findings,
        {
          ...unmet,
          id: 'forged',
          type: 'criterion-met',
          concept: 'physical-therapy',
          strength: 'strong',
          citations: record ? [{ ...record, role: 'record' }] : [],
        },
      ],
    };
    const claimed = buildLetter('first-level-appeal', opened.input('first-level-appeal', forged));
    expect(forbiddenClaims(claimed, forged, opened.labelled)).toContain('criterion-met physical-therapy');
  });
});

describe('words that would speak against the person', () => {
  const said = (name: string) => {
    const opened = open(name);
    const model = buildLetter('first-level-appeal', opened.input('first-level-appeal'));
    return letterText(model);
  };

  it('leaves out what is said of a brother, of another episode, or of a use that is not advised', () => {
    expect(said('b3-02-ldct-screening')).not.toContain('Brother');
    expect(said('b2-hip-eob-carc')).toContain('5 weeks of PT');
    expect(said('b2-hip-eob-carc')).not.toContain('Other episodes');
    expect(said('b3-06-cardiac-mri-exp-ma')).toContain('Recommendation 3 (strong)');
    expect(said('b3-06-cardiac-mri-exp-ma')).not.toContain('not routinely advised');
  });

  it('does not take for support what calls a tumor outside its table experimental', () => {
    expect(said('h2-05-pet-merkel')).not.toContain('A tumor not listed');
  });

  it('shows, of several signs that a policy lists, those that answer its words, not the one that is taken back', () => {
    const text = said('dev-03-cervical-mri-myelopathy');
    for (const sign of ['cannot tandem walk', 'give up buttons', 'Hoffmann sign is positive'])
      expect(text).toContain(sign);
    expect(text).not.toContain('not sustained');
  });

  it('does not show with a stress test of seven years ago that a person can walk today', () => {
    const text = said('b1-05-stress-mpi');
    expect(text).toMatch(/cannot walk at speed|6-minute walk 148 m with two rests/);
    expect(text).not.toContain('Bruce protocol');
  });

  it('dates no entry by a note that is older than the entry', () => {
    const text = said('b1-02-shoulder-mri-left');
    expect(text).toContain('Left shoulder 02/03/2026');
    expect(text).not.toContain('November 7, 2024');
  });

  it('measures a decision on an appeal by the clock of appeals', () => {
    const text = said('b2-knee-church-upheld');
    expect(text).toContain('gives 30 days from receipt (29 CFR 2560.503-1(i)(2)(ii)');
    expect(text).not.toContain('2560.503-1(f)(2)');
  });

  it('prints a provision of the plan to the end of what it grants', () => {
    expect(said('dev-08-ct-out-of-network')).toContain('the exception is deemed granted');
    expect(said('b4-03-cta-chest-emergency-pre')).toContain('without immediate care.');
  });
});

describe('where the insurer is right', () => {
  it('keeps the appeal of the scan that came too soon free of claims, and asks the doctor for what is missing', () => {
    const opened = open('dev-02-lumbar-mri-too-soon');
    const appeal = buildLetter('first-level-appeal', opened.input('first-level-appeal'));
    expect(appeal.blocks.some((block) => block.id.startsWith('point-'))).toBe(false);
    const doctor = buildLetter('doctor-letter', opened.input('doctor-letter'));
    const asked = doctor.blocks.filter(
      (block) => block.id.startsWith('gaps.') && block.type === 'numbered-item',
    );
    const gaps = letterGaps(opened.analysis, rules);
    expect(asked).toHaveLength(gaps.length);
    const { required, optional = [] } = opened.labelled.expected;
    const unmet = (list: readonly LabelledFinding[]) =>
      list.filter(({ type }) => type === 'criterion-unmet').map(({ concept }) => concept);
    const concepts: string[] = gaps.map((gap) => gap.concept);
    expect(concepts).toEqual(expect.arrayContaining(unmet(required)));
    // 2.2.d of the policy asks for an examination after the treatment; the labels leave it open.
    for (const concept of concepts)
      expect([...unmet(required), ...unmet(optional), 're-evaluation']).toContain(concept);
    expect(doctor.blocks.some((block) => block.id.startsWith('shown'))).toBe(false);
  });

  it('argues for the knee only what the chart shows, leaves the rest to documents to follow', () => {
    const opened = open('dev-05-knee-mri');
    const appeal = buildLetter('first-level-appeal', opened.input('first-level-appeal'));
    const points = appeal.blocks.filter((block) => block.id.startsWith('point-') && block.type === 'heading');
    expect(points).toHaveLength(1);
    expect(appeal.blocks.some((block) => block.id === 'open')).toBe(true);
    const decision = appeal.blocks.find((block) => block.id === 'requests.1');
    expect(JSON.stringify(decision?.runs)).toContain('decide the request');
    expect(JSON.stringify(decision?.runs)).not.toContain('approve');
    const asked = letterGaps(opened.analysis, rules).map((gap) => conceptWords(gap.concept, rules).name);
    expect(asked.length).toBeGreaterThan(1);
  });
});
