import { parentPort, workerData } from 'node:worker_threads';
import { traceAside } from '../engine/trace-aside.ts';
import { answerTrace } from './commands/trace-answer.ts';
import { InputError } from './input-error.ts';
import { threadPort } from './message-port.ts';
import type { TraceWorkerData, TraceWorkerEnd } from './trace-thread.ts';

const { file, options, spans, events } = workerData as TraceWorkerData;
const end: { inputError: string | null } = { inputError: null };
const aside = traceAside(
  () => threadPort(spans),
  events === null ? null : () => threadPort(events),
  (counts, at, value) => Atomics.wait(counts, at, value, 100),
);
answerTrace(file, options, aside)
  .catch((error: unknown) => {
    if (!(error instanceof InputError)) throw error;
    end.inputError = error.message;
  })
  .then(() => parentPort?.postMessage(end satisfies TraceWorkerEnd));
