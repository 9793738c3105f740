const bins = 8192;

/**
 * How much time a piecewise linear function in [0, 1] spends at which values. Its quantiles are right to 1/8192; the
 * exact ones would need every segment kept.
 */
export class MeanSpread {
  private readonly mass = new Float64Array(bins + 1);
  /** Density that begins (or, negative, ends) with a bin. */
  private readonly change = new Float64Array(bins + 2);
  private total = 0;

  /** The function goes from `from` to `to` in `ns`. */
  add(from: number, to: number, ns: number): void {
    if (!(ns > 0)) return;
    this.total += ns;
    const low = Math.min(from, to) * bins;
    const high = Math.max(from, to) * bins;
    const first = Math.floor(low);
    const last = Math.floor(high);
    if (first === last) {
      this.mass[first] += ns;
      return;
    }
    const density = ns / (high - low);
    this.mass[first] += (first + 1 - low) * density;
    this.mass[last] += (high - last) * density;
    this.change[first + 1] += density;
    this.change[last] -= density;
  }

  /** The value that the function stays below for this share of the time; NaN if nothing was added. */
  quantile(share: number): number {
    const wanted = this.total * share;
    let sum = 0;
    let density = 0;
    for (let bin = 0; bin <= bins; bin++) {
      density += this.change[bin];
      const here = this.mass[bin] + density;
      if (sum + here >= wanted && here > 0) return Math.min(1, (bin + (wanted - sum) / here) / bins);
      sum += here;
    }
    return this.total > 0 ? 1 : Number.NaN;
  }
}
