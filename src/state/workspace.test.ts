import { expect, test } from 'vitest';
import type { DocumentSummary } from '../engine/engine.ts';
import { leakQuestion, snapshotWindow } from './queries.ts';
import {
  emptyWorkspace,
  type FileHandle,
  marksOf,
  type Workspace,
  withDocuments,
  withMark,
  withMoved,
  withoutDocument,
  withTime,
} from './workspace.ts';

const handle: FileHandle = { blob: new Blob([]), name: 'x', modifiedMs: null };

function snapshot(id: string, timeMs: number | null, profileKind: DocumentSummary['profileKind'] = null) {
  const origin = {
    name: `${id}.txt`,
    format: '',
    form: '',
    bytes: 0,
    timeMs,
    timeFrom: null,
    goVersion: null,
    buildId: null,
    program: null,
  };
  const document: DocumentSummary = {
    id,
    origin,
    notices: [],
    kind: profileKind === null ? 'goroutines' : 'profile',
    profileKind,
    valueTypes: [],
    defaultValueType: 0,
    total: 1,
    rows: 1,
    durationNs: null,
    isPartial: false,
  };
  return { document, handle };
}

const three = withDocuments(emptyWorkspace, [snapshot('s10', 30), snapshot('s2', 20), snapshot('s1', 10)]);
const marks = (workspace: Workspace) => marksOf(workspace, 'goroutine');

test('snapshots stand in time order, and first and last are compared', () => {
  expect(three.order).toEqual(['s1', 's2', 's10']);
  expect(marks(three)).toMatchObject({ base: 's1', current: 's10' });
});

test('without times they stand in the order of their names, numbers as numbers', () => {
  const unknown = withDocuments(emptyWorkspace, [snapshot('s10', null), snapshot('s2', null)]);
  expect(unknown.order).toEqual(['s2', 's10']);
});

test('of one name and time they stand as they were given, whichever is read first', () => {
  const given = ['a', 'b', 'c'].map((id, place) => {
    const { document, handle } = snapshot(id, null);
    const origin = { ...document.origin, name: 'goroutine.pb.gz' };
    return { document: { ...document, origin }, handle: { ...handle, place } };
  });
  const opened = [given[1], given[2], given[0]].reduce(
    (all, one) => withDocuments(all, [one]),
    emptyWorkspace,
  );
  expect(opened.order).toEqual(['a', 'b', 'c']);
  expect(marks(opened)).toMatchObject({ base: 'a', current: 'c' });
});

test('one snapshot alone has nothing to be compared with', () => {
  expect(marks(withDocuments(emptyWorkspace, [snapshot('a', 1)]))).toMatchObject({
    base: null,
    current: 'a',
  });
});

test('a time set by the user moves the snapshot', () => {
  const moved = withTime(three, 's1', 99);
  expect(moved.order).toEqual(['s2', 's10', 's1']);
  expect(marks(moved)).toMatchObject({ base: 's2', current: 's1' });
  expect(withTime(moved, 's1', null).order).toEqual(three.order);
});

test('dragging keeps the order from then on', () => {
  const dragged = withMoved(three, 's1', 's10');
  expect(dragged.order).toEqual(['s2', 's10', 's1']);
  expect(withMoved(dragged, 's1', 's2').order).toEqual(['s1', 's2', 's10']);
  expect(withDocuments(dragged, [snapshot('s0', 1)]).order).toEqual(['s2', 's10', 's1', 's0']);
});

test('marks made by hand survive more files; marking one side as the other swaps them', () => {
  const marked = withMark(three, 's2', 'base');
  expect(marks(withDocuments(marked, [snapshot('s99', 99)]))).toMatchObject({ base: 's2', current: 's10' });
  expect(marks(withMark(marked, 's10', 'base'))).toMatchObject({ base: 's10', current: 's2' });
});

test('the window of the question runs from base to current', () => {
  expect(snapshotWindow(withMark(three, 's2', 'base'))).toEqual(['s2', 's10']);
  expect(snapshotWindow(withMark(three, 's1', null))).toEqual(['s10']);
  const backwards = withMark(withMark(three, 's10', 'base'), 's1', 'current');
  expect(snapshotWindow(backwards)).toEqual(['s10', 's1']);
});

test('closing a marked file marks again', () => {
  const closed = withoutDocument(three, 's10');
  expect(marks(closed)).toMatchObject({ base: 's1', current: 's2' });
  expect(closed.handles.s10).toBeUndefined();
});

test('heap profiles go beside the snapshots; a leak profile alone is looked at itself', () => {
  const mixed = withDocuments(three, [snapshot('h', 1, 'heap'), snapshot('l', 2, 'goroutineleak')]);
  expect(leakQuestion(mixed)).toMatchObject({ snapshots: ['s1', 's2', 's10'], beside: ['l', 'h'] });
  const alone = withDocuments(emptyWorkspace, [snapshot('l', 2, 'goroutineleak')]);
  expect(leakQuestion(alone)).toMatchObject({ snapshots: ['l'], beside: [] });
  expect(leakQuestion(emptyWorkspace)).toBeNull();
});

test('files that an address names are matched by content, else by name, and take their marks', () => {
  const waiting: Workspace = {
    ...emptyWorkspace,
    wanted: [
      { id: 's1', name: 'gone.txt' },
      { id: 'feed', name: 's2.txt' },
      { id: 'beef', name: 'other.txt' },
    ],
    wantedMarks: { base: ['feed'], current: ['s1'] },
    times: { feed: 5 },
  };
  const opened = withDocuments(waiting, [snapshot('s1', 10), snapshot('s2', 20)]);
  expect(opened.wanted.map(({ name }) => name)).toEqual(['other.txt']);
  expect(marks(opened)).toMatchObject({ base: 's2', current: 's1' });
  expect(opened.times).toEqual({ s2: 5 });
});
