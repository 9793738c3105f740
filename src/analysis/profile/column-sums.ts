/** The sum of a column, and that of its absolute values. */
export interface ColumnSums {
  readonly sum: number;
  readonly size: number;
}

/** In one loop for all who ask: by the second time V8 has compiled it. */
export function columnSums(values: Float64Array): ColumnSums {
  let sum = 0;
  let size = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    sum += value;
    size += Math.abs(value);
  }
  return { sum, size };
}
