import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DocId } from '../analysis/ids.ts';
import type { DocumentSummary, Engine, Failure } from '../engine/engine.ts';
import { type Address, decodeAddress, encodeAddress } from './address.ts';
import { Answers } from './answers.ts';
import { canShow, type FileGroup, fileGroupOf, homePage } from './file-group.ts';
import { Keeping, type KeepingPlace } from './kept/keeping.ts';
import type { KeptWorkspace } from './kept/kept-workspace.ts';
import { type Settings, withSettings } from './kept/settings.ts';
import { isWorkspaceFile, openWorkspace, saveWorkspace } from './kept/workspace-file.ts';
import { LiveService } from './live-service.ts';
import { Messages } from './messages.ts';
import { type AddressBar, Navigation } from './navigation.ts';
import type { Page } from './pages.ts';
import { FileReading } from './reading.ts';
import { RemoteFiles } from './remote/remote-files.ts';
import { Settled } from './settled.ts';
import { initialView, type PartName, type View } from './view.ts';
import {
  emptyWorkspace,
  type FileHandle,
  type Workspace,
  withDocuments,
  withoutDocument,
} from './workspace.ts';

interface NamedFailure {
  readonly name: string;
  readonly failure: Failure;
}

/** More failures than this in one drop are told together. */
const saidOneByOne = 2;
const listedTogether = 6;

/** Everything the page knows, and what can be done with it. No React in here: views look at the stores. */
export class App {
  readonly engine: Engine;
  readonly view: StoreApi<View> = createStore<View>(() => initialView);
  readonly workspace: StoreApi<Workspace> = createStore<Workspace>(() => emptyWorkspace);
  readonly messages: Messages;
  readonly settled = new Settled();
  readonly answers: Answers;
  readonly reading: FileReading;
  readonly live: LiveService;
  /** Files by the address they have elsewhere. */
  readonly remote: RemoteFiles;
  /** Recent workspaces; null where nothing is to be kept. */
  readonly keeping: Keeping | null;
  private readonly navigation: Navigation;

  constructor(
    engine: Engine,
    bar: AddressBar,
    messages = new Messages(),
    keepingPlace: KeepingPlace | null = null,
  ) {
    this.engine = engine;
    this.messages = messages;
    this.answers = new Answers(engine, (pending) => this.settled.set('answers', pending));
    this.reading = new FileReading(engine);
    this.reading.store.subscribe((files) => this.settled.set('files', files.length));
    this.live = new LiveService((files) => this.open(files), messages, this.settled);
    this.remote = new RemoteFiles((files) => this.open(files));
    this.remote.store.subscribe((files) =>
      this.settled.set('remote', files.filter(({ state }) => state === 'loading').length),
    );
    this.navigation = new Navigation(bar, this.view, this.workspace);
    this.keeping = keepingPlace === null ? null : new Keeping(keepingPlace, messages);
    this.keeping?.watch({
      workspace: this.workspace,
      address: () => encodeAddress(this.view.getState(), this.workspace.getState()),
      isReading: () => this.reading.store.getState().length > 0,
      onChange: (listener) => this.view.subscribe(listener),
    });
  }

  /** Takes the view from the address, now and whenever it is moved. */
  followAddress(): void {
    this.navigation.follow((address) => this.apply(address));
  }

  /** Opens files, archives, folders' contents and saved workspaces; a running read is ended. */
  async open(handles: readonly FileHandle[]): Promise<void> {
    const saved: FileHandle[] = [];
    for (const handle of handles)
      if (/\.zip$/i.test(handle.name) && (await isWorkspaceFile(handle))) saved.push(handle);
    if (saved.length < handles.length) await this.read(handles.filter((handle) => !saved.includes(handle)));
    for (const handle of saved) await this.openSaved(handle);
  }

  /** Opens a kept workspace in place of what is open. */
  async openKept(kept: KeptWorkspace): Promise<void> {
    if (this.keeping === null) return;
    this.cancelReading();
    this.closeDocuments();
    this.applySettings(await this.reopen(kept, kept.files.length));
    const address = decodeAddress(kept.address);
    if (address !== null) this.go(address.view.page, address.view, address.view.group ?? undefined);
  }

