import { fileURLToPath } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { settled } from './page.ts';

const samples = new URL('../public/samples/orders/', import.meta.url);

/** Opens captures of the order service: 'heap-1.pb.gz'. */
export async function openSamples(page: Page, names: readonly string[]): Promise<void> {
  await page.goto('/');
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles(names.map((name) => fileURLToPath(new URL(name, samples))));
  await settled(page);
}

/** Goes to a page whose title is the end of another one's, too. */
export async function goToExactly(page: Page, title: string): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Pages' })
    .getByRole('button', { name: title, exact: true })
    .click();
  await settled(page);
}

export async function violations(page: Page): Promise<string[]> {
  return (await new AxeBuilder({ page }).analyze()).violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  );
}

/** Text of the file that a click saves. */
export async function savedText(page: Page, title: string): Promise<string> {
  await page.locator('summary', { hasText: 'Save' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: title }).click(),
  ]);
  const stream = await download.createReadStream();
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
