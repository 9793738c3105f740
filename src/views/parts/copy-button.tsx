import { useApp } from '../hooks/app-context.ts';
import { copyText } from './copy-text.ts';

interface CopyButtonProps {
  readonly text: () => string | Promise<string>;
  readonly label: string;
  /** What is said when it is in the clipboard. */
  readonly done?: string;
  readonly className?: string;
  readonly ariaLabel?: string;
}

export function CopyButton({ text, label, done = 'Copied.', className = 'btn', ariaLabel }: CopyButtonProps) {
  const { messages } = useApp();
  const copy = async (): Promise<void> => {
    try {
      await copyText(await text());
      messages.say('done', done);
    } catch (error) {
      messages.say('error', 'Nothing was copied.', {
        detail: error instanceof Error ? error.message : String(error),
      });
    }
  };
  return (
    <button type="button" className={className} aria-label={ariaLabel} onClick={copy}>
      {label}
    </button>
  );
}
