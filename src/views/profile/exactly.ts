import type { Granularity } from '../../analysis/profile/question.ts';

/** An RE2 expression for pprof's focus, ignore and hide that matches just what a box or row of that name stands for. */
export function exactly(name: string, granularity: Granularity): string {
  switch (granularity) {
    case 'packages':
      return `^${escaped(name)}\\.`;
    case 'lines':
    case 'addresses':
      // 'address function file:line': expressions know names and files, not lines.
      return `^${escaped(name.replace(/^[0-9a-f]{16} /, '').replace(/ \S+$/, ''))}$`;
    default:
      return `^${escaped(name)}$`;
  }
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
