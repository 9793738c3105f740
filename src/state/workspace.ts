import type { DocId } from '../analysis/ids.ts';
import { compareText } from '../base/strings.ts';
import type { DocumentSummary } from '../engine/engine.ts';
import { type FileGroup, fileGroupOf, fileGroups } from './file-group.ts';

/** The two sides of a comparison within one kind of file. */
export interface Marks {
  readonly base: DocId | null;
  readonly current: DocId | null;
  /** True once the user has chosen: opening more files then moves nothing. */
  readonly isByHand: boolean;
}

/** A file that an address or a saved workspace names, whether it is open or not. */
export interface FileRef {
  readonly id: DocId;
  readonly name: string;
}

/** The handle of an opened file: an archive's documents share one. */
export interface FileHandle {
  readonly blob: Blob;
  readonly name: string;
  readonly modifiedMs: number | null;
  /** Rises with the files as they are given. They are read two at a time, and may be there in another order. */
  readonly place?: number;
}

/** What is open, and what the user has said about it. All of it is plain but for the file handles. */
export interface Workspace {
  readonly documents: Readonly<Record<DocId, DocumentSummary>>;
  readonly handles: Readonly<Record<DocId, FileHandle>>;
  /** Every open document; within a group in time order, or as the user has dragged them. */
  readonly order: readonly DocId[];
  /** Groups whose order the user has set: files opened later go last. */
  readonly orderedByHand: readonly FileGroup[];
  /** Capture times the user has set, milliseconds since 1970. */
  readonly times: Readonly<Record<DocId, number>>;
  /** Index of the file's colour in the palette, where the user has chosen one. */
  readonly colours: Readonly<Record<DocId, number>>;
  readonly marks: Readonly<Partial<Record<FileGroup, Marks>>>;
  /** Text of the ignore file. */
  readonly ignore: string;
  readonly notes: string;
  /** Files that an address names and that are not open yet. */
  readonly wanted: readonly FileRef[];
  /** Their marks, to be set when they come. */
  readonly wantedMarks: { readonly base: readonly DocId[]; readonly current: readonly DocId[] };
}

export const emptyWorkspace: Workspace = {
  documents: {},
  handles: {},
  order: [],
  orderedByHand: [],
  times: {},
  colours: {},
  marks: {},
  ignore: '',
  notes: '',
  wanted: [],
  wantedMarks: { base: [], current: [] },
};

const noMarks: Marks = { base: null, current: null, isByHand: false };

export function marksOf(workspace: Workspace, group: FileGroup): Marks {
  return workspace.marks[group] ?? noMarks;
}

/** Documents of one kind, in order. */
export function membersOf(workspace: Workspace, group: FileGroup): readonly DocumentSummary[] {
  return workspace.order
    .map((id) => workspace.documents[id])
    .filter((document) => fileGroupOf(document) === group);
}

export function openGroups(workspace: Workspace): readonly FileGroup[] {
  return fileGroups.filter((group) => membersOf(workspace, group).length > 0);
}

/** Moment of a document: as the user has set it, else as read; null if nothing tells. */
export function timeOf(workspace: Workspace, document: DocumentSummary): number | null {
  return workspace.times[document.id] ?? document.origin.timeMs;
}

/** Adds documents, or replaces those of the same content, and marks first and last of each kind. */
export function withDocuments(
  workspace: Workspace,
  added: readonly { readonly document: DocumentSummary; readonly handle: FileHandle }[],
): Workspace {
  const documents = { ...workspace.documents };
  const handles = { ...workspace.handles };
  const order = [...workspace.order];
  for (const { document, handle } of added) {
    if (documents[document.id] === undefined) order.push(document.id);
    documents[document.id] = document;
    handles[document.id] = handle;
  }
  const next = withWantedMarks({ ...workspace, documents, handles, order });
  return withMarks(inTimeOrder(next));
}

export function withoutDocument(workspace: Workspace, id: DocId): Workspace {
  const document = workspace.documents[id];
  if (document === undefined) return workspace;
  const group = fileGroupOf(document);
  const { base, current, isByHand } = marksOf(workspace, group);
  const marks = { base: base === id ? null : base, current: current === id ? null : current, isByHand };
  const isBroken = base === id || current === id;
  return withMarks({
    ...workspace,
    documents: without(workspace.documents, id),
    handles: without(workspace.handles, id),
    times: without(workspace.times, id),
    colours: without(workspace.colours, id),
    order: workspace.order.filter((other) => other !== id),
    marks: { ...workspace.marks, [group]: isBroken ? { ...marks, isByHand: false } : marks },
  });
}

/** Marks a document as one side; marking it as the other side of itself swaps the two. */
export function withMark(workspace: Workspace, id: DocId, side: 'base' | 'current' | null): Workspace {
  const document = workspace.documents[id];
  if (document === undefined) return workspace;
  const group = fileGroupOf(document);
  const old = marksOf(workspace, group);
  const marks = { base: old.base, current: old.current, isByHand: true };
  if (side === null) {
    if (marks.base === id) marks.base = null;
  } else {
    const other = side === 'base' ? 'current' : 'base';
    if (marks[other] === id) marks[other] = marks[side];
    marks[side] = id;
    if (marks.current === null) marks.current = otherThan(workspace, group, id) ?? id;
    if (marks.base === marks.current) marks.base = null;
  }
  return { ...workspace, marks: { ...workspace.marks, [group]: marks } };
}

