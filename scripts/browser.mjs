// Finds a Chromium for the tests, and installs one if there is none.
//
// Order: CHROMIUM_PATH, a system Chrome or Chromium, Playwright's own download, the one inside an npm package
// (Linux x64), Playwright's installer; else a message that says what to do.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const system = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Flags for a headless run that makes no connection of its own. */
export const browserArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

/** @returns {Promise<string>} path of an executable Chromium; throws with what to do. */
export async function findBrowser() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM_PATH names ${named}, which is not there`);
  }
  const found = system.find((path) => existsSync(path)) ?? (await playwrightBrowser());
  if (found) return found;
  const packed = await packedBrowser();
  if (packed) return packed;
  const cli = join(createRequire(import.meta.url).resolve('playwright/package.json'), '..', 'cli.js');
  spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: 'inherit' });
  const installed = await playwrightBrowser();
  if (installed) return installed;
  throw new Error(
    'no Chromium found: install Chrome or Chromium, run `npx playwright install chromium`, or set CHROMIUM_PATH',
  );
}

async function playwrightBrowser() {
  const { chromium } = await import('playwright');
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : null;
}

/** Unpacks the Chromium that ships inside @sparticuz/chromium (Linux x64 only) into node_modules/.cache. */
async function packedBrowser() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  let version;
  try {
    const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
    version = JSON.parse(readFileSync(entry.replace(/build[/\\].*$/, 'package.json'), 'utf8')).version;
  } catch {
    return null;
  }
  const cache = fileURLToPath(new URL(`../node_modules/.cache/chromium-${version}/`, import.meta.url));
  mkdirSync(cache, { recursive: true });
  const fonts = join(cache, 'fonts.conf');
  writeFileSync(
    fonts,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${cache}fonts</dir><dir>/usr/share/fonts</dir><dir>${cache}</dir><cachedir>${cache}fonts-cache</cachedir></fontconfig>`,
  );
  // The package unpacks its bundled libraries only where it believes to be on Lambda, and reuses any
  // /tmp/chromium of any version: both are settled by the environment of this one call.
  const before = { tmp: process.env.TMPDIR, lambda: process.env.AWS_EXECUTION_ENV };
  process.env.TMPDIR = cache;
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs22.x';
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    const path = await chromium.executablePath();
    process.env.FONTCONFIG_FILE = fonts;
    return existsSync(path) ? path : null;
  } finally {
    restore('TMPDIR', before.tmp);
    restore('AWS_EXECUTION_ENV', before.lambda);
  }
}

function restore(name, value) {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(await findBrowser());
