import type { GoroutineGroup } from '../../analysis/goroutine-groups.ts';
import { deltaOf } from '../../analysis/groups/pick-groups.ts';

/** The table as text, one group a row, for a spreadsheet. */
export function groupsText(
  groups: readonly GoroutineGroup[],
  snapshots: readonly string[],
  form: 'csv' | 'tsv',
): string {
  const head = [
    'count',
    ...snapshots,
    'delta',
    'state',
    'wait',
    'wait minutes',
    'title',
    'created by',
    'labels',
    'stack',
  ];
  const rows = groups.map((group) => [
    String(group.count),
    ...group.counts.map(String),
    String(deltaOf(group)),
    group.state,
    group.wait ?? '',
    group.waitMinutes === null ? '' : String(group.waitMinutes.max),
    harmless(group.title),
    harmless(group.createdBy?.function ?? ''),
    harmless(
      Object.entries(group.labels)
        .map(([key, value]) => `${key}=${value}`)
        .join(' '),
    ),
    harmless(group.stack.map((line) => line.function).join(' < ')),
  ]);
  const [separator, cell] = form === 'csv' ? [',', quoted] : ['\t', flat];
  return [head, ...rows]
    .map((row) => row.map(cell).join(separator))
    .join('\n')
    .concat('\n');
}

/** A name that a spreadsheet would take for a formula is kept a text. */
function harmless(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function flat(text: string): string {
  return text.replace(/[\t\n\r]+/g, ' ');
}
