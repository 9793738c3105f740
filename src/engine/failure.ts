import { Bug, FormatError, QueryError } from '../base/errors.ts';
import { EngineError, type Failure } from './engine.ts';

const plain = { format: null, offset: null, line: null };

/** An error as data. Whatever is none of our three kinds is a bug of ours. */
export function failureOf(error: unknown): Failure {
  if (error instanceof EngineError) return error.failure;
  if (error instanceof FormatError) {
    return {
      kind: 'format',
      code: error.code,
      text: error.detail,
      format: error.format,
      offset: error.offset ?? null,
      line: error.line ?? null,
    };
  }
  if (error instanceof QueryError) return { kind: 'query', code: error.code, text: error.detail, ...plain };
  if (isAbort(error)) return { kind: 'cancelled', code: 'cancelled', text: 'Cancelled.', ...plain };
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { kind: 'bug', code: error instanceof Bug ? 'bug' : 'unexpected', text, ...plain };
}

export function workerDied(text: string): Failure {
  return { kind: 'worker-died', code: 'worker-died', text, ...plain };
}

/** True for the reason of an aborted signal, whichever side of the worker it was made on. */
export function isAbort(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'name' in error &&
    (error.name === 'AbortError' || error.name === 'TimeoutError')
  );
}
