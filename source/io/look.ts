import {lstatSync, readdirSync, readFileSync, type Stats, statSync} from 'node:fs';
import {orNull} from '../core/or-null.ts';

/** The system's name of what went wrong, as ENOENT; '' for an error that is none of the system's. */
export function errorCode(error: unknown): string {
	return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** What lies at a path, behind links; null where there is nothing, or where this user may not look. */
export const look = (at: string): Stats | null => orNull(() => statSync(at, {throwIfNoEntry: false}) ?? null);

/** True where two paths lead to one file or directory, as far as anybody can say. */
export function areSame(one: string, other: string): boolean {
	const [a, b] = [look(one), look(other)];
	return a !== null && b !== null && a.ino === b.ino && a.dev === b.dev;
}

/** False also where nobody can say. */
export const isDirectory = (at: string): boolean => look(at)?.isDirectory() === true;

/** What lies at a path itself, which may be a link; null as `look`. */
export const lookAtItself = (at: string): Stats | null => orNull(() => lstatSync(at, {throwIfNoEntry: false}) ?? null);

/** False also where nobody can say. */
export const isLink = (at: string): boolean => lookAtItself(at)?.isSymbolicLink() === true;

/** The text of a file; null where there is none that this user may read. */
export const textAt = (file: string): string | null => orNull(() => readFileSync(file, 'utf8'));

/** Names in a directory; none where it cannot be listed. */
export const namesAt = (directory: string): string[] => orNull(() => readdirSync(directory)) ?? [];
