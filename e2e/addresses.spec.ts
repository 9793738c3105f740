import { expect, type Page, test } from '@playwright/test';
import { type Given, goTo, openFiles, settled } from './page.ts';

const dumps = ['ctx-0.txt.gz', 'ctx-2.txt.gz', 'ctx-4.txt.gz'];
const profiles = ['ctx-0.pb.gz', 'ctx-2.pb.gz', 'ctx-4.pb.gz'];
const heaps = ['ctx-heap-0.pb.gz', 'ctx-heap-4.pb.gz'];
/** A goroutine profile in text, as `debug=1` writes it. */
const labelled: Given = {
  name: 'labelled.txt',
  text: `goroutine profile: total 9
4 @ 0x401000 0x402000
# labels: {"route":"/orders", "tenant":"acme"}
#	0x401000	main.wait+0x20	/src/main.go:10
#	0x402000	main.serve+0x20	/src/main.go:20

3 @ 0x401000 0x403000
# labels: {"route":"/stock", "tenant":"globex"}
#	0x401000	main.wait+0x20	/src/main.go:10
#	0x403000	main.watch+0x20	/src/main.go:30

2 @ 0x403000
# labels: {"route":"/stock"}
#	0x403000	main.watch+0x20	/src/main.go:30

`,
};
const trace = 'small-1.27.trace.gz';

/** A view set up by hand, and what its address then says by name. */
interface Story {
  readonly title: string;
  readonly files: readonly Given[];
  readonly setUp: (page: Page) => Promise<void>;
  readonly says: readonly RegExp[];
  /** Which canvases are compared; all if absent. */
  readonly canvas?: string;
}

const stories: readonly Story[] = [
  {
    title: 'Leaks: the finding chosen, harmless groups unfolded, the base moved',
    files: dumps,
    setUp: async (page) => {
      await page.getByRole('button', { name: 'ctx-2.txt.gz', exact: true }).press('a');
      await page.getByRole('button', { name: /harmless group/ }).click();
      await page.locator('[data-card]').last().click();
    },
    says: [/\/leaks\?/, /benign=1/, /sel=/, /f=\w+%7Ectx-2\.txt\.gz/],
  },
  {
    title: 'Goroutines: grouping, sort, filter, open group',
    files: dumps,
    setUp: async (page) => {
      await goTo(page, 'Goroutines');
      await page.getByRole('combobox', { name: 'Group by' }).selectOption('wait');
      await settled(page);
      await page.getByLabel('Filter goroutines').fill('receive');
      await settled(page);
      await page.getByRole('grid').getByRole('row').nth(1).click();
    },
    says: [/\/goroutines\?/, /by=wait/, /q=receive/, /sel=/],
  },
  {
    title: 'Flame graph: value type, shape, search, table folded',
    files: heaps,
    setUp: async (page) => {
      await goTo(page, 'Flame graph');
      await page.getByRole('button', { name: 'Inverted' }).click();
      await page.getByRole('searchbox', { name: /Search/ }).fill('main');
      await page.getByRole('combobox', { name: 'Granularity' }).selectOption('packages');
      await page.getByRole('button', { name: 'Table', exact: true }).click();
    },
    says: [/\/flame\?/, /shape=\w+/, /q=main/, /g=packages/, /table=0/],
  },
  {
    title: 'Flame graph: a zoomed box',
    files: heaps,
    setUp: async (page) => {
      await goTo(page, 'Flame graph');
      await settled(page);
      const graph = page.getByRole('application', { name: /Flame graph/ });
      await graph.click({ position: { x: 300, y: 28 } });
    },
    says: [/\/flame\?/, /(zoom|win|sel)=/],
  },
  {
    title: 'Top: base and current, filter, sort',
    files: profiles,
    setUp: async (page) => {
      await goTo(page, 'Top');
      await page.getByRole('combobox', { name: 'Base' }).selectOption({ label: 'ctx-2.pb.gz' });
      await page.getByRole('searchbox', { name: 'Filter rows' }).fill('main');
      await page.getByRole('button', { name: 'cum B' }).click();
    },
    says: [/\/top\?/, /q=main/, /sort=/],
  },
  {
    title: 'Callers: the function in the middle',
    files: profiles,
    setUp: async (page) => {
      await goTo(page, 'Callers');
      await settled(page);
      await page.getByRole('region', { name: 'Callers' }).getByRole('row').nth(1).click();
      await page.keyboard.press('Enter');
    },
    says: [/\/callers\?/],
  },
  {
    title: 'Graph: the number of nodes',
    files: heaps,
    setUp: async (page) => {
      await goTo(page, 'Graph');
      await settled(page);
      await page.getByRole('combobox', { name: 'Nodes at most' }).selectOption({ index: 0 });
    },
    says: [/\/graph\?/, /nodecount=\d+/],
  },
  {
    title: 'Over time: what only ever gained, a function chosen',
    files: profiles,
    setUp: async (page) => {
      await goTo(page, 'Over time');
      await settled(page);
      await page.getByRole('button', { name: /^Only ever gained/ }).click();
      await page.getByRole('grid').getByRole('row').nth(1).click();
    },
    says: [/\/overtime\?/, /list=/, /sel=/],
  },
  {
    title: 'Labels: the second key, one of its values kept',
    files: [labelled],
    setUp: async (page) => {
      await goTo(page, 'Labels');
      await settled(page);
      await page
        .getByRole('navigation', { name: 'Label keys' })
        .getByRole('button', { name: /^tenant/ })
        .click();
      await page.getByRole('grid', { name: 'Label values' }).getByText('acme').click();
      await settled(page);
      await expect(page.getByRole('button', { name: 'Clear' })).toBeVisible();
    },
    says: [/\/labels\?/, /key=tenant/, /tagfocus=tenant/],
  },
  {
    title: 'Timeline: order, filter, a selected span',
    files: [trace],
    setUp: async (page) => {
      await expect(page.getByRole('img', { name: /lanes: w a s d/ })).toHaveAttribute('data-painted', 'yes');
      await page.getByLabel('Order of lanes').selectOption('waiting');
      await page.getByLabel('Go to time, goroutine or function').fill('#82');
      await page.getByLabel('Go to time, goroutine or function').press('Enter');
      await page.getByLabel('Go to time, goroutine or function').fill('');
    },
    says: [/\/timeline\?/, /sort=waiting/, /sel=goroutine%3A82/, /top=\d+%40/],
  },
  {
    title: 'Report: what is carried, and the longest link',
    files: dumps,
    setUp: async (page) => {
      await goTo(page, 'Report');
      await page.getByRole('checkbox', { name: 'Goroutine ids' }).check();
      await page.getByRole('combobox', { name: 'Longest link' }).selectOption('2000');
    },
    says: [/\/report\?/, /with=names%252Cids|with=names%2Cids/, /cap=2000/],
  },
];

