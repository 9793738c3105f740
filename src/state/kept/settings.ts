import type { DocId } from '../../analysis/ids.ts';
import { type FileGroup, fileGroups } from '../file-group.ts';
import { type Marks, type Workspace, withDocuments } from '../workspace.ts';

/** What the user has said of a workspace: all of it but the files themselves. Plain, and named by content. */
export interface Settings {
  readonly order: readonly DocId[];
  readonly orderedByHand: readonly FileGroup[];
  readonly times: Readonly<Record<DocId, number>>;
  readonly colours: Readonly<Record<DocId, number>>;
  readonly marks: Readonly<Partial<Record<FileGroup, Marks>>>;
  readonly ignore: string;
  readonly notes: string;
}

export function settingsOf(workspace: Workspace): Settings {
  const { order, orderedByHand, times, colours, marks, ignore, notes } = workspace;
  return { order, orderedByHand, times, colours, marks, ignore, notes };
}

/** The workspace with kept settings, as far as their files are open. */
export function withSettings(workspace: Workspace, settings: Settings): Workspace {
  const isOpen = (id: DocId): boolean => workspace.documents[id] !== undefined;
  const order = [
    ...settings.order.filter(isOpen),
    ...workspace.order.filter((id) => !settings.order.includes(id)),
  ];
  const marks = Object.fromEntries(
    Object.entries(settings.marks).map(([group, { base, current, isByHand }]) => [
      group,
      {
        base: base !== null && isOpen(base) ? base : null,
        current: current !== null && isOpen(current) ? current : null,
        isByHand,
      },
    ]),
  );
  const open = <T>(record: Readonly<Record<DocId, T>>): Record<DocId, T> =>
    Object.fromEntries(Object.entries(record).filter(([id]) => isOpen(id)));
  return withDocuments(
    {
      ...workspace,
      order,
      orderedByHand: settings.orderedByHand,
      times: { ...workspace.times, ...open(settings.times) },
      colours: { ...workspace.colours, ...open(settings.colours) },
      marks: { ...workspace.marks, ...marks },
      ignore: settings.ignore,
      notes: settings.notes,
    },
    [],
  );
}

/** Settings from what was kept, by whatever version: what cannot be read is as if it had not been said. */
export function readSettings(kept: unknown): Settings {
  const given = recordOf(kept);
  return {
    order: texts(given.order),
    orderedByHand: texts(given.orderedByHand).filter(isGroup),
    times: numbers(given.times),
    colours: numbers(given.colours),
    marks: Object.fromEntries(
      Object.entries(recordOf(given.marks))
        .filter(([group]) => isGroup(group))
        .map(([group, marks]) => [group, readMarks(recordOf(marks))]),
    ),
    ignore: textOr(given.ignore, ''),
    notes: textOr(given.notes, ''),
  };
}

function readMarks(given: Record<string, unknown>): Marks {
  return {
    base: typeof given.base === 'string' ? given.base : null,
    current: typeof given.current === 'string' ? given.current : null,
    isByHand: given.isByHand === true,
  };
}

export function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

export function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

export function textOr<T>(value: unknown, otherwise: T): string | T {
  return typeof value === 'string' ? value : otherwise;
}

function numbers(value: unknown): Record<string, number> {
  return Object.fromEntries(
    Object.entries(recordOf(value)).filter(
      (entry): entry is [string, number] => typeof entry[1] === 'number' && Number.isFinite(entry[1]),
    ),
  );
}

function isGroup(value: string): value is FileGroup {
  return fileGroups.some((group) => group === value);
}
