import {checkCounts} from '../../core/check/check-counts.ts';
import {checkStatus} from '../../core/check/check-status.ts';
import {checkSteps} from '../../core/check/check-steps.ts';
import type {Finding} from '../../core/check/finding.ts';
import type {RunRow} from '../../core/row.ts';
import type {Problem} from '../../core/run.ts';
import type {SourceHandle} from '../../engine/reading/source-handle.ts';
import type {Scanned} from '../find/scan.ts';
import {checkFiles, type FileCheck} from './check-files.ts';
import type {CheckedRun} from './check-lines.ts';
import {asFinding, checkEmpty, checkEnds, isFound, sayShutOnce, sourcesOf, verify} from './check-sources.ts';

/** True where it says only that a file cannot be read that could not be opened here either, which says why. */
const isSaid = ({file, message}: Problem, findings: readonly Finding[]): boolean =>
	/cannot be read/i.test(message) && findings.some(known => known.kind === 'file' && known.file === file);

/** Checks runs one after the other. What several of them share is read once, and is no fault of any one of them. */
export class RunChecks {
	/** Paths of all runs. */
	private readonly paths: ReadonlySet<string>;
	/** Many runs may live in one file or directory. */
	private readonly walked = new Map<string, FileCheck>();
	/** Stores of runs that were met. */
	private readonly shared = new Set<SourceHandle>();

	/** @param isQuick true where what takes long is left out */
	constructor(
		private readonly scanned: Scanned,
		private readonly isQuick: boolean,
		private readonly nowMs: number,
	) {
		this.paths = new Set(scanned.rows.map(({path}) => path));
	}

	check(row: RunRow): CheckedRun {
		const run = this.scanned.runs.get(row.key)!;
		const {facts, metrics, problems, writers} = run;
		const sources = sourcesOf(row, this.scanned);
		for (const handle of sources) if (handle.takesRuns) this.shared.add(handle);
		const own = sources.filter(handle => !this.shared.has(handle));
		const isRunning = row.status === 'running';
		const files = this.checkFilesOf(row, sources);
		const verified = own.flatMap(handle => this.verify(handle, isRunning));
		const findings = [
			...files.findings,
			...problems.filter(problem => !isSaid(problem, files.known) && !isFound(problem, verified)).map(asFinding('record')),
			...own.flatMap(handle => [...checkEnds(handle, isRunning, problems), ...checkEmpty(handle, isRunning, problems)]),
			...writers.flatMap(writer => checkCounts(writer, writer.metrics, metrics)),
			...checkSteps(
				metrics,
				writers.map(writer => writer.metrics),
			),
			...checkStatus(row, facts, metrics, this.nowMs),
			...verified,
		];
		let points = 0;
		for (const {length} of metrics.values()) points += length;
		return {row, files: files.files, bytes: files.bytes, points, findings: sayShutOnce(findings, run)};
	}

	/** What is wrong with the stores of the runs that were checked. */
	ofShared(): Finding[] {
		return [...this.shared].flatMap(handle => {
			const isRunning = [...handle.runs.values()].some(({run}) => run.judgement.status === 'running');
			return [...checkEnds(handle, isRunning, this.scanned.problems), ...this.verify(handle, isRunning)];
		});
	}

	private verify(handle: SourceHandle, isRunning: boolean): Finding[] {
		return this.isQuick ? [] : verify(handle, isRunning);
	}

	/** Files in a run's place, and all that was found of them; of a place that an earlier run has, no more than what is `known`. */
	private checkFilesOf({path}: RunRow, sources: readonly SourceHandle[]): FileCheck & {known: readonly Finding[]} {
		const before = this.walked.get(path);
		if (before !== undefined) return {...before, files: 0, bytes: 0, findings: [], known: before.findings};
		const mayLeadNowhere = (link: string, target: string): boolean =>
			sources.some(({source}) => source.mayLeadNowhere?.(link, target) === true);
		const files = checkFiles(path, this.paths, mayLeadNowhere);
		this.walked.set(path, files);
		return {...files, known: files.findings};
	}
}
