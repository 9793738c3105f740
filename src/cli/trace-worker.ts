import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { DecodedAhead, type FromDecoder } from '../engine/event-thread.ts';
import { type FromSpanThread, SpanThread, type ToSpanThread } from '../engine/span-thread.ts';
import type { TraceAside } from '../formats/reader.ts';
import { answerTrace } from './commands/trace-answer.ts';
import { InputError } from './input-error.ts';
import { threadPort } from './message-port.ts';
import type { TraceWorkerData, TraceWorkerEnd } from './trace-thread.ts';

const { file, options, spans, events } = workerData as TraceWorkerData;
const end: { inputError: string | null } = { inputError: null };
try {
  await answerTrace(file, options, asideOf(spans, events));
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  end.inputError = error.message;
}
parentPort?.postMessage(end satisfies TraceWorkerEnd);

function asideOf(spans: MessagePort, events: MessagePort | null): TraceAside {
  return {
    spanSink: () => new SpanThread(threadPort<ToSpanThread, FromSpanThread>(spans)),
    generations: (notice) => {
      if (events === null) return null;
      const port = threadPort<never, FromDecoder>(events);
      const wait = (counts: Int32Array, at: number, value: number): void => {
        Atomics.wait(counts, at, value, 100);
      };
      return new DecodedAhead(() => port.next(), notice, wait);
    },
  };
}
