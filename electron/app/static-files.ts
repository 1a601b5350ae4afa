/** Serves the built renderer. Only files that were there at start, looked up by exact name: no path can escape. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
};

/** Returns the response for a path of the page ("/" is index.html), or null when there is no such file. */
export function createStaticFiles(folder: string): (path: string) => Response | null {
  const names = new Set(listFiles(folder).map((file) => `/${relative(folder, file).split(sep).join('/')}`));
  return (path) => {
    const name = path === '/' ? '/index.html' : path;
    if (!names.has(name)) return null;
    const bytes = readFileSync(join(folder, ...name.slice(1).split('/')));
    const mediaType = mediaTypes[extname(name)] ?? 'application/octet-stream';
    return new Response(bytes, { headers: { 'Content-Type': mediaType } });
  };
}

function listFiles(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? listFiles(path) : [path];
  });
}
