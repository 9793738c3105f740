import type { MemStatRow, OvertimeAnswer, OvertimeLine } from '../../analysis/profile/answers.ts';
import { count } from '../../base/figures.ts';
import { dateAndClock } from '../parts/figures.ts';
import { FunctionName } from '../parts/function-name.tsx';
import { deltaText, growthText, valueText } from '../profile/value-text.ts';
import type { Column } from '../profile/virtual-table.tsx';
import styles from './overtime-page.module.css';
import { Spark } from './spark.tsx';

/** Columns of lines, grown most first; `colorOf` is null for lines that are not in the chart. */
export function lineColumns(
  { profiles, valueType: { unit } }: OvertimeAnswer,
  lines: readonly OvertimeLine[],
  colorOf: (line: OvertimeLine) => string | null,
): Column[] {
  const last = profiles.length - 1;
  const times = profiles.map(({ timeMs }) => timeMs);
  const direction = (row: number): number => Math.sign(lines[row].growth);
  return [
    {
      key: 'function',
      title: 'Function',
      width: 'minmax(200px, 1fr)',
      text: (row) => lines[row].name,
      cell: (row) => (
        <span className={styles.line}>
          <span className={styles.swatch} style={{ background: colorOf(lines[row]) ?? 'transparent' }} />
          <FunctionName name={lines[row].name} />
        </span>
      ),
    },
    {
      key: 'course',
      title: `flat over ${profiles.length} profiles`,
      width: '126px',
      text: (row) => lines[row].flat.map((value) => valueText(value, unit)).join(' → '),
      cell: (row) => <Spark values={lines[row].flat} times={times} isWarm={lines[row].growth > 0} />,
    },
    number(
      'first',
      'first',
      (row) => valueText(lines[row].flat[0], unit),
      (row) => String(lines[row].flat[0]),
    ),
    number(
      'last',
      'last',
      (row) => valueText(lines[row].flat[last], unit),
      (row) => String(lines[row].flat[last]),
    ),
    {
      ...number(
        'growth',
        'Δ flat',
        (row) => deltaText(lines[row].growth, unit),
        (row) => String(lines[row].growth),
      ),
      direction,
    },
    {
      ...number('growth%', 'Δ %', (row) => growthText(lines[row].flat[0], lines[row].flat[last])),
      width: '62px',
      direction,
    },
    {
      ...number('rate', 'per minute', (row) => rateText(lines[row].growthPerMinute, unit)),
      hint: 'robust slope over all profiles',
      direction,
    },
    number(
      'cum',
      'cum last',
      (row) => valueText(lines[row].cum[last], unit),
      (row) => String(lines[row].cum[last]),
    ),
  ];
}

function number(key: string, title: string, text: Column['text'], exact?: Column['exact']): Column {
  return { key, title, isNumber: true, width: '86px', text, exact };
}

function rateText(rate: number | null, unit: string): string {
  if (rate === null || rate === 0) return '';
  return deltaText(unit === 'bytes' ? Math.round(rate) : rate, unit);
}

/** The runtime's own figures: one row each, a column per profile (first and last where there are many). */
export function memColumns({ profiles, memStats }: OvertimeAnswer): Column[] {
  const known = profiles
    .map((_, at) => at)
    .filter((at) => memStats.some(({ values }) => values[at] !== null));
  const shown = known.length <= 4 ? known : [known[0], known[known.length - 1]];
  const times = known.map((at) => profiles[at].timeMs);
  const values = (row: number): number[] => known.map((at) => memStats[row].values[at] ?? 0);
  const growth = (row: number): number => {
    const [first, last] = [values(row)[0] ?? 0, values(row)[known.length - 1] ?? 0];
    return memStats[row].unit === 'time' ? 0 : last - first;
  };
  return [
    { key: 'key', title: 'Figure', width: '130px', text: (row) => memStats[row].key },
    {
      key: 'title',
      title: 'what it is',
      width: 'minmax(150px, 1fr)',
      text: (row) => memStats[row].title,
      cell: (row) => <span className={styles.about}>{memStats[row].title}</span>,
    },
    {
      key: 'course',
      title: `over ${known.length} profiles`,
      width: '126px',
      text: (row) => known.map((at) => memText(memStats[row], at)).join(' → '),
      cell: (row) =>
        memStats[row].unit === 'time' ? '' : <Spark values={values(row)} times={times} isWarm={false} />,
    },
    ...shown.map((at) => ({
      ...number(`p${at}`, profiles[at].name, (row: number) => memText(memStats[row], at)),
      width: 'minmax(96px, 150px)',
      hint: profiles[at].name,
    })),
    number('Δ', 'Δ', (row) => (growth(row) === 0 ? '' : memDelta(memStats[row].unit, growth(row)))),
  ];
}

function memText({ unit, values }: MemStatRow, at: number): string {
  const value = values[at];
  if (value === null) return '';
  switch (unit) {
    case 'time':
      return dateAndClock(value);
    case 'fraction':
      return `${(value * 100).toFixed(2)}%`;
    case 'count':
      return count(value);
    default:
      return valueText(value, unit);
  }
}

function memDelta(unit: MemStatRow['unit'], growth: number): string {
  if (unit === 'fraction') return `${growth > 0 ? '+' : '−'}${Math.abs(growth * 100).toFixed(2)}%`;
  return deltaText(growth, unit === 'time' ? 'count' : unit);
}
