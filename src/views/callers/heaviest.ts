import type { TopTable } from '../../analysis/profile/question.ts';

const maxNames = 400;

/** Names to choose from: those with a weight of their own first, by size. */
export function heaviestOf({ length, name, flat, cum }: TopTable): readonly string[] {
  const rows = Array.from({ length }, (_, row) => row);
  rows.sort((a, b) => Math.abs(flat[b]) - Math.abs(flat[a]) || Math.abs(cum[b]) - Math.abs(cum[a]));
  return [...new Set(rows.slice(0, maxNames).map((row) => name[row]))];
}
