import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';

const folder = new URL('./files/', import.meta.url);

/** A file of e2e/files, or one made of text. */
export type Given = string | { readonly name: string; readonly text: string };

/** Chooses files as a user does, and waits until all is read and shown. */
export async function openFiles(page: Page, files: readonly Given[]): Promise<void> {
  const input = page.locator('input[type=file]').first();
  await input.setInputFiles(
    files.map((file) =>
      typeof file === 'string'
        ? { name: file, mimeType: 'application/octet-stream', buffer: readFileSync(new URL(file, folder)) }
        : { name: file.name, mimeType: 'text/plain', buffer: Buffer.from(file.text) },
    ),
  );
  await settled(page);
}

/** Waits on the page's own word that nothing is read, asked or loaded any more. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('data-settled', 'true');
}

/** Everything that must stay empty: errors of the page, broken rules of its policy, requests to anywhere else. */
export function watchPage(page: Page): { readonly faults: string[]; readonly requests: string[] } {
  const faults: string[] = [];
  const requests: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('request', (request) => requests.push(request.url()));
  return { faults, requests };
}

export function goTo(page: Page, title: string): Promise<void> {
  const name = new RegExp(`^${title}(?! graph)`);
  return page.getByRole('navigation', { name: 'Pages', exact: true }).getByRole('button', { name }).click();
}
