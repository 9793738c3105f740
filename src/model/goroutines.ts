import type { LabelSetTable } from './labels.ts';
import type { Notice, Origin } from './origin.ts';
import type { Symbols } from './symbols.ts';

/** The scheduler's states of a goroutine, as `state` column values. */
export const goroutineStates = [
  'unknown',
  'idle',
  'runnable',
  'running',
  'syscall',
  'waiting',
  'dead',
  'copystack',
  'preempted',
  'leaked',
] as const;
export type GoroutineState = (typeof goroutineStates)[number];

/** Bits of the `flags` column. */
export const GoroutineFlag = {
  leaked: 1,
  scan: 2,
  durable: 4,
  lockedToThread: 8,
  /** The goroutine that panicked, threw, or was running when the signal arrived. */
  culprit: 16,
  /** Text was cut, interleaved or elided inside this goroutine: its stack is incomplete. */
  partial: 32,
  /** "...N frames elided..." or a stack at the printer's limit. */
  elided: 64,
  /** goleak, race report: the text gives a goroutine, but not a full dump's header. */
  reported: 128,
} as const;

/** One row per goroutine of a text dump, in file order, each goroutine id once (id 0, the g0 of threads, may repeat). */
export interface GoroutineTable {
  readonly length: number;
  readonly id: Float64Array;
  /** Index into `goroutineStates`. */
  readonly state: Uint8Array;
  /** String index of the wait reason as the runtime spells it, without flags; 0 ("") unless waiting. */
  readonly wait: Int32Array;
  /** Minutes as printed; NONE if not printed (which says nothing about the wait). */
  readonly waitMinutes: Int32Array;
  /** Bits of `GoroutineFlag`. */
  readonly flags: Uint8Array;
  /** Leaf stack without `runtime.goexit` and without the creator; NONE if unavailable. */
  readonly stack: Int32Array;
  /** Frame of the `created by` line (into `symbols.frames`), or NONE. */
  readonly creator: Int32Array;
  /** Id from "in goroutine N"; NONE (-1) if not printed. */
  readonly creatorId: Float64Array;
  /** Into `labelSets`. */
  readonly labelSet: Int32Array;
  /** synctest bubble or group; NONE. */
  readonly bubble: Int32Array;
  /** Byte offset of the header line in the uncompressed text. */
  readonly offset: Float64Array;
}

/**
 * Argument words of the frames, for shared locks and channels: rows `start[g]` to `start[g + 1] - 1` belong to
 * goroutine row g, leaf frames first. Frames without hex words have no rows.
 */
export interface ArgumentTable {
  /** goroutines + 1 entries. */
  readonly start: Int32Array;
  /** Distance from the leaf frame, 0 = leaf. */
  readonly depth: Uint8Array;
  /** Position of the word among the frame's words, flattened through braces, 0-based. */
  readonly position: Uint8Array;
  /** The word; exact up to 2^53 (all user-space addresses are). */
  readonly word: Float64Array;
  /** 1 if printed without '?': the runtime vouches for it. */
  readonly isExact: Uint8Array;
}

/** An `[originating from goroutine N]` block (GODEBUG=tracebackancestors). */
export interface Ancestor {
  /** Row of the goroutine it belongs to. */
  readonly goroutine: number;
  readonly id: number;
  readonly stack: number;
  readonly creator: number;
}

/** What made a program print the dump, where the text says so. */
export interface Crash {
  readonly kind: 'panic' | 'fatal' | 'deadlock' | 'signal' | 'timeout' | 'goleak' | 'race';
  /** First lines as printed: "panic: runtime error: …", "fatal error: all goroutines are asleep - deadlock!". */
  readonly text: string;
  /** Id of the goroutine blamed, or NONE. */
  readonly goroutine: number;
}

export interface Goroutines {
  readonly kind: 'goroutines';
  readonly origin: Origin;
  readonly notices: readonly Notice[];
  readonly symbols: Symbols;
  readonly labelSets: LabelSetTable;
  readonly goroutines: GoroutineTable;
  readonly args: ArgumentTable;
  readonly ancestors: readonly Ancestor[];
  readonly crash: Crash | null;
  /** True for SIGQUIT and throw dumps (level 2): runtime frames, system goroutines and exact channel addresses. */
  readonly isSystemLevel: boolean;
}
