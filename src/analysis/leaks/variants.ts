import { NONE } from '../../base/columns.ts';
import type { Rows } from '../pairs.ts';
import type { Snapshot } from '../snapshot.ts';
import { StackLines } from '../stack-lines.ts';
import type { StackLine, StackVariant, StackVariants } from './finding.ts';

interface Part {
  readonly snapshot: Snapshot;
  readonly rows: Rows;
}

const listedStacks = 8;
/** Of the group: rarer stacks are summed. */
const smallestShare = 0.02;
/** Stacks that agree in so many functions from the leaf are one. */
const comparedFunctions = 1024;

/** What else than `shown` the goroutines of a group stand in, by functions; undefined if nothing else. */
export function variantsOf(
  shown: readonly StackLine[],
  first: Part | null,
  last: Part,
): StackVariants | undefined {
  const chains = new Chains();
  const own = chains.keyOf(shown);
  if (first !== null) chains.add(first, 0);
  chains.add(last, 1);
  const all = chains.all();
  const size = (one: { readonly counts: readonly number[] }): number => Math.max(...one.counts);
  const group = Math.max(...[0, 1].map((at) => all.reduce((sum, { counts }) => sum + counts[at], 0)));
  const others = all.filter(({ key }) => key !== own).sort((a, b) => size(b) - size(a));
  if (others.length === 0) return undefined;
  const kept = others
    .slice(0, listedStacks)
    .filter((one) => size(one) > 0 && size(one) >= group * smallestShare);
  const rest = others.slice(kept.length);
  return {
    stacks: kept.map(
      ({ snapshot, stack, counts }): StackVariant => ({
        stack: StackLines.of(snapshot).of(stack),
        before: counts[0],
        after: counts[1],
      }),
    ),
    rest: {
      stacks: rest.length,
      before: rest.reduce((sum, { counts }) => sum + counts[0], 0),
      after: rest.reduce((sum, { counts }) => sum + counts[1], 0),
    },
  };
}

interface Chain {
  readonly key: string;
  snapshot: Snapshot;
  /** The commonest of those with these functions, in the later snapshot. */
  stack: number;
  most: number;
  readonly counts: [before: number, after: number];
}

/** Stacks as the names of their functions, whatever document they are of. */
class Chains {
  private readonly numbers = new Map<string, number>();
  private readonly chains = new Map<string, Chain>();

  all(): Chain[] {
    return [...this.chains.values()];
  }

  add({ snapshot, rows }: Part, at: 0 | 1): void {
    for (const [stack, count] of countsByStack(snapshot, rows)) {
      const key = this.keyOfStack(snapshot, stack);
      const known = this.chains.get(key);
      const chain: Chain = known ?? { key, snapshot, stack, most: count, counts: [0, 0] };
      if (known === undefined) this.chains.set(key, chain);
      chain.counts[at] += count;
      if (chain.snapshot === snapshot && count <= chain.most) continue;
      chain.snapshot = snapshot;
      chain.stack = stack;
      chain.most = count;
    }
  }

  keyOf(lines: readonly StackLine[]): string {
    return lines
      .slice(0, comparedFunctions)
      .map((line) => this.number(line.function))
      .join(' ');
  }

  private keyOfStack(snapshot: Snapshot, stack: number): string {
    const { stacks } = snapshot.symbols;
    const lines = StackLines.of(snapshot);
    const chain: number[] = [];
    for (let at = stack; at !== NONE && chain.length < comparedFunctions; at = stacks.parent[at]) {
      const name = lines.ofFrame(stacks.frame[at]).function;
      if (name !== 'runtime.goexit') chain.push(this.number(name));
    }
    return chain.join(' ');
  }

  private number(name: string): number {
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    this.numbers.set(name, this.numbers.size);
    return this.numbers.size - 1;
  }
}

function countsByStack(snapshot: Snapshot, rows: Rows): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (let i = 0; i < rows.length; ) {
    const stack = snapshot.stack[rows[i]];
    let count = 0;
    for (; i < rows.length && snapshot.stack[rows[i]] === stack; i++) count += snapshot.count[rows[i]];
    counts.set(stack, (counts.get(stack) ?? 0) + count);
  }
  return counts;
}
