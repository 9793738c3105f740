import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DocumentSummary, Engine, Failure, Opened } from '../engine/engine.ts';
import { failureOf } from '../engine/failure.ts';
import type { FileHandle } from './workspace.ts';

/** A file that is being read, or waits for its turn. */
export interface ReadingFile {
  readonly key: number;
  readonly name: string;
  readonly done: number;
  readonly total: number;
  readonly isWaiting: boolean;
}

export interface ReadingEvents {
  /** Called as often as there is more to show; `isPartial` documents come again. */
  readonly onDocument: (document: DocumentSummary, handle: FileHandle) => void;
  readonly onFailure: (name: string, failure: Failure, handle: FileHandle) => void;
}

/** Two at a time: one waits for the disk while the other is decoded. */
const atOnce = 2;

/** Reads the files of one drop after another; a new drop ends the reads of the last one. */
export class FileReading {
  readonly store: StoreApi<readonly ReadingFile[]> = createStore<readonly ReadingFile[]>(() => []);
  private readonly engine: Engine;
  private nextKey = 1;
  private controller = new AbortController();

  constructor(engine: Engine) {
    this.engine = engine;
  }

  /** Files whose reading this ends: none of their documents stay. */
  cancel(): readonly ReadingFile[] {
    const ended = this.store.getState();
    this.controller.abort();
    this.controller = new AbortController();
    this.store.setState([], true);
    return ended;
  }

  /** Settles when all are read, have failed, or were ended by `cancel`. Returns true unless it was cancelled. */
  async read(handles: readonly FileHandle[], events: ReadingEvents): Promise<boolean> {
    const { signal } = this.controller;
    const queue = handles.map((handle) => {
      const key = this.nextKey++;
      return { key, handle: { ...handle, place: key } };
    });
    const waiting = queue.map(({ key, handle }) => ({
      key,
      name: handle.name,
      done: 0,
      total: handle.blob.size,
      isWaiting: true,
    }));
    this.store.setState([...this.store.getState(), ...waiting], true);
    let next = 0;
    const work = async (): Promise<void> => {
      while (next < queue.length && !signal.aborted) {
        const { key, handle } = queue[next++];
        await this.readOne(key, handle, events, signal);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    return !signal.aborted;
  }

  private async readOne(
    key: number,
    handle: FileHandle,
    events: ReadingEvents,
    signal: AbortSignal,
  ): Promise<void> {
    this.change(key, { isWaiting: false });
    const onProgress = (done: number, total: number): void => this.change(key, { done, total });
    const onPartial = (document: DocumentSummary): void => {
      if (!signal.aborted) events.onDocument(document, handle);
    };
    let opened: readonly Opened[];
    try {
      opened = await this.engine.open(
        handle.blob,
        handle.name,
        handle.modifiedMs,
        { onProgress, onPartial },
        signal,
      );
    } catch (error) {
      if (!signal.aborted) events.onFailure(handle.name, failureOf(error), handle);
      opened = [];
    }
    this.store.setState(
      this.store.getState().filter((file) => file.key !== key),
      true,
    );
    if (signal.aborted) return;
    for (const one of opened) {
      if (one.ok) events.onDocument(one.document, handle);
      else events.onFailure(one.name, one.failure, handle);
    }
  }

  private change(key: number, change: Partial<ReadingFile>): void {
    const files = this.store.getState();
    if (files.some((file) => file.key === key))
      this.store.setState(
        files.map((file) => (file.key === key ? { ...file, ...change } : file)),
        true,
      );
  }
}
