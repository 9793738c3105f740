import type { FromWorker, WorkerEnd } from './protocol.ts';

/** Starts the engine's worker in a browser. */
export function spawnWorker(): WorkerEnd {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    type: 'module',
    name: 'unpark-engine',
  });
  return {
    postMessage: (message) => worker.postMessage(message),
    listen: (onMessage, onDeath) => {
      worker.addEventListener('message', (event: MessageEvent<FromWorker>) => onMessage(event.data));
      worker.addEventListener('error', (event) => {
        event.preventDefault();
        onDeath(event.message === '' || event.message === undefined ? 'it could not start' : event.message);
      });
      worker.addEventListener('messageerror', () => onDeath('it sent what cannot be read'));
    },
    terminate: () => worker.terminate(),
  };
}
