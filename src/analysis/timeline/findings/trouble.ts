import type { Pace } from '../../../base/pace.ts';
import type { Trace } from '../../../model/trace.ts';
import type { TraceFinding } from '../figure-questions.ts';
import { gcTable } from '../gc-table.ts';
import { idsOf } from '../lookup.ts';
import { spanPass } from '../span-pass.ts';
import { busyPoll } from './trouble/busy-poll.ts';
import { gcEatsCpu } from './trouble/gc-eats-cpu.ts';
import { gcFalling, gcRising } from './trouble/gc-frequency.ts';
import { idleProcs } from './trouble/idle-procs.ts';
import { lockConvoy } from './trouble/lock-convoy.ts';
import { longStop } from './trouble/long-stop.ts';
import { oneWaker } from './trouble/one-waker.ts';
import type { Trouble, TroubleRule } from './trouble/rule.ts';
import { runnableLong } from './trouble/runnable-long.ts';
import { writerStarved } from './trouble/writer-starved.ts';

const rules: readonly TroubleRule[] = [
  lockConvoy,
  writerStarved,
  runnableLong,
  idleProcs,
  gcEatsCpu,
  gcRising,
  gcFalling,
  longStop,
  busyPoll,
  oneWaker,
];

const idsKept = 1000;

/** Signs of trouble that are no leaks: what makes the program slow, or wastes what it has. */
export async function traceTroubles(trace: Trace, pace: Pace): Promise<readonly TraceFinding[]> {
  const scene = { trace, gc: await gcTable(trace, pace), pass: await spanPass(trace, pace) };
  const found: TraceFinding[] = [];
  for (const rule of rules)
    for (const trouble of await rule.find(scene, pace)) found.push(findingOf(trace, rule, trouble));
  return found;
}

function findingOf(trace: Trace, rule: TroubleRule, trouble: Trouble): TraceFinding {
  const { members, evidence } = trouble;
  const ids = idsOf(trace, members);
  return {
    about: 'trouble',
    window: trouble.window,
    filter: ids.length === 1 ? `#${ids[0]}` : trouble.root,
    key: [
      rule.id,
      trouble.function,
      trouble.root,
      ...(trouble.wait === undefined ? [] : [trouble.wait]),
    ].join('|'),
    rule: rule.id,
    pattern: rule.pattern,
    title: trouble.title,
    confidence: trouble.confidence,
    score: trouble.score,
    source: 'trace',
    state: '',
    wait: trouble.wait ?? null,
    isWaitInferred: false,
    function: trouble.function,
    root: trouble.root,
    createdBy: null,
    counts: [members.length],
    unit: 'goroutines',
    growthPerMinute: null,
    doublingMinutes: null,
    oldestMinutes: null,
    stack: trouble.stack,
    evidence: evidence.map(({ isFor, text }) => ({ isFor, text })),
    fix: rule.fix,
    reference: rule.reference,
    goroutineIds: ids.slice(0, idsKept),
    labels: {},
    why: null,
  };
}
