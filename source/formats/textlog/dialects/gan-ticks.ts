import {type DialectRow, digits, namedValue, rowAt} from './dialect-row.ts';

const tick = /^tick (\d+) +kimg (\d+(?:\.\d+)?) +(.*\bsec\/kimg .*)$/;
const times = /\btime(?: left)? +(?:\d+[dhms](?= |$) *)+/g;
const pairs = new RegExp(`([a-z]+(?:/[a-z]+)?) +(${digits})(?= |$)`, 'gi');
const planned = /^Training for (\d+) kimg\.\.\.$/;
const inSettings = /^\s*"total_kimg": (\d+),?$/;

/**
 * Reads the ticks of StyleGAN2, StyleGAN2-ADA, StyleGAN3 and what is made of them (`training/training_loop.py`): "tick 14 kimg 70.1 time 1h 38m 21s
 * sec/tick 366.1 …". A tick is a few thousand images; how many thousands there will be is said before the first.
 */
export class GanTicks {
	/** Thousands of images that are planned, null where none are said. */
	private total: number | null = null;

	/** Takes a line of any kind, which may say how many images there will be. */
	takePlan(text: string): void {
		if (!text.includes('kimg')) return;
		const total = (planned.exec(text) ?? inSettings.exec(text))?.[1];
		if (total !== undefined && Number(total) > 0) this.total = Number(total);
	}

	take(text: string): DialectRow | null {
		if (!text.startsWith('tick ')) return null;
		const [, count, images, rest] = tick.exec(text) ?? [];
		if (count === undefined) return null;
		const others = rest!.replaceAll(times, '');
		if (others.replaceAll(pairs, '').trim() !== '') return null;
		const values = Array.from(others.matchAll(pairs), ([, name, value]) => namedValue(name!, value!)).flat();
		const kimg = Number(images);
		const {total} = this;
		const progress = total === null || kimg > total ? null : {step: kimg, total, unit: 'kimg', from: 'counter', isOfPart: false};
		return {...rowAt(Number(count), [{name: 'kimg', value: kimg}, ...values]), progress};
	}
}
