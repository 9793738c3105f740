import { profileQuestion } from '../../../analysis/profile/question.ts';
import type { DerivedKind } from '../../../analysis/timeline/question.ts';
import type { App } from '../../../state/app.ts';
import type { DocumentSummary } from '../../../state/asked.ts';
import { fileGroupOf } from '../../../state/file-group.ts';
import { withDocuments } from '../../../state/workspace.ts';
import { useApp } from '../../hooks/app-context.ts';
import { saveFile } from '../../parts/save-file.ts';
import styles from '../timeline-page.module.css';

const kinds: readonly { readonly kind: DerivedKind; readonly title: string }[] = [
  { kind: 'wait', title: 'All waits' },
  { kind: 'sync', title: 'Synchronisation' },
  { kind: 'net', title: 'Network' },
  { kind: 'syscall', title: 'Syscalls' },
  { kind: 'sched', title: 'Scheduler latency' },
  { kind: 'cpu', title: 'CPU samples' },
];

interface DerivedProfilesProps {
  readonly doc: string;
  readonly fromNs: number;
  readonly toNs: number;
  readonly goroutine: number | null;
  readonly entry: string;
  readonly region?: string;
}

/** Profiles made of a part of the trace: opened as documents of their own, or saved for `go tool pprof`. */
export function DerivedProfiles({ region = '', ...part }: DerivedProfilesProps) {
  const app = useApp();
  const make = async (
    { kind, title }: (typeof kinds)[number],
    use: (app: App, document: DocumentSummary) => void | Promise<void>,
  ): Promise<void> => {
    try {
      const document = await app.answers.once('deriveProfile', { ...part, kind, region });
      if (document.rows > 0) await use(app, document);
      else app.messages.say('warning', `${title}: there is nothing of that in this part of the trace.`);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      app.messages.say('error', 'The profile could not be made.', { detail });
    }
  };
  return (
    <ul className={styles.row}>
      {kinds.map((one) => (
        <li key={one.kind} className={styles.pair}>
          <button type="button" className="btn" onClick={() => void make(one, openIt)}>
            {one.title}
          </button>
          <button
            type="button"
            className="btn"
            aria-label={`Save ${one.title} as pprof`}
            title="Save as pprof"
            onClick={() => void make(one, saveIt)}
          >
            ↓
          </button>
        </li>
      ))}
    </ul>
  );
}

/** With the profile's bytes as its file, so that a saved workspace holds it. */
async function openIt(app: App, document: DocumentSummary): Promise<void> {
  const { bytes, name } = await asFile(app, document);
  const handle = { blob: new Blob([bytes]), name, modifiedMs: null };
  app.edit((workspace) => withDocuments(workspace, [{ document, handle }]));
  app.go('flame', {}, fileGroupOf(document));
}

async function saveIt(app: App, document: DocumentSummary): Promise<void> {
  const { bytes, name } = await asFile(app, document);
  saveFile(name, bytes);
}

async function asFile(
  app: App,
  document: DocumentSummary,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly name: string }> {
  const whole = { nodeCount: 0, nodeFraction: 0, edgeFraction: 0 };
  const question = { ...profileQuestion(document.id), ...whole, form: 'pprof' } as const;
  const { bytes, name } = await app.answers.once('exportProfile', question);
  return { bytes: new Uint8Array(bytes), name };
}
