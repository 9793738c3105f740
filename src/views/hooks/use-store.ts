import { useStore } from 'zustand';
import type { PartName, View } from '../../state/view.ts';
import type { Workspace } from '../../state/workspace.ts';
import { useApp } from './app-context.ts';

/** A part of the workspace; `select` must give the same object for the same workspace. */
export function useWorkspace<T>(select: (workspace: Workspace) => T): T {
  return useStore(useApp().workspace, select);
}

export function useWholeView(): View {
  return useStore(useApp().view);
}

type Choose<P extends PartName> = (choices: Partial<View[P]>, how?: 'rest' | 'step') => void;

/** The choices of one part of the view, and how to change them: 'step' makes the change one that "back" undoes. */
export function useView<P extends PartName>(part: P): readonly [View[P], Choose<P>] {
  const app = useApp();
  const choices = useStore(app.view, (view) => view[part]);
  return [choices, (changed, how) => app.choose(part, changed, how)];
}
