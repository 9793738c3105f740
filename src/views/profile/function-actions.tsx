import { useApp } from '../hooks/app-context.ts';
import { useView, useWholeView } from '../hooks/use-store.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { exactly } from './exactly.ts';
import styles from './function-actions.module.css';

/** What can be done with a function, or whatever the granularity shows in its place. */
export function FunctionActions({ name }: { readonly name: string }) {
  const app = useApp();
  const { page } = useWholeView();
  const [{ granularity }] = useView('profile');
  const nowhere = { zoom: null, window: null, selected: null };
  const filter = (key: 'focus' | 'ignore' | 'hide'): void => {
    app.choose('flame', nowhere);
    app.choose('profile', { [key]: exactly(name, granularity) }, 'step');
  };
  return (
    <span className={styles.actions}>
      <button
        type="button"
        className="btn quiet"
        title="Its callers and what it calls, as a flame graph"
        onClick={() => app.go('flame', { flame: { ...nowhere, shape: 'around', around: name } })}
      >
        Callers and callees
      </button>
      {page === 'callers' ? null : (
        <button
          type="button"
          className="btn quiet"
          onClick={() => app.go('callers', { callers: { function: name } })}
        >
          Peek
        </button>
      )}
      {page === 'top' ? null : (
        <button
          type="button"
          className="btn quiet"
          onClick={() => app.go('top', { top: { selected: name, search: '' } })}
        >
          In Top
        </button>
      )}
      {(['focus', 'ignore', 'hide'] as const).map((key) => (
        <button key={key} type="button" className="btn quiet" onClick={() => filter(key)}>
          {key}
        </button>
      ))}
      <CopyButton text={() => name} className="btn quiet" label="Copy name" />
    </span>
  );
}
