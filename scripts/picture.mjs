// The picture of the README: the sample on the Leaks page of the built app. `npm run build && node scripts/picture.mjs`
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { browserArgs, findBrowser } from './browser.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = `${root}e2e/pictures/leaks.png`;
const port = 4178;

const server = spawn(
  process.execPath,
  ['dist/cli/unpark.js', 'open', '--port', String(port), '--no-browser'],
  {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  },
);
await new Promise((resolve) => server.stdout.once('data', resolve));
const browser = await chromium.launch({ executablePath: await findBrowser(), args: browserArgs });
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1 });
  await page.goto(`http://127.0.0.1:${port}/`);
  await page.getByRole('button', { name: 'Try a leaking service' }).click();
  await page.locator('[data-card]').first().waitFor();
  await page.locator('html[data-settled=true]').waitFor({ timeout: 60_000 });
  mkdirSync(dirname(out), { recursive: true });
  await page.screenshot({ path: out });
} finally {
  await browser.close();
  server.kill();
}
