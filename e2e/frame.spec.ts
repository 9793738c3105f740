import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { goTo, openFiles, settled, watchPage } from './page.ts';

const dumps = ['ctx-0.txt.gz', 'ctx-2.txt.gz', 'ctx-4.txt.gz'];

test('opening files makes no request and breaks no rule of the policy', async ({ page }) => {
  const { faults, requests } = watchPage(page);
  await page.goto('/');
  await settled(page);
  await openFiles(page, dumps);
  const after = requests.filter((url) => !/\.(js|css|svg)$/.test(new URL(url).pathname)).slice(1);
  expect(after).toEqual([]);
  for (const url of requests) expect(new URL(url).origin).toBe(new URL(page.url()).origin);
  expect(faults).toEqual([]);
  await expect(page.locator('meta[http-equiv=Content-Security-Policy]')).toHaveAttribute(
    'content',
    /default-src 'none'/,
  );
});

test('files stand in order with A and B; marks, order and time can be changed', async ({ page }) => {
  await page.goto('/');
  await openFiles(page, dumps);
  const files = page.getByRole('complementary', { name: 'Files' });
  await expect(files.getByRole('listitem')).toHaveCount(3);
  await expect(files.getByRole('button', { name: /^A, the base/ })).toHaveAccessibleName(/ctx-0/);
  await files.getByRole('button', { name: 'ctx-2.txt.gz', exact: true }).press('a');
  await expect(files.getByRole('button', { name: /^A, the base/ })).toHaveAccessibleName(/ctx-2/);
  await files.getByRole('button', { name: 'ctx-4.txt.gz', exact: true }).press('Alt+ArrowUp');
  await expect(files.getByRole('listitem').nth(1)).toContainText('ctx-4');
  await files.getByRole('button', { name: /^ctx-0.txt.gz: time/ }).click();
  const dialog = page.getByRole('dialog', { name: 'ctx-0.txt.gz' });
  await dialog.getByLabel('Time of capture').fill('2035-01-02T03:04:05');
  await page.keyboard.press('Escape');
  await expect(files.getByRole('listitem').last()).toContainText('03:04:05');
  await files.getByRole('button', { name: 'ctx-0.txt.gz', exact: true }).press('Delete');
  await expect(files.getByRole('listitem')).toHaveCount(2);
});

test('every view has its address: back, forward and reload restore it, and ask for the files', async ({
  page,
}) => {
  await page.goto('/');
  await page.getByRole('checkbox', { name: 'Keep what I open in this browser' }).uncheck();
  await openFiles(page, dumps);
  await goTo(page, 'Goroutines');
  await page.getByLabel('Group by').selectOption('wait');
  await page.getByLabel('Filter goroutines').fill('select');
  await settled(page);
  await expect(page).toHaveURL(/by=wait.*q=select/);
  await page.goBack();
  await expect(page.getByLabel('Group by')).toHaveValue('stack');
  await page.goForward();
  await expect(page.getByLabel('Group by')).toHaveValue('wait');
  await page.reload();
  await expect(page.getByRole('region', { name: 'Missing files' })).toContainText('ctx-4.txt.gz');
  await openFiles(page, dumps);
  await expect(page.getByRole('region', { name: 'Missing files' })).toHaveCount(0);
  await expect(page.getByLabel('Group by')).toHaveValue('wait');
  await expect(page.getByLabel('Filter goroutines')).toHaveValue('select');
});

test('keys: ? lists them, / searches, digits change the page', async ({ page }) => {
  await page.goto('/');
  await openFiles(page, dumps);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('2');
  await expect(page.getByRole('grid')).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.getByLabel('Filter goroutines')).toBeFocused();
});

test('the colours follow the system until they are chosen', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByRole('button', { name: /^Colours/ }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
});

test('a worker that dies is replaced, the user told, and the workspace is as it was', async ({ page }) => {
  await page.goto('/');
  await openFiles(page, dumps);
  await page.workers()[0].evaluate(() => {
    setTimeout(() => {
      throw new Error('made to die');
    }, 0);
  });
  await expect(page.getByRole('status').filter({ hasText: 'started again' })).toBeVisible();
  await goTo(page, 'Goroutines');
  await settled(page);
  await expect(page.getByRole('grid').getByRole('row').nth(1)).toBeVisible();
  await expect(page.getByRole('complementary', { name: 'Files' }).getByRole('listitem')).toHaveCount(3);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto('/');
    await settled(page);
    const check = async (): Promise<string[]> =>
      (await new AxeBuilder({ page }).analyze()).violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
      );
    expect(await check()).toEqual([]);
    await openFiles(page, [...dumps, 'ctx-heap-0.pb.gz', 'ctx-heap-4.pb.gz']);
    expect(await check()).toEqual([]);
    await goTo(page, 'Goroutines');
    await settled(page);
    await page.getByRole('grid').getByRole('row').nth(1).click();
    expect(await check()).toEqual([]);
    await page.keyboard.press('?');
    expect(await check()).toEqual([]);
  });
}
