import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Messages } from './messages.ts';
import { captureLocal, fetchLocal, listLocal } from './served-files.ts';
import type { Settled } from './settled.ts';
import type { FileHandle } from './workspace.ts';

export interface LiveState {
  /** True if this page's server can capture from a running service. */
  readonly canCapture: boolean;
  readonly isCapturing: boolean;
}

/** What the command line handed over: files, or a running service that can be captured again and again. */
export class LiveService {
  readonly store: StoreApi<LiveState> = createStore<LiveState>(() => ({
    canCapture: false,
    isCapturing: false,
  }));
  private token: string | null = null;
  private taken = 0;
  private readonly open: (files: readonly FileHandle[]) => Promise<void>;
  private readonly messages: Messages;
  private readonly settled: Settled;

  constructor(open: (files: readonly FileHandle[]) => Promise<void>, messages: Messages, settled: Settled) {
    this.open = open;
    this.messages = messages;
    this.settled = settled;
  }

  /** Opens what waits under the token of the address. */
  async start(token: string): Promise<void> {
    this.token = token;
    await this.take('The files named on the command line could not be loaded.', () => listLocal(token));
  }

  /** A new capture of the running service. */
  async capture(): Promise<void> {
    const { token } = this;
    if (token === null || this.store.getState().isCapturing) return;
    this.store.setState({ isCapturing: true });
    await this.take('The service could not be captured.', () => captureLocal(token));
    this.store.setState({ isCapturing: false });
  }

  private async take(failure: string, list: () => ReturnType<typeof listLocal>): Promise<void> {
    this.settled.add('samples', 1);
    try {
      const { files, canCapture } = await list();
      this.store.setState({ canCapture });
      const fresh = files.slice(this.taken);
      const handles = await fetchLocal(fresh);
      this.taken = files.length;
      void this.open(handles);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      this.messages.say('error', failure, { detail });
    } finally {
      this.settled.add('samples', -1);
    }
  }
}
