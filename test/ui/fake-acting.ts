import type {ActingPort} from '../../source/ui/acting/desk.ts';

/** Does nothing and knows of nothing. */
export const noActing: ActingPort = {
	plan: async () => ({ask: 1, plan: {runs: [], flags: [], total: null, offers: []}}),
	perform: async () => {},
	readLog: async () => [],
	edit: async () => null,
	close: () => {},
};
