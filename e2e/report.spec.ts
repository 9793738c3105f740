import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { decodeLink, encodeLink } from '../src/report/codec/link.ts';
import { hostileNames, hostileReport, serviceReport } from '../src/report/testdata/generate-report.ts';
import { openFiles, settled, watchPage } from './page.ts';

const dumps = ['ctx-0.txt.gz', 'ctx-2.txt.gz', 'ctx-4.txt.gz'];

async function preview(page: Page): Promise<void> {
  await page.goto('/');
  await openFiles(page, dumps);
  await page.getByRole('button', { name: 'Share report' }).click();
  await settled(page);
}

/** What a button copies. The browser's own clipboard is not for tests: it is shared by all of them. */
async function copied(page: Page, label: string): Promise<string> {
  await page.evaluate(() => {
    const writeText = async (text: string): Promise<void> => {
      document.documentElement.dataset.copied = text;
    };
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
    delete document.documentElement.dataset.copied;
  });
  await page.getByRole('region', { name: 'Share the report' }).getByRole('button', { name: label }).click();
  await expect(page.locator('html')).toHaveAttribute('data-copied', /./);
  return (await page.locator('html').getAttribute('data-copied')) ?? '';
}

test('the preview shows exactly what the link carries, and its length as it changes', async ({ page }) => {
  await preview(page);
  const length = page.getByRole('status', { name: 'Length of the link' });
  const before = await length.textContent();
  const report = page.getByRole('article', { name: 'Leak report' });
  await expect(report).toContainText('main.waitDone');
  await expect(report).toContainText('left out by the sender');
  expect(await report.textContent()).not.toContain('tenant=');

  const link = await copied(page, 'Copy link');
  expect(before).toContain(`${link.length.toLocaleString('en-US')} characters`);
  const carried = decodeLink(link);
  expect(carried.omitted.kinds).toContain('labels');
  for (const { title } of carried.findings) await expect(report).toContainText(title);

  await page.getByRole('checkbox', { name: 'File names and program' }).uncheck();
  await expect(length).not.toHaveText(before ?? '');
  expect(await report.textContent()).not.toContain('ctx-0.txt.gz');
  expect(await copied(page, 'Copy link')).not.toBe(link);
});

test('a link opened in a fresh profile, the network cut but for the page itself', async ({
  page,
  browser,
}) => {
  await preview(page);
  const link = await copied(page, 'Copy link');
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  await cutNetwork(context);
  const other = await context.newPage();
  const { faults, requests } = watchPage(other);
  await other.addInitScript(noteWhenShown);
  await other.goto(link);
  const report = other.getByRole('article', { name: 'Leak report' });
  await expect(report.getByRole('heading', { level: 1 })).toContainText('goroutines');
  const shownMs = Number(await other.locator('html').getAttribute('data-shown-ms'));
  process.stdout.write(`report from a link: shown ${shownMs} ms after load, ${link.length} characters\n`);
  await settled(other);
  await expect(report).toContainText('main.waitDone');
  await expect(report.getByRole('application', { name: /Flame graph/ })).toBeVisible();
  await expect(other.getByRole('heading', { name: 'Open the files to dig deeper' })).toBeVisible();
  expect(await other.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
    0,
  );
  for (const url of requests)
    expect(new URL(url).pathname).toMatch(/^\/(assets\/[\w-]+\.(js|css)|icon\.svg)?$/);
  for (const url of requests) expect(url).not.toContain('r=1.');
  expect(faults).toEqual([]);
  await other.reload();
  await expect(report).toContainText('main.waitDone');
  await context.close();
});

