/** Builds the screen to out/renderer: plain files that both hosts serve from their own origin. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  // The loopback host serves the page under a base path that nobody can guess: every address is relative.
  base: './',
  plugins: [react()],
  build: {
    outDir: '../out/renderer',
    emptyOutDir: true,
    // Everything the page needs is a file of its own: a strict CSP allows no inline script or data: module.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
  },
});
