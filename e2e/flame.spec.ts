import { expect, type Locator, type Page, test } from '@playwright/test';
import { openFiles, settled, watchPage } from './page.ts';
import { goToExactly, openSamples, savedText, violations } from './profile-pages.ts';

const pair = ['heap-1.pb.gz', 'heap-5.pb.gz'];

function picture(page: Page): Locator {
  return page.getByRole('application', { name: /^Flame graph/ });
}

function tree(page: Page): Locator {
  return page.getByRole('treegrid', { name: 'Call tree' });
}

function detail(page: Page): Locator {
  return page.getByRole('region', { name: 'Selected box' });
}

/** Clicks where a box of a row is: rows are 20 pixels high, the root first. */
function clickRow(page: Page, row: number, x = 20): Promise<void> {
  return picture(page).click({ position: { x, y: row * 20 + 10 } });
}

test('two heap profiles: the picture and its table say before, after and growth', async ({ page }) => {
  const { faults } = watchPage(page);
  await openSamples(page, pair);
  await expect(picture(page)).toBeVisible();
  await expect(page.getByText('inuse_space 1.50 MB → 21.02 MB')).toContainText('+19.52 MB');
  const row = tree(page).getByRole('row', { name: /startPartitionListener/ });
  await expect(row).toContainText('+7.50 MB');
  await expect(row).toContainText('new');
  await expect(page.getByText('go tool pprof -http=: -base=heap-1.pb.gz heap-5.pb.gz')).toBeVisible();
  expect(faults).toEqual([]);
});

test('a click zooms and selects, Escape shows all again, and both are steps of the history', async ({
  page,
}) => {
  await openSamples(page, ['heap-5.pb.gz']);
  await clickRow(page, 2);
  await expect(detail(page)).toContainText('runtime.newproc.func1');
  await expect(page).toHaveURL(/zoom=runtime\.systemstack/);
  await expect(tree(page).getByRole('row', { selected: true })).toContainText('runtime.newproc.func1');
  await picture(page).press('Escape');
  await expect(page).not.toHaveURL(/zoom=/);
  await page.goBack();
  await expect(detail(page)).toContainText('runtime.newproc.func1');
});

test('the whole picture is walked by keys', async ({ page }) => {
  await openSamples(page, ['heap-5.pb.gz']);
  await picture(page).focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
  await expect(detail(page)).toContainText('startPartitionListener');
  await page.keyboard.press('ArrowDown');
  await expect(detail(page)).toContainText('(*Syncer).watch');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/zoom=/);
  await page.keyboard.press('+');
  await expect(page).toHaveURL(/win=/);
  const map = page.getByRole('application', { name: /in little/ });
  await map.press('Escape');
  await expect(map).toHaveAccessibleDescription('The whole width is in view');
  for (const key of ['ArrowUp', 'ArrowUp', 'Home']) await map.press(key);
  await expect(map).toHaveAccessibleDescription('In view: 0 % to 51 % of the width');
  await expect(page).toHaveURL(/win=0%7E0\.51/);
  await page.keyboard.press('/');
  await expect(page.getByLabel('Search functions and files')).toBeFocused();
});

test('a search says what share matches, steps through the hits, and takes regular expressions', async ({
  page,
}) => {
  await openSamples(page, ['heap-5.pb.gz']);
  const search = page.getByLabel('Search functions and files');
  await search.fill('orders.');
  await expect(page.getByRole('status').filter({ hasText: 'boxes' })).toContainText('%');
  await search.press('Enter');
  await expect(detail(page)).toContainText('orders-service/orders.');
  const first = await detail(page).innerText();
  await page.getByRole('button', { name: 'Next hit' }).click();
  await expect(detail(page)).not.toHaveText(first);
  await search.fill('(?i)SYNCER.*watch$');
  await expect(page.getByText('nothing matches')).toBeVisible();
  await page.getByRole('button', { name: 'Regular expression' }).click();
  await expect(page.getByRole('status').filter({ hasText: '1 box ·' })).toBeVisible();
  await search.fill('main.(');
  await expect(page.getByText(/search: .*\)/)).toBeVisible();
});

test('inverted, and callers and callees of one function in one picture', async ({ page }) => {
  await openSamples(page, ['heap-5.pb.gz']);
  await page.getByRole('button', { name: 'Inverted' }).click();
  await settled(page);
  await clickRow(page, 1);
  await expect(detail(page)).toContainText('runtime.mallocgc');
  await page.getByRole('button', { name: 'Callers and callees' }).click();
  await settled(page);
  await expect(page).toHaveURL(/shape=around&fn=runtime\.mallocgc/);
  await expect(tree(page).getByRole('row', { name: /its callers: runtime\.mallocgc/ })).toBeVisible();
});

test('goroutines are coloured by wait state, a dump as well as a profile', async ({ page }) => {
  await page.goto('/');
  await openFiles(page, ['ctx-4.txt.gz']);
  await goToExactly(page, 'Flame graph');
  await expect(page.getByText('colour: wait state')).toBeVisible();
  await expect(page.getByText('chan receive', { exact: true })).toBeVisible();
});

test('filters, hidden runtime and labels as frames are asked of the engine, with pprof’s own names', async ({
  page,
}) => {
  await openSamples(page, ['heap-5.pb.gz']);
  await page.getByRole('button', { name: 'hide runtime' }).click();
  await settled(page);
  await expect(tree(page).getByRole('row', { name: /runtime\.systemstack/ })).toHaveCount(0);
  await page.getByRole('button', { name: /^focus, ignore/ }).click();
  await page.getByLabel('focus', { exact: true }).fill('watch');
  await page.getByLabel('focus', { exact: true }).press('Enter');
  await page.getByLabel('tagroot', { exact: true }).fill('bytes');
  await page.getByLabel('tagroot', { exact: true }).press('Enter');
  await settled(page);
  await expect(
    tree(page)
      .getByRole('row', { name: /bytes: / })
      .first(),
  ).toBeVisible();
  await expect(page.getByText(/-focus=watch -tagroot=bytes/)).toBeVisible();
  await page.getByLabel('focus', { exact: true }).fill('(');
  await page.getByLabel('focus', { exact: true }).press('Enter');
  await expect(page.getByRole('alert')).toContainText('focus');
  await page.getByLabel('focus', { exact: true }).fill('nothing is called so');
  await page.getByLabel('focus', { exact: true }).press('Enter');
  await expect(page.getByText('No sample is left.')).toBeVisible();
});

test('the picture is saved as SVG, the profile as folded stacks', async ({ page }) => {
  await openSamples(page, ['heap-5.pb.gz']);
  const svg = await savedText(page, 'Save picture as SVG');
  expect(svg).toMatch(/^<svg xmlns=/);
  expect(svg).toContain('orders.startPartitionListener.func1');
  const folded = await savedText(page, 'Save folded stacks');
  expect(
    folded.split('\n').some((line) => /^runtime\.systemstack;.*;runtime\.mallocgc \d+$/.test(line)),
  ).toBe(true);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the flame graph, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await openSamples(page, pair);
    await clickRow(page, 2);
    await page.getByLabel('Search functions and files').fill('orders');
    await page.getByRole('button', { name: /^focus, ignore/ }).click();
    await settled(page);
    expect(await violations(page)).toEqual([]);
  });
}
