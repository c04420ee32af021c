import path from 'node:path';
import {countAlike} from '../../../../core/files/paths.ts';
import type {CopiedFile} from '../../../../core/run.ts';
import {gather} from '../../../../core/table/gather.ts';
import {readFileName} from '../../../../formats/tfevents/file-name.ts';

/** An event file by its name, in the directory (absolute) where it lies. */
export interface Lying {
	directory: string;
	name: string;
}

/** What a tracker's run tells of a file that it has copied; its own directory (absolute). */
export interface Telling {
	place: string;
	file: CopiedFile;
}

/** The nearest of several items: how many names of paths it shares with what is asked for, and what else it is measured by; null where several are as near. */
interface Near<Item> {
	shared: number;
	told: number;
	item: Item | null;
}

/**
 * Pairs of files and of copies that are told of, each the nearest one to the other and alone in that: first by the names that the paths of both begin
 * with, then by those of the directory that are those of the one that was told. Of a thousand copies of a tree no file is held against the runs of the
 * others: those that tell the same are looked for by their paths.
 */
export function nearestPairs<File extends Lying, Copy extends Telling>(
	files: readonly File[],
	copies: readonly Copy[],
): [File, Copy][] {
	const byName = gather(files, ({name}) => name);
	const ofCopies = new Map<Copy, File | null>();
	const ofFiles = new Map<File, Near<Copy>>();
	for (const alike of gather(copies, ({file: {name, directories}}) => [name, ...directories].join('\0')).values()) {
		const {name, directories} = alike[0]!.file;
		const fitting = findFitting(byName.get(name) ?? [], name, directories);
		if (fitting.length === 0) continue;
		const lying = new Nearest<File>();
		for (const {file, told} of fitting) lying.add(file.directory, file, told);
		const telling = new Nearest<Copy>();
		for (const copy of alike) {
			telling.add(copy.place, copy, 0);
			ofCopies.set(copy, lying.find(copy.place).item);
		}
		for (const {file, told} of fitting) ofFiles.set(file, nearer(ofFiles.get(file), {...telling.find(file.directory), told}));
	}
	return [...ofFiles].flatMap(([file, {item: copy}]): [File, Copy][] =>
		copy !== null && ofCopies.get(copy) === file ? [[file, copy]] : [],
	);
}

/** Items by the directories that they are in, at any depth. */
class Nearest<Item> {
	private readonly byDirectory = new Map<string, {told: number; item: Item | null}>();

	add(directory: string, item: Item, told: number): void {
		for (const {above} of upwards(directory)) {
			const known = this.byDirectory.get(above);
			if (known === undefined || told > known.told) this.byDirectory.set(above, {told, item});
			else if (told === known.told) known.item = null;
		}
	}

	/** Of those that share most with a path the one with the most that was told. */
	find(directory: string): Near<Item> {
		for (const {above, depth} of upwards(directory)) {
			const found = this.byDirectory.get(above);
			if (found !== undefined) return {shared: depth, ...found};
		}
		return {shared: 0, told: 0, item: null};
	}
}

/** A directory and all above it, with how many names it has. */
function* upwards(directory: string): Generator<{above: string; depth: number}> {
	let depth = directory.split('/').length;
	for (let end = directory.length; depth > 0; end = directory.lastIndexOf('/', end - 1)) {
		yield {above: directory.slice(0, end), depth};
		depth--;
	}
}

function nearer<Item>(one: Near<Item> | undefined, other: Near<Item>): Near<Item> {
	const nearness = one === undefined ? -1 : one.shared - other.shared || one.told - other.told;
	if (one === undefined || nearness < 0) return other;
	return nearness > 0 ? one : {...one, item: null};
}

/** The files that may be the ones of which these directories were told, with how many names of a directory are told. */
function findFitting<File extends Lying>(
	files: readonly File[],
	name: string,
	directories: readonly string[],
): {file: File; told: number}[] {
	// Programs that start in one second on one host may name their files alike.
	const least = readFileName(name).pid === null ? 2 : 0;
	return files.flatMap(file => {
		const told = Math.max(...directories.map(each => countTold(each, file.directory, least)));
		return told < 0 ? [] : [{file, told}];
	});
}

/** How many names of a told directory are those of a directory; -1 where it is another one. A tree may have been moved since. */
function countTold(told: string, directory: string, least: number): number {
	const parts = told.split('/').filter(Boolean);
	const alike = countAlike(parts.reverse(), directory.split('/').reverse());
	if (alike === parts.length) return alike > 0 || least === 0 ? alike : -1;
	return path.isAbsolute(told) && alike >= Math.max(1, least) ? alike : -1;
}
