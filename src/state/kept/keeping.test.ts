import { expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { DocumentSummary } from '../../engine/engine.ts';
import { Messages } from '../messages.ts';
import { emptyWorkspace, type Workspace, withDocuments, withMark } from '../workspace.ts';
import { Keeping, type KeepingPlace } from './keeping.ts';
import { type KeptWorkspace, keptOf, readWorkspace, sizeOf, titleOf } from './kept-workspace.ts';
import { readSettings, settingsOf, withSettings } from './settings.ts';

function document(id: string, name: string): DocumentSummary {
  return {
    id: id.padEnd(32, '0'),
    origin: {
      name,
      format: 'goroutine-text',
      form: 'debug=2',
      bytes: 10,
      timeMs: null,
      timeFrom: null,
      goVersion: null,
      buildId: null,
      program: null,
    },
    notices: [],
    kind: 'goroutines',
    profileKind: null,
    valueTypes: [],
    defaultValueType: 0,
    total: 1,
    rows: 1,
    durationNs: null,
    isPartial: false,
  };
}

function opened(...names: readonly string[]): Workspace {
  return withDocuments(
    emptyWorkspace,
    names.map((name) => ({
      document: document(name[0], name),
      handle: { blob: new Blob([name]), name, modifiedMs: 5 },
    })),
  );
}

function memory(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  } as Storage;
}

/** A browser that keeps in memory, or fails to. */
function place(failure: Error | null = null): KeepingPlace & { readonly kept: Map<string, KeptWorkspace> } {
  const kept = new Map<string, KeptWorkspace>();
  const blobs = new Map<string, Blob>();
  const storage = memory();
  const tab = memory();
  let ids = 0;
  return {
    kept,
    open: async () => ({
      list: async () => ({ workspaces: [...kept.values()].reverse(), unread: 0 }),
      put: async (workspace, files) => {
        if (failure !== null) throw failure;
        kept.set(workspace.id, workspace);
        for (const [key, blob] of files) blobs.set(key, blob);
      },
      blob: async (key) => blobs.get(key) ?? null,
      rename: async () => undefined,
      delete: async (gone) => {
        for (const id of gone) kept.delete(id);
      },
    }),
    storage: () => storage,
    tab: () => tab,
    newId: () => `w${++ids}`,
    now: () => 7,
  };
}

function watched(where: KeepingPlace, messages = new Messages()) {
  const keeping = new Keeping(where, messages);
  const workspace = createStore<Workspace>(() => emptyWorkspace);
  keeping.watch({ workspace, address: () => 'v1/leaks', isReading: () => false, onChange: () => undefined });
  return { keeping, workspace, messages };
}

test('what rests is kept under one name until all is closed', async () => {
  vi.useFakeTimers();
  const where = place();
  const { workspace, keeping } = watched(where);
  await vi.runAllTimersAsync();
  expect(where.kept.size).toBe(0);
  workspace.setState(opened('a.txt', 'b.txt'), true);
  await vi.runAllTimersAsync();
  workspace.setState(opened('a.txt', 'b.txt', 'c.txt'), true);
  await vi.runAllTimersAsync();
  expect([...where.kept.values()].map(({ files }) => files.map(({ name }) => name))).toEqual([
    ['a.txt', 'b.txt', 'c.txt'],
  ]);
  workspace.setState(emptyWorkspace, true);
  workspace.setState(opened('d.txt'), true);
  await vi.runAllTimersAsync();
  expect([...where.kept.keys()]).toEqual(['w1', 'w2']);
  const found = await keeping.holding([{ id: 'b'.padEnd(12, '0'), name: 'other' }]);
  expect(found?.id).toBe('w1');
  const { handles, lost } = await keeping.reopen(found as KeptWorkspace);
  expect([handles.map(({ name }) => name), lost]).toEqual([['a.txt', 'b.txt', 'c.txt'], []]);
  expect(keeping.isOfThisTab(found as KeptWorkspace)).toBe(true);
  vi.useRealTimers();
});

test('switched off nothing is kept; a deleted workspace that is open is not kept again', async () => {
  vi.useFakeTimers();
  const where = place();
  const { workspace, keeping } = watched(where);
  keeping.turn('off');
  workspace.setState(opened('a.txt'), true);
  await vi.runAllTimersAsync();
  expect(where.kept.size).toBe(0);
  keeping.turn('on');
  workspace.setState(opened('a.txt', 'b.txt'), true);
  await vi.runAllTimersAsync();
  await keeping.delete(['w1']);
  workspace.setState(opened('a.txt', 'b.txt', 'c.txt'), true);
  await vi.runAllTimersAsync();
  expect(where.kept.size).toBe(0);
  vi.useRealTimers();
});

test('a full browser is said once', async () => {
  vi.useFakeTimers();
  const { workspace, messages } = watched(place(new DOMException('full', 'QuotaExceededError')));
  workspace.setState(opened('a.txt'), true);
  await vi.runAllTimersAsync();
  workspace.setState(opened('a.txt', 'b.txt'), true);
  await vi.runAllTimersAsync();
  expect(messages.store.getState().map(({ text }) => text)).toEqual([
    'This browser has no room left to keep these files.',
  ]);
  vi.useRealTimers();
});

test('where the browser keeps nothing, that is its state', async () => {
  const keeping = new Keeping(
    { ...place(), open: () => Promise.reject(new DOMException('no', 'SecurityError')) },
    new Messages(),
  );
  await keeping.refresh();
  expect(keeping.store.getState().status).toBe('unavailable');
});

test('settings come back as far as their files are open', () => {
  const [a, b] = ['a', 'b'].map((letter) => letter.padEnd(32, '0'));
  const marked = {
    ...withMark(opened('a.txt', 'b.txt', 'c.txt'), b, 'base'),
    ignore: 'function x',
    notes: 'n',
  };
  const settings = readSettings(JSON.parse(JSON.stringify(settingsOf(marked))));
  expect(settings).toEqual(settingsOf(marked));
  const again = withSettings(opened('a.txt', 'b.txt'), {
    ...settings,
    order: [b, a],
    orderedByHand: ['goroutine'],
  });
  expect(again.order).toEqual([b, a]);
  expect(again.ignore).toBe('function x');
  expect(again.marks.goroutine).toEqual({ base: b, current: a, isByHand: true });
});

test('what was kept is read whatever is wrong with it; a newer version is left alone', () => {
  const { kept } = keptOf(opened('a.txt', 'b.txt', 'c.txt'), {
    id: 'w',
    name: null,
    savedMs: 1,
    address: 'v1/leaks',
  });
  expect(readWorkspace(kept)).toEqual(kept);
  expect(titleOf(kept)).toBe('a.txt, b.txt and 1 more');
  expect(sizeOf(kept)).toBe(15);
  expect(readWorkspace({ ...kept, version: 2 })).toBeNull();
  expect(readWorkspace('nonsense')).toBeNull();
  expect(
    readWorkspace({ version: 1, id: 'w', files: [{ key: 3 }], settings: { marks: { x: 1 } } })?.files,
  ).toEqual([]);
});
