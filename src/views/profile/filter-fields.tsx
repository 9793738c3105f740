import { type ProfileView, profileDefaults } from '../../state/views/profile.ts';
import { useView } from '../hooks/use-store.ts';
import styles from './profile-bar.module.css';

type TextKey =
  | 'focus'
  | 'ignore'
  | 'hide'
  | 'show'
  | 'showFrom'
  | 'pruneFrom'
  | 'tagFocus'
  | 'tagIgnore'
  | 'tagShow'
  | 'tagHide'
  | 'tagRoot'
  | 'tagLeaf'
  | 'trimPath';
type FlagKey = 'noInlines' | 'relativePercentages' | 'mean' | 'normalize' | 'mergeGenerics';

/** Titles are pprof's own names. */
const texts: readonly (readonly [TextKey, string])[] = [
  ['focus', 'focus'],
  ['ignore', 'ignore'],
  ['hide', 'hide'],
  ['show', 'show'],
  ['showFrom', 'show_from'],
  ['pruneFrom', 'prune_from'],
  ['tagFocus', 'tagfocus'],
  ['tagIgnore', 'tagignore'],
  ['tagShow', 'tagshow'],
  ['tagHide', 'taghide'],
  ['tagRoot', 'tagroot'],
  ['tagLeaf', 'tagleaf'],
  ['trimPath', 'trim_path'],
];

const flags: readonly (readonly [FlagKey, string])[] = [
  ['noInlines', 'noinlines'],
  ['relativePercentages', 'relative_percentages'],
  ['mean', 'mean'],
  ['normalize', 'normalize'],
  ['mergeGenerics', 'merge generics'],
];

const categories: readonly (readonly [string, string])[] = [
  ['runtime', 'hide runtime'],
  ['std', 'hide standard library'],
  ['vendor', 'hide vendored'],
];

/** How many filters and options differ from their defaults. */
export function filtersInUse(view: ProfileView): number {
  const keys = [...texts, ...flags].filter(([key]) => view[key] !== profileDefaults[key]);
  const others = [view.divideBy !== 1, view.baseMode !== 'base', view.hideCategories.length > 0];
  return keys.length + others.filter(Boolean).length;
}

/** pprof's filters by pprof's names. A regular expression is taken when the field is left, or by Enter. */
export function FilterFields({ onClose }: { readonly onClose: () => void }) {
  const [view, choose] = useView('profile');
  return (
    <fieldset className={styles.filters} aria-label="Filters">
      {texts.map(([key, title]) => (
        <label key={key}>
          {title}
          <input
            className="field"
            key={view[key]}
            defaultValue={view[key]}
            onBlur={(event) => choose({ [key]: event.target.value }, 'step')}
            onKeyDown={(event) => {
              if (event.key === 'Enter') choose({ [key]: event.currentTarget.value }, 'step');
            }}
          />
        </label>
      ))}
      <label>
        divide_by
        <input
          className="field"
          type="number"
          min="1"
          value={view.divideBy}
          onChange={(event) => choose({ divideBy: Math.max(1, Number(event.target.value) || 1) })}
        />
      </label>
      <div className={styles.flags}>
        {flags.map(([key, title]) => (
          <label key={key}>
            <input
              type="checkbox"
              checked={view[key]}
              onChange={(event) => choose({ [key]: event.target.checked }, 'step')}
            />
            {title}
          </label>
        ))}
        <label>
          <input
            type="checkbox"
            checked={view.baseMode === 'diff_base'}
            onChange={(event) => choose({ baseMode: event.target.checked ? 'diff_base' : 'base' }, 'step')}
          />
          diff_base
        </label>
        <HiddenCategories />
        <button
          type="button"
          className="btn"
          onClick={() =>
            choose(
              {
                ...profileDefaults,
                valueType: view.valueType,
                granularity: view.granularity,
                compares: view.compares,
              },
              'step',
            )
          }
        >
          Clear all
        </button>
        <button type="button" className="btn quiet" onClick={onClose}>
          Close
        </button>
      </div>
    </fieldset>
  );
}

function HiddenCategories() {
  const [view, choose] = useView('profile');
  return categories.map(([key, title]) => (
    <label key={key}>
      <input
        type="checkbox"
        checked={view.hideCategories.includes(key)}
        onChange={(event) => {
          const rest = view.hideCategories.filter((one) => one !== key);
          choose({ hideCategories: event.target.checked ? [...rest, key].sort() : rest }, 'step');
        }}
      />
      {title}
    </label>
  ));
}
