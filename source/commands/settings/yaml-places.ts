import {isMap, isScalar, LineCounter, parseDocument} from 'yaml';
import type {SettingFault} from '../../core/settings/settings.ts';

export interface PlacedYaml {
	/** Undefined where nothing could be read. */
	value: unknown;
	/** Line of each key, `keys.sort` for one inside a table, counted from 1. */
	lines: Map<string, number>;
	error: SettingFault | null;
}

/** Reads a small YAML file with the lines of its keys. Never throws. */
export function readPlaces(text: string): PlacedYaml {
	const counter = new LineCounter();
	const document = parseDocument(text, {schema: 'core', logLevel: 'silent', lineCounter: counter, prettyErrors: false});
	const lines = new Map<string, number>();
	const note = (node: unknown, above: string): void => {
		if (!isMap(node)) return;
		for (const {key, value} of node.items) {
			if (!isScalar(key)) continue;
			const place = `${above}${String(key.value)}`;
			if (key.range) lines.set(place, counter.linePos(key.range[0]).line);
			note(value, `${place}.`);
		}
	};
	note(document.contents, '');
	const [first] = document.errors;
	if (first !== undefined) {
		lines.set('', counter.linePos(first.pos[0]).line);
		return {value: undefined, lines, error: {place: '', message: `is no YAML: ${first.message}`}};
	}
	try {
		return {value: document.toJS({maxAliasCount: 100}) as unknown, lines, error: null};
	} catch (error) {
		// An alias of nothing, or aliases without end.
		return {
			value: undefined,
			lines,
			error: {place: '', message: `is no YAML: ${error instanceof Error ? error.message : error}`},
		};
	}
}