  /** Opens what an address names and this browser has kept. */
  private async restore(): Promise<void> {
    const { wanted } = this.workspace.getState();
    if (this.keeping === null || wanted.length === 0) return;
    this.settled.add('samples', 1);
    try {
      const kept = await this.keeping.holding(wanted);
      if (kept === null || this.workspace.getState().wanted !== wanted) return;
      if (this.reading.store.getState().length > 0) return;
      const isAsked = (docs: readonly DocId[]): boolean =>
        docs.some((doc) => wanted.some(({ id }) => doc.startsWith(id)));
      const files = this.keeping.isOfThisTab(kept)
        ? kept.files
        : kept.files.filter(({ docs }) => isAsked(docs));
      const settings = await this.reopen({ ...kept, files }, kept.files.length);
      // What the address says itself is not taken from what was kept.
      const { ignore } = this.workspace.getState();
      this.applySettings({
        ...settings,
        marks: {},
        times: {},
        ignore: ignore === '' ? settings.ignore : ignore,
      });
    } finally {
      this.settled.add('samples', -1);
    }
  }

  /** `whole`: the number of files of the workspace; one that is opened in part is kept as another one. */
  private async reopen(kept: KeptWorkspace, whole: number): Promise<Settings> {
    const reopened = await this.keeping?.reopen(kept);
    if (reopened === undefined) return kept.settings;
    const isDone = await this.read(reopened.handles, 'stay');
    if (!isDone || reopened.handles.length < whole) this.keeping?.startAnew();
    if (reopened.lost.length > 0)
      this.messages.say('warning', `No longer kept in this browser: ${reopened.lost.join(', ')}.`);
    return kept.settings;
  }

  private async openSaved(handle: FileHandle): Promise<void> {
    try {
      const { handles, settings, address } = await openWorkspace(handle);
      const view = decodeAddress(address)?.view;
      await this.read(handles, view === undefined ? 'show' : 'stay');
      this.applySettings(settings);
      if (view !== undefined) this.go(view.page, view, view.group ?? undefined);
    } catch (error) {
      this.messages.say('error', 'The workspace could not be opened.', {
        detail: error instanceof Error ? error.message : String(error),
      });
    }
  }

  private applySettings(settings: Settings): void {
    this.edit((workspace) => withSettings(workspace, settings));
  }

  /** `then`: whether the page of what was read is shown. False if the reading was ended. */
  private async read(handles: readonly FileHandle[], then: 'show' | 'stay' = 'show'): Promise<boolean> {
    if (handles.length === 0) return true;
    this.cancelReading();
    const asked = then === 'stay' ? Number.POSITIVE_INFINITY : this.workspace.getState().wanted.length;
    const added: DocumentSummary[] = [];
    const failures: NamedFailure[] = [];
    const isDone = await this.reading.read(handles, {
      onDocument: (document, handle) => {
        this.add(document, handle);
        if (!document.isPartial) added.push(document);
        // What can be looked at now is shown before the rest is read: snapshots, and a trace that came alone.
        if (document.isPartial ? handles.length === 1 : fileGroupOf(document) === 'goroutine')
          this.show([document], asked);
      },
      onFailure: (name, failure) => failures.push({ name, failure }),
    });
    this.sayFailures(failures);
    if (isDone || added.length > 0) this.show(added, asked);
    return isDone;
  }

  /** Ends the running reads (Escape, a new drop). True if there were any. */
  cancelReading(): boolean {
    const ended = this.reading.cancel();
    if (ended.length > 0) this.sayEnded(ended.map(({ name }) => name));
    this.closePartial();
    return ended.length > 0;
  }

  close(id: DocId): void {
    this.engine.close(id);
    this.answers.forget(id);
    this.workspace.setState(withoutDocument(this.workspace.getState(), id), true);
    if (this.workspace.getState().order.length === 0) this.go('start');
  }

  closeAll(): void {
    this.closeDocuments();
    this.go('start');
  }

  private closeDocuments(): void {
    for (const id of this.workspace.getState().order) {
      this.engine.close(id);
      this.answers.forget(id);
    }
    this.workspace.setState(emptyWorkspace, true);
  }

  /** What is open, as one file. Throws with a word for the user. */
  workspaceFile(): Promise<Blob> {
    const workspace = this.workspace.getState();
    return saveWorkspace(workspace, encodeAddress(this.view.getState(), workspace));
  }

  /** Changes the workspace by one of the functions of workspace.ts. */
  edit(change: (workspace: Workspace) => Workspace): void {
    this.workspace.setState(change(this.workspace.getState()), true);
  }