/** Moves a document to the place of another one of its kind, and keeps the order from then on. */
export function withMoved(workspace: Workspace, id: DocId, target: DocId): Workspace {
  const document = workspace.documents[id];
  const other = workspace.documents[target];
  if (document === undefined || other === undefined || id === target) return workspace;
  const group = fileGroupOf(document);
  if (group !== fileGroupOf(other)) return workspace;
  const isDown = workspace.order.indexOf(id) < workspace.order.indexOf(target);
  const order = workspace.order.filter((one) => one !== id);
  order.splice(order.indexOf(target) + (isDown ? 1 : 0), 0, id);
  const orderedByHand = [...new Set([...workspace.orderedByHand, group])];
  return withMarks({ ...workspace, order, orderedByHand });
}

/** Sets or (null) forgets the user's own time; the kind is in time order again. */
export function withTime(workspace: Workspace, id: DocId, timeMs: number | null): Workspace {
  const document = workspace.documents[id];
  if (document === undefined) return workspace;
  const group = fileGroupOf(document);
  const times = timeMs === null ? without(workspace.times, id) : { ...workspace.times, [id]: timeMs };
  const orderedByHand = workspace.orderedByHand.filter((one) => one !== group);
  return withMarks(inTimeOrder({ ...workspace, times, orderedByHand }));
}

/** Capture time, then name with numbers in their order, then as given: files without a time go last. */
function inTimeOrder(workspace: Workspace): Workspace {
  const order: DocId[] = [];
  for (const group of openGroups(workspace)) {
    const members = [...membersOf(workspace, group)];
    if (!workspace.orderedByHand.includes(group)) {
      members.sort(
        (a, b) =>
          orderTime(workspace, a) - orderTime(workspace, b) ||
          compareNames(a.origin.name, b.origin.name) ||
          placeOf(workspace, a) - placeOf(workspace, b),
      );
    }
    for (const { id } of members) order.push(id);
  }
  return { ...workspace, order };
}

/** Dates of files are trusted to the second: copies of many files differ by less, in no order that means anything. */
function orderTime(workspace: Workspace, document: DocumentSummary): number {
  const timeMs = timeOf(workspace, document);
  if (timeMs === null) return Infinity;
  const isOfFile = workspace.times[document.id] === undefined && document.origin.timeFrom === 'file';
  return isOfFile ? Math.floor(timeMs / 1000) * 1000 : timeMs;
}

function placeOf({ handles }: Workspace, { id }: DocumentSummary): number {
  return handles[id].place ?? 0;
}

function compareNames(a: string, b: string): number {
  const pad = (name: string): string => name.replace(/\d{1,15}/g, (digits) => digits.padStart(15, '0'));
  return compareText(pad(a), pad(b)) || compareText(a, b);
}

/** First and last of every kind that the user has not marked by hand. */
function withMarks(workspace: Workspace): Workspace {
  const marks: Partial<Record<FileGroup, Marks>> = {};
  for (const group of openGroups(workspace)) {
    const old = marksOf(workspace, group);
    const members = membersOf(workspace, group);
    const current = members[members.length - 1].id;
    marks[group] = old.isByHand
      ? { ...old, current: old.current ?? current }
      : { base: members.length > 1 ? members[0].id : null, current, isByHand: false };
  }
  return { ...workspace, marks };
}

/** Marks named by an address, for files that have just been opened: by content, else by name. */
function withWantedMarks(workspace: Workspace): Workspace {
  const { wanted, wantedMarks } = workspace;
  if (wanted.length === 0) return workspace;
  const found = new Map<DocId, DocumentSummary>();
  for (const ref of wanted) {
    const document =
      workspace.order.find((id) => id.startsWith(ref.id)) ??
      workspace.order.find((id) => workspace.documents[id].origin.name === ref.name);
    if (document !== undefined) found.set(ref.id, workspace.documents[document]);
  }
  const marks: Partial<Record<FileGroup, Marks>> = { ...workspace.marks };
  for (const side of ['base', 'current'] as const) {
    for (const ref of wantedMarks[side]) {
      const document = found.get(ref);
      if (document === undefined) continue;
      const group = fileGroupOf(document);
      marks[group] = { ...(marks[group] ?? noMarks), [side]: document.id, isByHand: true };
    }
  }
  const times: Record<DocId, number> = {};
  for (const [id, timeMs] of Object.entries(workspace.times)) times[found.get(id)?.id ?? id] = timeMs;
  return { ...workspace, times, marks, wanted: wanted.filter(({ id }) => !found.has(id)) };
}

function otherThan(workspace: Workspace, group: FileGroup, id: DocId): DocId | undefined {
  return membersOf(workspace, group).findLast((document) => document.id !== id)?.id;
}

function without<T>(record: Readonly<Record<DocId, T>>, id: DocId): Record<DocId, T> {
  const { [id]: _gone, ...rest } = record;
  return rest;
}
