import type {FileAccess} from '../../core/files/files.ts';
import {nameOf} from '../../core/files/paths.ts';
import type {Problem} from '../../core/run.ts';
import type {Cached} from './cached.ts';
import {fileNames, hasTraces, numbered, type Place} from './layout.ts';
import {readState, readTime, timeOf} from './saved.ts';
import {experimentStateOf, unknownState} from './state.ts';
import {wordOf} from './status.ts';

const comparedBytes = 1024 * 1024;

/**
 * Copies of an experiment's or its group's directory, as Google Drive makes them where two accounts use one number at the same time
 * ("exp3 (1)"; which of the two gets the plain name differs between the accounts). xman does not see them: the person has to choose.
 */
export function findTwins(files: FileAccess, cached: Cached, place: Place): Problem[] {
	const problems: Problem[] = [];
	for (const twin of copiesOf(cached, place.groupPath, `exp${place.experiment}`)) {
		const free = freeFor(cached, place.groupPath, 'exp', twin);
		problems.push({
			file: twin,
			message: questionOf(
				files,
				place,
				twin,
				`Which one is experiment ${place.group}.${place.experiment}? To keep both, rename one to ${free}`,
			),
		});
	}
	for (const group of copiesOf(cached, place.projectPath, `group${place.group}`)) {
		const free = freeFor(cached, place.projectPath, 'group', group);
		const twin = `${group}/exp${place.experiment}`;
		if (!hasTraces(files.list(twin) ?? [])) continue;
		problems.push({
			file: twin,
			message: questionOf(files, place, twin, `Which one is group ${place.group}? To keep both, rename one to ${free}`),
		});
	}
	problems.push(...onlyInTwinGroups(cached, place));
	return problems;
}

/** Copies whose plain folder is not there, or not any more: xman sees nothing of them. */
export function findLoneCopies(files: FileAccess, cached: Cached, projectPath: string): Problem[] {
	const lone = (parent: string, word: 'group' | 'exp') => {
		const there = new Set(cached.list(parent).map(({name}) => name));
		return copiesIn(cached, parent, word).flatMap(({name, plain, free}) => {
			if (there.has(plain) || !isBox(files, `${parent}/${name}`)) return [];
			return [
				{
					file: `${parent}/${name}`,
					message: `xman does not see "${name}", and there is no ${plain} beside it: two accounts wrote at once. To keep it, rename it to ${free}`,
				},
			];
		});
	};
	const groups = numbered(cached.list(projectPath), 'group').map(group => `${projectPath}/group${group}`);
	return [...lone(projectPath, 'group'), ...groups.flatMap(group => lone(group, 'exp'))];
}

/** A copy as Google Drive makes it, the plain name that it claims, and the one that it could be given: each another one. */
interface Copy {
	name: string;
	plain: string;
	free: string;
}

/** All copies of groups or experiments in a directory, by number. The first one whose plain folder is not there may have its name. */
function copiesIn(cached: Cached, parent: string, word: 'group' | 'exp'): Copy[] {
	const form = new RegExp(`^${word}([1-9]\\d*) \\((\\d+)\\)$`);
	const entries = cached.list(parent);
	const found = entries
		.flatMap(({name, kind}) => {
			const [, number, copy] = (kind === 'directory' && form.exec(name)) || [];
			return number === undefined ? [] : [{name, number: Number(number), copy: Number(copy)}];
		})
		.sort((a, b) => a.number - b.number || a.copy - b.copy);
	const taken = new Set(numbered(entries, word));
	let highest = Math.max(...taken, ...found.map(({number}) => number));
	return found.map(({name, number}) => {
		const plain = `${word}${number}`;
		const free = taken.has(number) ? ++highest : number;
		taken.add(free);
		return {name, plain, free: `${word}${free}`};
	});
}

/** What a copy could be named where it is kept beside the folder that it is a copy of. */
function freeFor(cached: Cached, parent: string, word: 'group' | 'exp', path: string): string {
	const name = nameOf(path);
	return copiesIn(cached, parent, word).find(copy => copy.name === name)?.free ?? name;
}

