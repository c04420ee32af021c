import {type GpuLoad, GpuWatch, gpuLoads} from '../../io/processes/gpu.ts';
import {type MachineSample, sampleMachine} from '../../io/processes/machine.ts';
import type {MachineUse} from '../protocol.ts';

const everyMs = 2000;
const grain = 100 * 1000 * 1000;

/** Processors, memory and GPUs of this machine, measured between two looks. Costs nothing while nobody asks. */
export class MachineMeter {
	isWanted = false;
	private before: MachineSample | null = null;
	private lookedAtMs = Number.NEGATIVE_INFINITY;
	private gpu: GpuWatch<readonly GpuLoad[]> | null = null;
	private saidAt = '';

	/** The use of the machine where it is wanted and is another one than was said last; null else. */
	take(nowMs: number): MachineUse | null {
		if (!this.isWanted) {
			this.before = null;
			this.saidAt = '';
			return null;
		}
		if (nowMs >= this.lookedAtMs && nowMs - this.lookedAtMs < everyMs && this.saidAt !== '') return null;
		this.lookedAtMs = nowMs;
		const use = this.look(nowMs);
		const at = JSON.stringify(use);
		if (at === this.saidAt) return null;
		this.saidAt = at;
		return use;
	}

	private look(nowMs: number): MachineUse {
		this.gpu ??= new GpuWatch(gpuLoads);
		const sample = sampleMachine();
		const {before} = this;
		this.before = sample;
		const total = before === null ? 0 : sample.total - before.total;
		return {
			cores: sample.cores,
			cpuPercent: before === null || total <= 0 ? null : Math.round((100 * (sample.busy - before.busy)) / total),
			load: Math.round(sample.load * 10) / 10,
			// A tenth of a gigabyte: the last bytes change with each breath.
			memoryBytes: Math.round((sample.memoryBytes - sample.availableBytes) / grain) * grain,
			machineMemoryBytes: sample.memoryBytes,
			gpus: [...(this.gpu.read(nowMs) ?? [])],
		};
	}
}
