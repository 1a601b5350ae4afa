/** File bytes beside the contract: uploads as raw bodies, downloads as links of the page's own origin. */
import { ORPCError } from '@orpc/client';
import * as z from 'zod/mini';
import { bytePaths, type Download } from '../../shared/api/contract.ts';
import { errorCodes } from '../../shared/api/errors.ts';
import { hostUrl } from './address.ts';

const uploadAnswer = z.object({ uploadId: z.string() });

/** Sends one file; returns the id that `documents.add` or `vault.restore` takes. */
export async function upload(
  file: File,
  signal?: AbortSignal,
  kind: 'paper' | 'backup' = 'paper',
): Promise<string> {
  const response = await fetch(hostUrl(bytePaths.upload), {
    method: 'POST',
    body: file,
    headers: { 'x-file-name': encodeURIComponent(file.name), 'x-upload-kind': kind },
    ...(signal ? { signal } : {}),
  });
  if (!response.ok) {
    const code = Object.entries(errorCodes).find(([, { status }]) => status === response.status)?.[0];
    throw new ORPCError(code ?? 'INTERNAL', { status: response.status });
  }
  return uploadAnswer.parse(await response.json()).uploadId;
}

/** Hands a prepared download to the browser or the desktop shell, which asks where to keep it. */
export function startDownload(download: Download): void {
  const link = document.createElement('a');
  link.href = hostUrl(bytePaths.download(download.downloadId));
  link.download = download.fileName;
  document.body.append(link);
  link.click();
  link.remove();
}

/** All files of a drop, folders walked in name order. System litter (.DS_Store, Thumbs.db) is left out. */
export async function filesOfDrop(transfer: DataTransfer): Promise<File[]> {
  // Entries must be taken before the first await: the list is emptied when the event ends.
  const entries = [...transfer.items]
    .filter((item) => item.kind === 'file')
    .map((item) => item.webkitGetAsEntry() ?? item.getAsFile());
  const files: File[] = [];
  for (const entry of entries) {
    if (entry instanceof File) files.push(entry);
    else if (entry) await walk(entry, files);
  }
  return files.filter(isWanted);
}

async function walk(entry: FileSystemEntry, into: File[]): Promise<void> {
  if (isFile(entry)) {
    into.push(await new Promise<File>((resolve, reject) => entry.file(resolve, reject)));
    return;
  }
  if (!isDirectory(entry)) return;
  const reader = entry.createReader();
  const children: FileSystemEntry[] = [];
  // A reader gives at most 100 entries at a time and an empty list at the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) break;
    children.push(...some);
  }
  children.sort((a, b) => a.name.localeCompare(b.name));
  for (const child of children) await walk(child, into);
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isDirectory = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

export function isWanted(file: File): boolean {
  return !file.name.startsWith('.') && !['thumbs.db', 'desktop.ini'].includes(file.name.toLowerCase());
}
