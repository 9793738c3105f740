import { expect, test } from '@playwright/test';
import { generateDump } from '../src/testing/generate-dump.ts';
import { settled } from './page.ts';

const large = {
  name: 'large.txt',
  mimeType: 'text/plain',
  buffer: Buffer.from(generateDump({ goroutines: 90_000, stacks: 60_000, maxBytes: 40 << 20, seed: 2 })),
};
const small = {
  name: 'small.txt',
  mimeType: 'text/plain',
  buffer: Buffer.from('goroutine 7 [select]:\nmain.loop()\n\t/a.go:3 +0x1\n'),
};

test('Escape ends a running read: nothing of the file stays, and the page goes on', async ({ page }) => {
  await page.goto('/');
  await page.locator('input[type=file]').first().setInputFiles([large]);
  await expect(page.getByRole('progressbar')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await expect(page.getByRole('status').filter({ hasText: 'large.txt was ended' })).toBeVisible();
  await page.locator('input[type=file]').first().setInputFiles([small]);
  await settled(page);
  const files = page.getByRole('complementary', { name: 'Files' });
  await expect(files.getByRole('listitem')).toHaveCount(1);
  await expect(files).toContainText('small.txt');
});

test('a new drop ends the read of the last one', async ({ page }) => {
  await page.goto('/');
  const input = page.locator('input[type=file]').first();
  await input.setInputFiles([large]);
  await expect(page.getByRole('progressbar')).toBeVisible();
  await page.locator('input[type=file]').first().setInputFiles([small]);
  await settled(page);
  const files = page.getByRole('complementary', { name: 'Files' });
  await expect(files).toContainText('small.txt');
  await expect(files).not.toContainText('large.txt');
});
