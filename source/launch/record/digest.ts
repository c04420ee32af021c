import {createHash} from 'node:crypto';
import {lstatSync, readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {git} from '../../io/git.ts';

const sourceFile =
	/\.(?:py|pyx|pxd|ipynb|js|mjs|cjs|ts|tsx|sh|r|jl|c|cc|cpp|cu|cuh|h|hpp|rs|go|java|scala|lua|m|f90|ya?ml|toml|json|cfg|ini|gin|proto|txt)$/i;
const skipped = new Set([
	'.git',
	'.venv',
	'venv',
	'node_modules',
	'__pycache__',
	'site-packages',
	'wandb',
	'mlruns',
	'runs',
	'outputs',
	'multirun',
]);
const mostFiles = 3000;
const mostBytes = 64 * 1024 * 1024;
const largestFileBytes = 1024 * 1024;
const deepest = 8;

/** Relative paths of files; more than the limit where there are too many. */
function walk(top: string): string[] {
	const found: string[] = [];
	const visit = (below: string, depth: number) => {
		let entries: ReturnType<typeof readEntries>;
		try {
			entries = readEntries(path.join(top, below));
		} catch {
			return;
		}
		if (entries.some(({name}) => name === 'xtui-run.json')) return;
		for (const entry of entries) {
			if (found.length > mostFiles) return;
			const inner = path.join(below, entry.name);
			if (entry.isDirectory() && depth < deepest && !skipped.has(entry.name) && !entry.name.startsWith('.'))
				visit(inner, depth + 1);
			else if (entry.isFile()) found.push(inner);
		}
	};
	visit('', 0);
	return found;
}

function readEntries(directory: string) {
	return readdirSync(directory, {withFileTypes: true});
}

/** Relative paths of the source files: those that git knows or does not ignore, else those found by their names; null for too many. */
async function listSources(directory: string): Promise<string[] | null> {
	const listed = await git(directory, 'ls-files', '-z', '--cached', '--others', '--exclude-standard');
	if (listed !== null) return listed.toString('utf8').split('\0').filter(Boolean);
	const found = walk(directory);
	return found.length > mostFiles ? null : found;
}

/**
 * SHA-256 over the sorted relative paths and contents of the source files below a directory; null where there are none, or so many that
 * this is no source tree.
 * @param without absolute path of a directory that is left out, where it does not hold the sources itself: the runs
 */
export async function digestSources(directory: string, without: string): Promise<string | null> {
	const listed = await listSources(directory);
	if (listed === null) return null;
	const runs = new Set(listed.filter(file => path.basename(file) === 'xtui-run.json').map(file => path.dirname(file)));
	const excluded = `${directory}/`.startsWith(`${without}/`) ? null : `${without}/`;
	const files = listed
		.filter(file => sourceFile.test(file) && !isInside(file, runs))
		.filter(file => excluded === null || !path.join(directory, file).startsWith(excluded))
		.sort();
	if (files.length === 0 || files.length > mostFiles) return null;
	const hash = createHash('sha256');
	let bytes = 0;
	for (const file of new Set(files)) {
		const content = readSmall(path.join(directory, file));
		if (content === null) continue;
		bytes += content.length;
		if (bytes > mostBytes) return null;
		hash.update(`${file}\0${content.length}\0`).update(content);
	}
	return hash.digest('hex');
}

/** True for a file of a run, which is no source. */
function isInside(file: string, runs: ReadonlySet<string>): boolean {
	if (runs.size === 0) return false;
	for (let at = path.dirname(file); ; at = path.dirname(at)) {
		if (runs.has(at)) return true;
		if (at === '.' || at === '/') return false;
	}
}

function readSmall(file: string): Buffer | null {
	try {
		const stat = lstatSync(file);
		return stat.isFile() && stat.size <= largestFileBytes ? readFileSync(file) : null;
	} catch {
		return null;
	}
}
