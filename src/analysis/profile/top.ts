import { Int32Builder, Uint8Builder } from '../../base/columns.ts';
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
  const side = (sums: Float64Array, divisors: Float64Array | null): Float64Array =>
    valuesOf(rows.node, sums, null, divisors, null, ratio);
  const delta = (which: keyof NodeSums): Float64Array =>
    valuesOf(
      rows.node,
      after[which],
      before[which],
      divisor === null ? null : divisor.after[which],
      divisor === null ? null : divisor.before[which],
      ratio,
    );
  const totals = totalsOf(filtered, question, '-top -trim=false');
  const exactTotal = filtered.subject.exact === null ? null : sumsOf(filtered, question).exactTotal;
  const inlined = direct?.inlined ?? inlinedNodes(filtered, nodes);
  return {
    ...totals,
    grandTotal: divided(totals.grandTotal, 1),
    length: rows.node.length,
    name: textsOf(rows.node, nodes.name),
    function: textsOf(rows.node, nodes.function),
    file: textsOf(rows.node, nodes.file),
    line: gathered(new Int32Array(rows.node.length), rows.node, nodes.line),
    inlined: gathered(new Uint8Array(rows.node.length), rows.node, inlined),
    flat: delta('flat'),
    cum: delta('cum'),
    flatAfter: side(after.flat, divisor?.after.flat ?? null),
    cumAfter: side(after.cum, divisor?.after.cum ?? null),
    flatBefore: side(before.flat, divisor?.before.flat ?? null),
    cumBefore: side(before.cum, divisor?.before.cum ?? null),
    isListed: rows.isListed,
    exact: exactRows(weights, rows.node, ratio),
    exactTotal: exactTotal !== null && ratio === 1 && isBeyond(exactTotal) ? String(exactTotal) : null,
  };
}

/** Per row, the sums of its node (less those subtracted), as means where there are divisors. */
function valuesOf(
  rows: Int32Array,
  sums: Float64Array,
  less: Float64Array | null,
  divisors: Float64Array | null,
  lessDivisors: Float64Array | null,
  ratio: number,
): Float64Array {
  const out = new Float64Array(rows.length);
  for (let row = 0; row < out.length; row++) {
    const node = rows[row];
    const value = sums[node] - (less === null ? 0 : less[node]);
    const divisor = divisors === null ? 0 : divisors[node] - (lessDivisors === null ? 0 : lessDivisors[node]);
    out[row] = divided(quotient(value, divisor), ratio);
  }
  return out;
}

/** Fills `out` with the value of each row's node. */
function gathered<Column extends Int32Array | Uint8Array>(
  out: Column,
  rows: Int32Array,
  values: Column,
): Column {
  for (let row = 0; row < rows.length; row++) out[row] = values[rows[row]];
  return out;
}

function textsOf(rows: Int32Array, texts: readonly string[]): string[] {
  const out: string[] = [];
  for (let row = 0; row < rows.length; row++) out.push(texts[rows[row]]);
  return out;
}

/** As pprof divides: the value times the reciprocal, truncated. */
function divided(value: number, ratio: number): number {
  return ratio === 1 ? value : Math.trunc(value * ratio);
}

interface Rows {
  readonly node: Int32Array;
  readonly isListed: Uint8Array;
}

function rowsOf({ after, before, exact }: NodeWeights, { dropNegative }: ProfileQuestion): Rows {
  const node = new Int32Builder(after.flat.length);
  const isListed = new Uint8Builder(after.flat.length);
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
  return { node: node.finish(), isListed: isListed.finish() };
}

function exactRows({ exact }: NodeWeights, node: Int32Array, ratio: number): Map<number, ExactRow> {
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
