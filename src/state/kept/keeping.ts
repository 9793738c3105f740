import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Messages } from '../messages.ts';
import type { FileHandle, FileRef, Workspace } from '../workspace.ts';
import type { KeptDatabase } from './database.ts';
import { type KeptWorkspace, keptOf } from './kept-workspace.ts';

export interface KeepingState {
  /** 'unknown' until the browser has answered; 'unavailable' where it keeps nothing. */
  readonly status: 'unknown' | 'on' | 'off' | 'unavailable';
  /** Newest first. */
  readonly workspaces: readonly KeptWorkspace[];
  /** Workspaces of a newer Unpark, which this one cannot read. */
  readonly unread: number;
}

/** What is needed of the browser: a page, or a test. */
export interface KeepingPlace {
  readonly open: () => Promise<Pick<KeptDatabase, 'list' | 'put' | 'blob' | 'rename' | 'delete'>>;
  /** Which workspace this tab holds, over a reload; and the off switch. */
  readonly storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null;
  readonly tab: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null;
  readonly newId: () => string;
  readonly now: () => number;
}

const switchKey = 'unpark.keep';
const tabKey = 'unpark.workspace';
/** Saved when nothing has changed for so long. */
const restMs = 800;

/** Files to open again. */
interface Reopened {
  readonly handles: readonly FileHandle[];
  /** Names of files whose bytes are gone. */
  readonly lost: readonly string[];
}

/** What is watched, to be kept. */
export interface Watched {
  readonly workspace: StoreApi<Workspace>;
  /** The fragment of the address now. */
  readonly address: () => string;
  readonly isReading: () => boolean;
  /** Tells when the view has changed. */
  readonly onChange: (listener: () => void) => void;
}

/** Keeps what the user has opened in this browser, so that it can be opened again. Sends nothing anywhere. */
export class Keeping {
  readonly store: StoreApi<KeepingState> = createStore<KeepingState>(() => ({
    status: 'unknown',
    workspaces: [],
    unread: 0,
  }));
  private readonly place: KeepingPlace;
  private readonly messages: Messages;
  private readonly database: Promise<Awaited<ReturnType<KeepingPlace['open']>> | null>;
  private current: { id: string; name: string | null } | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private hasComplained = false;
  private isForgotten = false;
  private saving: Promise<void> = Promise.resolve();

  constructor(place: KeepingPlace, messages: Messages) {
    this.place = place;
    this.messages = messages;
    this.database = place.open().catch(() => null);
    void this.refresh();
  }

  /**
   * Keeps the workspace once it rests. Nothing is written for one that is empty, while files are being read, or while
   * the switch is off.
   */
  watch({ workspace, address, isReading, onChange }: Watched): void {
    const later = (): void => {
      if (this.timer !== null) clearTimeout(this.timer);
      this.timer = setTimeout(() => {
        this.timer = null;
        if (isReading()) later();
        else this.saving = this.saving.then(() => this.save(workspace.getState(), address()));
      }, restMs);
    };
    workspace.subscribe((now) => {
      if (now.order.length + now.wanted.length === 0) this.startAnew();
      later();
    });
    onChange(later);
  }

  /** What is opened next is another workspace. */
  startAnew(): void {
    this.isForgotten = false;
    this.begin(null);
  }

  async refresh(): Promise<void> {
    const database = await this.database;
    if (database === null) return this.store.setState({ status: 'unavailable' });
    const { workspaces, unread } = await database.list();
    this.store.setState({ status: this.isOff() ? 'off' : 'on', workspaces, unread });
  }

  turn(how: 'on' | 'off'): void {
    const storage = this.place.storage();
    if (how === 'off') storage?.setItem(switchKey, 'off');
    else storage?.removeItem(switchKey);
    this.store.setState({ status: how });
  }

