import type { Pace } from '../../base/pace.ts';
import type { Filtered } from './filtered.ts';
import { inlinedNodes } from './inlined.ts';
import { type NodeSums, type NodeWeights, nodeWeights } from './node-weights.ts';
import { nodeTable } from './nodes.ts';
import { pathWeights } from './path-weights.ts';
import type { ExactRow, ProfileQuestion, TopTable } from './question.ts';
import { totalsOf } from './totals.ts';
import { quotient, sumsOf } from './weigh.ts';

/** Every node that weighs anything, on either side; none is cut. */
export async function top(filtered: Filtered, question: ProfileQuestion, pace: Pace): Promise<TopTable> {
  const nodes = nodeTable(filtered.subject.symbols, question);
  const paths = filtered.isWhole ? (filtered.subject.profile.samples.paths ?? null) : null;
  const direct = paths === null ? null : await pathWeights(filtered, paths, nodes, pace);
  const weights = direct?.weights ?? nodeWeights(filtered, nodes);
  const rows = rowsOf(weights, question);
  const ratio = 1 / question.divideBy;
  const { after, before, divisor } = weights;
  const column = (of: (node: number) => number): Float64Array => {
    const out = new Float64Array(rows.node.length);
    for (let row = 0; row < out.length; row++) out[row] = divided(of(rows.node[row]), ratio);
    return out;
  };
  const side = (sums: Float64Array, divisors: Float64Array | undefined): Float64Array =>
    column((node) => quotient(sums[node], divisors?.[node] ?? 0));
  const delta = (which: keyof NodeSums): Float64Array =>
    column((node) =>
      quotient(
        after[which][node] - before[which][node],
        divisor === null ? 0 : divisor.after[which][node] - divisor.before[which][node],
      ),
    );
  const pick = (texts: readonly string[]): string[] => rows.node.map((node) => texts[node]);
  const totals = totalsOf(filtered, question, '-top -trim=false');
  const exactTotal = filtered.subject.exact === null ? null : sumsOf(filtered, question).exactTotal;
  const inlined = direct?.inlined ?? inlinedNodes(filtered, nodes);
  return {
    ...totals,
    grandTotal: divided(totals.grandTotal, 1),
    length: rows.node.length,
    name: pick(nodes.name),
    function: pick(nodes.function),
    file: pick(nodes.file),
    line: Int32Array.from(rows.node, (node) => nodes.line[node]),
    inlined: Uint8Array.from(rows.node, (node) => inlined[node]),
    flat: delta('flat'),
    cum: delta('cum'),
    flatAfter: side(after.flat, divisor?.after.flat),
    cumAfter: side(after.cum, divisor?.after.cum),
    flatBefore: side(before.flat, divisor?.before.flat),
    cumBefore: side(before.cum, divisor?.before.cum),
    isListed: Uint8Array.from(rows.isListed),
    exact: exactRows(weights, rows.node, ratio),
    exactTotal: exactTotal !== null && ratio === 1 && isBeyond(exactTotal) ? String(exactTotal) : null,
  };
}

/** As pprof divides: the value times the reciprocal, truncated. */
function divided(value: number, ratio: number): number {
  return ratio === 1 ? value : Math.trunc(value * ratio);
}

interface Rows {
  readonly node: readonly number[];
  readonly isListed: readonly number[];
}

function rowsOf({ after, before, exact }: NodeWeights, { dropNegative }: ProfileQuestion): Rows {
  const node: number[] = [];
  const isListed: number[] = [];
  for (let n = 0; n < after.flat.length; n++) {
    const hasAny = after.flat[n] !== 0 || after.cum[n] !== 0 || before.flat[n] !== 0 || before.cum[n] !== 0;
    if (!hasAny) continue;
    const flat = exact === null ? after.flat[n] - before.flat[n] : exact.after.flat[n] - exact.before.flat[n];
    const cum = exact === null ? after.cum[n] - before.cum[n] : exact.after.cum[n] - exact.before.cum[n];
    const isNegative = flat < 0 || (Number(flat) === 0 && cum < 0);
    if (dropNegative && isNegative) continue;
    node.push(n);
    isListed.push(Number(flat) === 0 && Number(cum) === 0 ? 0 : 1);
  }
  return { node, isListed };
}

function exactRows({ exact }: NodeWeights, node: readonly number[], ratio: number): Map<number, ExactRow> {
  const out = new Map<number, ExactRow>();
  if (exact === null || ratio !== 1) return out;
  const { after, before } = exact;
  for (let row = 0; row < node.length; row++) {
    const n = node[row];
    const values = [
      after.flat[n] - before.flat[n],
      after.cum[n] - before.cum[n],
      before.flat[n],
      before.cum[n],
    ];
    if (!values.some(isBeyond)) continue;
    const [flat, cum, flatBefore, cumBefore] = values.map(String);
    out.set(row, { flat, cum, flatBefore, cumBefore });
  }
  return out;
}

function isBeyond(value: bigint): boolean {
  return value > BigInt(Number.MAX_SAFE_INTEGER) || value < -BigInt(Number.MAX_SAFE_INTEGER);
}
