import { parentPort, workerData } from 'node:worker_threads';
import { answerTrace } from './commands/trace-answer.ts';
import { InputError } from './input-error.ts';
import { spanPort } from './span-port.ts';
import type { TraceWorkerData, TraceWorkerEnd } from './trace-thread.ts';

const { file, options, spans } = workerData as TraceWorkerData;
const end: { inputError: string | null } = { inputError: null };
try {
  await answerTrace(file, options, () => spanPort(spans));
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  end.inputError = error.message;
}
parentPort?.postMessage(end satisfies TraceWorkerEnd);
