import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** What `go tool pprof` says of a profile under some options; written by scripts/pprof-expectations.mjs. */
export interface PprofCase {
  readonly label: string;
  readonly file: string;
  readonly base: string | null;
  readonly mode: 'base' | 'diff_base';
  readonly options: Readonly<Record<string, string | number | boolean>>;
  readonly answer: {
    readonly total: string;
    readonly count: number;
    readonly first: readonly string[];
    readonly hash: string;
  };
}

export function pprofCases(path: string): readonly PprofCase[] {
  const { cases } = JSON.parse(gunzipSync(readFileSync(path)).toString('utf8')) as {
    cases: readonly Omit<PprofCase, 'label'>[];
  };
  return cases.map((one) => {
    const against = one.base === null ? '' : ` −${one.mode} ${one.base}`;
    return { ...one, label: `${one.file}${against} ${JSON.stringify(one.options)}` };
  });
}

/** Hash of rows as the script makes it: `name<tab>flat<tab>cum`, sorted. */
export function rowsHash(rows: readonly string[]): string {
  return createHash('sha1').update(rows.join('\n')).digest('hex').slice(0, 16);
}
