import type { DocId } from '../analysis/ids.ts';
import { readFields, writeFields } from './fields.ts';
import { type FileGroup, fileGroups } from './file-group.ts';
import { type Page, pages } from './pages.ts';
import { initialView, type PartName, pageParts, partDefaults, partFields, type View } from './view.ts';
import { emptyWorkspace, type FileRef, marksOf, openGroups, type Workspace } from './workspace.ts';

/** What an address says: a view, and by name and content the files it was made with. */
export interface Address {
  readonly view: View;
  readonly files: readonly FileRef[];
  /** Ids of `files`, at most one of a kind. */
  readonly base: readonly DocId[];
  readonly current: readonly DocId[];
  readonly times: Readonly<Record<DocId, number>>;
  readonly ignore: string;
}

type Upgrade = (page: string, params: URLSearchParams) => string;

/** `upgrades[i]` turns an address of version i + 1 into version i + 2 and gives its page. Never edited, only added to. */
const upgrades: readonly Upgrade[] = [];
const version = upgrades.length + 1;

/** Enough of a content hash to tell the files of one workspace apart. */
const idLength = 12;
/** An address names so many files at most, the marked ones first; and no longer ignore rules than this. */
const maxFiles = 40;
const maxIgnore = 600;

/** The fragment, without '#': `v1/leaks?f=…`. What is at its default is not in it. */
export function encodeAddress(view: View, workspace: Workspace): string {
  if (view.page === 'report' && view.report.link !== null) return `r=${view.report.link}`;
  const params = new URLSearchParams();
  const marks = openGroups(workspace).map((group) => marksOf(workspace, group));
  const base = marks.flatMap(({ base }) => base ?? []);
  const current = marks.flatMap(({ current }) => current ?? []);
  const marked = new Set([...base, ...current]);
  const named = [...workspace.order].sort((a, b) => Number(marked.has(b)) - Number(marked.has(a)));
  const kept = new Set(named.slice(0, maxFiles));
  for (const id of workspace.order.filter((one) => kept.has(one)))
    params.append('f', `${short(id)}~${workspace.documents[id].origin.name}`);
  for (const { id, name } of workspace.wanted) params.append('f', `${short(id)}~${name}`);
  for (const id of base) params.append('a', short(id));
  for (const id of current) params.append('b', short(id));
  if (workspace.wanted.length > 0) {
    for (const id of workspace.wantedMarks.base) params.append('a', id);
    for (const id of workspace.wantedMarks.current) params.append('b', id);
  }
  for (const [id, timeMs] of Object.entries(workspace.times)) params.append('t', `${short(id)}~${timeMs}`);
  if (workspace.ignore !== '' && workspace.ignore.length <= maxIgnore) params.set('ignore', workspace.ignore);
  if (view.group !== null) params.set('kind', view.group);
  for (const part of pageParts[view.page]) {
    for (const [key, value] of writePart(part, view)) params.set(key, value);
  }
  const query = params.toString();
  return `v${version}/${view.page}${query === '' ? '' : `?${query}`}`;
}

function writePart<P extends PartName>(part: P, view: View): [string, string][] {
  return writeFields(partFields[part], partDefaults[part], view[part]);
}

/** Null if the fragment is no address of ours, or of a version that is yet to be invented. */
export function decodeAddress(fragment: string): Address | null {
  const given = fragment.startsWith('#') ? fragment.slice(1) : fragment;
  if (given.startsWith('r=')) return reportLink(given.slice(2));
  const match = /^v(\d{1,4})\/([a-z]+)(?:\?(.*))?$/s.exec(given);
  if (match === null) return null;
  const params = new URLSearchParams(match[3] ?? '');
  let name = match[2];
  const from = Number(match[1]);
  if (from < 1 || from > version) return null;
  for (let i = from - 1; i < upgrades.length; i++) name = upgrades[i](name, params);
  const page = pages.find((one) => one === name);
  if (page === undefined) return null;
  return {
    view: readView(page, params),
    files: pairs(params.getAll('f')).map(([id, file]) => ({ id, name: file })),
    base: params.getAll('a'),
    current: params.getAll('b'),
    times: Object.fromEntries(
      pairs(params.getAll('t')).flatMap(([id, time]) => {
        const timeMs = Number(time);
        return Number.isFinite(timeMs) && time !== '' ? [[id, timeMs]] : [];
      }),
    ),
    ignore: params.get('ignore') ?? '',
  };
}

function readView(page: Page, params: URLSearchParams): View {
  const group: FileGroup | null = fileGroups.find((one) => one === params.get('kind')) ?? null;
  const parts = Object.fromEntries(pageParts[page].map((part) => [part, readPart(part, params)]));
  return { ...initialView, ...parts, page, group };
}

function readPart<P extends PartName>(part: P, params: URLSearchParams): View[P] {
  return readFields(partFields[part], partDefaults[part], params) as View[P];
}

function reportLink(link: string): Address {
  const view: View = { ...initialView, page: 'report', report: { ...initialView.report, link } };
  return { view, files: [], base: [], current: [], times: {}, ignore: emptyWorkspace.ignore };
}

function pairs(values: readonly string[]): [string, string][] {
  return values.flatMap((value) => {
    const cut = value.indexOf('~');
    return cut <= 0 ? [] : [[value.slice(0, cut), value.slice(cut + 1)]];
  });
}

function short(id: DocId): string {
  return id.slice(0, idLength);
}
