import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { Hono } from 'hono';
import type { Captures } from './captures.ts';

/** The page's policy; the header adds what a <meta> cannot say. Kept equal to index.html by a test. */
export const pagePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; frame-src 'self'; manifest-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'";

/** The entry that fetches addresses the user names: any origin, but nothing else. */
const fetchPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src *; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webmanifest': 'application/manifest+json',
};

export interface AppOptions {
  /** Folder of the built page. */
  readonly web: string;
  /** Files and captures to hand to the page, or null. */
  readonly captures: Captures | null;
}

/**
 * Serves the built page, and under an unguessable path the files named on the command line.
 * Answers only requests addressed to this machine, so that no other page can reach it through its own host name.
 */
export function createApp(options: AppOptions): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    const host = (context.req.header('host') ?? '').replace(/:\d+$/, '');
    if (host !== '127.0.0.1' && host !== 'localhost' && host !== '[::1]')
      return context.text('not for this host', 403);
    await next();
    const isFetcher = context.req.path.endsWith('/fetch.html');
    context.header(
      'content-security-policy',
      isFetcher ? fetchPolicy : `${pagePolicy}; frame-ancestors 'none'`,
    );
    context.header('referrer-policy', 'no-referrer');
    context.header('x-content-type-options', 'nosniff');
    context.header('cross-origin-resource-policy', 'same-origin');
    return undefined;
  });
  const { captures } = options;
  if (captures !== null) {
    app.get('/local/:token/files.json', (context) =>
      captures.token === context.req.param('token')
        ? context.json(captures.list())
        : context.text('unknown', 404),
    );
    app.get('/local/:token/:index/:name', async (context) => {
      if (captures.token !== context.req.param('token')) return context.text('unknown', 404);
      const bytes = await captures.read(Number(context.req.param('index')));
      if (bytes === null) return context.text('unknown', 404);
      return context.body(bytes, 200, {
        'content-type': 'application/octet-stream',
        'cache-control': 'no-store',
      });
    });
    app.post('/local/:token/capture', async (context) => {
      if (captures.token !== context.req.param('token')) return context.text('unknown', 404);
      try {
        return context.json(await captures.again());
      } catch (error) {
        return context.text(error instanceof Error ? error.message : String(error), 502);
      }
    });
  }
  app.get('*', async (context) => serveFile(options.web, context.req.path));
  return app;
}

async function serveFile(web: string, path: string): Promise<Response> {
  const name = safeName(path);
  if (name === null) return new Response('not found', { status: 404 });
  const file = join(web, name === '' ? 'index.html' : name);
  try {
    if (!(await stat(file)).isFile()) return new Response('not found', { status: 404 });
    const type = types[extname(file)] ?? 'application/octet-stream';
    const isHashed = name.startsWith('assets/');
    const caching = isHashed ? 'public, max-age=31536000, immutable' : 'no-cache';
    return new Response(new Uint8Array(await readFile(file)), {
      headers: { 'content-type': type, 'cache-control': caching },
    });
  } catch {
    return new Response('not found', { status: 404 });
  }
}

/** The path below the web folder, or null if it would leave it. */
function safeName(path: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return null;
  }
  const name = normalize(decoded).split(sep).join('/').replace(/^\/+/, '');
  return name.startsWith('..') || name.includes('\0') ? null : name;
}
