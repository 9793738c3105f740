import type { OvertimeLine } from '../../analysis/profile/answers.ts';
import type { Theme } from '../../draw/palette.ts';
import { cssColor, mix } from '../../draw/surface.ts';

const steps = 5;

/** Colours of the lines, then of the rest: what grew is warm, more so the more it grew; all else is cool and quiet. */
export function lineColors(lines: readonly OvertimeLine[], theme: Theme): { lines: string[]; rest: string } {
  const most = lines.reduce((max, { growth }) => Math.max(max, growth), 0);
  let cool = 0;
  return {
    lines: lines.map(({ growth }, at) => {
      if (growth > 0 && most > 0) {
        const share = Math.sqrt(growth / most);
        // Neighbours of about the same growth are told apart.
        return cssColor(mix(theme.paper, theme.grow, 0.2 + 0.55 * share - (at % 2) * 0.07));
      }
      const hue = theme.packages[cool++ % theme.packages.length];
      return cssColor(mix(theme.paper, hue, 0.5 + 0.1 * (cool % steps)));
    }),
    rest: cssColor(theme.runtime),
  };
}
