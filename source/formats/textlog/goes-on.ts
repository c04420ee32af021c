import type {FileAccess} from '../../core/files/files.ts';
import {createLineScanner} from './line-scanner.ts';
import {OutputLines} from './output-lines.ts';

const pieceBytes = 16 * 1024;
/** Lines of one moment come in any order. */
const slackMs = 1000;
/** Files whose last writes are no further apart than that ended together, or were copied together. */
const togetherMs = 60_000;

/** The first or the last that a piece of a log says of time and place, NaN where it says nothing. */
interface Said {
	firstMs: number;
	lastMs: number;
	firstStep: number;
	lastStep: number;
}

/**
 * False where what is in a log cannot go on from what is in its part by name: the outputs of the ranks of a job (`stdout`, `stdout.1`) are of
 * the same time and begin with the same steps. An earlier attempt begins with them too, and was over before.
 */
export function goesOn(part: string, next: string, files: FileAccess): boolean {
	const states = [files.stat(part), files.stat(next)] as const;
	const before = readEnds(part, states[0]?.size ?? 0, files);
	const after = readEnds(next, states[1]?.size ?? 0, files);
	if (before.lastMs - after.firstMs > slackMs) return false;
	const startsAgain = after.firstStep <= before.firstStep && before.lastStep > before.firstStep;
	const isTogether = Math.abs((states[0]?.modifiedAtMs ?? 0) - (states[1]?.modifiedAtMs ?? 0)) <= togetherMs;
	const hasTimes = !Number.isNaN(before.lastMs) && after.firstMs > before.firstMs;
	return hasTimes || !startsAgain || !isTogether;
}

function readEnds(path: string, size: number, files: FileAccess): Said {
	const head = readPiece(path, 0, files);
	const tail = size > pieceBytes ? readPiece(path, size - pieceBytes, files) : head;
	return {firstMs: head.firstMs, firstStep: head.firstStep, lastMs: tail.lastMs, lastStep: tail.lastStep};
}

function readPiece(path: string, offset: number, files: FileAccess): Said {
	const said = {firstMs: Number.NaN, lastMs: Number.NaN, firstStep: Number.NaN, lastStep: Number.NaN};
	const scanner = createLineScanner();
	// A piece out of the middle begins anywhere in a line.
	let isTorn = offset > 0;
	const lines = new OutputLines((line, depth) => {
		const {wallMs, step} = scanner.scan(line, depth);
		if (!isTorn) {
			if (!Number.isNaN(wallMs)) said.lastMs = wallMs;
			if (!Number.isNaN(step) && scanner.axis !== 'row') said.lastStep = step;
			if (Number.isNaN(said.firstMs)) said.firstMs = said.lastMs;
			if (Number.isNaN(said.firstStep)) said.firstStep = said.lastStep;
		}
		isTorn = false;
	});
	lines.consume(files.readRange(path, offset, pieceBytes) ?? new Uint8Array(0));
	lines.settle();
	return said;
}
