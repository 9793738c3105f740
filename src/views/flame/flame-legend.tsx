import type { FlameTree } from '../../analysis/profile/flame-tree.ts';
import { packageColor, stateGround, stateOfWait, type Theme } from '../../draw/palette.ts';
import { cssColor } from '../../draw/surface.ts';
import type { ColorBy } from './flame-colors.ts';
import styles from './flame-page.module.css';

interface FlameLegendProps {
  readonly tree: FlameTree;
  readonly by: ColorBy;
  readonly theme: Theme;
  readonly isCompared: boolean;
}

const maxKeys = 9;
const leastShare = 1e-3;

/** What the colours mean, in the order of weight. */
export function FlameLegend({ tree, by, theme, isCompared }: FlameLegendProps) {
  const keys =
    by === 'change' ? changeKeys(theme) : by === 'wait' ? waitKeys(tree, theme) : packageKeys(tree, theme);
  return (
    <p className={styles.legend}>
      {isCompared ? <span>width: the larger side · dark edge: the smaller one</span> : null}
      <span>colour: {by === 'wait' ? 'wait state' : by}</span>
      {keys.slice(0, maxKeys).map(({ text, color }) => (
        <span key={text} className={styles.key}>
          <span className={styles.swatch} style={{ background: color }} />
          {text}
        </span>
      ))}
    </p>
  );
}

interface Key {
  readonly text: string;
  readonly color: string;
}

function changeKeys(theme: Theme): Key[] {
  return [
    { text: 'shrank', color: cssColor(theme.shrink) },
    { text: 'unchanged', color: cssColor(theme.line) },
    { text: 'grew', color: cssColor(theme.grow) },
  ];
}

function waitKeys(tree: FlameTree, theme: Theme): Key[] {
  const weight = new Float64Array(tree.waits.length);
  walkWide(tree, (node) => {
    if (tree.wait[node] < 0) return true;
    weight[tree.wait[node]] += tree.width[node];
    return false;
  });
  const keys = tree.waits
    .map((text, i) => ({ text, weight: weight[i], color: cssColor(stateGround(theme, stateOfWait(text))) }))
    .filter((key) => key.weight > 0 && key.text !== '')
    .sort((a, b) => b.weight - a.weight);
  return [...keys, { text: 'mixed or unknown', color: cssColor(theme.runtime) }];
}

function packageKeys(tree: FlameTree, theme: Theme): Key[] {
  const weight = new Map<string, number>();
  const origins = new Set<string>();
  walkWide(tree, (node) => {
    const name = tree.names[tree.name[node]];
    origins.add(name.origin);
    if (name.origin === 'user') weight.set(name.package, (weight.get(name.package) ?? 0) + tree.width[node]);
    return true;
  });
  const yours = [...weight].sort((a, b) => b[1] - a[1]).map(([text]) => text);
  const rest = [
    ['std', 'standard library', theme.std],
    ['runtime', 'runtime', theme.runtime],
    ['vendor', 'other modules', theme.vendor],
    ['label', 'label', theme.label],
  ] as const;
  return [
    ...yours.slice(0, maxKeys - 4).map((text) => ({
      text: text || '(no package)',
      color: cssColor(packageColor(theme, text)),
    })),
    ...rest
      .filter(([origin]) => origins.has(origin))
      .map(([, text, color]) => ({ text, color: cssColor(color) })),
  ];
}

/**
 * Visits what can be seen without zooming, from below the root on; where `visit` says false, not what lies beneath.
 * Siblings are sorted by width, so that a million nodes cost no more than a thousand.
 */
function walkWide(tree: FlameTree, visit: (node: number) => boolean): void {
  const least = tree.width[0] * leastShare;
  const waiting = [0];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (at > 0 && !visit(at)) continue;
    for (let child = tree.firstChild[at]; child < tree.firstChild[at + 1]; child++) {
      if (tree.width[child] < least) break;
      waiting.push(child);
    }
  }
}
