/** Builds the desktop app's main and reading processes to out/main. The screen has its own config (renderer/); there is no preload script. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'electron-vite';

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      rollupOptions: {
        input: {
          index: source('./electron/hosts/desktop/main.ts'),
          'analysis-worker': source('./electron/app/analysis-worker.ts'),
          'reader-host': source('./electron/ingest/reader-host.ts'),
          'vault-thread': source('./electron/vault/worker/thread.ts'),
        },
      },
    },
  },
});
