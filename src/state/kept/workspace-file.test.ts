import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { emptyWorkspace, type Workspace } from '../workspace.ts';
import { isWorkspaceFile, openWorkspace, saveWorkspace } from './workspace-file.ts';

const handles = [
  { blob: new Blob(['first']), name: 'dir/a.txt', modifiedMs: 5 },
  { blob: new Blob(['second']), name: '../../<b>.txt', modifiedMs: null },
];
const workspace: Workspace = {
  ...emptyWorkspace,
  handles: { x: handles[0], y: handles[1], z: handles[1] },
  order: ['x', 'y', 'z'],
  ignore: 'function main.x',
  notes: 'a note',
};

async function saved(blob?: Blob) {
  return { blob: blob ?? (await saveWorkspace(workspace, 'v1/leaks')), name: 'w.zip', modifiedMs: null };
}

test('a saved workspace is the same when it is opened', async () => {
  const file = await saved();
  expect(await isWorkspaceFile(file)).toBe(true);
  const opened = await openWorkspace(file);
  expect(opened.handles.map(({ name, modifiedMs }) => [name, modifiedMs])).toEqual([
    ['dir/a.txt', 5],
    ['../../<b>.txt', null],
  ]);
  expect(await Promise.all(opened.handles.map(({ blob }) => blob.text()))).toEqual(['first', 'second']);
  expect(opened.settings).toMatchObject({
    order: ['x', 'y', 'z'],
    ignore: 'function main.x',
    notes: 'a note',
  });
  expect(opened.address).toBe('v1/leaks');
});

test('another zip is none; a newer or broken one says so', async () => {
  const text = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
  const zip = (entries: Record<string, Uint8Array>) => saved(new Blob([zipSync(entries).slice()]));
  expect(await isWorkspaceFile(await zip({ 'heap.pb': text(1) }))).toBe(false);
  expect(await isWorkspaceFile(await saved(new Blob([])))).toBe(false);
  const newer = await zip({ 'unpark-workspace.json': text({ unpark: 'workspace', version: 9 }) });
  await expect(openWorkspace(newer)).rejects.toThrow(/newer Unpark/);
  const broken = await zip({ 'unpark-workspace.json': text([]) });
  await expect(openWorkspace(broken)).rejects.toThrow(/cannot be read/);
  const cut = await saved((await saveWorkspace(workspace, '')).slice(0, 120));
  await expect(openWorkspace(cut)).rejects.toThrow();
});
