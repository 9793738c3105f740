import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp, pagePolicy } from './app.ts';
import { Captures } from './captures.ts';

const web = mkdtempSync(join(tmpdir(), 'unpark-web-'));
const dump = join(web, 'a dump.txt');
let service: Server;
let serviceUrl = '';
let asked: string[] = [];

beforeAll(async () => {
  writeFileSync(join(web, 'index.html'), '<!doctype html>page');
  writeFileSync(dump, 'goroutine 1 [select]:');
  service = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url?.startsWith('/debug/pprof/heap') === true) response.writeHead(404);
    response.end(`answer ${asked.length}`);
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  serviceUrl = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
});
afterAll(() => {
  service.close();
  rmSync(web, { recursive: true, force: true });
});

const get = (app: ReturnType<typeof createApp>, path: string, host = '127.0.0.1:80', method = 'GET') =>
  app.request(`http://${host}${path}`, { method, headers: { host } });

test('the page and its server carry one policy', () => {
  const html = readFileSync(new URL('../../../index.html', import.meta.url), 'utf8');
  expect(/http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(html)?.[1]).toBe(pagePolicy);
});

test('serves the page with the policy, and nothing outside its folder', async () => {
  const app = createApp({ web, captures: null });
  const page = await get(app, '/');
  expect(await page.text()).toContain('page');
  expect(page.headers.get('content-security-policy')).toBe(`${pagePolicy}; frame-ancestors 'none'`);
  expect(page.headers.get('referrer-policy')).toBe('no-referrer');
  for (const path of ['/../x', '/%2e%2e/x', '/..%2f..%2fetc/passwd', '/%00', '/%', '/none.js'])
    expect((await get(app, path)).status).toBe(404);
});

test('answers no other host name: another page cannot reach it', async () => {
  const app = createApp({ web, captures: null });
  expect((await get(app, '/', 'evil.example')).status).toBe(403);
  expect((await get(app, '/', 'localhost:4000')).status).toBe(200);
});

test('files of the command line lie under their token only', async () => {
  const captures = await Captures.open([dump], null);
  const app = createApp({ web, captures });
  const list = await (await get(app, `/local/${captures.token}/files.json`)).json();
  expect(list).toMatchObject({ canCapture: false, files: [{ name: 'a dump.txt', index: 0 }] });
  expect(await (await get(app, `/local/${captures.token}/0/a%20dump.txt`)).text()).toBe(
    'goroutine 1 [select]:',
  );
  expect((await get(app, `/local/${'0'.repeat(32)}/files.json`)).status).toBe(404);
  expect((await get(app, `/local/${captures.token}/7/x`)).status).toBe(404);
});

test('a folder is all files in it', async () => {
  mkdirSync(join(web, 'S0', 'deep'), { recursive: true });
  for (const name of ['S0/b.txt', 'S0/.hidden', 'S0/deep/a.txt']) writeFileSync(join(web, name), 'x');
  const { files } = (await Captures.open([join(web, 'S0')], null)).list();
  expect(files.map(({ name }) => name)).toEqual(['S0/b.txt', 'S0/deep/a.txt']);
});

test('a running service is captured, again and again; what it does not have is left out', async () => {
  asked = [];
  const captures = await Captures.open([], `${serviceUrl}/debug/pprof/`);
  const app = createApp({ web, captures });
  expect(asked[0]).toBe('/debug/pprof/goroutine?debug=2');
  expect(captures.list().files.map(({ name }) => name.replace(/-\d{6}/, ''))).toEqual([
    'goroutine.txt',
    'goroutineleak.pb.gz',
  ]);
  const again = await get(app, `/local/${captures.token}/capture`, '127.0.0.1', 'POST');
  expect(((await again.json()) as { files: unknown[] }).files).toHaveLength(4);
});

test('a service that does not answer, and a file that is not there, are one line', async () => {
  await expect(Captures.open([join(web, 'missing')], null)).rejects.toThrow('no such file');
  await expect(Captures.open([], 'http://127.0.0.1:9')).rejects.toThrow('net/http/pprof');
});
