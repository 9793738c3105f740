import type { TopTable } from '../../analysis/profile/question.ts';
import { compareText } from '../../base/strings.ts';

/** The rows that pprof lists, in its order: by |flat| (or |cum|), then name, then the other of the two. */
export function topOrder(table: TopTable, byCum: boolean): number[] {
  const [first, second] = byCum ? [table.cum, table.flat] : [table.flat, table.cum];
  const size = first.map(Math.abs);
  const rows: number[] = [];
  for (let row = 0; row < table.length; row++) if (table.isListed[row] === 1) rows.push(row);
  return rows.sort(
    (a, b) =>
      size[b] - size[a] ||
      compareText(table.name[a], table.name[b]) ||
      Math.abs(second[b]) - Math.abs(second[a]),
  );
}
