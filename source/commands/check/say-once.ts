import type {Finding} from '../../core/check/finding.ts';
import {isWithin} from '../../core/files/paths.ts';
import {isSameProblem, problemKey} from '../../core/run.ts';
import {put} from '../../core/table/gather.ts';
import type {CheckedRun, CheckReport} from './check-lines.ts';

/** What is wrong with a file itself; that an input is missing is told of each run that it was one of. */
const isOfFile = ({kind, file}: Finding): boolean => kind === 'record' && file !== null;

/**
 * Leaves what is wrong with a file that several runs read, such as the database of a sweep's tasks, with the run in whose directory it lies;
 * where there is none, it is said of no run.
 */
export function sayOnce({runs, elsewhere}: CheckReport): CheckReport {
	const sayers = new Map<string, CheckedRun[]>();
	for (const run of runs) for (const finding of run.findings) if (isOfFile(finding)) put(sayers, problemKey(finding), run);
	const ownerOf = (finding: Finding): CheckedRun | null => {
		const all = [...new Set(sayers.get(problemKey(finding)))];
		const holders = all.filter(({row}) => isWithin(finding.file!, row.path));
		const inner = holders.toSorted((a, b) => b.row.path.length - a.row.path.length);
		return all.length === 1 ? all[0]! : (inner[0] ?? null);
	};
	const left = [...elsewhere];
	const said = runs.map(run => ({
		...run,
		findings: run.findings.filter(finding => {
			if (!isOfFile(finding)) return true;
			const owner = ownerOf(finding);
			if (owner === null && !left.some(known => isSameProblem(known, finding))) left.push(finding);
			return owner === run;
		}),
	}));
	return {runs: said, elsewhere: left};
}
