import {isWithin} from '../../../core/files/paths.ts';
import type {Listing} from '../../format.ts';

/** Directories whose files belong to a program, a package or a tracker, never to a run. */
const foreign = new Set([
	'.git',
	'.hg',
	'.svn',
	'.xtui',
	'.cache',
	'.venv',
	'venv',
	'.tox',
	'node_modules',
	'site-packages',
	'dist-packages',
	'__pycache__',
	'.ipynb_checkpoints',
	'.guild',
	'.aim',
	'.neptune',
	'.mlflow',
]);

/** Files that mark a directory as another tracker's own, where every file has its reader already. */
const marks = new Set(['xtui-run.json', 'wandb-metadata.json', 'swanlab-metadata.json', 'METADATA', 'RECORD', 'pyvenv.cfg']);

/** Folders of what a program learns from, or is made of. Where one writes logs into such a folder nobody can tell them from its data. */
const ofInputs =
	/^(?:\..*|(?:.*[-_. ])?(?:data(?:[-_. ]?sets?)?|inputs?|raw|corp(?:us|ora)|sources?|src|(?:source[-_. ]?)?codes?|libs?|packages|vendor|third[-_. ]?party|examples?|samples?|tests|fixtures?|assets?|resources?|docs?|downloads?))$/i;
/** What lies at the top of a copy of a whole project, or of an environment. */
const projectMarks = new Set([
	'setup.py',
	'setup.cfg',
	'pyproject.toml',
	'requirements.txt',
	'guild.yml',
	'.git',
	'pyvenv.cfg',
	'conda-meta',
]);

/** True for a folder that holds data, source code or packages, by its name and by the names in it. */
export function isOfInputs(name: string, names: Iterable<string>): boolean {
	if (ofInputs.test(name)) return true;
	for (const each of names) if (projectMarks.has(each)) return true;
	return false;
}

/**
 * True where no loose file can be a run's: inside a package, a repository's store, another tracker's directory. Where a run itself lies in one of
 * these, as those of Guild do in `.guild/runs` and in an environment, all that it has is its own all the same.
 */
export function isForeign({path, within, entries}: Pick<Listing, 'path' | 'within' | 'entries'>): boolean {
	const from = within !== undefined && isWithin(path, within) ? within.length : 0;
	const parts = path.slice(from).split('/');
	if (parts.some(part => foreign.has(part) || part.endsWith('.dist-info') || part.endsWith('.egg-info'))) return true;
	return entries.some(({name}) => marks.has(name));
}
