import { noProgress } from '../../base/pace.ts';
import { bytesSource } from '../../base/source.ts';
import { rowOfTime, timeAt } from '../../base/split-times.ts';
import { traceReader } from '../../formats/gotrace/reader.ts';
import {
  GoState,
  REASON_INFERRED,
  REASON_MASK,
  spanReason,
  spanState,
  type Trace,
} from '../../model/trace.ts';
import { encodeTrace } from './encode.ts';

export async function readTraceBytes(bytes: Uint8Array, referenceTimes = false): Promise<Trace> {
  const { signal } = new AbortController();
  const context = { bytesGiven: bytes.length, onProgress: noProgress, signal, referenceTimes };
  const document = await traceReader.read(bytesSource(bytes, 'test.trace'), context);
  if (!('kind' in document) || document.kind !== 'trace') throw new Error('the trace reader gives one trace');
  return document;
}

export function readTraceText(text: string, referenceTimes = false): Promise<Trace> {
  return readTraceBytes(encodeTrace(text), referenceTimes);
}

const words = ['', 'runnable', 'running', 'syscall', 'waiting'];

/** What a goroutine does, as text: 'running@0 waiting(chan receive)@5'. A reason that was inferred has a '?'. */
export function lifeOf(trace: Trace, id: number): string {
  const { goroutines, spans, reasons } = trace;
  const g = rowOfTime(goroutines.id, id);
  if (g < 0) return 'unknown';
  const states: string[] = [];
  for (let i = goroutines.firstSpan[g]; i < goroutines.firstSpan[g + 1]; i++) {
    if (spanState(spans, i) === GoState.none) {
      states.push(`ended@${timeAt(spans.start, i)}`);
      continue;
    }
    const inferred = (spanReason(spans, i) & REASON_INFERRED) !== 0 ? '?' : '';
    const reason = reasons[spanReason(spans, i) & REASON_MASK];
    const why = reason === '' ? '' : `(${reason}${inferred})`;
    states.push(`${words[spanState(spans, i)]}${why}@${timeAt(spans.start, i)}`);
  }
  if (timeAt(goroutines.ended, g) >= 0) states.push(`ended@${timeAt(goroutines.ended, g)}`);
  return states.join(' ');
}

export function noticeCodes(trace: Trace): readonly string[] {
  return trace.notices.map(({ code }) => code);
}
