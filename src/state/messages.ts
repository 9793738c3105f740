import { createStore, type StoreApi } from 'zustand/vanilla';

/** A remark for the user that stays until it is dismissed, or (a passing one) for some seconds. */
export interface Message {
  readonly key: number;
  readonly kind: 'done' | 'warning' | 'error';
  readonly text: string;
  /** A second line: what to do about it, or the place in the file. */
  readonly detail: string | null;
  readonly action: { readonly label: string; readonly run: () => void } | null;
}

/** So many are kept: a folder of a thousand broken files says so once, not a thousand times. */
const maxMessages = 8;

export class Messages {
  readonly store: StoreApi<readonly Message[]> = createStore<readonly Message[]>(() => []);
  private nextKey = 1;

  say(kind: Message['kind'], text: string, more: Partial<Pick<Message, 'detail' | 'action'>> = {}): number {
    const key = this.nextKey++;
    const message: Message = { key, kind, text, detail: more.detail ?? null, action: more.action ?? null };
    this.store.setState([...this.store.getState().slice(1 - maxMessages), message], true);
    return key;
  }

  dismiss(key: number): void {
    this.store.setState(
      this.store.getState().filter((message) => message.key !== key),
      true,
    );
  }
}
