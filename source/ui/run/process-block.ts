import {formatBytes, formatPercent} from '../../core/text/units.ts';
import type {Grid} from '../../draw/grid.ts';
import {drawRule} from '../../draw/pane.ts';
import {sparkline} from '../../draw/sparkline.ts';
import {roleStyle} from '../../draw/style.ts';
import type {ProcessUse, UseName} from '../../engine/protocol.ts';
import type {Brush} from '../scene.ts';

const plain = roleStyle('default');
const dim = roleStyle('dim');

interface UseLine {
	word: string;
	/** What its sparkline shows; null for none. */
	past: UseName | null;
	value: string;
	note: string;
}

const perSecond = (bytes: number | null) => (bytes === null ? 'not known' : `${formatBytes(bytes)}/s`);
const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;

/** What a run's processes use, a line each; the note says of how much. */
function linesOf(use: ProcessUse): UseLine[] {
	const {cpuPercent, memoryBytes, machineMemoryBytes, cores, gpu} = use;
	const lines: UseLine[] = [
		{
			word: 'CPU',
			past: 'cpu',
			value: cpuPercent === null ? '…' : `${cpuPercent} %`,
			note: cpuPercent === null ? '' : `${(cpuPercent / 100).toFixed(1)} of ${plural(cores, 'core')}`,
		},
		{
			word: 'memory',
			past: 'memory',
			value: formatBytes(memoryBytes),
			note: `${formatPercent(memoryBytes / machineMemoryBytes, 1)} of ${formatBytes(machineMemoryBytes)}`,
		},
		{word: 'read', past: 'read', value: perSecond(use.diskReadPerSecond), note: 'from disks'},
		{word: 'written', past: 'written', value: perSecond(use.diskWritePerSecond), note: 'to disks'},
	];
	if (gpu !== null)
		lines.push({
			word: 'GPU',
			past: null,
			value: formatBytes(gpu.memoryBytes),
			note: `memory on ${plural(gpu.devices, 'device')}`,
		});
	return lines;
}

const wordCells = 10;
const valueCells = 12;
const noteCells = 20;
const mostSpark = 60;
/** With less room below the rule than this, all is said in one line. */
const leastRows = 14;

/** Rows that the block takes of a pane of so many, its rule included. */
export const processRows = (use: ProcessUse, rows: number): number => (rows < leastRows ? 2 : linesOf(use).length + 2);

/** What the process tree of a run uses on this machine: a rule, then the numbers of now with those of the last minutes. */
export function drawProcess(grid: Grid, use: ProcessUse, brush: Brush): void {
	const others = use.processes - 1;
	const title = `Processes here: pid ${use.pid}${others > 0 ? ` and ${plural(others, 'other')}` : ''}`;
	drawRule(grid, {left: [{text: title, style: plain}]}, roleStyle('border'), brush.glyphs);
	if (grid.rows <= 2) {
		const texts = linesOf(use).map(({word, value}) => `${word} ${value}`);
		grid.put(1, 1, texts.join('   '), plain, grid.cols - 2);
		return;
	}
	const spark = Math.min(mostSpark, grid.cols - wordCells - valueCells - noteCells - 4);
	linesOf(use).forEach(({word, past, value, note}, at) => {
		const y = at + 1;
		grid.put(1, y, word, dim, wordCells - 1);
		grid.put(1 + wordCells + Math.max(0, valueCells - value.length), y, value, plain, valueCells);
		grid.put(3 + wordCells + valueCells, y, note, dim, noteCells);
		if (past === null || spark < 8) return;
		const values = use.past[past].slice(-spark);
		const bounds = {low: 0, high: Math.max(1, ...values.filter(Number.isFinite))};
		grid.put(3 + wordCells + valueCells + noteCells, y, sparkline(values, spark, brush.glyphs, bounds), dim, spark);
	});
}
