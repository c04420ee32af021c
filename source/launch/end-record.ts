import {orNull} from '../core/or-null.ts';
import {errorCode} from '../io/look.ts';
import {ReservedFile, replaceFile} from '../io/write/replace.ts';
import {type Ending, makeExit, takeStopRequest} from './ending.ts';
import type {Recorder} from './output/recorder.ts';

const exitRoomBytes = 8192;
const tryAgainMs = 1000;
/** How often the record of the end is tried to be written on a full disk. */
const mostTries = 600;

const pause = () => new Promise(resolve => setTimeout(resolve, tryAgainMs));

/** `exit.json` of a run, whose room on the disk is taken at the start where that is possible. */
export class EndRecord {
	private readonly reserved: ReservedFile | null;

	constructor(private readonly directory: string) {
		this.reserved = reserve(`${directory}/exit.json`);
	}

	/** Writes the rest of the output, rolls it up and then how it ended; a full disk is waited for, since without this a run counts as crashed. */
	async write(recorder: Recorder, ending: () => Ending, now: () => number, warn: (line: string) => void): Promise<void> {
		const {directory} = this;
		recorder.end(now());
		await writeRest(recorder, directory, warn);
		recorder.close(now());
		const exit = JSON.stringify(makeExit(ending(), takeStopRequest(directory), now()));
		await writeExit(this.reserved, `${directory}/exit.json`, `${exit}\n`);
	}
}

const reserve = (file: string): ReservedFile | null => orNull(() => new ReservedFile(file, exitRoomBytes));

/** What a full disk refused is held in memory, so the end waits for room. */
async function writeRest(recorder: Recorder, directory: string, warn: (line: string) => void): Promise<void> {
	for (let tries = 0; tries < mostTries && !recorder.flush(); tries++) {
		if (tries === 0) warn(`xtui: the program has ended; waiting for room on the disk of ${directory} (an interrupt gives up)`);
		await pause();
	}
}

async function writeExit(reserved: ReservedFile | null, file: string, text: string): Promise<void> {
	try {
		if (reserved !== null) {
			reserved.commit(text);
			return;
		}
	} catch {
		reserved?.drop();
	}
	for (let tries = 0; tries < mostTries; tries++) {
		try {
			replaceFile(file, text);
			return;
		} catch (error) {
			if (errorCode(error) === 'ENOENT') return;
			await pause();
		}
	}
}
