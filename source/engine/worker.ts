import {parentPort} from 'node:worker_threads';
import {formats} from '../formats/index.ts';
import {learnNames} from '../formats/plain/names/own-names.ts';
import {nodeFiles} from '../io/files.ts';
import {Session} from './live/session.ts';
import type {ToEngine, Update} from './protocol.ts';

/** Entry of the engine's thread: messages in, updates out. Arrays of a curve are handed over, not copied. */
const port = parentPort;
if (port === null) throw new Error('The engine is started by xtui and does nothing alone');

function buffersOf({curves, sparks, compared}: Update): ArrayBuffer[] {
	const buffers = [
		...curves.flatMap(({columns, exact, nonfinite}) => [columns, exact, nonfinite]),
		...sparks.map(({values}) => values),
		...(compared?.values ?? []).map(({values}) => values),
		...(compared?.logs ?? []).flatMap(({steps, seconds}) => [steps, seconds].filter(values => values !== null)),
	];
	return [...new Set(buffers.map(({buffer}) => buffer))].filter(
		buffer => buffer instanceof ArrayBuffer && buffer.byteLength > 0,
	) as ArrayBuffer[];
}

const session = new Session(nodeFiles, formats, update => port.postMessage(update, buffersOf(update)));
port.on('message', (message: ToEngine) => {
	if (message.type === 'start' && message.names !== undefined) learnNames(message.names);
	session.accept(message);
	if (message.type === 'stop') port.close();
});
