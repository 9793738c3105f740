import type { Match, Rule, Scene } from './rule.ts';
import { afterFuncBlocked } from './rules/after-func-blocked.ts';
import { allAsleep } from './rules/all-asleep.ts';
import { bodyNotClosed } from './rules/body-not-closed.ts';
import { busyLoop } from './rules/busy-loop.ts';
import { channelUnderLock } from './rules/channel-under-lock.ts';
import { clientPerRequest } from './rules/client-per-request.ts';
import { condWithoutSignal } from './rules/cond-without-signal.ts';
import { contextNeverCancelled } from './rules/context-never-cancelled.ts';
import { doubleLock } from './rules/double-lock.ts';
import { earlyReturn } from './rules/early-return.ts';
import { emptySelect } from './rules/empty-select.ts';
import { finalizerBlocked } from './rules/finalizer-blocked.ts';
import { firstOfN } from './rules/first-of-n.ts';
import { grpcStreamNotEnded } from './rules/grpc-stream-not-ended.ts';
import { httpClientWithoutTimeout } from './rules/http-client-without-timeout.ts';
import { iterPullWithoutStop } from './rules/iter-pull-without-stop.ts';
import { limitedGroup } from './rules/limited-group.ts';
import { lockCycle } from './rules/lock-cycle.ts';
import { loopWithoutExit } from './rules/loop-without-exit.ts';
import { missingReceiver } from './rules/missing-receiver.ts';
import { missingSender } from './rules/missing-sender.ts';
import { missingStop } from './rules/missing-stop.ts';
import { missingUnlock } from './rules/missing-unlock.ts';
import { neverEnds } from './rules/never-ends.ts';
import { nilChannel } from './rules/nil-channel.ts';
import { pipeOrCommand } from './rules/pipe-or-command.ts';
import { recursiveReadLock } from './rules/recursive-read-lock.ts';
import { selectWithoutExit } from './rules/select-without-exit.ts';
import { slowClients } from './rules/slow-clients.ts';
import { sqlPoolExhausted } from './rules/sql-pool-exhausted.ts';
import { sqlRowsNotClosed } from './rules/sql-rows-not-closed.ts';
import { stuckInSyscall } from './rules/stuck-in-syscall.ts';
import { timeoutSend } from './rules/timeout-send.ts';
import { transportPerRequest } from './rules/transport-per-request.ts';
import { unclosedRange } from './rules/unclosed-range.ts';
import { waitgroupAndChannel } from './rules/waitgroup-and-channel.ts';
import { waitgroupNeverDone } from './rules/waitgroup-never-done.ts';
import { watchNotStopped } from './rules/watch-not-stopped.ts';
import { writerStarved } from './rules/writer-starved.ts';
import type { Site } from './site.ts';

/** What proves, whatever the code. */
const proofs: readonly Rule[] = [nilChannel, emptySelect, lockCycle, finalizerBlocked];

/** What knows a library: needs a frame that is not your own. */
const libraries: readonly Rule[] = [
  bodyNotClosed,
  httpClientWithoutTimeout,
  transportPerRequest,
  slowClients,
  sqlRowsNotClosed,
  sqlPoolExhausted,
  grpcStreamNotEnded,
  watchNotStopped,
  clientPerRequest,
  iterPullWithoutStop,
  pipeOrCommand,
  limitedGroup,
  contextNeverCancelled,
];

/** What knows a structure, then what knows only the wait. */
const structures: readonly Rule[] = [
  recursiveReadLock,
  afterFuncBlocked,
  timeoutSend,
  firstOfN,
  earlyReturn,
  waitgroupAndChannel,
  channelUnderLock,
  doubleLock,
  writerStarved,
  missingUnlock,
  waitgroupNeverDone,
  missingReceiver,
  unclosedRange,
  loopWithoutExit,
  missingStop,
  missingSender,
  condWithoutSignal,
  selectWithoutExit,
  stuckInSyscall,
  busyLoop,
  allAsleep,
  neverEnds,
];

/** All rules, by precedence. */
export const rules: readonly Rule[] = [...proofs, ...libraries, ...structures];

const ownRules: readonly Rule[] = [...proofs, iterPullWithoutStop, ...structures];

/** The first rule that matches; the last one matches every site. */
export function ruleFor(site: Site, scene: Scene): { readonly rule: Rule; readonly match: Match } {
  const isOwn = site.stack.every(({ origin }) => origin === 'user');
  for (const rule of isOwn ? ownRules : rules) {
    const match = rule.match(site, scene);
    if (match !== null) return { rule, match };
  }
  return { rule: neverEnds, match: { evidence: [] } };
}
