/** Workspaces kept in this browser. */
export function RecentWorkspaces() {
  return null;
}
