import type {Json, JsonObject} from '../../core/run.ts';
import {setKey} from '../../core/set-key.ts';

const head = /^\|\s*(?:param(?:eter)?s?|keys?)\s*\|\s*values?\s*\|\s*\n\|[-: |]+\|\s*\n/i;
const row = /^\|([^|]+)\|(.*)\|\s*$/;
const words: Readonly<Record<string, Json>> = {True: true, False: false, None: null};
const number = /^-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * Settings that a program wrote as a table in Markdown, each as Python prints it, the way CleanRL's programs and all that were made from them call
 * `add_text('hyperparameters', '|param|value|\n|-|-|\n|lr|0.1|')`. Null for any other text.
 */
export function readSettingsTable(text: string): JsonObject | null {
	const [start] = head.exec(text) ?? [];
	if (start === undefined) return null;
	const found: JsonObject = {};
	for (const line of text.slice(start.length).split('\n')) {
		const [, key, value] = row.exec(line) ?? [];
		if (key !== undefined) setKey(found, key.trim(), settingOf(value!.trim()));
	}
	return found;
}

function settingOf(text: string): Json {
	if (Object.hasOwn(words, text)) return words[text]!;
	const value = number.test(text) ? Number(text) : Number.NaN;
	// Digits beyond 2^53 tell two seeds apart as text alone.
	return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value)) ? value : text;
}
