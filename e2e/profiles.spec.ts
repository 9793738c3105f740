import { expect, test } from '@playwright/test';
import { openFiles, settled, watchPage } from './page.ts';
import { goToExactly, openSamples, savedText, violations } from './profile-pages.ts';

const heaps = [1, 2, 3, 4, 5].map((n) => `heap-${n}.pb.gz`);

test('Top: sorted, filtered, copied, and on to callers and callees', async ({ page }) => {
  await openSamples(page, ['heap-5.pb.gz']);
  await goToExactly(page, 'Top');
  const rows = page.getByRole('grid', { name: 'Functions' }).getByRole('row');
  await expect(rows.nth(1)).toContainText('runtime.mallocgc');
  await expect(rows.nth(1)).toContainText('10.50 MB');
  await page.getByRole('button', { name: 'cum', exact: true }).click();
  await expect(page).toHaveURL(/sort=cum/);
  await page.getByRole('button', { name: /^cum/ }).click();
  await page.getByLabel('Filter rows').fill('syncer');
  await expect(rows).toHaveCount(4);
  const csv = await savedText(page, 'Save table as CSV');
  expect(csv.split('\n')[0]).toBe('Function,flat,flat %,sum %,cum,cum %');
  expect(csv).toMatch(/orders\.\(\*Syncer\)\.watch,0,/);
  await rows.nth(1).click();
  await page.getByRole('button', { name: 'Peek' }).click();
  await settled(page);
  await expect(page.getByRole('heading', { name: 'Called by' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Function' })).toContainText('orders-service/orders.');
});

test('the base is chosen on the page, at any time, and taken away again', async ({ page }) => {
  await openSamples(page, heaps);
  await goToExactly(page, 'Top');
  await expect(page.getByText(/1\.50 MB → 21\.02 MB/)).toBeVisible();
  await page.getByLabel('Base', { exact: true }).selectOption('heap-3.pb.gz');
  await settled(page);
  await expect(
    page.getByText(/10\.\d\d MB → 21\.02 MB|11\.\d\d MB → 21\.02 MB|11 MB → 21\.02 MB/),
  ).toBeVisible();
  await expect(page.getByText('-base=heap-3.pb.gz', { exact: false })).toBeVisible();
  await page.getByLabel('Base', { exact: true }).selectOption('');
  await settled(page);
  await expect(page.getByRole('columnheader', { name: 'sum %' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('columnheader', { name: 'flat A' })).toBeVisible();
});

test('Callers: any function is picked by name, and its callers lead on', async ({ page }) => {
  await openSamples(page, ['heap-5.pb.gz']);
  await goToExactly(page, 'Callers');
  await page.getByLabel('Function').first().fill('runtime.malg');
  await page.keyboard.press('Enter');
  await settled(page);
  const callers = page.getByRole('grid', { name: 'Callers' }).getByRole('row');
  await expect(callers.nth(1)).toContainText('runtime.newproc1');
  await expect(callers.nth(1)).toContainText('100.00%');
  await callers.nth(1).click();
  await settled(page);
  await expect(page.getByRole('region', { name: 'Function' })).toContainText('runtime.newproc1');
});

test('Graph: nodes as pprof chooses them, saved as SVG and dot', async ({ page }) => {
  await openSamples(page, ['heap-5.pb.gz']);
  await goToExactly(page, 'Graph');
  await expect(page.getByRole('application', { name: /^Call graph/ })).toBeVisible();
  await page.getByRole('grid', { name: 'Nodes' }).getByRole('row').nth(1).click();
  await expect(page.getByRole('button', { name: 'Peek' })).toBeVisible();
  await page.getByLabel('Nodes at most').selectOption('20');
  await settled(page);
  await expect(page.getByText(/^\d+ of \d+ nodes/)).toBeVisible();
  expect(await savedText(page, 'Save picture as SVG')).toContain('</svg>');
  expect(await savedText(page, 'Save graph as dot')).toMatch(/^digraph/);
});

test('Labels: a click on a value keeps its samples, on every page', async ({ page }) => {
  await openSamples(page, ['heap-5.pb.gz']);
  await goToExactly(page, 'Labels');
  const value = page.getByRole('grid', { name: 'Label values' }).getByRole('row').nth(1);
  const weight = await value.getByRole('gridcell').nth(2).innerText();
  await value.click();
  await settled(page);
  await expect(page).toHaveURL(/tagfocus=bytes/);
  await goToExactly(page, 'Top');
  await expect(page.getByText(`inuse_space ${weight}`)).toBeVisible();
});

test('Over time: ranked by growth, what only ever gained, and MemStats of text profiles', async ({
  page,
}) => {
  await openSamples(page, heaps);
  await goToExactly(page, 'Over time');
  const rows = page.getByRole('grid', { name: 'Over time' }).getByRole('row');
  await expect(rows.nth(1)).toContainText('runtime.mallocgc');
  await expect(rows.nth(1)).toContainText('+10 MB');
  await rows.nth(2).click();
  await expect(page).toHaveURL(/sel=orders-service/);
  await page.getByRole('button', { name: /^Only ever gained/ }).click();
  await expect(rows.nth(1)).toBeVisible();
});

test('a file that is cut still gives its pages, or a clear word', async ({ page }) => {
  const { faults } = watchPage(page);
  await page.goto('/');
  await openFiles(page, [
    {
      name: 'cut.txt',
      text: 'heap profile: 3: 96 [5: 160] @ heap/1048576\n3: 96 [5: 160] @ 0x1 0x2\n# 0x1 main.f<script>+0x1',
    },
  ]);
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name: 'Top' }).click();
  await settled(page);
  await expect(page.getByRole('grid', { name: 'Functions' }).getByRole('row')).not.toHaveCount(1);
  expect(faults).toEqual([]);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the pages of a profile, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await openSamples(page, ['heap-1.pb.gz', 'heap-5.pb.gz']);
    for (const title of ['Top', 'Callers', 'Graph', 'Labels', 'Over time']) {
      await goToExactly(page, title);
      await page.getByRole('grid').first().getByRole('row').nth(1).click();
      await settled(page);
      expect(await violations(page), title).toEqual([]);
    }
  });
}
