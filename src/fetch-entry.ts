import { answerFetches } from './state/remote/fetch-frame.ts';

/**
 * The one place that may reach other servers: a page of its own, with a policy of its own, in a frame that exists only
 * while something is fetched. It fetches what Unpark asks it for, and hands over the bytes.
 */
answerFetches(window);