for (const { title, files, setUp, says, canvas } of stories) {
  test(title, async ({ page }) => {
    await page.goto('/');
    await openFiles(page, files);
    await setUp(page);
    await settled(page);
    for (const words of says) await expect(page).toHaveURL(words);
    await kept(page);
    const before = await picture(page, canvas);
    const address = await page.evaluate(() => location.hash);
    await page.reload();
    await settled(page);
    await expect.poll(() => picture(page, canvas)).toEqual(before);
    expect(await page.evaluate(() => location.hash)).toBe(address);
  });
}

test('a pasted address asks for its files by name, and shows the view when they come', async ({
  page,
  browser,
}) => {
  await page.goto('/');
  await openFiles(page, dumps);
  await stories[1].setUp(page);
  await settled(page);
  await expect(page).toHaveURL(/sel=/);
  const before = await picture(page);
  const address = page.url();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const other = await context.newPage();
  await other.goto(address);
  await settled(other);
  const missing = other.getByRole('region', { name: 'Missing files' });
  await expect(missing.getByRole('listitem')).toHaveText(dumps);
  await openFiles(other, dumps);
  await expect(missing).toHaveCount(0);
  await expect.poll(() => picture(other)).toEqual(before);
  expect(other.url()).toBe(address);
  await context.close();
});

test('back and forward walk the pages as they were', async ({ page }) => {
  await page.goto('/');
  await openFiles(page, dumps);
  await goTo(page, 'Goroutines');
  await settled(page);
  await page.getByLabel('Filter goroutines').fill('main');
  await expect(page).toHaveURL(/q=main/);
  await goTo(page, 'Report');
  await settled(page);
  await page.goBack();
  await settled(page);
  await expect(page.getByLabel('Filter goroutines')).toHaveValue('main');
  await page.goBack();
  await expect(page).toHaveURL(/\/leaks/);
  await page.goForward();
  await page.goForward();
  await expect(page).toHaveURL(/\/report/);
});

test('typing writes the address once it rests, and adds nothing to the history', async ({ page }) => {
  await page.goto('/');
  await openFiles(page, dumps);
  await goTo(page, 'Goroutines');
  await settled(page);
  const before = await page.evaluate(() => {
    const { replaceState } = history;
    history.replaceState = (...given) => {
      document.documentElement.dataset.writes = String(
        Number(document.documentElement.dataset.writes ?? 0) + 1,
      );
      replaceState.apply(history, given);
    };
    return history.length;
  });
  await page.getByLabel('Filter goroutines').pressSequentially('chan receive', { delay: 20 });
  await expect(page).toHaveURL(/q=chan\+receive/);
  expect(await page.evaluate(() => history.length)).toBe(before);
  expect(Number(await page.locator('html').getAttribute('data-writes'))).toBeLessThanOrEqual(2);
});

/**
 * What is seen: the text of the page, the state of its controls, and the pixels of its canvases.
 * Moments are left out: text without a time of its own has that of the file, which a test has just made.
 */
async function picture(
  page: Page,
  canvas = 'canvas',
): Promise<{ readonly text: string; readonly controls: string; readonly drawn: string[] }> {
  const tree = await page.locator('main').ariaSnapshot();
  const drawn = await page
    .locator(`main ${canvas}`)
    .evaluateAll((canvases) => canvases.map((canvas) => (canvas as HTMLCanvasElement).toDataURL()));
  const controls = await page
    .locator('main :is(input, select)')
    .evaluateAll((fields) => fields.map((field) => `${(field as HTMLInputElement).value}`).join('|'));
  const text = tree
    .replace(/ \[active\]/g, '')
    .replace(/[\d,]+ characters/, 'so many characters')
    .replace(/\d\d:\d\d:\d\d/g, 'then');
  return { text, controls, drawn };
}

/** Waits until the browser has kept the open files. */
async function kept(page: Page): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            const open = indexedDB.open('unpark');
            open.onsuccess = () => {
              const all = open.result.transaction('workspaces').objectStore('workspaces').count();
              all.onsuccess = () => {
                open.result.close();
                resolve(all.result);
              };
            };
          }),
      ),
    )
    .toBe(1);
}
