import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { goTo, openFiles, settled, watchPage } from './page.ts';

const trace = 'small-1.27.trace.gz';
const tabs = ['Findings', 'Goroutine analysis', 'Latency', 'GC', 'Tasks and regions', 'Timeline'];

function lanes(page: Page) {
  return page.getByRole('img', { name: /lanes: w a s d/ });
}

function tab(page: Page, name: string) {
  return page
    .getByRole('navigation', { name: 'Pages of the trace' })
    .getByRole('button', { name, exact: true });
}

async function openTrace(page: Page, at = '/'): Promise<void> {
  await page.goto(at);
  await openFiles(page, [trace]);
  await expect(lanes(page)).toHaveAttribute('data-painted', 'yes');
}

test('a trace opens on its timeline, and every page of it answers', async ({ page }) => {
  const { faults } = watchPage(page);
  await openTrace(page);
  await expect(page.getByRole('status').filter({ hasText: 'lanes' })).toHaveText('233 lanes');
  for (const name of tabs) {
    await tab(page, name).click();
    await settled(page);
    await expect(page.getByRole('alert')).toHaveCount(0);
  }
  expect(faults).toEqual([]);
});

test('a goroutine that never ran again says on what, since when and by whom', async ({ page }) => {
  await openTrace(page);
  await page.getByLabel('Go to time, goroutine or function').fill('#82');
  await page.getByLabel('Go to time, goroutine or function').press('Enter');
  const panel = page.getByRole('complementary', { name: 'Selected span' });
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText('Goroutine 82 · waiting on chan receive');
  await expect(panel).toContainText('and never woken');
  await expect(panel).toContainText('created by main.main');
  await expect(page).toHaveURL(/sel=goroutine%3A82/);
  await panel.getByRole('button', { name: '‹ before' }).click();
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText('Goroutine 82 · running');
  await page.keyboard.press('ArrowLeft');
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText('Goroutine 82 · runnable');
  await panel.getByRole('button', { name: 'Pin' }).click();
  await expect(page).toHaveURL(/pin=82/);
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
});

test('the address restores lanes, window, selection, order, filter and page', async ({ page }) => {
  await openTrace(page);
  await page.getByLabel('Order of lanes').selectOption('waiting');
  await page.getByLabel('Filter lanes').fill('leak');
  await page.getByLabel('Height of lanes').selectOption('dense');
  await page.getByLabel('Go to time, goroutine or function').fill('1.5s');
  await page.getByLabel('Go to time, goroutine or function').press('Enter');
  await expect(page).toHaveURL(/w=\d+-\d+/);
  const address = page.url();
  await page.goto('about:blank');
  await openTrace(page, address);
  await expect(page.getByLabel('Order of lanes')).toHaveValue('waiting');
  await expect(page.getByLabel('Filter lanes')).toHaveValue('leak');
  await expect(page.getByLabel('Height of lanes')).toHaveValue('dense');
  expect(page.url()).toBe(address);
});

