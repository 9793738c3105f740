import type { DocumentSummary } from '../engine/engine.ts';
import type { Page } from './pages.ts';

/** Kinds of files that are listed, ordered and compared together, in the order of the left column. */
export const fileGroups = [
  'goroutine',
  'goroutineleak',
  'heap',
  'cpu',
  'block',
  'mutex',
  'threadcreate',
  'custom',
  'trace',
] as const;
export type FileGroup = (typeof fileGroups)[number];

export const fileGroupTitle: { readonly [G in FileGroup]: string } = {
  goroutine: 'Goroutine snapshots',
  goroutineleak: 'Leak profiles',
  heap: 'Heap',
  cpu: 'CPU',
  block: 'Block',
  mutex: 'Mutex',
  threadcreate: 'Thread creation',
  custom: 'Other profiles',
  trace: 'Trace',
};

export function fileGroupOf(document: Pick<DocumentSummary, 'kind' | 'profileKind'>): FileGroup {
  if (document.kind === 'goroutines') return 'goroutine';
  if (document.kind === 'trace') return 'trace';
  switch (document.profileKind) {
    case 'allocs':
      return 'heap';
    case 'unknown':
    case null:
      return 'custom';
    default:
      return document.profileKind;
  }
}

/** The page that shows files of a group first. */
export function homePage(group: FileGroup): Page {
  if (group === 'goroutine' || group === 'goroutineleak') return 'leaks';
  return group === 'trace' ? 'timeline' : 'flame';
}

/** True if the page can show something of the group. */
export function canShow(page: Page, group: FileGroup): boolean {
  switch (page) {
    case 'start':
      return false;
    case 'leaks':
    case 'report':
      return group === 'goroutine' || group === 'goroutineleak' || group === 'trace';
    case 'goroutines':
      return group === 'goroutine';
    case 'timeline':
      return group === 'trace';
    default:
      return group !== 'trace';
  }
}
