import { count } from '../../../base/figures.ts';
import { countOf, isGrowing, isIn } from '../frames.ts';
import type { Match, Rule, Scene } from '../rule.ts';
import type { Site } from '../site.ts';
import { speaksFor } from '../weigh.ts';

const readLoop = 'net/http.(*persistConn).readLoop';
const writeLoop = 'net/http.(*persistConn).writeLoop';

export const bodyNotClosed: Rule = {
  id: 'body-not-closed',
  pattern: 'Response body not closed',
  fix: 'defer resp.Body.Close() as soon as the error is checked, on every path, and read the body to its end if the connection is to be used again.',
  reference: 'https://pkg.go.dev/net/http#Response',
  match: (site, scene) => {
    if (isHeld(site)) return held(site, scene);
    if (site.root !== writeLoop) return null;
    const unclosed = countOf(scene, isHeld);
    if (unclosed < 3 || unclosed < 0.5 * site.count) return null;
    const text = `${count(unclosed)} connections are held open by a body that nobody closed; these belong to them.`;
    return { isAboutHarmless: true, evidence: [speaksFor(30, text)] };
  },
};

/** An idle connection waits for the network under bufio.Peek; one whose body is open waits in readLoop's own select. */
function isHeld(site: Site): boolean {
  return site.root === readLoop && site.waitClass === 'select' && !isIn(site, 'bufio.(*Reader).Peek');
}

const isReader = (site: Site): boolean => isIn(site, 'net/http.(*bodyEOFSignal).Read');

function held(site: Site, scene: Scene): Match | null {
  const readers = countOf(scene, isReader);
  if (readers >= 0.5 * site.count) return null;
  const isLong = (site.waitMinutes?.max ?? 0) >= 1 || site.count >= 10 || isGrowing(site);
  return {
    isAboutHarmless: true,
    isProof: readers === 0 && site.count >= 3 && isLong,
    evidence: [
      speaksFor(
        40,
        `Their connections wait for the body to be read or closed, and ${readers === 0 ? 'nobody is' : `only ${count(readers)} are`} reading one.`,
      ),
    ],
  };
}
