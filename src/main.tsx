import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { present } from './base/assert.ts';
import { WorkerEngine } from './engine/client.ts';
import { spawnWorker } from './engine/spawn.ts';
import { linkKey } from './report/codec/link-in.ts';
import { App } from './state/app.ts';
import { browserAddressBar } from './state/browser-address-bar.ts';
import { browserPlace } from './state/kept/browser-place.ts';
import { Messages } from './state/messages.ts';
import { addressesIn } from './state/remote/remote-files.ts';
import { Frame } from './views/frame/frame.tsx';
import { applyTheme } from './views/frame/theme.ts';
import { AppContext } from './views/hooks/app-context.ts';
import './views/theme.css';

applyTheme();
// A report link needs that page at once: it is loaded while the rest begins.
if (location.hash.startsWith(`#${linkKey}=`)) void import('./views/report/report-page.tsx');

const messages = new Messages();
const engine = new WorkerEngine(spawnWorker, {
  onRestart: (reason, documents) =>
    messages.say('warning', `The engine stopped (${reason}) and was started again.`, {
      detail: documents > 0 ? `Reading ${documents} ${documents === 1 ? 'file' : 'files'} again.` : null,
    }),
  onRecovered: (lost) => {
    if (lost.length > 0) messages.say('error', `Could not be read again: ${lost.join(', ')}.`);
    app.answers.retry();
  },
  onGivenUp: (reason) =>
    messages.say('error', 'The engine stopped again and again. Reload the page to go on.', {
      detail: reason,
    }),
});
const app = new App(engine, browserAddressBar(window), messages, browserPlace(window));
app.settled.store.subscribe((settled) => {
  document.documentElement.dataset.settled = String(settled);
});
app.followAddress();
/** Files that the address names by `?url=` are offered: nothing is fetched before a click. */
app.remote.offer(addressesIn(location.search));
/** What the command line was given waits under the token in the address; it is asked for once. */
const local = /^#local=([0-9a-f]+)$/.exec(location.hash)?.[1];
if (local !== undefined) void app.live.start(local);

createRoot(present(document.getElementById('root'), '#root')).render(
  <StrictMode>
    <AppContext value={app}>
      <Frame />
    </AppContext>
  </StrictMode>,
);
