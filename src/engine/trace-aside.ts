import type { TraceAside } from '../formats/reader.ts';
import { DecodedAhead, type FromDecoder } from './event-thread.ts';
import { type SpanPort, SpanThread } from './span-thread.ts';
import type { ThreadPort } from './thread-port.ts';

export type { TraceAside };

/** The way from the thread that decodes. */
export type EventPort = ThreadPort<never, FromDecoder>;

/**
 * What the thread at the other end of the ports does while a large trace is read here. `wait` stands still until
 * `counts[at]` is another than `value`, or for a while.
 */
export function traceAside(
  spans: () => SpanPort,
  events: (() => EventPort) | null,
  wait: (counts: Int32Array, at: number, value: number) => void,
): TraceAside {
  return {
    spanSink: () => new SpanThread(spans()),
    generations: (notice) => {
      if (events === null) return null;
      const port = events();
      return new DecodedAhead(() => port.next(), notice, wait);
    },
  };
}
