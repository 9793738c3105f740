import { createLocalEngine } from './local.ts';
import type { ToWorker } from './protocol.ts';
import { serveEngine } from './serve.ts';

const answer = serveEngine(createLocalEngine(), (message, transfer) =>
  self.postMessage(message, { transfer }),
);

self.addEventListener('message', (event: MessageEvent<ToWorker>) => answer(event.data));
