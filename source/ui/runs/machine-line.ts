import {formatBytes} from '../../core/text/units.ts';
import {glyphFor} from '../../draw/glyphs.ts';
import type {Grid} from '../../draw/grid.ts';
import {drawSpans, type Span, spansWidth} from '../../draw/spans.ts';
import {roleStyle} from '../../draw/style.ts';
import type {MachineUse} from '../../engine/protocol.ts';
import type {Brush} from '../scene.ts';

const plain = roleStyle('default');
const dim = roleStyle('dim');
/** GPUs that are told one by one; more of them are summed up. */
const mostGpus = 4;

/** One number of the machine: a dim word, how much, and a dim note of how much there is. */
function part(word: string, value: string, note: string): Span[] {
	const tail = note === '' ? [] : [{text: ` ${note}`, style: dim}];
	return [{text: `${word} `, style: dim}, {text: value, style: plain}, ...tail];
}

/** What the driver does not tell is shown as unknown. */
function gpuParts(gpus: MachineUse['gpus'], unknown: string): Span[][] {
	const percent = (value: number | null) => (value === null ? unknown : `${value} %`);
	const bytes = (value: number | null) => (value === null ? unknown : formatBytes(value));
	if (gpus.length > mostGpus) {
		const known = gpus.flatMap(gpu => gpu.percent ?? []);
		const mean = known.length === 0 ? null : Math.round(known.reduce((sum, value) => sum + value, 0) / known.length);
		return [part(`${gpus.length} GPUs`, percent(mean), known.length === 0 ? '' : 'on average')];
	}
	return gpus.map((gpu, at) => {
		const memory = gpu.usedBytes === null && gpu.totalBytes === null ? '' : `${bytes(gpu.usedBytes)} of ${bytes(gpu.totalBytes)}`;
		return part(gpus.length === 1 ? 'GPU' : `GPU ${at}`, percent(gpu.percent), memory);
	});
}

/** ` CPU 43 % of 16 cores   load 5.2   memory 12 GB of 64 GB   GPU 71 % 20 GB of 24 GB`: what does not fit is left out from the end. */
export function drawMachineLine(grid: Grid, use: MachineUse | null, brush: Brush): void {
	if (use === null) {
		grid.put(1, 0, glyphFor('ellipsis', brush.glyphs), dim);
		return;
	}
	const {cores, cpuPercent, load, memoryBytes, machineMemoryBytes, gpus} = use;
	const cpu = cpuPercent === null ? glyphFor('ellipsis', brush.glyphs) : `${cpuPercent} %`.padStart(5);
	const parts = [
		part('CPU', cpu, `of ${cores} ${cores === 1 ? 'core' : 'cores'}`),
		part('load', load.toFixed(1), ''),
		part('memory', formatBytes(memoryBytes), `of ${formatBytes(machineMemoryBytes)}`),
		...gpuParts(gpus, glyphFor('none', brush.glyphs)),
	];
	let x = 1;
	for (const spans of parts) {
		if (x + spansWidth(spans) > grid.cols) break;
		x = drawSpans(grid, x, 0, spans, grid.cols - x, brush.glyphs) + 3;
	}
}
