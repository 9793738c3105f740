import { clipped } from '../parts/clipped.ts';
import { FunctionActions } from '../profile/function-actions.tsx';
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
        <span className="spacer" />
        <FunctionActions name={words.name} />
      </p>
      <p className={styles.figures}>
        {words.figures.map((figure) => (
          <Figure key={figure.title} figure={figure} />
        ))}
        <span className="quiet">{words.about}</span>
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
