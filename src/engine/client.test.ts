import { expect, test } from 'vitest';
import { WorkerEngine } from './client.ts';
import { type DocumentSummary, type Engine, EngineError } from './engine.ts';
import type { FromWorker, ToWorker, WorkerEnd } from './protocol.ts';
import { serveEngine } from './serve.ts';

/** An engine that opens anything, answers after a turn, and can be made to die. */
class Inner implements Engine {
  readonly open_ = new Set<string>();
  aborted = 0;
  async open(
    file: Blob | Uint8Array,
    name: string,
    _ms: number | null,
    events: Parameters<Engine['open']>[3],
    signal: AbortSignal,
  ) {
    const size = file instanceof Blob ? file.size : file.length;
    for (let done = 0; name === 'slow' && done < 1000; done++) {
      events.onProgress?.(done, 1000);
      await turn();
      if (signal.aborted) this.aborted++;
      signal.throwIfAborted();
    }
    this.open_.add(name);
    return [{ ok: true, document: { id: name, rows: size } as DocumentSummary }] as const;
  }
  ask: Engine['ask'] = async (_kind, question) => {
    await turn();
    const id = String((question as { doc?: string }).doc);
    if (!this.open_.has(id)) throw new Error(`${id} is not open`);
    return { column: new Float64Array([1, 2, 3]), id } as never;
  };
  close(id: string): void {
    this.open_.delete(id);
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

class FakeWorker implements WorkerEnd {
  readonly inner = new Inner();
  isDead = false;
  private onMessage: (message: FromWorker) => void = () => undefined;
  private onDeath: (reason: string) => void = () => undefined;
  private readonly serve = serveEngine(this.inner, (message, transfer) => {
    const copy = structuredClone(message, { transfer });
    if (!this.isDead) setTimeout(() => this.isDead || this.onMessage(copy), 0);
  });
  postMessage(message: ToWorker): void {
    if (!this.isDead) setTimeout(() => this.serve(message), 0);
  }
  listen(onMessage: (message: FromWorker) => void, onDeath: (reason: string) => void): void {
    this.onMessage = onMessage;
    this.onDeath = onDeath;
  }
  terminate(): void {
    this.isDead = true;
  }
  die(): void {
    this.isDead = true;
    this.onDeath('out of memory');
  }
}

function start() {
  const workers: FakeWorker[] = [];
  const told: string[] = [];
  const engine = new WorkerEngine(
    () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker;
    },
    {
      onRestart: (reason, documents) => told.push(`restart: ${reason}, ${documents}`),
      onRecovered: (lost) => told.push(`recovered, lost ${lost.length}`),
      onGivenUp: () => told.push('given up'),
    },
  );
  return { engine, workers, told };
}

const { signal } = new AbortController();
const open = (engine: Engine, name: string, by = signal) =>
  engine.open(new Blob(['content']), name, null, {}, by);
const ask = (engine: Engine, doc: string) =>
  engine.ask('groups', { doc } as never, signal) as Promise<unknown> as Promise<{
    column: Float64Array;
    id: string;
  }>;

test('a file is opened and a question is answered, with its columns', async () => {
  const { engine } = start();
  const [opened] = await open(engine, 'a');
  expect(opened.ok && opened.document.rows).toBe(7);
  expect(await ask(engine, 'a')).toEqual({ column: new Float64Array([1, 2, 3]), id: 'a' });
});

test('an error in the worker is a failure, as data', async () => {
  const { engine } = start();
  const error = await ask(engine, 'nothing').catch((caught) => caught);
  expect(error).toBeInstanceOf(EngineError);
  expect(error.failure).toMatchObject({ kind: 'bug', text: 'Error: nothing is not open' });
});

test('a cancelled read rejects at once, and ends in the worker', async () => {
  const { engine, workers } = start();
  const controller = new AbortController();
  const reading = open(engine, 'slow', controller.signal).catch((error) => error.name);
  await turn();
  await turn();
  controller.abort();
  expect(await reading).toBe('AbortError');
  await turn();
  await turn();
  await turn();
  expect(workers[0].inner.aborted).toBe(1);
});

test('a dead worker is replaced: files are read again, the running question is asked again', async () => {
  const { engine, workers, told } = start();
  await open(engine, 'a');
  await open(engine, 'b');
  engine.close('b');
  const asked = ask(engine, 'a');
  workers[0].die();
  expect((await asked).id).toBe('a');
  expect([...workers[1].inner.open_]).toEqual(['a']);
  expect(told).toEqual(['restart: out of memory, 1', 'recovered, lost 0']);
});

test('the file that was being read when the worker died is not read again by itself', async () => {
  const { engine, workers } = start();
  const reading = open(engine, 'slow');
  await turn();
  workers[0].die();
  const [opened] = await reading;
  expect(opened.ok ? null : opened.failure.kind).toBe('worker-died');
});

test('a worker that dies again and again is given up', async () => {
  const { engine, workers, told } = start();
  await turn();
  for (let i = 0; i < 4; i++) workers[workers.length - 1].die();
  expect(told.at(-1)).toBe('given up');
  await expect(ask(engine, 'a')).rejects.toThrow('reload');
});