  /** Goes to a page, with choices there where given: a step of the history. */
  go(page: Page, parts: { readonly [P in PartName]?: Partial<View[P]> } = {}, group?: FileGroup): void {
    this.navigation.step(() => {
      const view = this.view.getState();
      const changed = Object.entries(parts).map(([name, part]) => [
        name,
        { ...view[name as PartName], ...part },
      ]);
      this.view.setState({ ...view, ...Object.fromEntries(changed), page, group: group ?? view.group }, true);
    });
  }

  /** Changes choices of one part. `step` makes it a place that "back" returns from. */
  choose<P extends PartName>(part: P, choices: Partial<View[P]>, how: 'rest' | 'step' = 'rest'): void {
    const change = (): void => {
      const view = this.view.getState();
      this.view.setState({ ...view, [part]: { ...view[part], ...choices } }, true);
    };
    if (how === 'step') this.navigation.step(change);
    else change();
  }

  /** Which kind of file the profile pages show. */
  chooseGroup(group: FileGroup): void {
    this.navigation.step(() => this.view.setState({ ...this.view.getState(), group }, true));
  }

  private add(document: DocumentSummary, handle: FileHandle): void {
    const isKnown = this.workspace.getState().documents[document.id] !== undefined;
    this.edit((workspace) => withDocuments(workspace, [{ document, handle }]));
    if (isKnown) this.answers.refresh(document.id);
  }

  /** Half a trace is not kept: its reading was ended. */
  private closePartial(): void {
    const { documents } = this.workspace.getState();
    for (const { id, isPartial } of Object.values(documents)) {
      if (!isPartial) continue;
      this.engine.close(id);
      this.answers.forget(id);
      this.edit((workspace) => withoutDocument(workspace, id));
    }
  }

  /** The page for what was just opened, unless the user is where it can be seen, or the address said where to be. */
  private show(added: readonly DocumentSummary[], asked: number): void {
    if (asked > this.workspace.getState().wanted.length) return;
    const groups = new Set(added.map(fileGroupOf));
    const { page } = this.view.getState();
    if (groups.size === 0 || [...groups].some((group) => canShow(page, group))) return;
    const order: readonly FileGroup[] = ['goroutine', 'goroutineleak', 'heap', 'trace'];
    const group = order.find((one) => groups.has(one)) ?? [...groups][0];
    this.go(homePage(group), {}, group);
  }

  private apply(address: Address): void {
    this.view.setState({ ...this.view.getState(), ...address.view }, true);
    const wantedMarks = { base: address.base, current: address.current };
    this.edit((workspace) =>
      withDocuments(
        {
          ...workspace,
          wanted: address.files,
          wantedMarks,
          ignore: address.ignore === '' ? workspace.ignore : address.ignore,
          times: { ...workspace.times, ...address.times },
        },
        [],
      ),
    );
    void this.restore();
  }

  private sayEnded(names: readonly string[]): void {
    const what = names.length === 1 ? names[0] : `${names.length} files`;
    this.messages.say('warning', `Reading ${what} was ended.`);
  }

  private sayFailures(failures: readonly NamedFailure[]): void {
    if (failures.length <= saidOneByOne) {
      for (const { name, failure } of failures) {
        this.messages.say('error', `${name}: ${failure.text}`, { detail: placeOf(failure) });
      }
      return;
    }
    const byReason = new Map<string, string[]>();
    for (const { name, failure } of failures) {
      const names = byReason.get(failure.text);
      if (names === undefined) byReason.set(failure.text, [name]);
      else names.push(name);
    }
    const listed = [...byReason]
      .slice(0, listedTogether)
      .map(
        ([text, [first, ...others]]) =>
          `${first}${others.length > 0 ? ` and ${others.length} more` : ''}: ${text}`,
      );
    if (byReason.size > listed.length) listed.push(`and ${byReason.size - listed.length} other reasons`);
    this.messages.say('error', `${failures.length} files could not be opened.`, {
      detail: listed.join('\n'),
    });
  }
}

/** Format and place of a failure; null if neither is known. */
function placeOf(failure: Failure): string | null {
  const place =
    failure.line !== null
      ? `line ${failure.line}`
      : failure.offset !== null
        ? `byte ${failure.offset.toLocaleString('en-US')}`
        : null;
  if (failure.format === null || failure.kind !== 'format') return place;
  return [failure.format, place].filter((part) => part !== null).join(', ');
}
