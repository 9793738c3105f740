import { useMemo } from 'react';
import { shownText } from '../../base/shown-text.ts';
import type { Report, ReportFile } from '../../report/model.ts';
import type { Workspace } from '../../state/workspace.ts';
import { useApp } from '../hooks/app-context.ts';
import { useWorkspace } from '../hooks/use-store.ts';
import styles from './report-page.module.css';

/** Whoever has the files of a report can look further: they are known by content, else by name. */
export function ConnectFiles({ report }: { readonly report: Report }) {
  const app = useApp();
  const workspace = useWorkspace((all) => all);
  const files = useMemo(() => connect(report, workspace), [report, workspace]);
  const found = files.filter(({ state }) => state !== 'missing').length;
  return (
    <section className={styles.connect} aria-labelledby="report-connect">
      <h2 id="report-connect">Open the files to dig deeper</h2>
      <p>
        {found === 0
          ? 'The report carries what was found, not the files. If you have them, drop them anywhere in this window.'
          : `${found} of ${files.length} files of this report are open.`}
      </p>
      <ul>
        {files.map(({ file, state }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two files may be named alike
          <li key={index} data-state={state}>
            <code>{shownText(file.name)}</code> <span className="quiet">{stateWords[state]}</span>
          </li>
        ))}
      </ul>
      {found > 0 ? (
        <button type="button" className="btn primary" onClick={() => app.go('leaks')}>
          Look at the leaks
        </button>
      ) : null}
    </section>
  );
}

type FileState = 'same' | 'named' | 'missing';

const stateWords: { readonly [S in FileState]: string } = {
  same: 'open: the same content',
  named: 'a file of this name is open, with other content',
  missing: 'not open',
};

function connect(
  { snapshots, beside }: Report,
  workspace: Workspace,
): { readonly file: ReportFile; readonly state: FileState }[] {
  return [...snapshots, ...beside].map((file) => {
    const isSame = file.id !== '' && workspace.order.some((id) => id.startsWith(file.id));
    const isNamed = workspace.order.some((id) => {
      const { name } = workspace.documents[id].origin;
      return name === file.name || name.endsWith(`/${file.name}`);
    });
    return { file, state: isSame ? 'same' : isNamed ? 'named' : 'missing' };
  });
}
