export interface MmuChart {
  readonly widthCss: number;
  readonly heightCss: number;
  readonly leftCss: number;
  readonly bottomCss: number;
}

export interface MmuLayout {
  /** 'x,y x,y…' of the curve. */
  readonly points: string;
  /** Powers of ten. */
  readonly xTicks: readonly { readonly ns: number; readonly x: number }[];
  readonly xOf: (ns: number) => number;
  readonly yOf: (share: number) => number;
}

/** Utilisation (0 to 1) over window sizes on a logarithmic axis. `windowNs` ascends and is above 0. */
export function layoutMmu(
  windowNs: ArrayLike<number>,
  utilisation: ArrayLike<number>,
  chart: MmuChart,
): MmuLayout {
  const { widthCss, heightCss, leftCss, bottomCss } = chart;
  const first = Math.log10(Math.max(1, windowNs[0] ?? 1));
  const last = Math.max(first + 1e-9, Math.log10(Math.max(1, windowNs[windowNs.length - 1] ?? 1)));
  const pad = 8;
  const xOf = (ns: number): number =>
    leftCss + ((Math.log10(Math.max(1, ns)) - first) / (last - first)) * (widthCss - leftCss - pad);
  const yOf = (share: number): number => pad + (1 - share) * (heightCss - bottomCss - 2 * pad);
  const points = Array.from(
    { length: windowNs.length },
    (_, i) => `${xOf(windowNs[i]).toFixed(1)},${yOf(utilisation[i]).toFixed(1)}`,
  ).join(' ');
  const xTicks: { ns: number; x: number }[] = [];
  for (let power = Math.ceil(first - 1e-9); power <= last + 1e-9; power++)
    xTicks.push({ ns: 10 ** power, x: xOf(10 ** power) });
  return { points, xTicks, xOf, yOf };
}
