import type { StoreApi } from 'zustand/vanilla';
import { type Address, decodeAddress, encodeAddress } from './address.ts';
import type { View } from './view.ts';
import type { Workspace } from './workspace.ts';

/** The browser's address bar, as far as it is needed: a window, or an array in a test. */
export interface AddressBar {
  /** The fragment, without '#'. */
  read(): string;
  push(fragment: string): void;
  replace(fragment: string): void;
  /** Back, forward, or an address typed by hand. */
  onMove(listener: () => void): void;
}

/** A view rests when nothing has changed for so long: wheels and typing write the address once. */
const restMs = 300;

/** Keeps the address equal to the view: pages and deliberate steps are pushed, everything else replaces. */
export class Navigation {
  private readonly bar: AddressBar;
  private readonly view: StoreApi<View>;
  private readonly workspace: StoreApi<Workspace>;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private isApplying = false;

  constructor(bar: AddressBar, view: StoreApi<View>, workspace: StoreApi<Workspace>) {
    this.bar = bar;
    this.view = view;
    this.workspace = workspace;
    view.subscribe(() => this.rest());
    workspace.subscribe(() => this.rest());
  }

  /** Applies what the bar says now, and from now on whatever it is moved to. */
  follow(apply: (address: Address) => void): void {
    const read = (): void => {
      const address = decodeAddress(this.bar.read());
      if (address === null) return;
      this.stop();
      this.isApplying = true;
      apply(address);
      this.isApplying = false;
    };
    this.bar.onMove(read);
    read();
  }

  /** Runs a change whose outcome is a place of its own in the history. */
  step(change: () => void): void {
    if (this.timer !== null) this.write();
    this.isApplying = true;
    change();
    this.isApplying = false;
    const next = this.fragment();
    if (next !== this.bar.read()) this.bar.push(next);
  }

  private rest(): void {
    if (this.isApplying) return;
    this.stop();
    this.timer = setTimeout(() => this.write(), restMs);
  }

  private write(): void {
    this.stop();
    const next = this.fragment();
    if (next !== this.bar.read()) this.bar.replace(next);
  }

  private stop(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }

  private fragment(): string {
    return encodeAddress(this.view.getState(), this.workspace.getState());
  }
}
