import {jsonlFormat} from '../../../source/formats/jsonl/index.ts';
import {Collected, readAll} from '../collect.ts';
import {MemoryFiles} from '../memory-files.ts';

export const file = '/runs/a/metrics.jsonl';

/** A run that is followed while its file changes. */
export function follow(content: string | Uint8Array) {
	const files = new MemoryFiles().write(file, content);
	const source = jsonlFormat.open({format: 'jsonl', path: '/runs/a', files: [file], ownsSubtree: false}, files);
	const collected = new Collected();
	readAll(source, collected);
	return {files, run: collected.only, read: () => readAll(source, collected)};
}

/** A run of a file with these lines. */
export const read = (...lines: string[]) => follow(lines.map(line => `${line}\n`).join('')).run;
