import type {JsonObject} from '../../core/run.ts';
import {decodeFile} from '../../encodings/text.ts';
import {type Parsed, parseYamlObject} from '../whole-file.ts';

const wanted = new Set(['job', 'mode', 'overrides', 'runtime']);

/** Reads of hydra.yaml the sections that say something of the job: most of the file are texts of help, which cost as much as all the rest. */
export function parseOwnConfig(bytes: Uint8Array): Parsed<JsonObject> {
	const kept: string[] = [];
	let isKept = true;
	for (const line of decodeFile(bytes).split(/\r?\n/)) {
		const key = /^ {2}(\w+):/.exec(line)?.[1];
		if (key !== undefined) isKept = wanted.has(key);
		else if (/^\S/.test(line)) isKept = true;
		if (isKept) kept.push(simplify(line));
	}
	const short = parseYamlObject(new TextEncoder().encode(kept.join('\n')));
	return short.fault === null ? short : parseYamlObject(bytes);
}

/** The same in a spelling that is read fast: `???` is Hydra's word for nothing, and `- +new.key=1` a text without quotes. */
export function simplify(line: string): string {
	if (line.endsWith(': ???')) return `${line.slice(0, -3)}null`;
	return line.replace(/^( *(?:- |\w+: ))([+~][^'"\\]*)$/, "$1'$2'");
}
