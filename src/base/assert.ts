import { Bug } from './errors.ts';

/** Throws `Bug` when `holds` is false: for invariants of ours, never for input. */
export function assert(holds: boolean, message: string): asserts holds {
  if (!holds) throw new Bug(message);
}

/** The value, or a `Bug` naming what was missing. */
export function present<T>(value: T | null | undefined, name: string): T {
  if (value === null || value === undefined) throw new Bug(`${name} is missing`);
  return value;
}

/** Marks the end of an exhaustive switch. */
export function unreachable(value: never): never {
  throw new Bug(`unreachable: ${String(value)}`);
}
