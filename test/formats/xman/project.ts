import {xman} from '../../../source/formats/xman/index.ts';
import {Collected} from '../collect.ts';
import {directoriesOf} from '../load-fixture.ts';
import {MemoryFiles} from '../memory-files.ts';
import {pickled} from '../write-pickle.ts';
import {box} from './pickled.ts';

/** A project in `/p` of experiments by their place, "group1/exp2", each with its `.data`. */
export function makeProject(experiments: Record<string, Uint8Array>): MemoryFiles {
	const files = new MemoryFiles();
	const put = (directory: string, data: Uint8Array) =>
		files.write(`${directory}/.data`, data).write(`${directory}/.time`, pickled(1_700_000_000));
	put('/p', box('a project'));
	for (const group of new Set(Object.keys(experiments).map(place => place.slice(0, place.indexOf('/')))))
		put(`/p/${group}`, box(group));
	for (const [place, data] of Object.entries(experiments)) put(`/p/${place}`, data);
	return files;
}

/** What is found in `/p` by its place, and what is wrong with the project itself. */
export function readProject(files: MemoryFiles) {
	const sinks = new Map<string, Collected>();
	for (const path of directoriesOf(files, '/p')) {
		for (const claim of xman.detect({path, entries: files.list(path)}, files)) {
			const sink = new Collected();
			xman.open(claim, files).read(sink, 1e9);
			sinks.set(claim.path.slice(3), sink);
		}
	}
	const runs = new Map([...sinks].map(([place, sink]) => [place, sink.only]));
	const wrong = new Set(
		[...sinks.values()].flatMap(({problems}) => problems).map(({file, message}) => `${file?.slice(3)}: ${message}`),
	);
	return {runs, wrong: [...wrong]};
}
