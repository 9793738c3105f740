import type { TopTable } from '../../analysis/profile/question.ts';
import { compareText } from '../../base/strings.ts';

/** The rows that pprof lists, in its order: by |flat| (or |cum|), then name, then the other of the two. */
export function topOrder(table: TopTable, byCum: boolean): number[] {
  const [first, second] = byCum ? [table.cum, table.flat] : [table.flat, table.cum];
  const rows = Array.from({ length: table.length }, (_, row) => row).filter(
    (row) => table.isListed[row] === 1,
  );
  return rows.sort(
    (a, b) =>
      Math.abs(first[b]) - Math.abs(first[a]) ||
      compareText(table.name[a], table.name[b]) ||
      Math.abs(second[b]) - Math.abs(second[a]),
  );
}
