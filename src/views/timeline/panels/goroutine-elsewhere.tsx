import { membersOf } from '../../../state/workspace.ts';
import { useApp } from '../../hooks/app-context.ts';
import { useWorkspace } from '../../hooks/use-store.ts';
import styles from '../timeline-page.module.css';

/** The same id in the dumps that are open beside the trace. */
export function GoroutineElsewhere({ goroutine }: { readonly goroutine: number }) {
  const app = useApp();
  const hasDumps = useWorkspace((workspace) => membersOf(workspace, 'goroutine').length > 0);
  if (!hasDumps) return null;
  return (
    <>
      <h3>In the dumps beside it</h3>
      <div className={styles.row}>
        <button
          type="button"
          className="btn"
          onClick={() => app.go('goroutines', { goroutines: { filter: `#${goroutine}` } }, 'goroutine')}
        >
          Goroutine {goroutine} in the snapshots
        </button>
      </div>
    </>
  );
}
