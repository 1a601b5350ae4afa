/** The parts every letter shares: sender, addressee, identification block, signature, enclosures. */
import type { LetterBlock, LetterKind, LetterModel } from '../domain/letter.ts';
import type { Span } from '../domain/page-text.ts';
import { assignExhibits } from './exhibits.ts';
import type { LetterInput } from './input.ts';
import { serviceDisputed } from './points.ts';
import { longDate, procedureCodes, scanName, voiceOf } from './words.ts';
import { capital } from './words.ts';

export interface FrameParts {
  readonly kind: LetterKind;
  readonly title: string;
  /** Overrides the insurer as addressee. */
  readonly recipient?: readonly string[];
  readonly delivery?: readonly string[];
  readonly salutation: string;
  readonly closing?: string;
  /** Overrides the patient or representative. */
  readonly signature?: readonly string[];
  readonly blocks: readonly LetterBlock[];
  /** Documents to enclose even where uncited. */
  readonly enclose?: readonly string[];
  readonly copies?: readonly string[];
  /** False for letters that carry no exhibits. */
  readonly exhibits?: boolean;
}

/** The name that signs: the representative, the sender, the member; null where nobody is named. */
export function signerName(input: LetterInput): string | null {
  return (
    input.profile.representativeName ??
    input.profile.senderName ??
    input.analysis.denial?.memberName?.value ??
    null
  );
}

export function frame(input: LetterInput, parts: FrameParts): LetterModel {
  const exhibits =
    parts.exhibits === false
      ? []
      : assignExhibits(
          input.analysis,
          parts.blocks,
          [...letterSheets(input), ...(parts.enclose ?? [])],
          input.page,
        );
  return {
    kind: parts.kind,
    date: input.today,
    title: parts.title,
    sender: senderLines(input),
    recipient: parts.recipient ?? insurerLines(input),
    delivery: parts.delivery ?? ['[How this letter is sent: certified mail number, fax number or portal]'],
    identification: identification(input),
    salutation: parts.salutation,
    blocks: parts.blocks,
    closing: parts.closing ?? 'Respectfully,',
    signature: parts.signature ?? signatureLines(input),
    exhibits,
    copies: parts.copies ?? [],
  };
}

export function senderLines(input: LetterInput): string[] {
  const { profile } = input;
  return [
    signerName(input) ?? '[Your name]',
    ...(profile.senderAddress.length > 0 ? profile.senderAddress : ['[Your address]']),
    ...(profile.senderPhone ? [profile.senderPhone] : []),
    ...(profile.senderEmail ? [profile.senderEmail] : []),
  ];
}

export function insurerLines(input: LetterInput): string[] {
  const { profile, analysis } = input;
  const name = profile.recipientName ?? analysis.denial?.insurer?.value ?? '[Name of the plan or insurer]';
  return [
    name,
    ...(profile.recipientAddress.length > 0
      ? profile.recipientAddress
      : ['[Appeals address or fax number, as printed in the denial letter]']),
  ];
}

function signatureLines(input: LetterInput): string[] {
  const voice = voiceOf(input);
  const name = signerName(input) ?? '[Your name]';
  return voice.represented ? [name, `Authorized representative of ${voice.patient ?? '[patient]'}`] : [name];
}

/** The denial letter with its further sheets: a letter may be one photo for each page, known by its number on each. */
function letterSheets(input: LetterInput): string[] {
  const { denial, earlierDenials, documents } = input.analysis;
  if (!denial) return [];
  const number = denial.referenceNumber?.value ?? denial.claimNumber?.value ?? null;
  const others = new Set(earlierDenials.map((each) => each.documentId));
  const further = documents.filter(
    ({ documentId, kind }) =>
      kind === 'denial-letter' &&
      documentId !== denial.documentId &&
      !others.has(documentId) &&
      number !== null &&
      input.page?.(documentId, 0)?.text.includes(number) === true,
  );
  return [denial.documentId, ...further.map(({ documentId }) => documentId)];
}

/** Label and value rows; only what is known, each with the words it was read from. */
export function identification(input: LetterInput): LetterModel['identification'] {
  const { analysis, rules } = input;
  const denial = analysis.denial;
  const rows: { label: string; value: string; span: Span | null }[] = [];
  const add = (label: string, value: string | null | undefined, span: Span | null = null) => {
    if (value) rows.push({ label, value, span });
  };
  const patient = denial?.memberName?.value ?? input.profile.senderName;
  add('Patient and member', patient, denial?.memberName?.span);
  if (input.profile.representativeName) add('Authorized representative', input.profile.representativeName);
  add('Member ID', denial?.memberId?.value, denial?.memberId?.span);
  add('Plan', denial?.plan?.value, denial?.plan?.span);
  add('Reference number', denial?.referenceNumber?.value, denial?.referenceNumber?.span);
  if (denial?.claimNumber && denial.claimNumber.value !== denial.referenceNumber?.value)
    add('Claim number', denial.claimNumber.value, denial.claimNumber.span);
  if (denial?.letterDate) add('Date of denial', longDate(denial.letterDate.value), denial.letterDate.span);
  const scan = denial ? scanName(analysis, rules) : 'the scan';
  const codes = procedureCodes(analysis);
  const service = [scan === 'the scan' ? '' : capital(scan), codes].filter(Boolean).join(', ');
  add(
    serviceDisputed(input) ? 'Service named in the denial' : 'Service',
    service,
    denial?.scan?.span ?? denial?.procedureCodes[0]?.span ?? null,
  );
  const diagnoses = [...new Set((denial?.diagnosisCodes ?? []).map((code) => code.value))];
  add(
    diagnoses.length === 1 ? 'Diagnosis code' : 'Diagnosis codes',
    diagnoses.join(', '),
    denial?.diagnosisCodes[0]?.span ?? null,
  );
  if (denial?.serviceDate)
    add('Date of service', longDate(denial.serviceDate.value), denial.serviceDate.span);
  return rows;
}
