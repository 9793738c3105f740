/** The columns of a stacked picture: what the overview answers, whatever the layers are. */
export interface StackedCounts {
  readonly buckets: number;
  readonly counts: readonly ArrayLike<number>[];
}

/** The tallest stack, at least 1. */
export function mostStacked({ buckets, counts }: StackedCounts): number {
  let most = 1;
  for (let b = 0; b < buckets; b++) {
    let sum = 0;
    for (const layer of counts) sum += layer[b];
    most = Math.max(most, sum);
  }
  return most;
}

/** Edges of the layers per pixel column, bottom first: `edge[layer][x]` is the height of its top in pixels. */
export function layoutStack(
  stacked: StackedCounts,
  columns: number,
  heightCss: number,
): readonly Float64Array[] {
  const { buckets, counts } = stacked;
  const most = mostStacked(stacked);
  const below = new Float64Array(columns);
  return counts.map((layer) => {
    const edge = new Float64Array(columns);
    for (let x = 0; x < columns; x++) {
      const bucket = Math.min(buckets - 1, Math.floor(((x + 0.5) / columns) * buckets));
      below[x] += (layer[bucket] / most) * heightCss;
      edge[x] = below[x];
    }
    return edge;
  });
}

/** Height in pixels per column of one line over time, against the largest of `scale`. */
export function layoutLine(
  values: ArrayLike<number>,
  scale: number,
  columns: number,
  heightCss: number,
): Float64Array {
  const line = new Float64Array(columns);
  for (let x = 0; x < columns; x++) {
    const bucket = Math.min(values.length - 1, Math.floor(((x + 0.5) / columns) * values.length));
    line[x] = scale > 0 ? (values[bucket] / scale) * heightCss : 0;
  }
  return line;
}
