import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { present } from './base/assert.ts';
import { WorkerEngine } from './engine/client.ts';
import { spawnWorker } from './engine/spawn.ts';
import { App } from './state/app.ts';
import { browserAddressBar } from './state/browser-address-bar.ts';
import { Messages } from './state/messages.ts';
import { fetchLocal } from './state/served-files.ts';
import { Frame } from './views/frame/frame.tsx';
import { applyTheme } from './views/frame/theme.ts';
import { AppContext } from './views/hooks/app-context.ts';
import './views/theme.css';

applyTheme();

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
const app = new App(engine, browserAddressBar(window), messages);
app.settled.store.subscribe((settled) => {
  document.documentElement.dataset.settled = String(settled);
});
app.followAddress();
void openLocal();

createRoot(present(document.getElementById('root'), '#root')).render(
  <StrictMode>
    <AppContext value={app}>
      <Frame />
    </AppContext>
  </StrictMode>,
);

/** What the command line was given waits under the token in the address; it is asked for once. */
async function openLocal(): Promise<void> {
  const token = /^#local=([0-9a-f]+)$/.exec(location.hash)?.[1];
  if (token === undefined) return;
  app.settled.add('samples', 1);
  try {
    void app.open(await fetchLocal(token));
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    messages.say('error', 'The files named on the command line could not be loaded.', { detail });
  } finally {
    app.settled.add('samples', -1);
  }
}
