import { type GrowthBox, layoutGrowth } from '../layout/growth.ts';
import { htmlText } from './plain-text.ts';
import { amount, utc } from './words.ts';

const chart: GrowthBox = { width: 420, height: 110, left: 58, right: 10, top: 8, bottom: 20 };

/** Counts over the snapshots as SVG; '' with fewer than two. */
export function growthSvg(
  counts: readonly number[],
  times: readonly (number | null)[],
  unit: 'goroutines' | 'bytes',
): string {
  if (counts.length < 2) return '';
  const { points, ticks } = layoutGrowth(counts, times, chart);
  const grid = ticks.map(
    ({ value, y }) =>
      `<line class="grid" x1="${chart.left}" x2="${chart.width - chart.right}" y1="${figure(y)}" y2="${figure(y)}"/>` +
      `<text x="${chart.left - 6}" y="${figure(y + 4)}" text-anchor="end">${htmlText(amount(value, unit))}</text>`,
  );
  const dots = points.map(
    ({ x, y, value, index }) =>
      `<circle cx="${figure(x)}" cy="${figure(y)}" r="2.5"><title>${htmlText(`${momentOf(times, index)}: ${amount(value, unit)}`)}</title></circle>`,
  );
  const ends = [points[0], points[points.length - 1]].map(
    ({ x, index }, place) =>
      `<text x="${figure(x)}" y="${chart.height - 5}" text-anchor="${place === 0 ? 'start' : 'end'}">${htmlText(momentOf(times, index))}</text>`,
  );
  const line = points.map(({ x, y }) => `${figure(x)},${figure(y)}`).join(' ');
  return `<svg class="growth" viewBox="0 0 ${chart.width} ${chart.height}" role="img" aria-label="${htmlText(`Over the snapshots: ${counts.map((value) => amount(value, unit)).join(', ')}`)}">${grid.join('')}<polyline points="${line}"/>${dots.join('')}${ends.join('')}</svg>`;
}

function momentOf(times: readonly (number | null)[], index: number): string {
  const time = times[index] ?? null;
  return time === null ? `snapshot ${index + 1}` : utc(time).slice(11, 19);
}

function figure(value: number): string {
  return String(Math.round(value * 10) / 10);
}
