import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DocumentSummary, Engine, Opened } from '../engine/engine.ts';
import { App } from './app.ts';
import type { AddressBar } from './navigation.ts';
import type { FileHandle } from './workspace.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A bar with a history, as a browser has it. */
class FakeBar implements AddressBar {
  entries = [''];
  at = 0;
  private listener: () => void = () => undefined;
  read = (): string => this.entries[this.at];
  push = (fragment: string): void => {
    this.entries = [...this.entries.slice(0, ++this.at), fragment];
  };
  replace = (fragment: string): void => {
    this.entries[this.at] = fragment;
  };
  onMove = (listener: () => void): void => {
    this.listener = listener;
  };
  back(): void {
    this.at--;
    this.listener();
  }
}

class FakeEngine implements Engine {
  asked: string[] = [];
  aborted = 0;
  closed: string[] = [];
  async open(
    _file: unknown,
    name: string,
    _ms: unknown,
    _events: unknown,
    signal: AbortSignal,
  ): Promise<readonly Opened[]> {
    if (name.startsWith('slow')) await new Promise((resolve) => setTimeout(resolve, 1000));
    signal.throwIfAborted();
    if (name.startsWith('bad')) {
      const failure = {
        kind: 'format',
        code: 'truncated',
        text: 'It ends early.',
        format: 'gzip',
        offset: 7,
        line: null,
      } as const;
      return [{ ok: false, name, failure }];
    }
    return [{ ok: true, document: summary(name) }];
  }
  ask: Engine['ask'] = (kind, question, signal) => {
    this.asked.push(`${kind} ${JSON.stringify(question)}`);
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => {
        this.aborted++;
        reject(signal.reason);
      });
      setTimeout(() => resolve({ kind } as never), 10);
    });
  };
  close(id: string): void {
    this.closed.push(id);
  }
}

function summary(name: string): DocumentSummary {
  const kind = name.includes('heap') ? 'heap' : null;
  return {
    id: name,
    origin: {
      name,
      format: '',
      form: '',
      bytes: 0,
      timeMs: null,
      timeFrom: null,
      goVersion: null,
      buildId: null,
      program: null,
    },
    notices: [],
    kind: name.includes('trace') ? 'trace' : kind === null ? 'goroutines' : 'profile',
    profileKind: kind,
    valueTypes: [],
    defaultValueType: 0,
    total: 1,
    rows: 1,
    durationNs: null,
    isPartial: false,
  };
}

const file = (name: string): FileHandle => ({ blob: new Blob(['x']), name, modifiedMs: null });

function start() {
  const engine = new FakeEngine();
  const bar = new FakeBar();
  const app = new App(engine, bar);
  app.followAddress();
  return { engine, bar, app };
}

test.each([
  [['g1', 'g2'], 'leaks'],
  [['heap-1'], 'flame'],
  [['trace.out'], 'timeline'],
  [['heap-1', 'g1', 'trace.out'], 'leaks'],
])('%j opens the page %s', async (names, page) => {
  const { app } = start();
  await app.open(names.map(file));
  expect(app.view.getState().page).toBe(page);
});

test('more files of a kind that is being looked at do not move the user', async () => {
  const { app } = start();
  await app.open([file('g1')]);
  app.go('goroutines');
  await app.open([file('g2')]);
  expect(app.view.getState().page).toBe('goroutines');
});

test('a new drop ends the running read and says so', async () => {
  const { app } = start();
  const first = app.open([file('slow')]);
  const second = app.open([file('g1')]);
  await vi.advanceTimersByTimeAsync(2000);
  await Promise.all([first, second]);
  expect(app.workspace.getState().order).toEqual(['g1']);
  expect(app.messages.store.getState().map(({ text }) => text)).toEqual(['Reading slow was ended.']);
});

test('Escape ends it too; what cannot be read is named with its place', async () => {
  const { app } = start();
  const reading = app.open([file('slow')]);
  expect(app.cancelReading()).toBe(true);
  expect(app.reading.store.getState()).toEqual([]);
  await vi.advanceTimersByTimeAsync(2000);
  await reading;
  await app.open([file('bad.gz')]);
  const message = app.messages.store.getState().at(-1);
  expect([message?.text, message?.detail]).toEqual(['bad.gz: It ends early.', 'gzip, byte 7']);
});

test('pages are steps of the history, typing is not; back restores page and choices', async () => {
  const { app, bar } = start();
  await app.open([file('g1')]);
  app.go('goroutines');
  app.choose('goroutines', { filter: 'w' });
  app.choose('goroutines', { filter: 'wat' });
  await vi.advanceTimersByTimeAsync(400);
  const length = bar.entries.length;
  expect(bar.read()).toContain('q=wat');
  app.choose('goroutines', { by: 'wait' }, 'step');
  app.choose('goroutines', { filter: 'watch' });
  app.go('leaks');
  expect(bar.entries.length).toBe(length + 2);
  bar.back();
  expect(app.view.getState()).toMatchObject({
    page: 'goroutines',
    goroutines: { by: 'wait', filter: 'watch' },
  });
  bar.back();
  expect(app.view.getState().goroutines).toMatchObject({ by: 'stack', filter: 'wat' });
});

test('a reloaded address asks for its files and keeps its page when they come', async () => {
  const { app, bar } = start();
  await app.open([file('g1'), file('g2')]);
  app.go('goroutines', { goroutines: { filter: 'watch' } });
  const engine = new FakeEngine();
  const again = new App(engine, bar);
  again.followAddress();
  expect(again.workspace.getState().wanted.map(({ name }) => name)).toEqual(['g1', 'g2']);
  await again.open([file('g1'), file('g2')]);
  expect(again.workspace.getState().wanted).toEqual([]);
  expect(again.view.getState()).toMatchObject({ page: 'goroutines', goroutines: { filter: 'watch' } });
});

test('equal questions are asked once; one that nobody waits for is cancelled', async () => {
  const { app, engine } = start();
  const question = { snapshots: ['g1'], by: 'wait' } as const;
  const stop = [1, 2].map(() => app.answers.watch('groups', { ...question }, () => undefined));
  expect(engine.asked.length).toBe(1);
  await vi.advanceTimersByTimeAsync(20);
  expect(app.answers.read('groups', question).answer).toBeDefined();
  for (const end of stop) end();
  app.answers.watch('leaks', { snapshots: ['g1'], beside: [], times: {}, ignore: '' }, () => undefined)();
  await vi.advanceTimersByTimeAsync(1);
  expect(engine.aborted).toBe(1);
});

test('closing a document forgets its answers', async () => {
  const { app, engine } = start();
  await app.open([file('g1')]);
  const question = { snapshots: ['g1'], by: 'wait' } as const;
  app.answers.watch('groups', question, () => undefined);
  await vi.advanceTimersByTimeAsync(20);
  app.close('g1');
  expect(engine.closed).toEqual(['g1']);
  expect(app.answers.read('groups', question).answer).toBeUndefined();
  expect(app.view.getState().page).toBe('start');
});

test('the page is settled when nothing is read or asked any more', async () => {
  const { app } = start();
  await vi.advanceTimersByTimeAsync(100);
  expect(app.settled.store.getState()).toBe(true);
  const reading = app.open([file('slow')]);
  expect(app.settled.store.getState()).toBe(false);
  await vi.advanceTimersByTimeAsync(2000);
  await reading;
  expect(app.settled.store.getState()).toBe(true);
});
