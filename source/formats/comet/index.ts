import {readEnd} from '../../core/files/read-end.ts';
import {decodeText} from '../../encodings/text/text.ts';
import type {Claim, Format} from '../format.ts';
import {PackedSession, SessionSource} from '../session.ts';
import {cometKind} from './experiment.ts';

const [messages = ''] = cometKind.logs;
/** As a client names the archive of an experiment, by its key. */
const named = /^[0-9a-z]{32,50}(?:-\w+)?\.zip$/i;
/** The list of what is in an archive stands at its end. */
const endBytes = 64 * 1024;
const emptyBytes = 22;
const headBytes = 256;

/** Comet's offline experiments: archives, by default in `.cometml-runs`, and what they are made of, in a temporary directory until they are over. */
export const comet: Format = {
	id: 'comet',
	title: 'Comet',
	rank: 77,
	alone: true,
	logsPrograms: true,
	logged: {home: '.cometml-runs'},
	detect({path, entries}, files) {
		const found = entries.filter(({name, kind}) => kind === 'file' && (name === messages || named.test(name)));
		return found.flatMap(({name}): Claim[] => {
			const file = `${path}/${name}`;
			if (name === messages) {
				const head = decodeText(files.readRange(file, 0, headBytes) ?? new Uint8Array(0));
				return head.startsWith('{"payload":') ? [{format: 'comet', path, files: [file], ownsSubtree: true}] : [];
			}
			const end = readEnd(file, files, endBytes) ?? new Uint8Array(0);
			const isEmpty = end.length === emptyBytes && path.endsWith('/.cometml-runs');
			if (!isEmpty && !decodeText(end).includes(messages)) return [];
			return [{format: 'comet', path: file, files: [file], ownsSubtree: false}];
		});
	},
	open: ({path}, files) =>
		path.endsWith('.zip') ? new PackedSession(path, cometKind, files) : new SessionSource(path, cometKind, files),
};
