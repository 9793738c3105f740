import { useState } from 'react';
import type { Finding } from '../../analysis/leaks/finding.ts';
import { useApp } from '../hooks/app-context.ts';
import { useWorkspace } from '../hooks/use-store.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import styles from './ignore-dialog.module.css';
import { ignoreRules } from './ignore-rules.ts';

interface IgnoreDialogProps {
  /** The finding to ignore; null only edits the rules. */
  readonly finding: Finding | null;
  readonly onClose: () => void;
}

/** The ignore file, as the command line reads it: choose a rule for this finding, or edit the text. */
export function IgnoreDialog({ finding, onClose }: IgnoreDialogProps) {
  const app = useApp();
  const kept = useWorkspace(({ ignore }) => ignore);
  const [text, setText] = useState(kept);
  const add = (rule: string): void =>
    setText(`${text === '' || text.endsWith('\n') ? text : `${text}\n`}${rule}\n`);
  const rules = finding === null ? [] : ignoreRules(finding);
  return (
    <Dialog title="Not a leak" onClose={onClose}>
      <p className="quiet">
        What matches a rule is listed under harmless, with the rule as the reason. Keep the text as a file
        beside your code: <code>unpark report --ignore FILE</code> reads it.
      </p>
      <ul className={styles.rules}>
        {rules.map(({ rule, title }) => (
          <li key={rule}>
            <button
              type="button"
              className="btn"
              disabled={text.split('\n').includes(rule)}
              onClick={() => add(rule)}
            >
              {title}
            </button>
            <code>{rule}</code>
          </li>
        ))}
      </ul>
      <label className={styles.label}>
        Rules
        <textarea
          className={`field ${styles.text}`}
          rows={8}
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <div className={styles.foot}>
        <CopyButton text={() => text} label="Copy" done="Copied the ignore rules." />
        <span className="spacer" />
        <button
          type="button"
          className="btn primary"
          onClick={() => {
            app.edit((workspace) => ({ ...workspace, ignore: text }));
            onClose();
          }}
        >
          Apply
        </button>
      </div>
    </Dialog>
  );
}
