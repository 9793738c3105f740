import { readFileSync } from 'node:fs';
import { noProgress } from '../base/pace.ts';
import { bytesSource } from '../base/source.ts';
import { openFile } from '../formats/open.ts';
import { readers } from '../formats/readers.ts';
import type { Profile } from '../model/profile.ts';

/** The profile in a file on this machine; throws if it is none. */
export async function profileFrom(path: string): Promise<Profile> {
  return profileOf(new Uint8Array(readFileSync(path)), path.slice(path.lastIndexOf('/') + 1));
}

export async function profileOf(bytes: Uint8Array, name: string): Promise<Profile> {
  const signal = new AbortController().signal;
  const [part] = await openFile(bytesSource(bytes, name), { readers, signal, onProgress: noProgress });
  if (!part.ok) throw part.error;
  if (part.document.kind !== 'profile') throw new Error(`${name} is no profile`);
  return part.document;
}
