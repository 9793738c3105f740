import { ErrorBoundary } from 'react-error-boundary';
import { expect, test, vi } from 'vitest';
import type { Engine } from '../../engine/engine.ts';
import { App } from '../../state/app.ts';
import type { AddressBar } from '../../state/navigation.ts';
import { mount } from '../../testing/mount.tsx';
import { AppContext } from '../hooks/app-context.ts';
import { PageFailure } from './page-failure.tsx';

const bar: AddressBar = {
  read: () => '',
  push: () => undefined,
  replace: () => undefined,
  onMove: () => undefined,
};

test('a page that breaks says so, with a report that holds nothing of the files, and can be tried again', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  let isBroken = true;
  const Page = () => {
    if (isBroken) throw new Error('column 3 is missing');
    return <p>drawn</p>;
  };
  const { host, after } = await mount(
    <AppContext value={new App({} as Engine, bar)}>
      <ErrorBoundary FallbackComponent={PageFailure}>
        <Page />
      </ErrorBoundary>
    </AppContext>,
  );
  expect(host.querySelector('[role=alert]')?.textContent).toContain('column 3 is missing');
  expect(JSON.parse(host.querySelector('pre')?.textContent ?? '')).toMatchObject({ page: 'start' });
  isBroken = false;
  await after(() =>
    [...host.querySelectorAll('button')].find(({ textContent }) => textContent === 'Try again')?.click(),
  );
  expect(host.textContent).toBe('drawn');
});
