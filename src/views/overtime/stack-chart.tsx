import { useMemo, useRef } from 'react';
import type { OvertimeAnswer } from '../../analysis/profile/answers.ts';
import { scale } from '../../analysis/profile/units.ts';
import { afterLastSlash } from '../../layout/labels.ts';
import { layoutStack } from '../../layout/stacked-areas.ts';
import { clipped } from '../parts/clipped.ts';
import { clock } from '../parts/figures.ts';
import { valueText } from '../profile/value-text.ts';
import styles from './overtime-page.module.css';
import { useWidth } from './use-width.ts';

interface StackChartProps {
  readonly answer: OvertimeAnswer;
  readonly colors: { readonly lines: readonly string[]; readonly rest: string };
  readonly selected: string | null;
  readonly onSelect: (name: string | null) => void;
}

const heightCss = 250;
const labelCss = 15;

/** Stacked lines per function; the table below says the same in figures. */
export function StackChart({ answer, colors, selected, onSelect }: StackChartProps) {
  const host = useRef<HTMLElement>(null);
  const width = useWidth(host);
  const { lines, rest, profiles, valueType } = answer;
  const box = useMemo(
    () => ({ width: Math.max(200, width), height: heightCss, left: 74, right: 16, top: 10, bottom: 24 }),
    [width],
  );
  // What is large and steady lies at the bottom, what grew on top of it.
  const order = useMemo(() => lines.map((_, at) => at).reverse(), [lines]);
  const layout = useMemo(
    () =>
      layoutStack(
        [rest, ...order.map((at) => lines[at].flat)],
        profiles.map(({ timeMs }) => timeMs),
        box,
        unitSize(Math.max(...profiles.map(({ total }) => total)), valueType.unit),
      ),
    [rest, lines, order, profiles, valueType, box],
  );
  const bottom = heightCss - box.bottom;
  return (
    <figure ref={host} className={styles.chart}>
      <svg width={box.width} height={heightCss} aria-hidden="true">
        {layout.ticks.map(({ value, y }) => (
          <g key={value}>
            <line className={styles.grid} x1={box.left} x2={box.width - box.right} y1={y} y2={y} />
            <text x={box.left - 8} y={y + 4} textAnchor="end">
              {valueText(value, valueType.unit)}
            </text>
          </g>
        ))}
        <path className={styles.area} d={layout.paths[0]} fill={colors.rest} />
        {order.map((at, layer) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: the rows of the table do the same by keyboard
          <path
            key={lines[at].name}
            className={styles.area}
            data-selected={lines[at].name === selected}
            d={layout.paths[layer + 1]}
            fill={colors.lines[at]}
            onClick={() => onSelect(lines[at].name === selected ? null : lines[at].name)}
          >
            <title>{`${clipped(lines[at].name)}: ${lines[at].flat.map((value) => valueText(value, valueType.unit)).join(' → ')}`}</title>
          </path>
        ))}
        {order.map((at, layer) => (
          <AreaLabel key={lines[at].name} place={layout.widest[layer + 1]} text={lines[at].name} box={box} />
        ))}
        {layout.xs.map((x, at) => (
          <g key={profiles[at].doc}>
            <line className={styles.moment} x1={x} x2={x} y1={box.top} y2={bottom} />
            {isLabelled(layout.xs, at) ? (
              <text
                x={x}
                y={heightCss - 7}
                textAnchor={at === 0 ? 'start' : at === layout.xs.length - 1 ? 'end' : 'middle'}
              >
                {profiles[at].timeMs === null ? clipped(profiles[at].name) : clock(profiles[at].timeMs)}
              </text>
            ) : null}
          </g>
        ))}
      </svg>
    </figure>
  );
}

/** Of the unit that a value is written in: 2^20 for 3145728 bytes. */
function unitSize(value: number, unit: string): number {
  const scaled = scale(value, unit, 'auto').value;
  return value > 0 && scaled > 0 ? value / scaled : 1;
}

/** Times that would run into each other are left out; the first and the last are always there. */
function isLabelled(xs: readonly number[], at: number): boolean {
  if (at === 0 || at === xs.length - 1) return true;
  const every = Math.ceil(xs.length / Math.max(1, (xs[xs.length - 1] - xs[0]) / 90));
  return at % every === 0 && xs[xs.length - 1] - xs[at] > 80 && xs[at] - xs[0] > 80;
}

interface AreaLabelProps {
  readonly place: { readonly x: number; readonly y: number; readonly height: number };
  readonly text: string;
  readonly box: { readonly width: number; readonly left: number; readonly right: number };
}

function AreaLabel({ place, text, box }: AreaLabelProps) {
  if (place.height < labelCss) return null;
  const isRight = place.x > box.width / 2;
  return (
    <text
      className={styles.areaLabel}
      x={isRight ? Math.min(place.x, box.width - box.right) - 6 : Math.max(place.x, box.left) + 6}
      y={place.y + 4}
      textAnchor={isRight ? 'end' : 'start'}
    >
      {afterLastSlash(clipped(text)).slice(0, 60)}
    </text>
  );
}
