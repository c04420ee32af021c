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

/** True where no loose file can be a run's: inside a package, a repository's store, another tracker's directory. */
export function isForeign(path: string, names: ReadonlySet<string>): boolean {
	if (path.split('/').some(part => foreign.has(part) || part.endsWith('.dist-info') || part.endsWith('.egg-info'))) return true;
	for (const mark of marks) if (names.has(mark)) return true;
	return false;
}
