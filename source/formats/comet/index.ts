import type {FileAccess} from '../../core/files/files.ts';
import {decodeText} from '../../encodings/text/text.ts';
import type {Claim, Format} from '../format.ts';
import {openSession} from '../session.ts';
import {zipNames} from '../zip-names.ts';
import {cometKind} from './experiment.ts';

const [messages = ''] = cometKind.logs;
/** As a client names the archive of an experiment, by its key. */
const named = /^[0-9a-z]{32,50}(?:-\w+)?\.zip$/i;
/** A first message may hold the environment of the program. */
const headBytes = 64 * 1024;
/** Where an archive has the name of its first member. */
const firstNameAt = 30;

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
				return isLog(file, files) ? [{format: 'comet', path, files: [file], ownsSubtree: true}] : [];
			}
			const isOwnPlace = path.endsWith('/.cometml-runs');
			return isOwnPlace || isArchive(file, files) ? [{format: 'comet', path: file, files: [file], ownsSubtree: false}] : [];
		});
	},
	open: ({path}, files) => openSession(path, cometKind, files),
};

/** Each message has its number; what chats and queues keep under the same name has other ones. */
function isLog(file: string, files: FileAccess): boolean {
	const [line = ''] = decodeText(files.readRange(file, 0, headBytes) ?? new Uint8Array(0)).split('\n');
	return line.startsWith('{"payload":{') && /"message_id":\d/.test(line);
}

/** True for what holds both files of an experiment; of what was cut, its first one tells. */
function isArchive(file: string, files: FileAccess): boolean {
	const own = [cometKind.about, messages];
	const names = zipNames(file, files);
	if (names !== null) return own.every(name => names.has(name));
	const head = Buffer.from(files.readRange(file, 0, 2 * firstNameAt) ?? []).toString('latin1');
	return head.startsWith('PK\x03\x04') && own.some(name => head.startsWith(name, firstNameAt));
}
