import { expect, test } from '@playwright/test';
import { goTo, openFiles, settled, watchPage } from './page.ts';

test('a trace alone answers the Leaks page and the report, and a finding leads to its lanes', async ({
  page,
}) => {
  const { faults } = watchPage(page);
  await page.goto('/');
  await openFiles(page, ['small-1.27.trace.gz']);
  await goTo(page, 'Leaks');
  await settled(page);
  await expect(page.getByRole('heading', { name: '173 goroutines' })).toBeVisible();
  const grown = page.getByText('main.growLeak').first();
  await grown.click();
  await expect(page.getByText('and never ran again (+39 a second)').first()).toBeVisible();
  await expect(page.getByText('They were created one after another, all through the trace.')).toBeVisible();
  await page.getByRole('button', { name: 'Timeline', exact: true }).last().click();
  await settled(page);
  await expect(page.getByRole('navigation', { name: 'Pages of the trace' })).toBeVisible();
  await goTo(page, 'Report');
  await settled(page);
  await expect(page.getByText('main.growLeak').first()).toBeVisible();
  expect(faults).toEqual([]);
});