  /** The files of a kept workspace, to be opened; what opens next is kept under its name. */
  async reopen(kept: KeptWorkspace): Promise<Reopened> {
    const database = await this.database;
    const handles: FileHandle[] = [];
    const lost: string[] = [];
    for (const { key, name, modifiedMs } of kept.files) {
      const blob = (await database?.blob(key)) ?? null;
      if (blob === null) lost.push(name);
      else handles.push({ blob, name, modifiedMs });
    }
    this.begin(kept);
    return { handles, lost };
  }

  /** True if this tab holds the workspace, from before a reload. */
  isOfThisTab({ id }: KeptWorkspace): boolean {
    return this.place.tab()?.getItem(tabKey) === id;
  }

  /** The workspace that holds most files of an address: that of this tab, else the newest; null if none holds any. */
  async holding(wanted: readonly FileRef[]): Promise<KeptWorkspace | null> {
    if (wanted.length === 0) return null;
    await this.refresh();
    const { workspaces } = this.store.getState();
    const mine = workspaces.find((kept) => this.isOfThisTab(kept));
    const candidates = mine === undefined ? workspaces : [mine, ...workspaces];
    const found = candidates.map((kept) => wanted.filter((ref) => holds(kept, ref)).length);
    const most = Math.max(0, ...found);
    return most === 0 ? null : candidates[found.indexOf(most)];
  }

  async rename(id: string, name: string): Promise<void> {
    if (this.current?.id === id) this.current = { id, name: name === '' ? null : name };
    await this.change((database) => database.rename(id, name));
  }

  /** Forgets workspaces. One that is open stays open, and is not kept again. */
  async delete(ids: readonly string[]): Promise<void> {
    if (this.current !== null && ids.includes(this.current.id)) {
      this.begin(null);
      this.isForgotten = true;
    }
    await this.change((database) => database.delete(ids));
  }

  private begin(kept: Pick<KeptWorkspace, 'id' | 'name'> | null): void {
    this.current = kept === null ? null : { id: kept.id, name: kept.name };
    if (kept === null) this.place.tab()?.removeItem(tabKey);
    else this.place.tab()?.setItem(tabKey, kept.id);
  }

  private async save(workspace: Workspace, address: string): Promise<void> {
    const database = await this.database;
    if (database === null || this.isOff() || this.isForgotten || workspace.order.length === 0) return;
    if (this.current === null) this.begin({ id: this.place.newId(), name: null });
    const { current } = this;
    if (current === null) return;
    const { kept, blobs } = keptOf(workspace, { ...current, savedMs: this.place.now(), address });
    if (kept.files.length === 0) return;
    try {
      await database.put(kept, blobs);
      await this.refresh();
    } catch (error) {
      this.complain(error);
    }
  }

  /** Said once: the files stay open, whatever the browser can keep. */
  private complain(error: unknown): void {
    if (this.hasComplained) return;
    this.hasComplained = true;
    const isFull = error instanceof DOMException && error.name === 'QuotaExceededError';
    this.messages.say(
      'warning',
      isFull
        ? 'This browser has no room left to keep these files.'
        : 'This browser could not keep these files.',
      {
        detail: isFull
          ? 'They stay open, but a reload will ask for them. Delete recent workspaces on the start page to make room.'
          : `They stay open, but a reload will ask for them. ${error instanceof Error ? error.message : String(error)}`,
      },
    );
  }

  private async change(
    how: (database: NonNullable<Awaited<typeof this.database>>) => Promise<void>,
  ): Promise<void> {
    const database = await this.database;
    if (database === null) return;
    try {
      await how(database);
    } catch (error) {
      this.messages.say('error', 'The kept workspaces could not be changed.', {
        detail: error instanceof Error ? error.message : String(error),
      });
    }
    await this.refresh();
  }

  private isOff(): boolean {
    return this.place.storage()?.getItem(switchKey) === 'off';
  }
}

function holds(kept: KeptWorkspace, { id }: FileRef): boolean {
  return kept.files.some(({ docs }) => docs.some((doc) => doc.startsWith(id)));
}
