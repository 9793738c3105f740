import { shortName } from '../../names.ts';
import { receiverOf } from '../companions.ts';
import type { Rule } from '../rule.ts';
import { speaksFor } from '../weigh.ts';

const starts = /(^|\.)(start|run|new|open|watch|listen|subscribe|serve|spawn|launch|init)\w*(\.func\d+)*$/i;

export const missingStop: Rule = {
  id: 'missing-stop',
  pattern: 'Started and never stopped',
  fix: 'Whoever starts it must stop it: defer x.Stop() (or Close), or tie its loop to a context that is cancelled.',
  reference: 'https://pkg.go.dev/context#pkg-overview',
  match: ({ waitClass, root, createdBy }) => {
    if (waitClass !== 'select' && waitClass !== 'receive') return null;
    const type = receiverOf(root);
    const starter = createdBy?.function ?? root;
    if (type === null || !starts.test(starter.slice(-200))) return null;
    return {
      evidence: [
        speaksFor(2, `${shortName(starter)} starts it; something must stop each ${shortName(type)} again.`),
      ],
    };
  },
};
