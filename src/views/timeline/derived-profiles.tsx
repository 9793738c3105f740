import { type DerivedKind, derivedKinds } from '../../analysis/timeline/question.ts';
import { fileGroupOf } from '../../state/file-group.ts';
import { withDocuments } from '../../state/workspace.ts';
import { useApp } from '../hooks/app-context.ts';
import styles from './timeline-page.module.css';

const titles: Readonly<Record<DerivedKind, string>> = {
  net: 'Network',
  sync: 'Synchronisation',
  syscall: 'Syscalls',
  sched: 'Scheduler latency',
  wait: 'All waits',
  cpu: 'CPU samples',
};

interface DerivedProfilesProps {
  readonly doc: string;
  readonly fromNs: number;
  readonly toNs: number;
  readonly goroutine: number | null;
  readonly entry: string;
}

/** Profiles made of a part of the trace, opened as documents of their own. */
export function DerivedProfiles({ doc, fromNs, toNs, goroutine, entry }: DerivedProfilesProps) {
  const app = useApp();
  const open = async (kind: DerivedKind): Promise<void> => {
    const question = { doc, kind, fromNs, toNs, entry, goroutine, region: '' };
    const document = await app.answers.once('deriveProfile', question);
    const handle = { blob: new Blob([]), name: document.origin.name, modifiedMs: null };
    app.edit((workspace) => withDocuments(workspace, [{ document, handle }]));
    app.go('flame', {}, fileGroupOf(document));
  };
  return (
    <div className={styles.row}>
      {derivedKinds.map((kind) => (
        <button key={kind} type="button" className="btn" onClick={() => void open(kind)}>
          {titles[kind]}
        </button>
      ))}
    </div>
  );
}
