/**
 * Which tables make up an export, parents before children. Search tables are left out: they are made again
 * from the pages. Written children first and read parents first, so that a row made meanwhile never points at
 * one that is missing.
 */
export const exportedTables = [
  'people',
  'cases',
  'originals',
  'documents',
  'case_documents',
  'part_overrides',
  'pages',
  'page_corrections',
  'import_jobs',
  'import_pages',
  'file_passwords',
  'analyses',
  'case_fields',
  'finding_decisions',
  'own_findings',
  'letters',
  'letter_versions',
  'deadlines',
  'tollings',
  'log_entries',
  'log_documents',
  'checklist_items',
  'settings',
  'history',
] as const;
export type ExportedTable = (typeof exportedTables)[number];

/** Not exported as rows: the vault's own identity, the bytes (they are the files under originals/), the index. */
export const leftOutTables = ['vault_info', 'original_chunks', 'search_terms'] as const;

/** As spreadsheets too; the others have nothing a person would read in a cell. */
export const csvTables: readonly ExportedTable[] = [
  'people',
  'cases',
  'documents',
  'case_fields',
  'finding_decisions',
  'letters',
  'deadlines',
  'tollings',
  'log_entries',
  'checklist_items',
  'history',
];

/** Columns whose numbers would change in another vault are kept: an import begins with an empty one. */
export const exportFormat = 'rejoinder-export';
export const exportFormatVersion = 1;
export const manifestName = 'rejoinder-export.json';
