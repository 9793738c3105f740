import { NONE } from '../../base/columns.ts';
import { count } from '../../base/figures.ts';
import { GoroutineFlag, type Goroutines } from '../../model/goroutines.ts';
import { hexAddress, type WaitsOn, waitsOn } from '../addresses.ts';
import { harmlessBy } from '../harmless.ts';
import { lockCycles } from '../lock-cycles.ts';
import { type Snapshot, snapshotOfDump, stateName } from '../snapshot.ts';
import { StackLines, userFrameOf } from '../stack-lines.ts';
import { classAt, type WaitClass } from '../waits/wait-class.ts';
import type { StackLine } from './finding.ts';

/** Goroutines told one by one; the rest is counted. */
const most = 40;

/**
 * Tells a deadlock or crash dump goroutine by goroutine: what each waits for, and who else has to do with it. A line a
 * goroutine; goroutines that wait in the same way are one line. Empty for dumps that no crash printed.
 */
export function explain(dump: Goroutines): string[] {
  const { crash } = dump;
  if (crash === null) return [];
  const telling = new Telling(dump);
  const told = [
    ...crash.text.split('\n').slice(0, 4),
    ...telling.culprit(crash.goroutine),
    ...telling.cycles(),
  ];
  // A signal asked for the dump: nothing crashed that could be told.
  if (crash.kind === 'signal') return told;
  const lines = telling.goroutines(crash.goroutine);
  const rest = lines.length - most;
  return [...told, ...lines.slice(0, most), ...(rest > 0 ? [`… and ${count(rest)} more.`] : [])].filter(
    (line) => line !== '',
  );
}

interface Told {
  readonly rows: number[];
  readonly text: string;
}

class Telling {
  private readonly dump: Goroutines;
  private readonly snapshot: Snapshot;
  private readonly lines: StackLines;
  private readonly on: readonly (WaitsOn | null)[];
  private readonly rowsOn = new Map<number, number[]>();
  /** By the id of the creating goroutine, and by the function it was in; the runtime's own left out. */
  private readonly children = new Map<number, number[]>();
  private readonly byCreator = new Map<string, number[]>();

  constructor(dump: Goroutines) {
    this.dump = dump;
    this.snapshot = snapshotOfDump('', dump);
    this.lines = StackLines.of(this.snapshot);
    this.on = waitsOn(dump);
    const { creatorId, creator } = dump.goroutines;
    for (let row = 0; row < this.on.length; row++) {
      const address = this.on[row]?.address;
      if (address !== undefined) push(this.rowsOn, address, row);
      const by = creator[row] === NONE ? 'runtime.' : this.lines.ofFrame(creator[row]).function;
      if (by.startsWith('runtime.')) continue;
      push(this.byCreator, by, row);
      if (creatorId[row] !== NONE) push(this.children, creatorId[row], row);
    }
  }

  /** Where the goroutine that is blamed was. */
  culprit(id: number): string[] {
    const row = id === NONE ? -1 : this.dump.goroutines.id.indexOf(id);
    if (row < 0 || stateName(this.snapshot, row) === 'waiting') return [];
    const stack = this.lines.of(this.dump.goroutines.stack[row]);
    const at = userFrameOf(stack);
    if (at === null) return [];
    const callers = stack
      .slice(at + 1)
      .filter(({ origin }) => origin === 'user')
      .slice(0, 3);
    const called = callers.length === 0 ? '' : `, called by ${callers.map(placeText).join(', ')}`;
    return [`Goroutine ${id} was in ${placeText(stack[at])}${called}.`];
  }

  cycles(): string[] {
    const { id } = this.dump.goroutines;
    return lockCycles(this.dump, this.on).map(({ rows, addresses, isExact }) => {
      const ids = rows.map((row) => id[row]);
      const doubt = isExact ? '' : ' (as far as the argument words can be trusted)';
      const each = ids.map((one, i) => {
        const holder = ids[(i + 1) % ids.length];
        return `${one} waits for lock ${hexAddress(addresses[i])}, which ${holder} carries`;
      });
      const who = `${ids.slice(0, -1).join(', ')} and ${ids[ids.length - 1]}`;
      return `Goroutines ${who} wait for each other${doubt}: ${each.join('; ')}.`;
    });
  }

