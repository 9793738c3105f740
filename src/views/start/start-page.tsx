import { type ReactNode, useRef, useState } from 'react';
import { fetchSample } from '../../state/served-files.ts';
import { handlesOf, textHandle } from '../files/collect-files.ts';
import { openText } from '../files/open-text.ts';
import { useApp } from '../hooks/app-context.ts';
import { CaptureLines } from './capture-lines.tsx';
import { RecentWorkspaces } from './recent-workspaces.tsx';
import styles from './start-page.module.css';

/** Where one begins: drop, choose, paste, or try the sample. */
export function StartPage() {
  return (
    <div className={styles.page}>
      <div className={styles.intro}>
        <h1>Find the goroutines that never wake up.</h1>
        <p>
          Drop goroutine profiles, dumps, heap profiles or execution traces anywhere in this window: one for a
          look, two or more, some minutes apart, to see what leaks.
        </p>
      </div>
      <Openers />
      <RecentWorkspaces />
      <CaptureLines />
      <p className={styles.privacy}>
        <strong>Where do the files go? Nowhere.</strong> They are read in this browser, by this page. Nothing
        is uploaded, and the page’s Content-Security-Policy forbids it to send anything.
      </p>
    </div>
  );
}

function Openers() {
  const app = useApp();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [isPasting, setIsPasting] = useState(false);
  return (
    <section className={styles.drop} aria-label="Open files">
      <p className={styles.big}>Drop files here</p>
      <p className="quiet">
        pprof, debug=1 and debug=2 text, panics, SIGQUIT dumps, logs, traces; gzipped, or many in a zip or tar
      </p>
      <div className={styles.buttons}>
        <Picker input={files} label="Choose files">
          <input
            ref={files}
            className="visually-hidden"
            type="file"
            multiple
            aria-label="Choose files"
            data-open="files"
            tabIndex={-1}
            onChange={(event) => void app.open(handlesOf(event.target.files ?? []))}
          />
        </Picker>
        <Picker input={folder} label="Choose a folder">
          <input
            ref={folder}
            className="visually-hidden"
            type="file"
            multiple
            aria-label="Choose a folder"
            tabIndex={-1}
            {...{ webkitdirectory: '' }}
            onChange={(event) => void app.open(handlesOf(event.target.files ?? []))}
          />
        </Picker>
        <button
          type="button"
          className="btn"
          aria-expanded={isPasting}
          onClick={() => setIsPasting(!isPasting)}
        >
          Paste text or a link
        </button>
        <SampleButton />
      </div>
      {isPasting ? <PasteBox /> : null}
    </section>
  );
}

interface PickerProps {
  readonly input: React.RefObject<HTMLInputElement | null>;
  readonly label: string;
  readonly children: ReactNode;
}

function Picker({ input, label, children }: PickerProps) {
  return (
    <>
      <button type="button" className="btn" onClick={() => input.current?.click()}>
        {label}
      </button>
      {children}
    </>
  );
}

function PasteBox() {
  const app = useApp();
  const [text, setText] = useState('');
  return (
    <div className={styles.paste}>
      <textarea
        className="field"
        rows={8}
        spellCheck={false}
        aria-label="Text of a dump"
        placeholder={'goroutine 18 [chan receive, 41 minutes]:\nmain.watch(…)\n\t/src/main.go:31 +0x2c'}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <button
        type="button"
        className="btn primary"
        disabled={text.trim() === ''}
        onClick={() => {
          if (!openText(app, text)) void app.open([textHandle(text)]);
        }}
      >
        Read it
      </button>
    </div>
  );
}

function SampleButton() {
  const app = useApp();
  const [isLoading, setIsLoading] = useState(false);
  const load = async (): Promise<void> => {
    setIsLoading(true);
    app.settled.add('samples', 1);
    try {
      const files = await fetchSample(() => undefined);
      void app.open(files);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      app.messages.say('error', 'The sample could not be loaded.', { detail });
    } finally {
      app.settled.add('samples', -1);
      setIsLoading(false);
    }
  };
  return (
    <button type="button" className="btn primary" disabled={isLoading} onClick={() => void load()}>
      {isLoading ? 'Loading…' : 'Try a leaking service'}
    </button>
  );
}
