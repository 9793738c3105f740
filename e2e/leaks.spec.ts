import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { goTo, openFiles, settled } from './page.ts';

for (const form of ['txt', 'pb']) {
  test(`two snapshots dropped, the leak is read (${form})`, async ({ page }) => {
    await page.goto('/');
    await openFiles(
      page,
      ['ctx-0', 'ctx-4'].map((name) => `${name}.${form}.gz`),
    );
    await expect(page.getByRole('heading', { level: 1 })).toContainText('goroutines');
    const card = page.getByRole('button', { name: /main\.waitDone/ }).first();
    await expect(card).toContainText(/certain|likely/);
    const detail = page.getByRole('region', { name: /^Finding:/ });
    await expect(detail).toContainText('main.waitDone');
    await expect(detail.getByRole('heading', { name: 'Evidence' })).toBeVisible();
    await expect(detail.getByRole('heading', { name: 'What usually fixes it' })).toBeVisible();
  });
}

test("the runtime's own leak profile is opened where its leaks are read", async ({ page }) => {
  await page.goto('/');
  const name = 'goroutineleak-go1.27.txt';
  const text = readFileSync(`src/formats/legacy-text/testdata/${name}`, 'utf8');
  await openFiles(page, [{ name, text }]);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('goroutines');
  await expect(page.getByRole('region', { name: /^Finding:/ })).toContainText('The runtime calls');
});

test('a steady program has no leak, and the page says what was checked', async ({ page }) => {
  await page.goto('/');
  await openFiles(page, ['tickers-0.txt.gz', 'tickers-4.txt.gz']);
  await expect(page.getByText(/certain|likely/)).toHaveCount(0);
  await page.getByRole('button', { name: /harmless group/ }).click();
  await expect(page.getByRole('button', { name: /harmless group/ })).toHaveAttribute('aria-expanded', 'true');
});

test('"Not a leak" writes a rule, and the finding becomes harmless', async ({ page }) => {
  await page.goto('/');
  await openFiles(page, ['ctx-0.txt.gz', 'ctx-4.txt.gz']);
  await page
    .getByRole('button', { name: /main\.waitDone/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Not a leak' }).click();
  const dialog = page.getByRole('dialog', { name: 'Not a leak' });
  await dialog.getByRole('button', { name: 'This function' }).click();
  await expect(dialog.getByLabel('Rules')).toHaveValue(/main\.waitDone/);
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await settled(page);
  await expect(page.locator('[data-card]').filter({ hasText: 'main.waitDone' })).toHaveCount(0);
});

test('a finding leads to its goroutines', async ({ page }) => {
  await page.goto('/');
  await openFiles(page, ['ctx-0.txt.gz', 'ctx-4.txt.gz']);
  await page
    .getByRole('region', { name: /^Finding:/ })
    .getByRole('button', { name: 'Goroutines' })
    .click();
  await settled(page);
  await expect(page.getByRole('grid').getByRole('row').nth(1)).toContainText('main.');
  await goTo(page, 'Leaks');
  await expect(page.getByRole('heading', { name: 'Findings' })).toBeVisible();
});

test('on a phone the finding is a page of its own', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/');
  await openFiles(page, ['ctx-0.txt.gz', 'ctx-4.txt.gz']);
  const detail = page.getByRole('region', { name: /^Finding:/ });
  await expect(detail).toBeHidden();
  await page.locator('[data-card]').first().click();
  await expect(detail).toBeVisible();
  await page.goBack();
  await expect(detail).toBeHidden();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});
