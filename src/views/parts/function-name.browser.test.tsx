import { expect, test } from 'vitest';
import { mount } from '../../testing/mount.tsx';
import { FunctionName } from './function-name.tsx';

const name = 'github.com/nats-io/nats-server/server.(*client).readLoop';

/** Folders and own name, each with whether all of it is to be seen. */
async function shown(widthCss: number): Promise<readonly (readonly [string | null, boolean])[]> {
  const { host, unmount } = await mount(<FunctionName name={name} />, widthCss);
  const parts = [...(host.firstElementChild?.children ?? [])];
  const found = parts.map((part) => [part.textContent, part.scrollWidth <= part.clientWidth] as const);
  await unmount();
  return found;
}

test('of a function in a narrow cell the folders give way before its own name', async () => {
  const folders = 'github.com/nats-io/nats-server/';
  const own = 'server.(*client).readLoop';
  expect(await shown(900)).toEqual([
    [folders, true],
    [own, true],
  ]);
  expect(await shown(240)).toEqual([
    [folders, false],
    [own, true],
  ]);
  expect((await shown(60))[1]).toEqual([own, false]);
});
