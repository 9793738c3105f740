import { readdirSync, statSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Goroutines } from '../model/goroutines.ts';
import type { Profile } from '../model/profile.ts';
import { corpusBytes, corpusPath, hasCorpus } from '../testing/corpus.ts';
import { openBytes, openDocuments } from '../testing/open-bytes.ts';
import { messageLines, profileLines } from '../testing/profile-lines.ts';

const files = ['servers', 'leaks', 'pprof']
  .filter(() => hasCorpus)
  .flatMap((folder) =>
    readdirSync(corpusPath(folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  )
  .filter(
    (name) => !/\.json(\.gz)?$|trace|GOTRACEBACK-none/.test(name) && statSync(corpusPath(name)).isFile(),
  )
  .sort();

function contentOf(path: string): Uint8Array {
  const bytes = corpusBytes(path);
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? new Uint8Array(gunzipSync(bytes)) : bytes;
}

describe.skipIf(!hasCorpus)('every capture of the corpus (skipped without ../shared)', () => {
  test('there are hundreds', () => {
    expect(files.length).toBeGreaterThan(800);
  });

  test('opens, but for the answers "Unknown profile", which are named', async () => {
    const failed: string[] = [];
    for (const file of files) {
      const parts = await openBytes(corpusBytes(file), file);
      const isAnswer = /^Unknown profile/.test(new TextDecoder().decode(contentOf(file).subarray(0, 20)));
      for (const part of parts) {
        if (part.ok ? isAnswer : !isAnswer || !part.error.format.includes('Unknown profile'))
          failed.push(`${file}: ${part.ok ? 'opened' : part.error.message}`);
        if (part.ok && part.document.notices.some(({ code }) => !usual.has(code)))
          failed.push(`${file}: ${part.document.notices.map(({ text }) => text).join(' ')}`);
      }
    }
    expect(failed).toEqual([]);
  });

  test('protobuf: every sample is what protobufjs decodes', async () => {
    const profiles = files.filter((file) => file.endsWith('.pb.gz') && !/^servers.*goroutineleak/.test(file));
    expect(profiles.length).toBeGreaterThan(300);
    for (const file of profiles) {
      const [profile] = (await openDocuments(corpusBytes(file), file)) as readonly Profile[];
      expect(profileLines(profile), file).toEqual(messageLines(contentOf(file)));
    }
  });

  test('debug=2: as many goroutines as header lines, all of them whole', async () => {
    const dumps = files.filter(
      (file) => /goroutine.*(debug2|\.2)\.txt/.test(file) && !file.includes('fixtures'),
    );
    expect(dumps.length).toBeGreaterThan(150);
    for (const file of dumps) {
      const [dump] = (await openDocuments(corpusBytes(file), file)) as readonly Goroutines[];
      const headers = new TextDecoder().decode(contentOf(file)).match(/^goroutine \d+ \[/gm);
      expect([file, dump.goroutines.length]).toEqual([file, headers?.length]);
      expect(dump.notices).toEqual([]);
    }
  });
});

/** Notices that whole captures may have. */
const usual = new Set(['mutex-not-scaled', 'partial-goroutines', 'repeated-goroutines', 'several-dumps']);
