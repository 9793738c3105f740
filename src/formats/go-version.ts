import { NONE } from '../base/columns.ts';
import type { Symbols } from '../model/symbols.ts';

const pathVersion = /(?:\/go-?|-go|[\\/]go)(1\.\d+(?:\.\d+)?(?:rc\d+|beta\d+)?)(?=[./\\-])/;

/** Line of the call of main.main in runtime.main (proc.go), by Go version: a fingerprint when no path tells. */
const mainLines: Readonly<Record<number, string>> = {
  250: 'go1.19',
  267: 'go1.21',
  271: 'go1.22',
  272: 'go1.23',
  283: 'go1.24',
  290: 'go1.26',
  302: 'go1.27',
};

/** 'go1.24.4' or 'go1.27', from the paths of the runtime's files, else from a known line; null if neither tells. */
export function goVersionOf(symbols: Symbols): string | null {
  const { functions, frames, strings } = symbols;
  for (let f = 0; f < functions.length; f++) {
    const name = strings[functions.name[f]];
    if (!name.startsWith('runtime.') && !name.startsWith('sync.')) continue;
    const match = pathVersion.exec(strings[functions.file[f]]);
    if (match !== null) return `go${match[1]}`;
  }
  for (let frame = 0; frame < frames.length; frame++) {
    const func = frames.func[frame];
    if (func === NONE || strings[functions.name[func]] !== 'runtime.main') continue;
    const version = mainLines[frames.line[frame]];
    if (version !== undefined) return version;
  }
  return null;
}
