import type { DocId } from '../analysis/ids.ts';
import { type Engine, EngineError, type Failure, type OpenEvents, type Opened } from './engine.ts';
import { failureOf, workerDied } from './failure.ts';
import { KeptFiles } from './kept-files.ts';
import type { FromWorker, ToWorker, WorkerEnd } from './protocol.ts';
import type { Queries, QueryKind } from './queries.ts';

const pingMs = 2_000;
/** A worker that has said nothing for so long while it was asked is taken for dead. */
const silenceMs = 15_000;
/** Deaths in a row, without one answer between them, after which it is not started again. */
const maxDeaths = 3;

export interface ClientEvents {
  /** The worker died and is being started again; `documents` are read again from their files. */
  readonly onRestart: (reason: string, documents: number) => void;
  /** All is as before, but for the files that could not be read again. */
  readonly onRecovered: (lost: readonly string[]) => void;
  /** It died again and again: nothing can be asked any more. */
  readonly onGivenUp: (reason: string) => void;
}

interface Call {
  readonly message: Extract<ToWorker, { type: 'open' | 'ask' }>;
  readonly events: OpenEvents;
  readonly settle: (message: FromWorker) => void;
  readonly fail: (failure: Failure) => void;
  deaths: number;
}

/** The engine behind a worker. A dead worker is replaced, its files are read again, its questions asked again. */
export class WorkerEngine implements Engine {
  private readonly spawn: () => WorkerEnd;
  private readonly events: ClientEvents;
  private readonly calls = new Map<number, Call>();
  private readonly kept = new KeptFiles();
  private worker: WorkerEnd;
  private nextCall = 1;
  private deaths = 0;
  private isGone = false;
  /** Settled when every kept file has been read again after a restart. */
  private ready: Promise<void> = Promise.resolve();
  private lastHeard = 0;
  private heart: ReturnType<typeof setInterval> | null = null;

  constructor(spawn: () => WorkerEnd, events: ClientEvents) {
    this.spawn = spawn;
    this.events = events;
    this.worker = this.start();
  }

  async open(
    file: Blob | Uint8Array,
    name: string,
    modifiedMs: number | null,
    events: OpenEvents,
    signal: AbortSignal,
  ): Promise<readonly Opened[]> {
    const blob = file instanceof Blob ? file : new Blob([new Uint8Array(file)]);
    await this.ready;
    signal.throwIfAborted();
    const call = this.nextCall++;
    try {
      const answer = await this.send({ type: 'open', call, file: blob, name, modifiedMs }, events, signal);
      const opened = answer.type === 'opened' ? answer.opened : [];
      this.kept.keep({ file: blob, name, modifiedMs }, idsOf(opened));
      return opened;
    } catch (error) {
      if (signal.aborted) throw error;
      return [{ ok: false, name, failure: failureOf(error) }];
    }
  }

  async ask<K extends QueryKind>(
    kind: K,
    question: Queries[K]['in'],
    signal: AbortSignal,
  ): Promise<Queries[K]['out']> {
    await this.ready;
    signal.throwIfAborted();
    const call = this.nextCall++;
    const answer = await this.send({ type: 'ask', call, kind, question }, {}, signal);
    return (answer.type === 'answer' ? answer.answer : undefined) as Queries[K]['out'];
  }

  close(id: DocId): void {
    this.kept.forget(id);
    this.worker.postMessage({ type: 'close', id });
  }

  private send(message: Call['message'], events: OpenEvents, signal: AbortSignal): Promise<FromWorker> {
    return new Promise((resolve, reject) => {
      if (this.isGone) return reject(new EngineError(workerDied('The engine has stopped: reload the page.')));
      const onAbort = (): void => {
        if (this.calls.delete(message.call)) this.worker.postMessage({ type: 'cancel', call: message.call });
        reject(signal.reason);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      const done = (): void => {
        signal.removeEventListener('abort', onAbort);
        this.calls.delete(message.call);
        if (this.calls.size === 0) this.rest();
      };
      this.calls.set(message.call, {
        message,
        events,
        deaths: 0,
        settle: (answer) => {
          done();
          resolve(answer);
        },
        fail: (failure) => {
          done();
          reject(new EngineError(failure));
        },
      });
      this.worker.postMessage(message);
      this.listenToHeart();
    });
  }

  private start(): WorkerEnd {
    const worker = this.spawn();
    worker.listen(
      (message) => worker === this.worker && this.hear(message),
      (reason) => worker === this.worker && this.bury(reason),
    );
    return worker;
  }

  private hear(message: FromWorker): void {
    this.lastHeard = performance.now();
    if (message.type === 'pong') return;
    const call = this.calls.get(message.call);
    if (call === undefined) {
      if (message.type === 'opened') this.closeUnwanted(message.opened);
      return;
    }
    switch (message.type) {
      case 'progress':
        call.events.onProgress?.(message.done, message.total);
        break;
      case 'partial':
        call.events.onPartial?.(message.document);
        break;
      case 'failed':
        this.deaths = 0;
        call.fail(message.failure);
        break;
      default:
        this.deaths = 0;
        call.settle(message);
    }
  }

  /** Documents of a read that ended just as it was cancelled. */
  private closeUnwanted(opened: readonly Opened[]): void {
    for (const id of idsOf(opened)) if (!this.kept.has(id)) this.worker.postMessage({ type: 'close', id });
  }

  private bury(reason: string): void {
    if (this.isGone) return;
    this.worker.terminate();
    if (++this.deaths > maxDeaths) {
      this.giveUp(reason);
      return;
    }
    const files = this.kept.files();
    this.events.onRestart(reason, files.length);
    this.worker = this.start();
    this.lastHeard = performance.now();
    const again: Call[] = [];
    for (const call of [...this.calls.values()]) {
      const isSuspect = call.message.type === 'open' || ++call.deaths > 1;
      if (isSuspect)
        call.fail(
          workerDied('The engine stopped while it was at this (too little memory?). It was restarted.'),
        );
      else again.push(call);
    }
    this.ready = this.reopen(files).then((lost) => {
      for (const call of again) if (this.calls.has(call.message.call)) this.worker.postMessage(call.message);
      this.events.onRecovered(lost);
    });
  }

  private async reopen(files: ReturnType<KeptFiles['files']>): Promise<readonly string[]> {
    const lost: string[] = [];
    for (const { file, name, modifiedMs } of files) {
      const message = { type: 'open', call: this.nextCall++, file, name, modifiedMs } as const;
      try {
        await this.send(message, {}, new AbortController().signal);
      } catch {
        lost.push(name);
      }
    }
    return lost;
  }

  private giveUp(reason: string): void {
    this.isGone = true;
    this.rest();
    for (const call of [...this.calls.values()]) call.fail(workerDied(`The engine has stopped: ${reason}`));
    this.events.onGivenUp(reason);
  }

  private listenToHeart(): void {
    if (this.heart !== null) return;
    this.lastHeard = performance.now();
    let asked = 0;
    this.heart = setInterval(() => {
      asked = performance.now() - this.lastHeard < pingMs * 2 ? 0 : asked + 1;
      if (asked * pingMs > silenceMs) this.bury('it did not answer any more');
      else this.worker.postMessage({ type: 'ping' });
    }, pingMs);
  }

  private rest(): void {
    if (this.heart !== null) clearInterval(this.heart);
    this.heart = null;
  }
}

function idsOf(opened: readonly Opened[]): DocId[] {
  return opened.flatMap((one) => (one.ok ? [one.document.id] : []));
}
