import type {FileAccess} from '../core/files/files.ts';
import {decodeFile} from '../encodings/text/text.ts';
import {readYaml} from '../encodings/yaml/yaml.ts';

/** What a run kept of the code and the packages that it ran with. */
export interface Kept {
	/** Copies of source files: path in the project → absolute path of the copy. */
	sources: ReadonlyMap<string, string>;
	/** Absolute path of a unified diff of the changes beyond the commit; null for none. */
	patch: string | null;
	/** True where the recorded commit holds the changes that were not committed by anybody. */
	commitIsWhole: boolean;
	/** Versions by name of package. */
	packages: Readonly<Record<string, string>>;
}

export const nothingKept: Kept = {sources: new Map(), patch: null, commitIsWhole: false, packages: {}};

const mostBytes = 4 * 1024 * 1024;
const mostFiles = 2000;
const deepest = 10;

/** Text of a small file; null where it is not there. */
export function readSmallText(files: FileAccess, path: string): string | null {
	const bytes = files.readWhole(path, mostBytes);
	return bytes === null ? null : decodeFile(bytes);
}

/** The path where there is such a file with something in it, else null. */
export function filledFile(files: FileAccess, path: string): string | null {
	const stat = files.stat(path);
	return stat?.kind === 'file' && stat.size > 0 ? path : null;
}

/** Copies of source files below a directory, by their paths in it. */
export function listSources(files: FileAccess, directory: string): Map<string, string> {
	const found = new Map<string, string>();
	const walk = (below: string, depth: number) => {
		for (const {name, kind} of files.list(`${directory}${below}`) ?? []) {
			if (found.size >= mostFiles) return;
			if (kind === 'file') found.set(`${below}/${name}`.slice(1), `${directory}${below}/${name}`);
			else if (kind === 'directory' && depth < deepest && name !== '__pycache__' && name !== '.git')
				walk(`${below}/${name}`, depth + 1);
		}
	};
	walk('', 0);
	return found;
}

/** Versions from the lines of `pip freeze`: `torch==2.4.1`, `pkg @ file:///…`, `-e git+…#egg=pkg`. What is neither is left out. */
export function readRequirements(lines: Iterable<string>): Record<string, string> {
	const packages: Record<string, string> = {};
	for (const line of lines) {
		const text = line.replace(/\s#.*$/, '').trim();
		const pinned = /^([\w.-]+)(?:\[[^\]]*\])?\s*===?\s*([^\s;]+)/.exec(text);
		const placed = /^([\w.-]+)\s*@\s*(\S+)/.exec(text);
		const linked = /^(?:-e|--editable)\s+(\S+?)#egg=([\w.-]+)/.exec(text);
		if (pinned) packages[nameOf(pinned[1]!)] = pinned[2]!;
		else if (placed) packages[nameOf(placed[1]!)] = placed[2]!;
		else if (linked) packages[nameOf(linked[2]!)] = linked[1]!;
	}
	return packages;
}

/** Names of packages are the same whatever their case and dashes (PEP 503). */
const nameOf = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');

/** Versions from a conda environment file: `numpy=1.26.4=py312h`, and pip's own list in it. */
export function readCondaFile(files: FileAccess, path: string): Record<string, string> {
	const text = readSmallText(files, path);
	const value = text === null ? null : readYaml(text).value;
	if (value === null || typeof value !== 'object' || Array.isArray(value) || !Array.isArray(value.dependencies)) return {};
	const packages: Record<string, string> = {};
	for (const entry of value.dependencies) {
		const found = typeof entry === 'string' ? /^(?:[\w.-]+::)?([\w.-]+)={1,2}([^=\s]+)/.exec(entry) : null;
		if (found !== null) packages[nameOf(found[1]!)] = found[2]!;
		else if (entry !== null && typeof entry === 'object' && !Array.isArray(entry) && Array.isArray(entry.pip))
			Object.assign(packages, readRequirements(entry.pip.filter(line => typeof line === 'string')));
	}
	return packages;
}

/** Versions from a file of `pip freeze`; none where it is not there. */
export function readRequirementsFile(files: FileAccess, path: string): Record<string, string> {
	return readRequirements(readSmallText(files, path)?.split('\n') ?? []);
}
