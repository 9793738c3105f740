import { useApp } from '../hooks/app-context.ts';
import { CopyButton } from './copy-button.tsx';
import styles from './csv-buttons.module.css';
import { saveFile } from './save-file.ts';

interface CsvButtonsProps {
  /** Name of the saved file, without its ending. */
  readonly name: string;
  readonly text: () => string | Promise<string>;
}

/** A table as CSV: to the clipboard, or as a file. */
export function CsvButtons({ name, text }: CsvButtonsProps) {
  const { messages } = useApp();
  const save = async (): Promise<void> => {
    try {
      saveFile(`${name}.csv`, await text(), 'text/csv');
    } catch (error) {
      messages.say('error', 'Nothing was saved.', { detail: String(error) });
    }
  };
  return (
    <span className={styles.pair}>
      <CopyButton text={text} label="Copy CSV" done="Copied as CSV." />
      <button type="button" className="btn" onClick={() => void save()}>
        Save CSV
      </button>
    </span>
  );
}
