/** Files made for the person, handed over once and forgotten. Held in memory or streamed; never in temp files. */
import { randomBytes } from 'node:crypto';
import type { Download } from '../../shared/api/contract.ts';

export interface DownloadSource {
  readonly fileName: string;
  readonly mediaType: string;
  /** Null where it is not known before it is made. */
  readonly byteSize: number | null;
  /** Opened at most once. */
  readonly open: () => ReadableStream<Uint8Array>;
  /** Called instead of `open` when nobody came for it. */
  readonly discard?: () => void;
}

const KEEP_MS = 10 * 60_000;

export interface Downloads {
  offer(source: DownloadSource): Download;
  offerBytes(fileName: string, mediaType: string, bytes: Uint8Array): Download;
  take(downloadId: string): DownloadSource | null;
  clear(): void;
}

export function createDownloads(): Downloads {
  const waiting = new Map<string, { source: DownloadSource; timer: NodeJS.Timeout }>();
  const offer = (source: DownloadSource): Download => {
    const downloadId = randomBytes(16).toString('hex');
    const timer = setTimeout(() => {
      waiting.delete(downloadId);
      source.discard?.();
    }, KEEP_MS);
    timer.unref();
    waiting.set(downloadId, { source, timer });
    return { downloadId, fileName: source.fileName, byteSize: source.byteSize ?? 0 };
  };
  return {
    offer,
    offerBytes: (fileName, mediaType, bytes) =>
      offer({
        fileName,
        mediaType,
        byteSize: bytes.byteLength,
        open: () =>
          new ReadableStream({
            start(controller) {
              controller.enqueue(bytes);
              controller.close();
            },
          }),
      }),
    take(downloadId) {
      const entry = waiting.get(downloadId);
      if (!entry) return null;
      clearTimeout(entry.timer);
      waiting.delete(downloadId);
      return entry.source;
    },
    clear() {
      for (const { timer, source } of waiting.values()) {
        clearTimeout(timer);
        source.discard?.();
      }
      waiting.clear();
    },
  };
}
