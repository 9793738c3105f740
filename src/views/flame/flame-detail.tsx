import { useApp } from '../hooks/app-context.ts';
import { useView } from '../hooks/use-store.ts';
import { clipped } from '../parts/clipped.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { exactly } from '../profile/exactly.ts';
import styles from './flame-page.module.css';
import type { FlameScene } from './flame-scene.ts';
import { type BoxFigure, boxWords } from './flame-words.ts';

interface FlameDetailProps {
  readonly scene: FlameScene;
  readonly isCompared: boolean;
}

/** What is selected, in numbers, and what can be done with it. Its place is kept free: the picture never jumps. */
export function FlameDetail({ scene, isCompared }: FlameDetailProps) {
  const { selected } = scene;
  if (selected === null || selected.node === 0)
    return (
      <section className={styles.detail} aria-label="Selected box">
        <p className="quiet">
          Click a box to zoom to it. <kbd>↑ ↓ ← →</kbd> walk, <kbd>Enter</kbd> zooms, <kbd>Escape</kbd> shows
          all, <kbd>Ctrl</kbd> wheel or <kbd>+ −</kbd> zoom freely, <kbd>Shift</kbd> wheel or dragging moves
          sideways.
        </p>
      </section>
    );
  const words = boxWords(scene, selected, isCompared);
  return (
    <section className={styles.detail} aria-label="Selected box">
      <p className={styles.detailHead} aria-live="polite">
        <b className={styles.detailName} title={clipped(words.name)}>
          {clipped(words.name)}
        </b>
        <span className="quiet">{words.about}</span>
      </p>
      <p className={styles.figures}>
        {words.figures.map((figure) => (
          <Figure key={figure.title} figure={figure} />
        ))}
        <span className="spacer" />
        <Actions name={words.name} />
      </p>
    </section>
  );
}

function Figure({ figure: { title, text, change, direction } }: { readonly figure: BoxFigure }) {
  return (
    <span>
      <span className="quiet">{title}</span> {text} <b data-direction={direction}>{change}</b>
    </span>
  );
}

function Actions({ name }: { readonly name: string }) {
  const app = useApp();
  const [, choose] = useView('flame');
  const [{ granularity }] = useView('profile');
  const filter = (key: 'focus' | 'ignore' | 'hide'): void => {
    app.choose('flame', { zoom: null, window: null, selected: null });
    app.choose('profile', { [key]: exactly(name, granularity) }, 'step');
  };
  return (
    <span className={styles.actions}>
      <button
        type="button"
        className="btn quiet"
        onClick={() =>
          choose({ shape: 'around', around: name, zoom: null, window: null, selected: null }, 'step')
        }
      >
        Callers and callees
      </button>
      {(['focus', 'ignore', 'hide'] as const).map((key) => (
        <button key={key} type="button" className="btn quiet" onClick={() => filter(key)}>
          {key}
        </button>
      ))}
      <button type="button" className="btn quiet" onClick={() => app.go('top', { top: { selected: name } })}>
        In Top
      </button>
      <CopyButton text={() => name} className="btn quiet" label="Copy name" />
    </span>
  );
}
