/** Told how far a read is: `done` of `total` units (bytes, where there are bytes). */
export type OnProgress = (done: number, total: number) => void;

export const noProgress: OnProgress = () => undefined;

/**
 * Lets long work breathe: `await pace.breathe(...)` in an outer loop costs nothing until `sliceMs` have passed,
 * then reports progress, lets waiting messages (a cancel among them) be heard, and throws if cancelled.
 */
export class Pace {
  private last: number;
  private readonly signal: AbortSignal | undefined;
  private readonly onProgress: OnProgress;
  private readonly sliceMs: number;

  constructor(signal?: AbortSignal, onProgress: OnProgress = noProgress, sliceMs = 24) {
    this.signal = signal;
    this.onProgress = onProgress;
    this.sliceMs = sliceMs;
    this.last = performance.now();
  }

  /** True when it is time to `breathe`: for loops that cannot afford an await per turn. */
  isDue(): boolean {
    return performance.now() - this.last >= this.sliceMs;
  }

  async breathe(done: number, total: number): Promise<void> {
    if (!this.isDue()) return;
    this.onProgress(done, total);
    await nextTurn();
    this.signal?.throwIfAborted();
    this.last = performance.now();
  }
}

/** Runs `work` over the numbers from 0 to `length - 1`, a piece at a time and with a breath between. */
export async function inPieces(
  pace: Pace,
  length: number,
  work: (from: number, to: number) => void,
  piece = 1 << 17,
): Promise<void> {
  for (let from = 0; from < length; from += piece) {
    work(from, Math.min(length, from + piece));
    if (pace.isDue()) await pace.breathe(from, length);
  }
}

/** Where there is one (Node), it costs less than a channel. */
const { setImmediate } = globalThis as { readonly setImmediate?: (then: () => void) => void };

/** After the messages that wait already. Not a timer: those of browsers come 4 ms late. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    if (setImmediate !== undefined) {
      setImmediate(resolve);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
