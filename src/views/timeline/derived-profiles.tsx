import { type DerivedKind, derivedKinds } from '../../analysis/timeline/question.ts';
import { fileGroupOf } from '../../state/file-group.ts';
import { withDocuments } from '../../state/workspace.ts';
import { useApp } from '../hooks/app-context.ts';
import styles from './timeline-page.module.css';

const titles: Readonly<Record<DerivedKind, string>> = {
  wait: 'All waits',
  sync: 'Synchronisation',
  net: 'Network',
  syscall: 'Syscalls',
  sched: 'Scheduler latency',
  cpu: 'CPU samples',
};

interface DerivedProfilesProps {
  readonly doc: string;
  readonly fromNs: number;
  readonly toNs: number;
  readonly goroutine: number | null;
  readonly entry: string;
  readonly region?: string;
}

/** Profiles made of a part of the trace, opened as documents of their own. */
export function DerivedProfiles({ doc, fromNs, toNs, goroutine, entry, region = '' }: DerivedProfilesProps) {
  const app = useApp();
  const open = async (kind: DerivedKind): Promise<void> => {
    const question = { doc, kind, fromNs, toNs, entry, goroutine, region };
    try {
      const document = await app.answers.once('deriveProfile', question);
      if (document.rows === 0) {
        app.messages.say('warning', `${titles[kind]}: there is nothing of that in this part of the trace.`);
        return;
      }
      const handle = { blob: new Blob([]), name: document.origin.name, modifiedMs: null };
      app.edit((workspace) => withDocuments(workspace, [{ document, handle }]));
      app.go('flame', {}, fileGroupOf(document));
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      app.messages.say('error', 'The profile could not be made.', { detail });
    }
  };
  return (
    <ul className={styles.row}>
      {[...derivedKinds]
        .sort((a, b) => Object.keys(titles).indexOf(a) - Object.keys(titles).indexOf(b))
        .map((kind) => (
          <li key={kind}>
            <button type="button" className="btn" onClick={() => void open(kind)}>
              {titles[kind]}
            </button>
          </li>
        ))}
    </ul>
  );
}
