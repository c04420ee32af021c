import {existsSync} from 'node:fs';
import path from 'node:path';
import {runQuietly} from '../run-quietly.ts';

const program = 'nvidia-smi';

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

/** How one GPU is doing. */
export interface GpuLoad {
	percent: number | null;
	usedBytes: number | null;
	totalBytes: number | null;
}

/** What `nvidia-smi --query-gpu=utilization.gpu,memory.used,memory.total --format=csv,noheader,nounits` says, a GPU each. */
export function parseGpuLoads(text: string): GpuLoad[] {
	const numberOf = (cell: string | undefined) => (/^\d+(\.\d+)?$/.test(cell?.trim() ?? '') ? Number(cell) : null);
	const bytesOf = (cell: string | undefined) => {
		const mib = numberOf(cell);
		return mib === null ? null : mib * 1024 * 1024;
	};
	return text
		.split('\n')
		.map(line => line.split(','))
		.filter(cells => cells.length === 3)
		.map(([percent, used, total]) => ({percent: numberOf(percent), usedBytes: bytesOf(used), totalBytes: bytesOf(total)}));
}

/** A question to the driver's own tool, and how its answer is read. */
export interface GpuQuestion<Answer> {
	query: string;
	parse: (text: string) => Answer;
}

export const gpuShares: GpuQuestion<ReadonlyMap<number, GpuShare>> = {
	query: '--query-compute-apps=pid,used_gpu_memory,gpu_uuid',
	parse: parseComputeApps,
};
export const gpuLoads: GpuQuestion<readonly GpuLoad[]> = {
	query: '--query-gpu=utilization.gpu,memory.used,memory.total',
	parse: parseGpuLoads,
};

const everyMs = 10_000;
/** A tool that fails is asked after twice the time, and no less often than this. */
const seldomMs = 600_000;

/** Asks the driver's own tool about the GPUs, in the background and seldom; nothing is started where there is none. */
export class GpuWatch<Answer> {
	private answer: Answer;
	private asking: Promise<void> | null = null;
	private askedAtMs = Number.NEGATIVE_INFINITY;
	private waitMs = everyMs;
	private readonly tool: string | null;

	constructor(
		private readonly question: GpuQuestion<Answer>,
		searchPath = process.env.PATH ?? '',
		/** The tool hangs where the driver does: it is ended then. */
		private readonly timeoutMs = 5000,
	) {
		const places = searchPath.split(path.delimiter).filter(place => place !== '');
		this.tool = places.map(place => path.join(place, program)).find(file => existsSync(file)) ?? null;
		this.answer = question.parse('');
	}

	/** The latest answer, null where there is no GPU to ask about; asks again when it is older than ten seconds. */
	read(nowMs: number): Answer | null {
		if (this.tool === null) return null;
		if (this.asking === null && nowMs - this.askedAtMs >= this.waitMs) {
			this.askedAtMs = nowMs;
			this.asking = this.ask(this.tool);
		}
		return this.answer;
	}

	/** Waits for the answer to the question that is being asked. */
	async settled(): Promise<void> {
		await this.asking;
	}

	private async ask(tool: string): Promise<void> {
		const {query, parse} = this.question;
		const {code, stdout} = await runQuietly([tool, query, '--format=csv,noheader,nounits'], {timeoutMs: this.timeoutMs});
		this.waitMs = code === 0 ? everyMs : Math.min(seldomMs, 2 * this.waitMs);
		this.answer = parse(code === 0 ? stdout.toString('utf8') : '');
		this.asking = null;
	}
}