test('the files of a report are known by content', async ({ page }) => {
  await preview(page);
  const link = await copied(page, 'Copy link');
  await page.evaluate(() => indexedDB.deleteDatabase('unpark'));
  await page.goto('about:blank');
  await page.goto(link);
  await settled(page);
  const connect = page.getByRole('region', { name: 'Open the files to dig deeper' });
  await expect(connect.getByText('not open')).toHaveCount(3);
  await page.goto('about:blank');
  await page.goto(link.replace(/#.*/, ''));
  await openFiles(page, [
    'ctx-0.txt.gz',
    { name: 'ctx-4.txt.gz', text: 'goroutine 1 [running]:\nmain.main()\n\t/a.go:1\n' },
  ]);
  await page.evaluate(
    (fragment) => {
      location.hash = fragment;
    },
    link.replace(/.*#/, ''),
  );
  await settled(page);
  await expect(connect.getByText('open: the same content')).toHaveCount(1);
  await expect(connect.getByText('other content')).toHaveCount(1);
  await connect.getByRole('button', { name: 'Look at the leaks' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('goroutines');
});

test('a link that is cut, changed, newer or too large is refused whole, in words', async ({ page }) => {
  const link = encodeLink(serviceReport(12));
  const broken = [
    [link.slice(0, 500), /cut/],
    [`${link.slice(0, 300)}A${link.slice(301)}`, /cut or changed/],
    [link.replace('1.', '7.'), /newer Unpark/],
    ['nonsense', /version/],
  ] as const;
  for (const [text, words] of broken) {
    await page.goto('about:blank');
    await page.goto(`/#r=${text}`);
    const alert = page.getByRole('alert');
    await expect(alert.getByRole('heading')).toHaveText('This report link cannot be read.');
    await expect(alert).toContainText(words);
    await expect(page.getByRole('article')).toHaveCount(0);
  }
});

test('hostile names are text: on the page, in Markdown, in HTML', async ({ page, browser }) => {
  for (const name of hostileNames) {
    const { faults, requests } = watchPage(page);
    await page.goto('about:blank');
    await page.goto(`/#r=${encodeLink(hostileReport(name))}`);
    await expect(page.getByRole('article', { name: 'Leak report' })).toBeVisible();
    expect(await page.locator('main :is(img, script, iframe, a[href^="javascript"])').count()).toBe(0);
    expect(await page.locator('main').textContent()).not.toMatch(/[\0\u202e\u2066]/);
    for (const url of requests) expect(url).not.toContain('evil');
    expect(faults).toEqual([]);
  }
  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto('/');
  const text = `goroutine 1 [chan receive, 99 minutes]:\n${hostileNames[0]}(0x1)\n\t/src/<b>x</b>.go:3 +0x1\n`;
  await openFiles(other, [{ name: '<img src=x onerror=alert(1)>.txt', text }]);
  await other.getByRole('button', { name: 'Share report' }).click();
  await settled(other);
  expect(await other.locator('main img, main b b').count()).toBe(0);
  await context.close();
});

test('the HTML file opens from disk without scripts or requests', async ({ page, browser }, info) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Try a leaking service' }).click();
  await settled(page);
  await page.getByRole('button', { name: 'Share report' }).click();
  await settled(page);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save HTML' }).click();
  const path = info.outputPath('report.html');
  await (await download).saveAs(path);
  const bytes = readFileSync(path).length;
  process.stdout.write(`HTML report of the sample: ${bytes} bytes\n`);
  expect(bytes).toBeLessThan(300_000);
  const context = await browser.newContext({ javaScriptEnabled: false });
  const file = await context.newPage();
  const { faults, requests } = watchPage(file);
  await file.goto(pathToFileURL(path).href);
  await expect(file.getByRole('heading', { level: 1 })).toContainText('goroutines');
  await expect(file.getByRole('img', { name: /^Flame graph/ })).toBeVisible();
  await expect(file.getByText('orders-service/orders.(*Syncer).watch').first()).toBeVisible();
  expect(requests).toHaveLength(1);
  expect(faults).toEqual([]);
  await context.close();
});

test('a pasted link opens; a long report says so; the QR code is there where it fits', async ({ page }) => {
  await preview(page);
  await page.getByRole('button', { name: 'QR code' }).click();
  await expect(page.getByRole('img', { name: 'QR code of the link' })).toBeVisible();
  const link = `https://elsewhere.example/unpark/#r=${encodeLink(serviceReport(5))}`;
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', `see ${text} !`);
    window.dispatchEvent(new ClipboardEvent('paste', { clipboardData }));
  }, link);
  await expect(page.getByRole('article', { name: 'Leak report' })).toContainText('example.com/shop');
  await page.goBack();
  await expect(page.getByRole('article', { name: 'Leak report' })).toContainText('main.waitDone');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on a report, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await preview(page);
    await page.getByRole('button', { name: 'QR code' }).click();
    const found = await new AxeBuilder({ page }).analyze();
    expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)).toEqual([]);
    await page.goto(`/#r=${encodeLink(serviceReport(4))}`);
    await settled(page);
    const opened = await new AxeBuilder({ page }).analyze();
    expect(opened.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)).toEqual([]);
  });
}

/** The page itself may load; nothing else can be reached. */
async function cutNetwork(context: BrowserContext): Promise<void> {
  await context.route('**/*', (route) =>
    /^http:\/\/127\.0\.0\.1:\d+\/(assets\/|icon\.svg|$)/.test(route.request().url())
      ? route.continue()
      : route.abort(),
  );
}

/** In the page: milliseconds from its load event to the frame in which a report's heading is there. */
function noteWhenShown(): void {
  const look = (): void => {
    const loaded = performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming | undefined;
    const isShown = document.querySelector('article h1') !== null;
    if (!isShown || loaded === undefined || loaded.loadEventEnd === 0) requestAnimationFrame(look);
    else
      document.documentElement.dataset.shownMs = String(Math.round(performance.now() - loaded.loadEventEnd));
  };
  requestAnimationFrame(look);
}
