import {existsSync} from 'node:fs';
import path from 'node:path';
import {runQuietly} from './run-quietly.ts';

const program = 'nvidia-smi';
const fields = 'pid,used_gpu_memory,gpu_uuid';

export interface GpuShare {
	/** Bytes of GPU memory, null where the driver does not tell. */
	bytes: number | null;
	gpus: string[];
}

/** What `nvidia-smi --query-compute-apps=pid,used_gpu_memory,gpu_uuid --format=csv,noheader,nounits` says, by pid; memory is in MiB there. */
export function parseComputeApps(text: string): Map<number, GpuShare> {
	const shares = new Map<number, GpuShare>();
	for (const line of text.split('\n')) {
		const [pidText = '', memoryText = '', gpu = ''] = line.split(',').map(cell => cell.trim());
		const pid = /^\d+$/.test(pidText) ? Number(pidText) : 0;
		if (pid === 0) continue;
		const bytes = /^\d+(\.\d+)?$/.test(memoryText) ? Number(memoryText) * 1024 * 1024 : null;
		const known = shares.get(pid) ?? {bytes: null, gpus: []};
		if (bytes !== null) known.bytes = (known.bytes ?? 0) + bytes;
		if (gpu !== '' && !known.gpus.includes(gpu)) known.gpus.push(gpu);
		shares.set(pid, known);
	}
	return shares;
}

/** Asks the driver's own tool who uses the GPUs, in the background and seldom; nothing is started where there is none. */
export class GpuWatch {
	private shares = new Map<number, GpuShare>();
	private isAsking = false;
	private askedAtMs = Number.NEGATIVE_INFINITY;
	private readonly tool: string | null;

	constructor(searchPath = process.env.PATH ?? '') {
		const places = searchPath.split(path.delimiter).filter(place => place !== '');
		this.tool = places.map(place => path.join(place, program)).find(file => existsSync(file)) ?? null;
	}

	/** The latest answer, null where there is no GPU to ask about; asks again when it is older than ten seconds. */
	read(nowMs: number): ReadonlyMap<number, GpuShare> | null {
		if (this.tool === null) return null;
		if (!this.isAsking && nowMs - this.askedAtMs >= 10_000) {
			this.isAsking = true;
			this.askedAtMs = nowMs;
			void runQuietly([this.tool, `--query-compute-apps=${fields}`, '--format=csv,noheader,nounits'], {timeoutMs: 5000}).then(
				({code, stdout}) => {
					this.isAsking = false;
					this.shares = code === 0 ? parseComputeApps(stdout.toString('utf8')) : new Map();
				},
			);
		}
		return this.shares;
	}
}