/** True of a directory that xman wrote, or wrote to: a copy of a group may hold no more than one experiment. */
function isBox(files: FileAccess, directory: string): boolean {
	const entries = files.list(directory) ?? [];
	return hasTraces(entries) || numbered(entries, 'exp').some(number => hasTraces(files.list(`${directory}/exp${number}`) ?? []));
}

/** Experiments that only a copy of the group has are told on the group's first experiment. */
function onlyInTwinGroups(cached: Cached, {groupPath, projectPath, group, experiment}: Place): Problem[] {
	const here = numbered(cached.list(groupPath), 'exp');
	if (here[0] !== experiment) return [];
	return copiesOf(cached, projectPath, `group${group}`).flatMap(file => {
		const missed = numbered(cached.list(file), 'exp').filter(number => !here.includes(number));
		if (missed.length === 0) return [];
		return [
			{
				file,
				message: `${nameOf(file)} is a second folder of group ${group} that xman does not see; only there: ${missed.map(number => `exp${number}`).join(', ')}`,
			},
		];
	});
}

function copiesOf(cached: Cached, parent: string, name: string): string[] {
	return cached
		.list(parent)
		.filter(
			entry =>
				entry.kind === 'directory' && entry.name.startsWith(`${name} (`) && /^ \(\d+\)$/.test(entry.name.slice(name.length)),
		)
		.map(entry => `${parent}/${entry.name}`)
		.sort();
}

function questionOf(files: FileAccess, place: Place, twin: string, question: string): string {
	const differences = differencesOf(files, place.path, twin);
	const shown = twin.startsWith(`${place.groupPath}/`) ? nameOf(twin) : twin.slice(place.projectPath.length + 1);
	const differ = differences.length === 0 ? 'Both hold the same' : `They differ in ${differences.join('; ')}`;
	return `A second folder "${shown}" claims this number: two accounts wrote at once, and xman does not see that one. ${differ}. ${question}`;
}

/** What differs, each as 'name ("a" here, "b" there)'. */
function differencesOf(files: FileAccess, here: string, there: string): string[] {
	const [mine, other] = [here, there].map(path => experimentStateOf(readState(files, path)) ?? unknownState) as [
		typeof unknownState,
		typeof unknownState,
	];
	const differences: string[] = [];
	const compare = (what: string, a: string | null, b: string | null) => {
		if (a !== b) differences.push(`${what} (${quoted(a)} here, ${quoted(b)} there)`);
	};
	compare('name', mine.name, other.name);
	compare('description', mine.description, other.description);
	compare('status', wordOf(mine), wordOf(other));
	compare('marker', mine.marker, other.marker);
	compare('resolution', mine.resolution, other.resolution);
	compare('error', mine.pipeline?.error ?? null, other.pipeline?.error ?? null);
	const [saved, savedThere] = [here, there].map(path => timeOf(readTime(files, `${path}/${fileNames.saved}`)));
	compare('time of saving', timeText(saved), timeText(savedThere));
	for (const name of [fileNames.result, fileNames.manualResult, fileNames.run, 'note.txt', 'note.json', 'note.pickle']) {
		const [a, b] = [files.stat(`${here}/${name}`), files.stat(`${there}/${name}`)];
		if (a === null && b === null) continue;
		if (a === null || b === null) differences.push(`${name} (only ${a === null ? 'there' : 'here'})`);
		else if (!sameContent(files, `${here}/${name}`, `${there}/${name}`, a.size, b.size)) differences.push(`content of ${name}`);
	}
	return differences;
}

function sameContent(files: FileAccess, a: string, b: string, sizeA: number, sizeB: number): boolean {
	if (sizeA !== sizeB || sizeA > comparedBytes) return sizeA === sizeB;
	const [one, other] = [files.readWhole(a, comparedBytes), files.readWhole(b, comparedBytes)];
	return one !== null && other !== null && Buffer.compare(one, other) === 0;
}

const quoted = (text: string | null): string => (text === null ? 'none' : `"${text}"`);

function timeText(atMs: number | null | undefined): string | null {
	return atMs === null || atMs === undefined ? null : new Date(atMs).toISOString().replace('T', ' ').replace(/Z$/, '');
}
