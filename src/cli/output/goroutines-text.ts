import type { GoroutineGroup, GoroutineGroups } from '../../analysis/goroutine-groups.ts';
import { count, minutes } from '../../base/figures.ts';
import { plainLine } from './plain.ts';

/** Groups for a terminal, largest first, each with its stack. */
export function groupsText(answer: GoroutineGroups): string {
  const head = `${count(answer.total)} goroutines in ${count(answer.groups.length)} groups`;
  return `${[head, ...answer.groups.map(groupText)].join('\n\n')}\n`;
}

function groupText(group: GoroutineGroup): string {
  const marks = [
    group.wait === null ? group.state : `${group.wait}${group.isWaitInferred ? ' (inferred)' : ''}`,
    group.leaked ? 'leaked' : null,
    group.waitMinutes === null ? null : `oldest ≥ ${minutes(group.waitMinutes.max)}`,
    group.lockedToThread > 0 ? `${count(group.lockedToThread)} locked to thread` : null,
    group.system ? 'the runtime’s own' : group.benign,
    ...Object.entries(group.labels).map(([key, value]) => `${key}=${value}`),
  ].filter((mark) => mark !== null);
  const more = group.stacks > 1 ? [`… the commonest of ${count(group.stacks)} stacks`] : [];
  return [
    `${count(group.count)}: ${plainLine(group.title)} [${marks.map(plainLine).join(', ')}]`,
    ...group.stack.map((line) =>
      plainLine(`    ${line.function}  ${line.file}${line.line > 0 ? `:${line.line}` : ''}`),
    ),
    ...(group.createdBy === null
      ? []
      : [
          plainLine(
            `    created by ${group.createdBy.function}  ${group.createdBy.file}:${group.createdBy.line}`,
          ),
        ]),
    ...more.map((line) => `    ${line}`),
  ].join('\n');
}
