import { Suspense, useEffect, useState } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { useStore } from 'zustand';
import { FileColumn } from '../files/file-column.tsx';
import { RemoteOffer } from '../files/remote-offer.tsx';
import { WantedFiles } from '../files/wanted-files.tsx';
import { useApp } from '../hooks/app-context.ts';
import { useWholeView, useWorkspace } from '../hooks/use-store.ts';
import { pageComponents } from '../pages.ts';
import { DropTarget } from './drop-target.tsx';
import styles from './frame.module.css';
import { Header } from './header.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { MessageList } from './message-list.tsx';
import { PageFailure } from './page-failure.tsx';
import { useFrameKeys } from './use-frame-keys.ts';

/** Header, files, and the page of the view. */
export function Frame() {
  const { page } = useWholeView();
  const hasFiles = useWorkspace(({ order, wanted }) => order.length + wanted.length > 0);
  const [showsKeys, setShowsKeys] = useState(false);
  const [showsFiles, setShowsFiles] = useState(false);
  useFrameKeys(() => setShowsKeys(true));
  const Page = pageComponents[page];
  const isReading = useStore(useApp().reading.store, (files) => files.length > 0);
  const isBare = (page === 'start' || page === 'report') && !hasFiles && !isReading;
  return (
    <DropTarget>
      <div className={isBare ? styles.bare : styles.screen} data-files={showsFiles ? 'shown' : 'hidden'}>
        <button
          type="button"
          className={styles.skip}
          onClick={() => document.getElementById('main')?.focus()}
        >
          Skip to the page
        </button>
        <Header
          onKeys={() => setShowsKeys(true)}
          onFiles={() => setShowsFiles(!showsFiles)}
          showsFiles={showsFiles}
        />
        {isBare ? null : <FileColumn />}
        <main id="main" className={styles.main} tabIndex={-1}>
          <RemoteOffer />
          <WantedFiles />
          <ErrorBoundary key={page} FallbackComponent={PageFailure}>
            <Suspense fallback={<Loading />}>
              <Page />
            </Suspense>
          </ErrorBoundary>
        </main>
        <MessageList />
        {showsKeys ? <KeysDialog onClose={() => setShowsKeys(false)} /> : null}
      </div>
    </DropTarget>
  );
}

function Loading() {
  const { settled } = useApp();
  useEffect(() => {
    settled.add('pages', 1);
    return () => settled.add('pages', -1);
  }, [settled]);
  return <p className="quiet">Loading the page…</p>;
}
