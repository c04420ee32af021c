import type {JsonObject} from '../../core/run.ts';
import {readDumped} from '../dumped.ts';
import {isObject} from '../values.ts';
import {type Parsed, parseYamlText} from '../whole-file.ts';

const wanted = new Set(['job', 'job_logging', 'mode', 'overrides', 'runtime', 'sweep']);

/** Reads of hydra.yaml the sections that say something of the job: most of the file are texts of help, which cost as much as all the rest. */
export function parseOwnConfig(bytes: Uint8Array): Parsed<JsonObject> {
	return readDumped(bytes, text => {
		const kept: string[] = [];
		let isKept = true;
		for (const line of text.split(/\r?\n/)) {
			const key = /^ {2}(\w+):/.exec(line)?.[1];
			if (key !== undefined) isKept = wanted.has(key);
			else if (/^\S/.test(line)) isKept = true;
			if (isKept) kept.push(simplify(line));
		}
		const short = parseYamlText(kept.join('\n'), 'OmegaConf');
		const own = short.fault === null ? short : parseYamlText(text, 'OmegaConf');
		// The last of these sections, and there in every file.
		const isWhole = isObject(own.value?.hydra) && own.value.hydra.runtime !== undefined;
		return own.fault === null && !isWhole ? {...own, fault: 'lacks its end'} : own;
	});
}

/** The same in a spelling that is read fast: `???` is Hydra's word for nothing, and `- +new.key=1` a text without quotes. */
export function simplify(line: string): string {
	if (line.endsWith(': ???')) return `${line.slice(0, -3)}null`;
	return line.replace(/^( *(?:- |\w+: ))([+~][^'"\\]*)$/, "$1'$2'");
}
