import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type Page, test } from '@playwright/test';
import { goTo, openFiles, settled } from './page.ts';

const dumps = ['ctx-0.txt.gz', 'ctx-2.txt.gz', 'ctx-4.txt.gz'];

function files(page: Page) {
  return page.getByRole('complementary', { name: 'Files' }).getByRole('listitem');
}

/** Waits until the browser has kept so many workspaces. */
async function kept(page: Page, count: number): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(
        () =>
          new Promise<number>((resolve, reject) => {
            const open = indexedDB.open('unpark');
            open.onerror = () => reject(open.error);
            open.onsuccess = () => {
              const all = open.result.transaction('workspaces').objectStore('workspaces').count();
              all.onsuccess = () => {
                open.result.close();
                resolve(all.result);
              };
            };
          }),
      ),
    )
    .toBe(count);
}

test('a reload restores files, marks and page; the start page lists what is kept', async ({ page }) => {
  await page.goto('/');
  await openFiles(page, dumps);
  await page.getByRole('button', { name: 'ctx-2.txt.gz', exact: true }).press('a');
  await page.getByText('Notes', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Notes' }).fill('since the deploy of Tuesday');
  await goTo(page, 'Goroutines');
  await settled(page);
  await kept(page, 1);
  await page.waitForTimeout(1_000);
  await page.reload();
  await settled(page);
  await expect(files(page)).toHaveCount(3);
  await expect(page.getByRole('button', { name: /^A, the base/ })).toHaveAccessibleName(/ctx-2/);
  await expect(page.getByRole('grid')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Notes' })).toHaveValue('since the deploy of Tuesday');
  await expect(page.getByRole('region', { name: 'Missing files' })).toHaveCount(0);
  await kept(page, 1);
});

test('recent workspaces are opened again, renamed and deleted; files are kept once', async ({ page }) => {
  await page.goto('/');
  await openFiles(page, dumps);
  await kept(page, 1);
  await page.getByRole('button', { name: 'Close all' }).click();
  await openFiles(page, ['ctx-0.txt.gz', 'tickers-0.txt.gz']);
  await kept(page, 2);
  await page.getByRole('button', { name: 'Close all' }).click();
  const recent = page.getByRole('region', { name: 'Recent workspaces' });
  await expect(recent.getByRole('listitem')).toHaveCount(2);
  await recent.getByRole('button', { name: /^Rename tickers|^Rename ctx-0.txt.gz, tickers/ }).click();
  await recent.getByRole('textbox', { name: 'Name of the workspace' }).fill('the tickers');
  await page.keyboard.press('Enter');
  await recent.getByRole('button', { name: 'the tickers', exact: true }).click();
  await settled(page);
  await expect(files(page)).toHaveCount(2);
  const stored = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const open = indexedDB.open('unpark');
        open.onsuccess = () => {
          const all = open.result.transaction('files').objectStore('files').count();
          all.onsuccess = () => resolve(all.result);
        };
      }),
  );
  expect(stored).toBe(4);
  await page.getByRole('button', { name: 'Close all' }).click();
  await recent.getByRole('button', { name: 'Delete the tickers' }).click();
  await expect(recent.getByRole('listitem')).toHaveCount(1);
  await recent.getByRole('button', { name: /^Delete ctx/ }).click();
  await expect(recent).toContainText('none yet');
});

test('switched off, nothing is kept', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('checkbox', { name: 'Keep what I open in this browser' }).uncheck();
  await openFiles(page, dumps);
  await page.waitForTimeout(1_500);
  await kept(page, 0);
  await page.reload();
  await settled(page);
  await expect(page.getByRole('region', { name: 'Missing files' })).toContainText('ctx-0.txt.gz');
});

test('a browser that keeps nothing says so, and works', async ({ page }) => {
  await page.addInitScript(() => {
    indexedDB.open = () => {
      throw new DOMException('not here', 'SecurityError');
    };
  });
  await page.goto('/');
  await expect(page.getByRole('region', { name: 'Recent workspaces' })).toContainText('keeps nothing');
  await openFiles(page, dumps);
  await expect(files(page)).toHaveCount(3);
});

test('a full browser is said once, and nothing is lost', async ({ page }) => {
  await page.addInitScript(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await page.goto('/');
  await openFiles(page, dumps);
  await expect(page.getByText('This browser has no room left to keep these files.')).toHaveCount(1);
  await expect(files(page)).toHaveCount(3);
});

test('a workspace is saved as one file, and is the same when it is dropped again', async ({
  page,
  browser,
}, info) => {
  await page.goto('/');
  await openFiles(page, dumps);
  await page.getByRole('button', { name: 'ctx-2.txt.gz', exact: true }).press('a');
  await goTo(page, 'Goroutines');
  await settled(page);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as one file' }).click();
  const path = info.outputPath('unpark-workspace.zip');
  await (await download).saveAs(path);
  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto('/');
  await other
    .locator('input[type=file]')
    .first()
    .setInputFiles({
      name: 'unpark-workspace.zip',
      mimeType: 'application/zip',
      buffer: readFileSync(path),
    });
  await expect(files(other)).toHaveCount(3);
  await settled(other);
  await expect(other.getByRole('button', { name: /^A, the base/ })).toHaveAccessibleName(/ctx-2/);
  await expect(other.getByRole('grid')).toBeVisible();
  await context.close();
});

test('files by address are fetched after a click, with a word where a server forbids it', async ({
  page,
}) => {
  const asked: string[] = [];
  const bytes = readFileSync(new URL('./files/ctx-4.txt.gz', import.meta.url));
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const isOpen = request.url?.startsWith('/open/') === true;
    response.writeHead(200, isOpen ? { 'access-control-allow-origin': '*' } : {}).end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const query = [`${origin}/open/ctx-4.txt.gz`, `${origin}/shut/ctx-0.txt.gz`, 'javascript:alert(1)']
    .map((url) => `url=${encodeURIComponent(url)}`)
    .join('&');
  await page.goto(`/?${query}`);
  await settled(page);
  const offer = page.getByRole('region', { name: 'Files by address' });
  await expect(offer.getByRole('listitem')).toHaveCount(2);
  expect(asked).toEqual([]);
  await offer.getByRole('button', { name: 'Fetch and open' }).click();
  await expect(offer).toContainText('Access-Control-Allow-Origin');
  await settled(page);
  await expect(files(page)).toHaveCount(1);
  await expect(page.locator('iframe')).toHaveCount(0);
  await offer.getByRole('button', { name: 'Leave it' }).click();
  await expect(offer).toHaveCount(0);
  server.close();
});
