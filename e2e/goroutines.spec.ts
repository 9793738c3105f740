import { expect, test } from '@playwright/test';
import { goTo, openFiles, settled } from './page.ts';

test.beforeEach(async ({ page }) => {
  await page.goto('/');
  await openFiles(page, ['ctx-0.txt.gz', 'ctx-4.txt.gz']);
  await goTo(page, 'Goroutines');
  await settled(page);
});

test('goroutines are grouped in every way, and counted in both snapshots', async ({ page }) => {
  const grid = page.getByRole('grid');
  await expect(grid.getByRole('columnheader', { name: 'A', exact: true })).toBeVisible();
  for (const by of ['function', 'creator', 'wait', 'package', 'stack']) {
    await page.getByLabel('Group by').selectOption(by);
    await settled(page);
    await expect(grid.getByRole('row').nth(1)).toBeVisible();
  }
  await expect(grid.getByRole('row').filter({ hasText: 'main.waitDone' }).first()).toBeVisible();
});

test('the filter keeps what holds every word', async ({ page }) => {
  await page.getByLabel('Filter goroutines').fill('main.waitDone');
  await settled(page);
  const rows = page.getByRole('grid').getByRole('row');
  await expect(rows.nth(1)).toContainText('main.waitDone');
  await page.getByLabel('Filter goroutines').fill('no such thing');
  await expect(page.getByText('No group matches')).toBeVisible();
});

test('a group opens to its whole stack and its ids; arrows walk on', async ({ page }) => {
  await page.getByLabel('Filter goroutines').fill('main.');
  const rows = page.getByRole('grid').getByRole('row');
  await rows.nth(1).click();
  const detail = page.getByRole('region', { name: /^Group/ });
  await expect(detail.getByRole('heading', { name: 'Goroutine ids' })).toBeVisible();
  await page.getByRole('grid').focus();
  await page.keyboard.press('ArrowDown');
  await expect(rows.nth(2)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('k');
  await expect(rows.nth(1)).toHaveAttribute('aria-selected', 'true');
});

test('a column sorts, and sorts the other way round', async ({ page }) => {
  await page.getByRole('button', { name: 'Your first frame' }).click();
  const head = page.getByRole('columnheader', { name: 'Your first frame' });
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  await page.getByRole('button', { name: /Your first frame/ }).click();
  await expect(head).toHaveAttribute('aria-sort', 'descending');
  await expect(page).toHaveURL(/sort=function/);
});

test('the table is copied for a spreadsheet', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy as CSV' }).click();
  await expect(page.getByText(/Copied \d+ rows/)).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text.split('\n')[0]).toBe(
    'count,ctx-0.txt.gz,ctx-4.txt.gz,delta,state,wait,wait minutes,title,created by,labels,stack',
  );
  expect(text).toContain('main.waitDone');
});

test('the state diagram says where goroutines are, and filters', async ({ page }) => {
  const diagram = page.getByRole('list', { name: 'Where the goroutines are' });
  await diagram.getByRole('button', { name: /waiting/ }).click();
  await expect(page.getByLabel('Filter goroutines')).toHaveValue('waiting');
});
