/** Random curves of every kind that broke a plotter before; others with another `XTUI_SEED`. */

let seed = Number(process.env.XTUI_SEED ?? 20261121);
export function random(): number {
	seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
	return seed / 2 ** 32;
}
export const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;

export interface Point {
	x: number;
	y: number;
}

export function randomPoints(): Point[] {
	const count = pick([2, 3, 7, 40, 90, 200, 900, 5000]);
	const shape = pick(['decay', 'noise', 'spikes', 'steps', 'constant', 'walk', 'tiny', 'huge']);
	const gaps = pick([0, 0, 0.01, 0.2]);
	const stride = pick(['even', 'irregular', 'bursts']);
	let x = Math.floor(random() * 1000);
	let level = random();
	return Array.from({length: count}, (_, i) => {
		x += stride === 'even' ? 1 : stride === 'irregular' ? 1 + Math.floor(random() * 20) : random() < 0.02 ? 500 : 1;
		level += random() - 0.5;
		const share = i / count;
		const value = {
			decay: 2.3 * Math.exp(-4 * share) + 0.1 * random(),
			noise: random() * 2 - 1,
			spikes: random() < 0.01 ? 50 : 1 + 0.1 * random(),
			steps: Math.floor(share * 5),
			constant: 0.25,
			walk: level,
			tiny: 1 + 1e-9 * random(),
			huge: 1e300 * (random() - 0.5),
		}[shape]!;
		return {x, y: random() < gaps ? pick([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) : value};
	});
}

/** Points as they are logged by runs that were started again: steps repeat and go back. */
export function logWithRestarts(count: number, backs: number): {written: Point[]; kept: Point[]} {
	const written: Point[] = [];
	let kept: Point[] = [];
	let x = Math.floor(random() * 1000);
	for (let i = 0; i < count; i++) {
		const draw = random();
		if (draw < backs) {
			x = Math.max(0, x - Math.floor(random() * (count / 4)));
			// What was logged from there on is replaced.
			let length = kept.length;
			while (length > 0 && kept[length - 1]!.x >= x) length--;
			kept = kept.slice(0, length);
		} else if (draw > 0.05 || i === 0) x += random() < 0.9 ? 1 : Math.floor(random() * 50) + 1;
		// A repeated step corrects the one before.
		else if (kept.at(-1)?.x === x) kept.pop();
		const odd = random();
		const y =
			odd < 0.0005 ? pick([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) : random() + (odd > 0.9999 ? 40 : 0);
		const point = {x, y};
		written.push(point);
		kept.push(point);
	}
	return {written, kept};
}
