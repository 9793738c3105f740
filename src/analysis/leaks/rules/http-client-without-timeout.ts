import { count } from '../../../base/figures.ts';
import { countOf, isIn } from '../frames.ts';
import type { Match, Rule, Scene } from '../rule.ts';
import type { Site } from '../site.ts';
import { speaksAgainst, speaksFor } from '../weigh.ts';

const waitsForResponse =
  /^(net\/http\.\(\*(persistConn|http2ClientConn)\)\.roundTrip|golang\.org\/x\/net\/http2\.\(\*ClientConn\)\.roundTrip|net\/http\.\(\*http2clientStream\)\.)/;
const loops = /^net\/http\.\(\*persistConn\)\.(readLoop|writeLoop)$/;

export const httpClientWithoutTimeout: Rule = {
  id: 'http-client-without-timeout',
  pattern: 'HTTP client without a timeout',
  fix: 'Set http.Client.Timeout, or give the request a context with a deadline; Transport.ResponseHeaderTimeout bounds the wait for the answer alone.',
  reference: 'https://pkg.go.dev/net/http#Client',
  match: (site, scene) => {
    if (isIn(site, waitsForResponse)) return waiting(site, scene);
    return loops.test(site.root) ? connection(site, scene) : null;
  },
};

const isTimer = (site: Site): boolean => site.root.startsWith('net/http.setRequestCancel');
const isRequest = (site: Site): boolean => site.harmless === null && isIn(site, waitsForResponse);

function waiting(site: Site, scene: Scene): Match {
  const evidence = [speaksFor(16, 'They wait for the answer to an HTTP request, with no timer beside it.')];
  const timers = countOf(scene, isTimer);
  if (timers >= 0.5 * site.count)
    evidence.push(speaksAgainst(25, `${count(timers)} requests do have a timer (http.Client.Timeout).`));
  // A proxy's own requests end with its clients'.
  return { evidence, isAboutHarmless: site.harmless === null };
}

/** The two loops of a connection whose request hangs are part of the same leak. */
function connection(site: Site, scene: Scene): Match | null {
  const busy = countOf(scene, isRequest);
  if (busy < 5 || busy < 0.5 * site.count) return null;
  return {
    isAboutHarmless: true,
    evidence: [
      speaksFor(
        30,
        `${count(busy)} of these ${count(site.count)} connections have a request waiting for an answer.`,
      ),
    ],
  };
}
