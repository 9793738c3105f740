import { layoutGrowth } from '../../layout/growth.ts';
import styles from './overtime-page.module.css';

const box = { width: 110, height: 20, left: 3, right: 3, top: 3, bottom: 3 };

/** A line in a cell, without an axis: the figures stand beside it. */
export function Spark({
  values,
  times,
  isWarm,
}: {
  readonly values: readonly number[];
  readonly times: readonly (number | null)[];
  readonly isWarm: boolean;
}) {
  const { points } = layoutGrowth(values, times, box);
  return (
    <svg className={styles.spark} width={box.width} height={box.height} data-warm={isWarm} aria-hidden="true">
      <polyline points={points.map(({ x, y }) => `${x},${y}`).join(' ')} />
    </svg>
  );
}
