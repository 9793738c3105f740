import { NONE } from '../base/columns.ts';
import type { Symbols } from '../model/symbols.ts';

const pathVersion = /(?:\/go-?|-go|[\\/]go[\\/]?)(1\.\d+(?:\.\d+)?(?:rc\d+|beta\d+)?)(?=[./\\-])/;

/**
 * Line of the call of main.main in runtime.main (proc.go), by Go version: a fingerprint when no path tells.
 * 1.18 to 1.20 share a line: of them, only the protobuf of 1.20 has start lines.
 */
const mainLines: Readonly<Record<number, string>> = {
  267: 'go1.21',
  271: 'go1.22',
  272: 'go1.23',
  283: 'go1.24',
  285: 'go1.25',
  290: 'go1.26',
  302: 'go1.27',
};

const sharedMainLine = 250;

/**
 * 'go1.24.4' or 'go1.27', from the paths of the runtime's files, else from a known line; null if neither tells.
 * `isProtobuf`: the form would hold start lines if the program had them.
 */
export function goVersionOf(symbols: Symbols, isProtobuf = false): string | null {
  const { functions, frames, strings } = symbols;
  for (let f = 0; f < functions.length; f++) {
    const name = strings[functions.name[f]];
    if (!name.startsWith('runtime.') && !name.startsWith('sync.')) continue;
    const version = versionInPath(strings[functions.file[f]]);
    if (version !== null) return version;
  }
  const main = strings.indexOf('runtime.main');
  if (main < 0) return null;
  for (let frame = 0; frame < frames.length; frame++) {
    const func = frames.func[frame];
    if (func === NONE || functions.name[func] !== main) continue;
    const line = frames.line[frame];
    if (line === sharedMainLine && isProtobuf) return functions.startLine[func] > 0 ? 'go1.20' : 'go1.19';
    const version = mainLines[line];
    if (version !== undefined) return version;
  }
  return null;
}

/** 'go1.24' of a file below such a GOROOT; null if the path names none. */
export function versionInPath(path: string): string | null {
  const match = pathVersion.exec(path);
  return match === null ? null : `go${match[1]}`;
}
