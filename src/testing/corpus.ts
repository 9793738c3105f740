import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

/** Real captures that live beside the checkout, not in it; corpus checks skip without them. */
const root = fileURLToPath(new URL('../../../shared/corpus/', import.meta.url));

export const hasCorpus = existsSync(root);

/** The bytes of a corpus file, as they are. */
export function corpusBytes(path: string): Uint8Array {
  return new Uint8Array(readFileSync(root + path));
}

/** A gzipped JSON file of the corpus, parsed. */
export function corpusJson(path: string): unknown {
  const bytes = readFileSync(root + path);
  return JSON.parse((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'));
}

/** Names in a corpus folder, sorted; empty without the corpus. */
export function corpusList(folder: string): readonly string[] {
  return hasCorpus ? readdirSync(root + folder).sort() : [];
}

/** The path of a corpus file on this machine, for tools that read files themselves. */
export function corpusPath(path: string): string {
  return root + path;
}
