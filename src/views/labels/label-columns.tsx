import type { LabelKey, LabelsAnswer } from '../../analysis/profile/answers.ts';
import { count } from '../../base/figures.ts';
import { valueColumns } from '../profile/value-columns.ts';
import { shareText } from '../profile/value-text.ts';
import type { Column } from '../profile/virtual-table.tsx';
import styles from './labels-page.module.css';

/** Columns of the values of a key; bars are of the heaviest value. */
export function labelColumns(answer: LabelsAnswer, { key, values }: LabelKey, isCompared: boolean): Column[] {
  const size = (row: number): number =>
    Math.max(Math.abs(values[row].weight.after), Math.abs(values[row].weight.before));
  const most = values.reduce((max, _, row) => Math.max(max, size(row)), 0);
  return [
    { key: 'value', title: key, width: 'minmax(160px, 1fr)', text: (row) => values[row].text },
    {
      key: 'bar',
      title: 'share of the heaviest',
      width: 'minmax(60px, 0.6fr)',
      text: (row) => shareText(size(row), most),
      cell: (row) => (
        <span className={styles.bar} style={{ width: `${most === 0 ? 0 : (size(row) / most) * 100}%` }} />
      ),
    },
    ...valueColumns(
      { before: (row) => values[row].weight.before, after: (row) => values[row].weight.after },
      { key: 'weight', unit: answer.valueType.unit, isCompared, whole: answer.after },
    ),
    {
      key: 'samples',
      title: 'samples',
      isNumber: true,
      width: '76px',
      text: (row) => count(values[row].samples),
      exact: (row) => String(values[row].samples),
    },
  ];
}
