import { noProgress } from '../base/pace.ts';
import { bytesSource } from '../base/source.ts';
import { goroutineTextReader } from '../formats/goroutine-text/reader.ts';
import type { Goroutines } from '../model/goroutines.ts';

/** A dump from the text a person can read: what `debug=2` prints. */
export async function goroutinesFrom(
  text: string,
  name = 'goroutines.txt',
  timeMs: number | null = null,
): Promise<Goroutines> {
  const bytes = new TextEncoder().encode(text);
  const context = { bytesGiven: bytes.length, onProgress: noProgress, signal: new AbortController().signal };
  const documents = (await goroutineTextReader.read(
    bytesSource(bytes, name, timeMs),
    context,
  )) as readonly Goroutines[];
  return documents[documents.length - 1];
}
