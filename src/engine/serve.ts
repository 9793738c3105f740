import type { Engine } from './engine.ts';
import { failureOf } from './failure.ts';
import type { FromWorker, ToWorker } from './protocol.ts';
import type { Queries, QueryKind } from './queries.ts';
import { buffersOf } from './transfer.ts';

/** Progress is told at most so often: a message costs more than the work it reports. */
const progressMs = 50;

export type Post = (message: FromWorker, transfer: ArrayBuffer[]) => void;

/** The worker's end: answers messages with the engine that runs in the same thread. */
export function serveEngine(engine: Engine, post: Post): (message: ToWorker) => void {
  const running = new Map<number, AbortController>();

  const run = async (call: number, work: (signal: AbortSignal) => Promise<FromWorker>): Promise<void> => {
    const controller = new AbortController();
    running.set(call, controller);
    try {
      const message = await work(controller.signal);
      post(message, message.type === 'answer' ? buffersOf(message.answer) : []);
    } catch (error) {
      post({ type: 'failed', call, failure: failureOf(error) }, []);
    } finally {
      running.delete(call);
    }
  };

  return (message) => {
    switch (message.type) {
      case 'ping':
        return post({ type: 'pong' }, []);
      case 'close':
        return engine.close(message.id);
      case 'cancel':
        return running.get(message.call)?.abort();
      case 'ask': {
        const { call, kind, question } = message;
        return void run(call, async (signal) => {
          const answer = await engine.ask(kind, question as Queries[QueryKind]['in'], signal);
          return { type: 'answer', call, answer };
        });
      }
      case 'open':
        return void run(message.call, (signal) => openFor(message, engine, post, signal));
    }
  };
}

async function openFor(
  message: Extract<ToWorker, { type: 'open' }>,
  engine: Engine,
  post: Post,
  signal: AbortSignal,
): Promise<FromWorker> {
  const { call, file, name, modifiedMs } = message;
  let told = 0;
  const opened = await engine.open(
    file,
    name,
    modifiedMs,
    {
      onProgress: (done, total) => {
        const now = performance.now();
        if (now - told < progressMs) return;
        told = now;
        post({ type: 'progress', call, done, total }, []);
      },
      onPartial: (document) => post({ type: 'partial', call, document }, []),
    },
    signal,
  );
  return { type: 'opened', call, opened };
}
