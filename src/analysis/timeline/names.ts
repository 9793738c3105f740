import { NONE } from '../../base/columns.ts';
import { REASON_MASK, type Trace } from '../../model/trace.ts';
import type { Creator, StackLine } from '../leaks/finding.ts';
import { mainModule, originOf } from '../names.ts';

/** Start function of a goroutine row; '' if the trace does not name it. */
export function startName(trace: Trace, goroutine: number): string {
  const { functions, strings } = trace.symbols;
  const func = goroutine === NONE ? NONE : trace.goroutines.start[goroutine];
  return func === NONE ? '' : strings[functions.name[func]];
}

/** What a goroutine without a known start function is called. */
export const UNNAMED = '(start unknown)';

export function reasonOf(trace: Trace, span: number): string {
  return trace.reasons[trace.spans.reason[span] & REASON_MASK] ?? '';
}

/** The frames of a stack as text, leaf first. */
export function stackLines(trace: Trace, stack: number): readonly StackLine[] {
  const { stacks, frames, functions, strings } = trace.symbols;
  const rows: { name: string; file: string; line: number; isInlined: boolean }[] = [];
  for (let at = stack; at !== NONE; at = stacks.parent[at]) {
    const frame = stacks.frame[at];
    const func = frames.func[frame];
    const name = func === NONE ? '' : strings[functions.name[func]];
    if (name === 'runtime.goexit') continue;
    const file = func === NONE ? '' : strings[functions.file[func]];
    rows.push({ name, file, line: frames.line[frame], isInlined: frames.isInlined[frame] === 1 });
  }
  const main = rows.find(({ name }) => name === 'main.main');
  const module = main === undefined ? null : mainModule(main.file);
  return rows.map(({ name, file, line, isInlined }) => ({
    function: name,
    file,
    line,
    isInlined,
    origin: originOf(name, file, module),
  }));
}

/** The nearest frame to the leaf that is the user's own, else the leaf; '' without a stack. */
export function userFunction(lines: readonly StackLine[]): string {
  return (lines.find(({ origin }) => origin === 'user') ?? lines[0])?.function ?? '';
}

export function creatorOf(trace: Trace, goroutine: number): Creator | null {
  const { creator, creationStack, id } = trace.goroutines;
  const leaf = stackLines(trace, creationStack[goroutine])[0];
  const by = creator[goroutine];
  if (leaf === undefined) return null;
  return {
    function: leaf.function,
    file: leaf.file,
    line: leaf.line,
    goroutine: by === NONE ? null : id[by],
  };
}
