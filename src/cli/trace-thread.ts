import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { serveSpans, type ToSpanThread } from '../engine/span-thread.ts';
import type { TraceOptions } from './commands/trace-answer.ts';
import { InputError } from './input-error.ts';

/** What `trace-worker.ts` is started with. */
export interface TraceWorkerData {
  readonly file: string;
  readonly options: TraceOptions;
  /** To this thread, which keeps the spans. */
  readonly spans: MessagePort;
}

/** Its last word: what is wrong with the input, or null. */
export interface TraceWorkerEnd {
  readonly inputError: string | null;
}

/**
 * Answers `unpark trace` for a large file in two threads: a second one does the work, this one keeps and groups the
 * spans for it. That way round because only a new thread can be held to a small young generation: what is short-lived
 * in so long a read would else be kept, at 33 MB of a trace of 105.
 */
export async function answerAside(file: string, options: TraceOptions): Promise<void> {
  const { port1: port, port2: spans } = new MessageChannel();
  const serve = serveSpans((message, transfer) => port.postMessage(message, transfer));
  port.on('message', (message: ToSpanThread) => serve(message));
  const workerData: TraceWorkerData = { file, options, spans };
  const worker = new Worker(new URL('./trace-worker.js', import.meta.url), {
    workerData,
    transferList: [spans],
    resourceLimits: { maxYoungGenerationSizeMb: 4 },
  });
  try {
    await new Promise<void>((resolve, reject) => {
      worker.on('message', ({ inputError }: TraceWorkerEnd) => {
        if (inputError === null) resolve();
        else reject(new InputError(inputError));
      });
      worker.on('error', reject);
    });
  } finally {
    port.close();
  }
}
