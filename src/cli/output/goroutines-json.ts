import type { GoroutineGroup, GoroutineGroups } from '../../analysis/goroutine-groups.ts';
import type { StackLine } from '../../analysis/leaks/finding.ts';

/** `groups` of `goroutines --json`. */
export function groupsJson(answer: GoroutineGroups): { total: number; groups: readonly object[] } {
  return { total: answer.total, groups: answer.groups.map(groupJson) };
}

function groupJson(group: GoroutineGroup): object {
  const { createdBy } = group;
  return {
    title: group.title,
    count: group.count,
    state: group.state,
    wait: group.wait,
    waitInferred: group.isWaitInferred && group.wait !== null,
    waitMinutes: group.waitMinutes,
    leaked: group.leaked,
    lockedToThread: group.lockedToThread,
    labels: group.labels,
    stack: stackJson(group.stack),
    stacks: group.stacks,
    createdBy: createdBy === null ? null : creatorJson(createdBy),
    userFrame: group.userFrame,
    ids: group.ids,
    system: group.system,
    benign: group.benign,
  };
}

export function stackJson(stack: readonly StackLine[]): readonly object[] {
  return stack.map((line) => ({
    function: line.function,
    file: line.file,
    line: line.line,
    ...(line.isInlined ? { inlined: true } : {}),
  }));
}

export function creatorJson(creator: NonNullable<GoroutineGroup['createdBy']>): object {
  return {
    function: creator.function,
    file: creator.file,
    line: creator.line,
    ...(creator.goroutine === null ? {} : { goroutine: creator.goroutine }),
  };
}
