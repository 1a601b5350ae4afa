/** The analysis for a person at a terminal: each finding with its quotes and why it was made. */
import type { Analysis, Citation } from '../domain/finding.ts';
import { squeeze } from '../text/spans.ts';

/** Plain text, lines ending in "\n". */
export function explain(analysis: Analysis): string {
  const fileOf = new Map(analysis.documents.map(({ documentId, fileName }) => [documentId, fileName]));
  const place = ({ role, span }: Citation) =>
    `    ${role}: ${fileOf.get(span.documentId) ?? ''}, page ${span.pageIndex + 1}: \u201C${squeeze(span.quote)}\u201D`;
  const lines: string[] = [];
  lines.push('Papers');
  for (const document of analysis.documents)
    lines.push(
      `  ${document.fileName}: ${document.kind}, ${document.pageCount} ${document.pageCount === 1 ? 'page' : 'pages'}`,
    );
  const { denial } = analysis;
  lines.push('', 'Denial');
  if (denial === null) lines.push('  No denial letter was found.');
  else {
    const row = (label: string, value: string | number | undefined) =>
      lines.push(`  ${label}: ${value ?? 'not stated'}`);
    row('insurer', denial.insurer?.value);
    row('patient', denial.memberName?.value);
    row('member id', denial.memberId?.value);
    row('reference', denial.referenceNumber?.value);
    row('date', denial.letterDate?.value);
    row('service date', denial.serviceDate?.value);
    row('procedure codes', denial.procedureCodes.map(({ value }) => value).join(', ') || undefined);
    row('diagnosis codes', denial.diagnosisCodes.map(({ value }) => value).join(', ') || undefined);
    row('reasons', denial.reasons.map(({ value }) => value).join(', ') || undefined);
    row(
      'cited policies',
      denial.citedPolicies.map(({ id, title }) => id ?? title ?? '').join(', ') || undefined,
    );
    row(
      'reviewer',
      [denial.reviewerName?.value, denial.reviewerSpecialty?.value]
        .filter((part) => part !== undefined)
        .join(', ') || undefined,
    );
    row('days to appeal', denial.appealDays?.value);
    for (const assertion of denial.assertions)
      lines.push(
        `  says ${assertion.claim}: ${assertion.concept}: \u201C${squeeze(assertion.span.quote)}\u201D`,
      );
  }
  lines.push('', `Findings: ${analysis.findings.length}`);
  for (const finding of analysis.findings) {
    lines.push(
      '',
      `  ${finding.type} / ${finding.concept} (${finding.strength})`,
      `    ${finding.summary}`,
      ...finding.citations.map(place),
    );
    for (const step of finding.why.steps) lines.push(`    why: ${squeeze(step)}`);
    if (finding.why.criterion !== null) lines.push(`    criterion: ${squeeze(finding.why.criterion)}`);
    if (finding.why.ruleIds.length > 0) lines.push(`    rules: ${finding.why.ruleIds.join(', ')}`);
  }
  if (analysis.gaps.length > 0) lines.push('', 'What is missing');
  for (const gap of analysis.gaps)
    lines.push(
      `  ${gap.concept}: ${squeeze(gap.criterion)}`,
      `    ask: ${gap.ask}`,
      ...gap.citations.map(place),
    );
  if (analysis.pleaseCheck.length > 0) lines.push('', 'Please check');
  for (const item of analysis.pleaseCheck) lines.push(`  ${item.question}`, ...item.citations.map(place));
  return `${lines.join('\n')}\n`;
}
