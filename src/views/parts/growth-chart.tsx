import { bytes, count } from '../../base/figures.ts';
import { type GrowthBox, layoutGrowth } from '../../layout/growth.ts';
import { clock } from './figures.ts';
import styles from './growth-chart.module.css';

interface GrowthProps {
  readonly counts: readonly number[];
  readonly times: readonly (number | null)[];
  /** True draws in the one warm colour. */
  readonly isWarm: boolean;
  readonly unit?: 'goroutines' | 'bytes';
}

const small: GrowthBox = { width: 150, height: 34, left: 4, right: 4, top: 4, bottom: 4 };

/** A line without an axis, beside its figure: says nothing that the figure's label does not. */
export function Sparkline({ counts, times, isWarm }: GrowthProps) {
  if (counts.length < 2) return null;
  const { points } = layoutGrowth(counts, times, small);
  return (
    <svg
      className={styles.spark}
      width={small.width}
      height={small.height}
      data-warm={isWarm}
      aria-hidden="true"
    >
      <polyline points={points.map(({ x, y }) => `${x},${y}`).join(' ')} />
      {points.length <= 24
        ? points.map(({ x, y, index }) => <circle key={index} cx={x} cy={y} r={2.2} />)
        : null}
    </svg>
  );
}

const large: GrowthBox = { width: 350, height: 132, left: 44, right: 14, top: 12, bottom: 22 };

/** Counts over the snapshots, with both axes; the table below it says the same for screen readers. */
export function GrowthChart({ counts, times, isWarm, unit = 'goroutines' }: GrowthProps) {
  const { points, ticks } = layoutGrowth(counts, times, large);
  const write = unit === 'bytes' ? bytes : count;
  const labels = points.map(({ index }) => timeLabel(times[index] ?? null, index));
  const axis = points.length > 1 ? [points[0], points[points.length - 1]] : points;
  return (
    <figure className={styles.figure}>
      <svg
        className={styles.chart}
        viewBox={`0 0 ${large.width} ${large.height}`}
        data-warm={isWarm}
        aria-hidden="true"
      >
        {ticks.map(({ value, y }) => (
          <g key={value}>
            <line className={styles.grid} x1={large.left} x2={large.width - large.right} y1={y} y2={y} />
            <text x={large.left - 7} y={y + 4} textAnchor="end">
              {write(value)}
            </text>
          </g>
        ))}
        <polyline points={points.map(({ x, y }) => `${x},${y}`).join(' ')} />
        {points.map(({ x, y, value, index }) => (
          <circle key={index} cx={x} cy={y} r={points.length > 40 ? 1.5 : 3}>
            <title>{`${labels[index]}: ${write(value)}`}</title>
          </circle>
        ))}
        {axis.map(({ x, index }, place) => (
          <text key={index} x={x} y={large.height - 6} textAnchor={place === 0 ? 'start' : 'end'}>
            {labels[index]}
          </text>
        ))}
      </svg>
      <table className="visually-hidden">
        <caption>Over the snapshots</caption>
        <tbody>
          {points.map(({ value, index }) => (
            <tr key={index}>
              <th scope="row">{labels[index]}</th>
              <td>{write(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

function timeLabel(time: number | null, index: number): string {
  return time === null ? `snapshot ${index + 1}` : clock(time);
}
