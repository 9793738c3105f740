import { isGrowing, noneLeft } from '../frames.ts';
import type { Rule } from '../rule.ts';
import { speaksFor } from '../weigh.ts';

export const transportPerRequest: Rule = {
  id: 'transport-per-request',
  pattern: 'Transport or client made per request',
  fix: 'Share one http.Client (and so one Transport) for the life of the program; if a Transport must go, call CloseIdleConnections and set IdleConnTimeout.',
  reference: 'https://pkg.go.dev/net/http#Transport',
  match: (site) => {
    if (!/^net\/http\.\(\*persistConn\)\.(readLoop|writeLoop)$/.test(site.root)) return null;
    if (!isGrowing(site) || !noneLeft(site)) return { evidence: [] };
    return { evidence: [speaksFor(12, 'Idle client connections grow and none is ever used up or closed.')] };
  },
};
