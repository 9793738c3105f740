import type { CallersAnswer, CallRow, Change } from '../../analysis/profile/answers.ts';
import { nameColumn, valueColumns } from '../profile/value-columns.ts';
import type { Column } from '../profile/virtual-table.tsx';

/** Columns of the callers, or of the callees: shares are of the function's cum. */
export function callColumns(answer: CallersAnswer, rows: readonly CallRow[], isCompared: boolean): Column[] {
  return [
    nameColumn((row) => rows[row].name + (rows[row].isInlined ? ' (inline)' : ''), isCompared),
    ...valueColumns(
      { before: (row) => rows[row].weight.before, after: (row) => rows[row].weight.after },
      { key: 'weight', unit: answer.valueType.unit, isCompared, whole: answer.cum.after },
    ),
  ];
}

/** One row of the whole, as it is copied. */
export interface PeekRow {
  readonly role: 'caller' | 'function' | 'callee';
  readonly name: string;
  readonly weight: Change;
}

export function peekRows({ callers, callees, name, cum }: CallersAnswer): PeekRow[] {
  return [
    ...callers.map((row) => ({ role: 'caller' as const, name: row.name, weight: row.weight })),
    { role: 'function', name, weight: cum },
    ...callees.map((row) => ({ role: 'callee' as const, name: row.name, weight: row.weight })),
  ];
}

export function peekColumns(answer: CallersAnswer, rows: readonly PeekRow[], isCompared: boolean): Column[] {
  return [
    { key: 'role', title: 'Role', width: '80px', text: (row) => rows[row].role },
    { key: 'function', title: 'Function', width: '1fr', text: (row) => rows[row].name },
    ...valueColumns(
      { before: (row) => rows[row].weight.before, after: (row) => rows[row].weight.after },
      { key: 'weight', unit: answer.valueType.unit, isCompared, whole: answer.cum.after },
    ),
  ];
}