  /** All but the runtime's own and the blamed one, larger groups first. */
  goroutines(blamed: number): string[] {
    const told = new Map<string, Told>();
    const { id, flags } = this.dump.goroutines;
    for (let row = 0; row < id.length; row++) {
      if (id[row] === 0 || id[row] === blamed) continue;
      const stack = this.lines.of(this.dump.goroutines.stack[row]);
      if (harmlessBy(stack)?.kind === 'system') continue;
      if ((flags[row] & GoroutineFlag.partial) !== 0 && stack.length === 0) continue;
      const text = this.textOf(row, stack);
      const known = told.get(text);
      if (known === undefined) told.set(text, { rows: [row], text });
      else known.rows.push(row);
    }
    return [...told.values()]
      .sort((a, b) => b.rows.length - a.rows.length || id[a.rows[0]] - id[b.rows[0]])
      .map(({ rows, text }) => {
        if (rows.length === 1) return `Goroutine ${id[rows[0]]} ${text}`;
        return `Goroutines ${idList(rows, id)}: each ${text}`;
      });
  }

  private textOf(row: number, stack: readonly StackLine[]): string {
    const user = userFrameOf(stack);
    const at = stack[user ?? 0];
    const where = at === undefined ? '' : ` in ${placeText(at)}`;
    const wait = this.snapshot.waits[this.snapshot.wait[row]];
    const state = stateName(this.snapshot, row);
    if (wait === '') return `is ${state === 'syscall' ? 'in a system call' : state}${where}.`;
    const waitClass = classAt(state, wait, () => stack);
    const verb = waitClass === 'waitgroup' ? 'waits for a WaitGroup' : verbOf(wait);
    return `${verb}${where}${this.reason(row, wait, waitClass)}.`;
  }

  /** Who else has to do with what it waits for. */
  private reason(row: number, wait: string, waitClass: WaitClass): string {
    if (wait.endsWith('(nil chan)')) return ': the channel is nil, so nothing can ever wake it';
    if (wait.startsWith('select (no cases)')) return ': nothing can ever wake it';
    const on = this.on[row];
    const { id } = this.dump.goroutines;
    if (waitClass === 'waitgroup') {
      const left = this.childrenOf(row);
      return left.length === 0
        ? ': none of the goroutines that it started is left to call Done'
        : `: of the goroutines that it started there ${left.length === 1 ? 'is' : 'are'} still ${idList(left, id)}`;
    }
    if (on === null) return '';
    const rows = this.rowsOn.get(on.address) ?? [];
    const others = rows.length - 1;
    const another = rows[0] === row ? rows[1] : rows[0];
    const thing = on.what === 'channel' ? 'channel' : on.what === 'cond' ? 'Cond' : 'lock';
    const company = others === 0 ? '' : `, as does ${id[another]}`;
    return ` (${thing} ${hexAddress(on.address)}${others > 1 ? `, as do ${count(others)} others` : company})`;
  }

  /** Rows that it started, by id; before Go 1.21, which prints none, by the functions it is in. */
  private childrenOf(row: number): readonly number[] {
    const { id } = this.dump.goroutines;
    if (this.children.size > 0) return this.children.get(id[row]) ?? [];
    for (const { function: name } of this.lines.of(this.dump.goroutines.stack[row])) {
      const rows = this.byCreator.get(name);
      if (rows !== undefined) return rows;
    }
    return [];
  }
}

function push<K>(map: Map<K, number[]>, key: K, value: number): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

function idList(rows: readonly number[], id: Float64Array): string {
  const shown = rows
    .slice(0, 8)
    .map((row) => id[row])
    .join(', ');
  return rows.length > 8 ? `${shown} and ${count(rows.length - 8)} more` : shown;
}

function placeText({ function: name, file, line }: StackLine): string {
  const base = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  return base === '' ? name : `${name} (${base}${line > 0 ? `:${line}` : ''})`;
}

const verbs: readonly (readonly [start: string, verb: string])[] = [
  ['chan send', 'waits to send'],
  ['chan receive', 'waits to receive'],
  ['select', 'waits in a select'],
  ['sync.RWMutex.RLock', 'waits for a read lock'],
  ['sync.RWMutex.Lock', 'waits for a write lock'],
  ['sync.Mutex.Lock', 'waits for a lock'],
  ['sync.WaitGroup.Wait', 'waits for a WaitGroup'],
  ['sync.Cond.Wait', 'waits for a Cond'],
  ['semacquire', 'waits for a lock'],
  ['sleep', 'sleeps'],
  ['IO wait', 'waits for the network or a file'],
];

function verbOf(wait: string): string {
  return verbs.find(([start]) => wait.startsWith(start))?.[1] ?? `waits (${wait})`;
}
