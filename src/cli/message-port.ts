import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import type { ThreadPort } from '../engine/thread-port.ts';

/** The way to the thread at the other end of `port`. */
export function threadPort<Out, In>(port: MessagePort): ThreadPort<Out, In> {
  const arrived: In[] = [];
  let wake: ((message: In) => void) | null = null;
  port.on('message', (message: In) => {
    if (wake === null) arrived.push(message);
    else wake(message);
    wake = null;
  });
  const poll = (): In | null =>
    arrived.shift() ?? (receiveMessageOnPort(port)?.message as In | undefined) ?? null;
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
