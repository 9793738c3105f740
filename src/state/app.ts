import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DocId } from '../analysis/ids.ts';
import type { DocumentSummary, Engine, Failure } from '../engine/engine.ts';
import type { Address } from './address.ts';
import { Answers } from './answers.ts';
import { canShow, type FileGroup, fileGroupOf, homePage } from './file-group.ts';
import { LiveService } from './live-service.ts';
import { Messages } from './messages.ts';
import { type AddressBar, Navigation } from './navigation.ts';
import type { Page } from './pages.ts';
import { FileReading } from './reading.ts';
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
  private readonly navigation: Navigation;

  constructor(engine: Engine, bar: AddressBar, messages = new Messages()) {
    this.engine = engine;
    this.messages = messages;
    this.answers = new Answers(engine, (pending) => this.settled.set('answers', pending));
    this.reading = new FileReading(engine);
    this.reading.store.subscribe((files) => this.settled.set('files', files.length));
    this.live = new LiveService((files) => this.open(files), messages, this.settled);
    this.navigation = new Navigation(bar, this.view, this.workspace);
  }

  /** Takes the view from the address, now and whenever it is moved. */
  followAddress(): void {
    this.navigation.follow((address) => this.apply(address));
  }

  /** Opens files, archives and folders' contents; a running read is ended. */
  async open(handles: readonly FileHandle[]): Promise<void> {
    if (handles.length === 0) return;
    this.cancelReading();
    const added: DocumentSummary[] = [];
    const failures: NamedFailure[] = [];
    const isDone = await this.reading.read(handles, {
      onDocument: (document, handle) => {
        this.add(document, handle);
        if (!document.isPartial) added.push(document);
        // What can be looked at now is shown before the rest is read: snapshots, and a trace that came alone.
        if (document.isPartial ? handles.length === 1 : fileGroupOf(document) === 'goroutine')
          this.show([document]);
      },
      onFailure: (name, failure) => failures.push({ name, failure }),
    });
    this.sayFailures(failures);
    if (isDone || added.length > 0) this.show(added);
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
    for (const id of this.workspace.getState().order) {
      this.engine.close(id);
      this.answers.forget(id);
    }
    this.workspace.setState(emptyWorkspace, true);
    this.go('start');
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
  private show(added: readonly DocumentSummary[]): void {
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
