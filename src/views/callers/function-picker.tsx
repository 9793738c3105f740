import { useId } from 'react';
import styles from './callers-page.module.css';

interface FunctionPickerProps {
  readonly names: readonly string[];
  readonly value: string;
  readonly onPick: (name: string) => void;
}

/** A name is taken when it is chosen from the list, by Enter, or when the field is left. */
export function FunctionPicker({ names, value, onPick }: FunctionPickerProps) {
  const list = useId();
  const take = (text: string): void => {
    if (text !== '' && text !== value) onPick(text);
  };
  return (
    <>
      <input
        key={value}
        className={`field ${styles.picker}`}
        list={list}
        defaultValue={value}
        data-search
        aria-label="Function"
        aria-keyshortcuts="/"
        placeholder="Function  ( / )"
        onFocus={(event) => event.target.select()}
        onChange={(event) => {
          if (names.includes(event.target.value)) take(event.target.value);
        }}
        onBlur={(event) => take(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take(event.currentTarget.value);
        }}
      />
      <datalist id={list}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}
