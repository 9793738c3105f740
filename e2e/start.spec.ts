import { expect, test } from '@playwright/test';
import { openFiles, settled } from './page.ts';

test('the sample opens with one click and says what leaks', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Try a leaking service' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('→ 23,804 goroutines');
  await settled(page);
  await expect(page.getByRole('heading', { name: 'Findings' })).toBeVisible();
});

test('a pasted dump is read', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Paste text' }).click();
  await page
    .getByLabel('Text of a dump')
    .fill(
      'goroutine 18 [chan receive, 41 minutes]:\nmain.watch(0xc000018)\n\t/src/main.go:31 +0x2c\ncreated by main.main in goroutine 1\n\t/src/main.go:12 +0x1d\n',
    );
  await page.getByRole('button', { name: 'Read it' }).click();
  await settled(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('1 goroutine');
});

test('a pasted dump is read from the clipboard too', async ({ page }) => {
  await page.goto('/');
  await settled(page);
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'goroutine 7 [select]:\nmain.loop()\n\t/src/main.go:3 +0x1\n');
    window.dispatchEvent(new ClipboardEvent('paste', { clipboardData }));
  });
  await expect(page.getByRole('heading', { level: 1 })).toContainText('1 goroutine');
});

test('files dropped on the window are opened', async ({ page }) => {
  await page.goto('/');
  await settled(page);
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(
      new File(['goroutine 7 [select]:\nmain.loop()\n\t/src/main.go:3 +0x1\n'], 'dump.txt'),
    );
    window.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  });
  await expect(page.getByRole('complementary', { name: 'Files' })).toContainText('dump.txt');
});

test('what cannot be opened is named, and the rest is shown', async ({ page }) => {
  await page.goto('/');
  await openFiles(page, [
    { name: 'goroutine.pb.gz', text: '<!doctype html><html><body><h1>404 page not found</h1></body></html>' },
    'ctx-4.txt.gz',
  ]);
  await expect(page.getByRole('status').filter({ hasText: 'goroutine.pb.gz' })).toContainText(/HTML/);
  await expect(page.getByRole('complementary', { name: 'Files' })).toContainText('ctx-4.txt.gz');
});
