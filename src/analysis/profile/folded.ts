import { NONE } from '../../base/columns.ts';
import type { CallTree } from './question.ts';

/** A line per stack, `root;…;leaf value`, as flame graph tools read it: the difference, where there is a base. */
export function foldedText({ length, parent, name, names, self, selfBefore }: CallTree): string {
  const path: string[] = new Array<string>(length);
  const lines: string[] = [];
  path[0] = '';
  for (let node = 1; node < length; node++) {
    const text = names[name[node]].text.replace(/[;\n]/g, ':');
    path[node] = parent[node] === NONE || parent[node] === 0 ? text : `${path[parent[node]]};${text}`;
    const value = Math.round(self[node] - selfBefore[node]);
    if (value !== 0) lines.push(`${path[node]} ${value}`);
  }
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}
