import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Profile } from '../../model/profile.ts';
import { openDocuments } from '../../testing/open-bytes.ts';
import { messageLines, profileLines } from '../../testing/profile-lines.ts';

const folder = new URL('testdata/', import.meta.url);
const captures = readdirSync(folder).filter((name) => name.endsWith('.pb.gz'));

test.each(captures)('%s: every sample is what protobufjs decodes from the contract', async (name) => {
  const bytes = new Uint8Array(gunzipSync(readFileSync(new URL(name, folder))));
  const [profile] = (await openDocuments(bytes, name)) as readonly Profile[];
  expect(profileLines(profile)).toEqual(messageLines(bytes));
});
