import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const folder = fileURLToPath(new URL('../../formats/gotrace/testdata/', import.meta.url));

/** The real captures that are kept beside the trace reader, by name. */
export const traceCaptures: ReadonlyMap<string, Uint8Array> = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.trace.gz'))
    .sort()
    .map((name) => [
      name.slice(0, -'.trace.gz'.length),
      new Uint8Array(gunzipSync(readFileSync(folder + name))),
    ]),
);
