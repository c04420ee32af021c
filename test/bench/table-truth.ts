import {Followed} from '../engine/live/followed.ts';
import {seededRandom} from '../formats/load-fixture.ts';
import {makeCases, type TableCase} from './tables/cases.ts';

/**
 * How many tables and lines, as people and tools write them, are read as they were meant, by their kind: whole, and followed while they grow by rows, by
 * halves of rows, or are written anew with each row. Ends 1 where one is not.
 * `node .cache/bench/table-truth.js [ROUNDS] [SEED] [KIND]`
 */
type Way = 'whole' | 'rows' | 'halves' | 'anew';
const ways: readonly Way[] = ['whole', 'rows', 'halves', 'anew'];

/** Sizes that a text has one after the other. */
function sizesOf(content: string, way: Way): number[] {
	if (way === 'whole') return [content.length];
	const ends = [...content.matchAll(/\n/g)].map(({index}) => index + 1);
	return way === 'halves' ? ends.flatMap((end, i) => [Math.floor((end + (ends[i - 1] ?? 0)) / 2), end]) : ends;
}

/** What is wrong with how it is read; null where nothing is. */
function wrongIn({files, runs, curves}: TableCase, way: Way): string | null {
	const ends: (() => void)[] = [];
	const tree = new Followed({after: act => ends.push(act)});
	try {
		for (const [name, content] of Object.entries(files)) {
			let written = 0;
			for (const size of sizesOf(content, way)) {
				if (written === 0 || way === 'anew') tree.write(name, content.slice(0, size));
				else tree.append(name, content.slice(written, size));
				written = size;
				tree.look();
			}
		}
		const told = [...tree.engine.registry.runs.values()];
		if (told.length !== runs) return `${told.length} runs instead of ${runs}`;
		const read = told.flatMap(({metrics}) =>
			[...metrics].map(([name, series]): [string, [number, number][]] => [
				name,
				Array.from({length: series.length}, (_, i) => [series.steps.at(i), series.values.at(i)]),
			]),
		);
		const wanted = Object.entries(curves);
		const got = new Map(read.filter(([, points]) => points.length > 0));
		for (const [name, points] of wanted)
			if (JSON.stringify(got.get(name)) !== JSON.stringify(points))
				return `${name} is ${JSON.stringify(got.get(name))?.slice(0, 80)}`;
		return got.size > wanted.length ? `also reads ${[...got.keys()].join(', ')}` : null;
	} finally {
		for (const end of ends.reverse()) end();
	}
}

const [rounds = '1', seed = '1', only = ''] = process.argv.slice(2);
const counts = new Map<string, {right: number; all: number; why: Set<string>}>();
const random = seededRandom(Number(seed));
for (let round = 0; round < Number(rounds); round++)
	for (const made of makeCases(random).filter(({kind}) => kind.includes(only)))
		for (const way of ways) {
			const count = counts.get(made.kind) ?? {right: 0, all: 0, why: new Set<string>()};
			counts.set(made.kind, count);
			const wrong = wrongIn(made, way);
			count.all++;
			if (wrong === null) count.right++;
			else count.why.add(`${way}: ${wrong}`);
		}
for (const [kind, {right, all, why}] of counts)
	console.log([`${kind}: ${right} of ${all}`, ...[...why].slice(0, 3)].join('\n    '));
const sum = (of: 'right' | 'all') => [...counts.values()].reduce((total, count) => total + count[of], 0);
console.log(`${sum('right')} of ${sum('all')} are read as they were meant`);
process.exitCode = sum('right') === sum('all') ? 0 : 1;
