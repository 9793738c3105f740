import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { type DecoderThread, openDecoder } from '../engine/event-thread.ts';
import { serveSpans, type ToSpanThread } from '../engine/span-thread.ts';
import type { TraceOptions } from './commands/trace-answer.ts';
import { type OpenFile, openPath } from './file-source.ts';
import { InputError } from './input-error.ts';

/** What `trace-worker.ts` is started with. */
export interface TraceWorkerData {
  readonly file: string;
  readonly options: TraceOptions;
  /** To this thread, which keeps the spans. */
  readonly spans: MessagePort;
  /** From this thread, which decodes the events; null if the file is none that it can. */
  readonly events: MessagePort | null;
}

/** Its last word: what is wrong with the input, or null. */
export interface TraceWorkerEnd {
  readonly inputError: string | null;
}

/**
 * How much of a function runs before it is optimized: four times as much as else. The loops in question run for a
 * second, and hundreds of functions for a moment; optimizing those too takes a tenth of the time of two processors.
 */
const budget = 270_000;

/**
 * Answers `unpark trace` for a large file of `size` bytes in two threads: this one decodes events, and keeps and groups
 * spans; a second one puts the events in order between, and does the rest. That way round because only a new thread can
 * be held to a small young generation: what is short-lived in so long a read would else be kept, at 33 MB of a trace of
 * 105.
 */
export async function answerAside(file: string, size: number, options: TraceOptions): Promise<void> {
  setFlagsFromString(`--interrupt-budget=${budget}`);
  const spans = new MessageChannel();
  const serve = serveSpans((message, transfer) => spans.port1.postMessage(message, transfer));
  spans.port1.on('message', (message: ToSpanThread) => serve(message));
  const decoding = await startDecoding(file, size, options.referenceTimes === true);
  const transferList = [spans.port2, ...(decoding === null ? [] : [decoding.port])];
  const workerData: TraceWorkerData = { file, options, spans: spans.port2, events: decoding?.port ?? null };
  const worker = new Worker(new URL('./trace-worker.js', import.meta.url), {
    workerData,
    transferList,
    resourceLimits: { maxYoungGenerationSizeMb: 4 },
  });
  try {
    await new Promise<void>((resolve, reject) => {
      worker.on('message', ({ inputError }: TraceWorkerEnd) => {
        if (inputError === null) resolve();
        else reject(new InputError(inputError));
      });
      worker.on('error', reject);
      decoding?.run().catch(reject);
    });
  } catch (error) {
    await worker.terminate();
    throw error;
  } finally {
    spans.port1.close();
    decoding?.stop();
  }
}

interface Decoding {
  /** Where the other thread hears of what is decoded. */
  readonly port: MessagePort;
  run(): Promise<void>;
  stop(): void;
}

/** Ready to decode the events of a file; null if it cannot be opened, or they do not come in generations. */
async function startDecoding(
  path: string,
  size: number,
  hasReferenceTimes: boolean,
): Promise<Decoding | null> {
  const file = opened(path, size);
  if (file === null) return null;
  const { port1, port2 } = new MessageChannel();
  const thread = await openDecoder(file, hasReferenceTimes, (message) => port1.postMessage(message));
  if (thread === null) {
    file.close();
    return null;
  }
  const stopper = new AbortController();
  return {
    port: port2,
    run: () => decode(thread, stopper.signal),
    stop: () => {
      stopper.abort();
      port1.close();
      file.close();
    },
  };
}

/** Slots that are decoded before spans that have come are looked at. */
const slotsAtOnce = 32;

async function decode(thread: DecoderThread, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await thread.next())) {
    for (let n = 1; !signal.aborted; n++) {
      const state = thread.step();
      if (state === 'done') break;
      if (state === 'full') await sleep(1);
      else if (n % slotsAtOnce === 0) await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

/** Null if it cannot be: the other thread, which opens it too, says why. */
function opened(path: string, size: number): OpenFile | null {
  try {
    return openPath(path, size);
  } catch {
    return null;
  }
}
