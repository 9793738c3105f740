import { shownText } from '../../base/shown-text.ts';

/** The last part of a path, with the line where it is known: 'sync.go:88'. */
export function placeText(file: string, line: number): string {
  const name = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  const shown = shownText(name.length > 80 ? `${name.slice(0, 60)}…` : name);
  return line > 0 ? `${shown}:${line}` : shown;
}
