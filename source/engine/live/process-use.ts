import {availableParallelism} from 'node:os';
import {type GpuShare, GpuWatch, gpuShares as sharesQuestion} from '../../io/processes/gpu.ts';
import {readMemory} from '../../io/processes/machine.ts';
import {readDiskBytes, readProcessTable, treeOf} from '../../io/processes/process-tree.ts';
import {type ProcessState, tickMs} from '../../io/processes/processes.ts';
import type {ProcessUse, UseName} from '../protocol.ts';

const everyMs = 2000;
/** Looking is not repeated before so many times its own length: one percent of a core. */
const lookShare = 100;
const grain = 1024 * 1024;

/** What was counted at one look, by process. */
interface Sample {
	atMs: number;
	ticks: Map<number, number>;
	disk: Map<number, {read: number; written: number}>;
}

const none = {read: 0, written: 0};
/** Looks that are remembered: four minutes of them. */
const mostPast = 120;

const nothingPast = (): ProcessUse['past'] => ({cpu: [], memory: [], read: [], written: []});

/** CPU, memory, disk and GPU of one process tree, measured between two looks. Costs nothing while nobody asks. */
export class ProcessMeter {
	private pid: number | null = null;
	private sample: Sample | null = null;
	private lookedAtMs = Number.NEGATIVE_INFINITY;
	private lookTookMs = 0;
	private latest: ProcessUse | null = null;
	private gpu: GpuWatch<ReadonlyMap<number, GpuShare>> | null = null;
	private past: ProcessUse['past'] = nothingPast();

	/** @param clock milliseconds from anywhere, by which the cost of a look is known */
	constructor(private readonly clock: () => number = () => performance.now()) {}

	/** What a process and its children use, looked at each two seconds at most; null where it is not there. */
	measure(pid: number | null, nowMs: number): ProcessUse | null {
		if (pid !== this.pid) {
			this.pid = pid;
			this.sample = this.latest = null;
			this.past = nothingPast();
			this.lookedAtMs = Number.NEGATIVE_INFINITY;
		}
		if (pid === null || nowMs - this.lookedAtMs < Math.max(everyMs, this.lookTookMs * lookShare)) return this.latest;
		this.lookedAtMs = nowMs;
		const startedMs = this.clock();
		this.latest = this.look(treeOf(pid, readProcessTable()), pid, nowMs);
		this.lookTookMs = this.clock() - startedMs;
		return this.latest;
	}

	private remember(use: Record<UseName, number | null>): void {
		const {past} = this;
		const next = (name: UseName) => [...past[name].slice(1 - mostPast), use[name] ?? Number.NaN];
		this.past = {cpu: next('cpu'), memory: next('memory'), read: next('read'), written: next('written')};
	}

	private look(tree: ProcessState[], pid: number, nowMs: number): ProcessUse | null {
		if (tree.length === 0) return null;
		this.gpu ??= new GpuWatch(sharesQuestion);
		const shares = this.gpu.read(nowMs);
		const before = this.sample;
		const sample: Sample = {atMs: nowMs, ticks: new Map(), disk: new Map()};
		const sums = {ticks: 0, read: 0, written: 0, resident: 0};
		const gpuShares = tree.flatMap(({pid: member}) => shares?.get(member) ?? []);
		let isDiskKnown = true;
		for (const {pid: member, cpuTicks, residentBytes} of tree) {
			const disk = readDiskBytes(member);
			sample.ticks.set(member, cpuTicks);
			sums.resident += residentBytes;
			sums.ticks += cpuTicks - (before?.ticks.get(member) ?? 0);
			if (disk === null) isDiskKnown = false;
			else {
				sample.disk.set(member, disk);
				const known = before?.disk.get(member) ?? none;
				sums.read += disk.read - known.read;
				sums.written += disk.written - known.written;
			}
		}
		this.sample = sample;
		const spanMs = before === null ? 0 : nowMs - before.atMs;
		const perSecond = (bytes: number) => (spanMs > 0 && isDiskKnown ? Math.max(0, Math.round((bytes * 1000) / spanMs)) : null);
		const cpuPercent = spanMs > 0 ? Math.max(0, Math.round((sums.ticks * tickMs * 100) / spanMs)) : null;
		// Whole MiB: the last bytes change with each breath.
		const memoryBytes = Math.round(sums.resident / grain) * grain;
		const [diskReadPerSecond, diskWritePerSecond] = [perSecond(sums.read), perSecond(sums.written)];
		this.remember({cpu: cpuPercent, memory: memoryBytes, read: diskReadPerSecond, written: diskWritePerSecond});
		return {
			pid,
			processes: tree.length,
			cpuPercent,
			memoryBytes,
			diskReadPerSecond,
			diskWritePerSecond,
			cores: availableParallelism(),
			machineMemoryBytes: readMemory().totalBytes,
			past: this.past,
			gpu:
				gpuShares.length === 0
					? null
					: {
							memoryBytes: gpuShares.reduce((sum, {bytes}) => sum + (bytes ?? 0), 0),
							devices: new Set(gpuShares.flatMap(({gpus}) => gpus)).size,
						},
		};
	}
}
