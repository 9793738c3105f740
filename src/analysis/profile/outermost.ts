import { NONE } from '../../base/columns.ts';
import type { StackTable } from '../../model/symbols.ts';

/**
 * Per row, 1 if no row above it on its path has the same key: a sample counts once per key, however deep it recurs.
 * Keys are from 0 to `keys - 1`, or NONE for rows without. O(rows): one walk in depth, with a counter per key.
 */
export function outermostRows({ parent, length }: StackTable, key: Int32Array, keys: number): Uint8Array {
  const firstChild = new Int32Array(length).fill(NONE);
  const next = new Int32Array(length).fill(NONE);
  let root = NONE;
  for (let row = length - 1; row >= 0; row--) {
    const above = parent[row];
    if (above === NONE) {
      next[row] = root;
      root = row;
    } else {
      next[row] = firstChild[above];
      firstChild[above] = row;
    }
  }
  const isOutermost = new Uint8Array(length);
  const onPath = new Int32Array(keys);
  let row = root;
  while (row !== NONE) {
    const own = key[row];
    if (own !== NONE && onPath[own]++ === 0) isOutermost[row] = 1;
    if (firstChild[row] !== NONE) {
      row = firstChild[row];
      continue;
    }
    for (;;) {
      const left = key[row];
      if (left !== NONE) onPath[left]--;
      if (next[row] !== NONE) {
        row = next[row];
        break;
      }
      row = parent[row];
      if (row === NONE) break;
    }
  }
  return isOutermost;
}
