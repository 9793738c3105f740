import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import type { FromSpanThread, SpanPort } from '../engine/span-thread.ts';

/** The way to the thread at the other end of `port`. */
export function spanPort(port: MessagePort): SpanPort {
  const arrived: FromSpanThread[] = [];
  let wake: ((message: FromSpanThread) => void) | null = null;
  port.on('message', (message: FromSpanThread) => {
    if (wake === null) arrived.push(message);
    else wake(message);
    wake = null;
  });
  const poll = (): FromSpanThread | null =>
    arrived.shift() ?? (receiveMessageOnPort(port)?.message as FromSpanThread | undefined) ?? null;
  return {
    post: (message) => port.postMessage(message),
    poll,
    wait: () => {
      for (;;) {
        const message = poll();
        if (message !== null) return message;
        sleep(1);
      }
    },
    next: () => {
      const message = poll();
      if (message !== null) return Promise.resolve(message);
      return new Promise((resolve) => {
        wake = resolve;
      });
    },
    close: () => port.close(),
  };
}

const cell = new Int32Array(new SharedArrayBuffer(4));

function sleep(ms: number): void {
  Atomics.wait(cell, 0, 0, ms);
}
