import type {Json, JsonObject} from '../../../core/run.ts';
import {isObject} from '../../values.ts';

/** Small questions to data of unknown shape. */

/** The object under a key, an empty one where there is none. */
export function objectAt(from: JsonObject, key: string): JsonObject {
	const value = from[key];
	return isObject(value) ? value : {};
}

export function textAt(from: JsonObject, key: string): string | null {
	const value = from[key];
	return typeof value === 'string' && value !== '' ? value : null;
}

/** Texts of a list; a single text counts as a list of one. */
export function textsAt(from: JsonObject, key: string): string[] {
	const value = from[key];
	if (typeof value === 'string') return [value];
	return Array.isArray(value) ? value.filter(item => typeof item === 'string') : [];
}

/** A time as ISO text with an offset, or as SQLite's CURRENT_TIMESTAMP, which is UTC without saying so; milliseconds. */
export function timeOf(value: Json | undefined): number | null {
	if (typeof value !== 'string') return null;
	const utc = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?$/.test(value);
	const ms = Date.parse(utc ? `${value.replace(' ', 'T')}Z` : value);
	return Number.isFinite(ms) ? ms : null;
}

/** True where the shorter of two paths, or their last two parts at least, agree. */
export function isSameTail(directory: string, recorded: string): boolean {
	const [own, other] = [directory, recorded].map(path => path.split('/').filter(part => part !== '' && part !== '.')) as [
		string[],
		string[],
	];
	const length = recorded.startsWith('/') ? Math.min(2, own.length, other.length) : Math.min(own.length, other.length);
	return length > 0 && own.slice(-length).join('/') === other.slice(-length).join('/');
}