test('keys zoom, move, go back and fit', async ({ page }) => {
  await openTrace(page);
  await lanes(page).focus();
  for (const key of ['w', 'w', 'w']) await page.keyboard.press(key);
  await expect(page).toHaveURL(/w=\d+-\d+/);
  const zoomed = page.url();
  await page.keyboard.press('d');
  await expect.poll(() => page.url()).not.toBe(zoomed);
  await page.keyboard.press('[');
  await expect.poll(() => page.url()).toBe(zoomed);
  await page.keyboard.press('f');
  await expect(page).not.toHaveURL(/w=\d+-\d+/);
  await page.keyboard.press('r');
  await expect(page.getByRole('complementary', { name: 'Selected range' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: 'Selected span' });
  await expect(panel.getByRole('heading', { level: 2 })).toContainText('Goroutine 82');
  await page.keyboard.press('ArrowDown');
  await expect(panel.getByRole('heading', { level: 2 })).toContainText('Goroutine 86');
  await page.keyboard.press('x');
  await expect(page).toHaveURL(/fold=-main.growLeak/);
});

test('wheel and drag move the picture; a range has its own figures', async ({ page }) => {
  await openTrace(page);
  const box = await lanes(page).boundingBox();
  if (box === null) throw new Error('no lanes');
  await page.mouse.move(box.x + 400, box.y + 56);
  await expect(page.getByText(/^goroutine 82 · .*never woken · from/)).toBeVisible();
  await page.mouse.move(box.x + 400, box.y + 100);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -400);
  await page.keyboard.up('Control');
  await expect(page).toHaveURL(/w=\d+-\d+/);
  await page.keyboard.down('Shift');
  await page.mouse.down();
  await page.mouse.move(box.x + 600, box.y + 100, { steps: 3 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  const panel = page.getByRole('complementary', { name: 'Selected range' });
  await expect(panel).toContainText('main.growLeak');
  await panel.getByRole('button', { name: 'Zoom to it' }).click();
  await expect(page).toHaveURL(/range=\d+-\d+/);
  const download = page.waitForEvent('download');
  await panel.getByRole('button', { name: 'Save All waits as pprof' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.pb$/);
  await panel.getByRole('button', { name: 'All waits', exact: true }).click();
  await settled(page);
  await expect(page).toHaveURL(/\/flame\?/);
});

test('lanes by processor, thread and task, groups that fold, and the table of all of them', async ({
  page,
}) => {
  await openTrace(page);
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  const table = page.getByRole('table', { name: 'Time of lanes by state' });
  await expect(table.getByRole('row')).toHaveCount(234);
  for (const [kind, rows] of [
    ['proc', 3],
    ['task', 141],
  ] as const) {
    await page.getByLabel('Lanes', { exact: true }).selectOption(kind);
    await settled(page);
    await expect(table.getByRole('row')).toHaveCount(rows);
  }
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  await page.getByRole('button', { name: 'Fold groups' }).click();
  await expect(page.getByRole('button', { name: 'Unfold groups' })).toBeVisible();
  await expect(page).toHaveURL(/fold=/);
});

test('bars of a histogram lead to their members, and those to the lanes', async ({ page }) => {
  await openTrace(page);
  await tab(page, 'Latency').click();
  await page.getByLabel('What is measured').selectOption('task');
  await settled(page);
  await page
    .getByRole('table', { name: /^Tasks/ })
    .getByRole('button')
    .first()
    .click();
  const members = page.getByRole('table', { name: 'Members of the bar' });
  await expect(members.getByRole('row').nth(1)).toContainText('store');
  await members.getByRole('row').nth(1).getByRole('button').first().click();
  await expect(lanes(page)).toBeVisible();
  await expect(page.getByRole('complementary', { name: 'Selected range' })).toBeVisible();
});

test('tasks and regions: figures, profiles, and one task with its regions and log', async ({ page }) => {
  await openTrace(page);
  await tab(page, 'Tasks and regions').click();
  await settled(page);
  const region = page.getByRole('region', { name: 'Tasks and regions' });
  await expect(region).toContainText('main.request:55');
  await expect(region).toContainText('80 lines');
  await page.getByText('Task by task').click();
  await region.getByRole('button', { name: '1 request', exact: true }).click();
  const panel = page.getByRole('complementary', { name: 'Selected task' });
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText('Task 1 · request');
  await expect(panel).toContainText('fanout');
});

test('a trace that is cut is shown as far as it goes, and says so; garbage is an error', async ({ page }) => {
  const whole = gunzipSync(readFileSync(new URL(`files/${trace}`, import.meta.url)));
  const input = page.locator('input[type=file]').first();
  const give = (name: string, buffer: Buffer) =>
    input.setInputFiles([{ name, mimeType: 'application/octet-stream', buffer }]);
  await page.goto('/');
  await give('cut.trace', whole.subarray(0, Math.floor(whole.length * 0.7)));
  await settled(page);
  await expect(lanes(page)).toBeVisible();
  const notices = page.getByRole('navigation', { name: 'Pages of the trace' }).getByRole('group');
  await notices.getByText(/^\d+ notices?$/).click();
  await expect(notices.getByRole('listitem').first()).toBeVisible();
  await give('future.trace', Buffer.concat([Buffer.from('go 1.99 trace\0\0\0'), whole.subarray(16)]));
  await settled(page);
  await expect(page.getByRole('status').filter({ hasText: 'future.trace' })).toContainText('1.99');
  await expect(lanes(page)).toBeVisible();
});

test('without a trace the page says how to get one', async ({ page }) => {
  await page.goto('/#v1/timeline');
  await expect(page.getByRole('heading', { name: 'No execution trace is open' })).toBeVisible();
  await expect(page.getByText('debug/pprof/trace?seconds=5')).toBeVisible();
});

test('a goroutine of the trace is found in the dump beside it, and back', async ({ page }) => {
  await page.goto('/');
  const dump =
    'goroutine 82 [chan receive]:\nmain.growLeak()\n\t/src/main.go:40 +0x2a\ncreated by main.main in goroutine 1\n\t/src/main.go:154 +0x3c\n';
  await openFiles(page, [trace, { name: 'dump.txt', text: dump }]);
  await goTo(page, 'Timeline');
  await page.getByLabel('Go to time, goroutine or function').fill('#82');
  await page.getByLabel('Go to time, goroutine or function').press('Enter');
  await page.getByRole('button', { name: 'Goroutine 82 in the snapshots' }).click();
  await settled(page);
  await expect(page.getByLabel('Filter goroutines')).toHaveValue('#82');
});

for (const theme of ['light', 'dark'] as const) {
  test(`every page of a trace is accessible, ${theme}`, async ({ page }) => {
    await page.addInitScript((name) => localStorage.setItem('unpark.theme', name), theme);
    await openTrace(page);
    await page.getByLabel('Go to time, goroutine or function').fill('#82');
    await page.getByLabel('Go to time, goroutine or function').press('Enter');
    await settled(page);
    for (const name of tabs.toReversed()) {
      await tab(page, name).click();
      await settled(page);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => [name, id, nodes[0]?.html])).toEqual([]);
    }
  });
}
