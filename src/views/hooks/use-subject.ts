import type { DocumentSummary } from '../../state/asked.ts';
import { canShow, type FileGroup } from '../../state/file-group.ts';
import type { View } from '../../state/view.ts';
import { marksOf, membersOf, openGroups, type Workspace } from '../../state/workspace.ts';
import { useWholeView, useWorkspace } from './use-store.ts';

/** What a page shows: the kind of file, all of that kind in order, and the two that are marked. */
export interface Subject {
  readonly group: FileGroup;
  readonly members: readonly DocumentSummary[];
  readonly current: DocumentSummary;
  readonly base: DocumentSummary | null;
}

/** The kind chosen in the view if the page can show it, else the first open one that it can; null if none is open. */
export function subjectOf(view: View, workspace: Workspace): Subject | null {
  const groups = openGroups(workspace).filter((group) => canShow(view.page, group));
  const group =
    groups.find((one) => one === view.group) ?? groups.find((one) => one !== 'goroutine') ?? groups[0];
  if (group === undefined) return null;
  const members = membersOf(workspace, group);
  const marks = marksOf(workspace, group);
  const current = members.find(({ id }) => id === marks.current) ?? members[members.length - 1];
  const base = members.find(({ id }) => id === marks.base && id !== current.id) ?? null;
  return { group, members, current, base };
}

export function useSubject(): Subject | null {
  const view = useWholeView();
  const workspace = useWorkspace((all) => all);
  return subjectOf(view, workspace);
}
