import { expect, test, vi } from 'vitest';
import type { GoroutineGroup } from '../../analysis/goroutine-groups.ts';
import type { Engine } from '../../engine/engine.ts';
import { App } from '../../state/app.ts';
import type { AddressBar } from '../../state/navigation.ts';
import { mount } from '../../testing/mount.tsx';
import { AppContext } from '../hooks/app-context.ts';
import { GroupTable } from './group-table.tsx';
import '../theme.css';

const bar: AddressBar = {
  read: () => '',
  push: () => undefined,
  replace: () => undefined,
  onMove: () => undefined,
};
const app = new App({} as Engine, bar);

function groups(length: number): GoroutineGroup[] {
  return Array.from({ length }, (_, index) => ({
    key: `g${index}`,
    title: `main.worker${index}`,
    count: length - index,
    counts: [1, length - index],
    state: 'waiting',
    wait: 'select',
    isWaitInferred: false,
    waitMinutes: null,
    leaked: false,
    lockedToThread: 0,
    labels: {},
    stack: [],
    stacks: 1,
    createdBy: null,
    userFrame: null,
    ids: null,
    system: false,
    benign: null,
    addresses: [],
  }));
}

async function table(length: number, selected: string | null = null) {
  const onSelect = vi.fn();
  const onOpen = vi.fn();
  const all = groups(length);
  const mounted = await mount(
    <AppContext value={app}>
      <GroupTable
        groups={all}
        snapshots={['a', 'b']}
        selected={selected}
        isNarrow={false}
        onSelect={onSelect}
        onOpen={onOpen}
      />
    </AppContext>,
  );
  const grid = mounted.host.querySelector<HTMLElement>('[role=grid]');
  if (grid === null) throw new Error('no grid');
  return { ...mounted, grid, onSelect, onOpen };
}

test('100,000 groups scroll: only rows in sight are in the page', async () => {
  const { grid, after } = await table(100_000);
  const rows = (): NodeListOf<Element> => grid.querySelectorAll('[role=row][aria-selected]');
  expect(grid.getAttribute('aria-rowcount')).toBe('100001');
  expect(rows().length).toBeGreaterThan(5);
  expect(rows().length).toBeLessThan(80);
  await after(() => grid.scrollTo({ top: grid.scrollHeight }));
  await after(() => undefined);
  expect(rows().length).toBeLessThan(80);
  expect(grid.textContent).toContain('main.worker99999');
  expect(grid.textContent).not.toContain('main.worker0 ');
});

test('arrows walk from the selected row, Enter opens it, a click opens another', async () => {
  const { grid, after, onSelect, onOpen } = await table(50, 'g3');
  const press = (key: string): Promise<void> =>
    after(() => void grid.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })));
  await press('ArrowDown');
  await press('k');
  expect(onSelect.mock.calls.flat()).toEqual(['g4', 'g2']);
  await press('Enter');
  await after(() => grid.querySelectorAll<HTMLElement>('[role=row][aria-selected]')[1].click());
  expect(onOpen.mock.calls.flat()).toEqual(['g3', 'g1']);
  await press('End');
  expect(onSelect).toHaveBeenLastCalledWith('g49');
});

test('without a group the table says so', async () => {
  const { grid } = await table(0);
  expect(grid.textContent).toContain('No group matches');
});
