/** File bytes beside the contract: uploads in, page pictures and made files out. */
import * as z from 'zod';
import { AppError, errorCodes } from '../../shared/api/errors.ts';
import { bytePaths } from '../../shared/api/contract.ts';
import { getDocument } from '../vault/stores/documents.ts';
import { getFilePassword } from '../vault/stores/file-passwords.ts';
import { originalSource } from './original-source.ts';
import { getPage } from '../vault/stores/pages.ts';
import type { AppContext } from './context.ts';

/** Largest upload: no patient's packet is larger, and a hostile page must not fill the disk. */
const MAX_UPLOAD_BYTES = 2 * 1024 * 1024 * 1024;
/** A backup holds every paper there is; the disk is its limit. */
const MAX_BACKUP_BYTES = 1024 * 1024 * 1024 * 1024;
const tooLarge = 'This file is larger than 2 GB. Split it into smaller files and add those.';

const pagePath = /^\/bytes\/page\/([A-Za-z0-9_-]{1,80})\/(\d{1,6})$/;
const downloadPath = /^\/bytes\/download\/([A-Za-z0-9_-]{1,80})$/;
const widthSchema = z.coerce.number().int().min(1).max(4000);

export type ByteHandler = (request: Request) => Promise<Response | null>;

export function createByteHandler(context: AppContext): ByteHandler {
  return async (request) => {
    const url = new URL(request.url);
    try {
      if (url.pathname === bytePaths.upload && request.method === 'POST')
        return await upload(context, request);
      if (request.method !== 'GET') return null;
      const page = pagePath.exec(url.pathname);
      if (page) {
        const [, documentId = '', index = ''] = page;
        return await picture(context, documentId, Number(index), url.searchParams.get('width'));
      }
      const download = downloadPath.exec(url.pathname);
      if (download) return handOver(context, download[1] ?? '');
      return null;
    } catch (error) {
      const known = error instanceof AppError ? error : new AppError('INTERNAL', 'Something went wrong.');
      return Response.json(
        { code: known.code, message: known.message },
        { status: errorCodes[known.code].status },
      );
    }
  };
}

async function upload(context: AppContext, request: Request): Promise<Response> {
  if (!request.body) throw new AppError('BAD_INPUT', 'The file was not sent.');
  const isBackup = request.headers.get('x-upload-kind') === 'backup';
  const body = limited(request.body, isBackup ? MAX_BACKUP_BYTES : MAX_UPLOAD_BYTES);
  const uploadId = isBackup
    ? await context.uploads.addBackup(body)
    : await context.uploads.addPaper(fileNameOf(request), body);
  return Response.json({ uploadId });
}

function fileNameOf(request: Request): string {
  try {
    return decodeURIComponent(request.headers.get('x-file-name') ?? '');
  } catch {
    return '';
  }
}

async function* limited(body: ReadableStream<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  let total = 0;
  const reader = body.getReader();
  try {
    while (true) {
      const { done, value } = await reader.read();
      if (done) return;
      total += value.byteLength;
      if (total > most) throw new AppError('TOO_LARGE', tooLarge);
      yield value;
    }
  } finally {
    reader.releaseLock();
  }
}

async function picture(
  context: AppContext,
  documentId: string,
  pageIndex: number,
  widthText: string | null,
): Promise<Response> {
  const db = context.session.db();
  const width = widthSchema.safeParse(widthText ?? '1000');
  if (!width.success) throw new AppError('BAD_INPUT', 'The width of a page picture is between 1 and 4000.');
  getDocument(db, documentId);
  const page = getPage(db, documentId, pageIndex);
  if (page.width <= 0 || page.height <= 0)
    throw new AppError('NOT_FOUND', 'This document has no page pictures.');
  const drawn = await context.reader.renderPage(originalSource(db, documentId), pageIndex, {
    maxPixels: Math.round((width.data * width.data * page.height) / page.width),
    turn: page.turn,
    documentId,
    password: getFilePassword(db, documentId),
  });
  if (!drawn.ok) throw new AppError('UNREADABLE', drawn.problem.message);
  if (!drawn.png) throw new AppError('NOT_FOUND', 'This document has no page pictures.');
  return new Response(new Uint8Array(drawn.png), { headers: { 'Content-Type': 'image/png' } });
}

function handOver(context: AppContext, downloadId: string): Response {
  const source = context.downloads.take(downloadId);
  if (!source) throw new AppError('NOT_FOUND', 'This file was handed over already. Make it again.');
  const ascii = source.fileName.replaceAll(/[^\x20-\x7e]|["\\]/g, '_');
  return new Response(source.open(), {
    headers: {
      'Content-Type': source.mediaType,
      ...(source.byteSize === null ? {} : { 'Content-Length': String(source.byteSize) }),
      'Content-Disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(source.fileName)}`,
    },
  });
}
