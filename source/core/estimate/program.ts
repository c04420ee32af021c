const interpreter = /^(?:python|pypy|Rscript|julia|node|bash|sh|perl|ruby)[\d.]*$/;
const script = /\.(?:py|ipynb|R|r|jl|sh|js|mjs|ts|pl|rb)$/;
const launchers = new Set([
	'accelerate',
	'deepspeed',
	'torchrun',
	'mpirun',
	'mpiexec',
	'srun',
	'horovodrun',
	'uv',
	'poetry',
	'env',
	'nohup',
]);

/**
 * The program that a command runs, without what it is given: the script or module behind an interpreter or a launcher, whatever stands between
 * (`python -u train.py`, `torchrun --nproc-per-node 4 -m pkg.train`), else its first word. Scripts go by their names: trackers keep copies of them.
 */
export function programOf(argv: readonly string[]): string {
	const [first = ''] = argv;
	const name = lastPart(first);
	if (!interpreter.test(name) && !launchers.has(name)) return script.test(name) ? name : first;
	for (let at = 1; at < argv.length; at++) {
		const word = argv[at]!;
		if (/^-[a-zA-Z]*m$/.test(word) && argv[at + 1] !== undefined) return argv[at + 1]!;
		if (word === '-c') return first;
		if (script.test(word)) return lastPart(word);
	}
	return first;
}

const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
