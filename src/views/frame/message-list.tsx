import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { Message } from '../../state/messages.ts';
import { useApp } from '../hooks/app-context.ts';
import { clipped } from '../parts/clipped.ts';
import styles from './message-list.module.css';

/** Passing messages go by themselves; warnings and errors stay until they are dismissed. */
const passingMs = 5_000;

export function MessageList() {
  const { messages } = useApp();
  const list = useStore(messages.store);
  return (
    <div className={styles.list} role="status" aria-live="polite">
      {list.map((message) => (
        <MessageRow key={message.key} message={message} onDismiss={() => messages.dismiss(message.key)} />
      ))}
    </div>
  );
}

function MessageRow({ message, onDismiss }: { readonly message: Message; readonly onDismiss: () => void }) {
  const { key, kind } = message;
  const { messages } = useApp();
  useEffect(() => {
    if (kind !== 'done') return;
    const timer = setTimeout(() => messages.dismiss(key), passingMs);
    return () => clearTimeout(timer);
  }, [kind, key, messages]);
  const { action } = message;
  return (
    <div className={styles.message} data-kind={message.kind}>
      <div className={styles.text}>
        <div>{clipped(message.text)}</div>
        {message.detail === null ? null : (
          <div className={`quiet ${styles.detail}`}>{message.detail.split('\n').map(clipped).join('\n')}</div>
        )}
      </div>
      {action === null ? null : (
        <button
          type="button"
          className="btn"
          onClick={() => {
            onDismiss();
            action.run();
          }}
        >
          {action.label}
        </button>
      )}
      <button type="button" className="btn quiet" aria-label="Dismiss" onClick={onDismiss}>
        ✕
      </button>
    </div>
  );
}
