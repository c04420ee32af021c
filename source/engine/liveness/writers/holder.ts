import {nameOf} from '../../../core/files/paths.ts';
import {hasEnded, readProcess} from '../../../io/processes/processes.ts';
import type {ProcessEvidence} from './evidence.ts';

/** Seen so often, a process keeps the file open, and does not open it for one row. */
const enoughLooks = 2;

/** Remembers who was seen to hold a run's files open: where that process has ended, and nobody else has them open, nobody writes there any more. */
export class Holder {
	private pid = 0;
	private file = '';
	private looks = 0;

	/** What was found, and what it means after what was seen before. */
	weigh(found: ProcessEvidence): ProcessEvidence {
		if (found.kind === 'writer') {
			this.looks = found.pid === this.pid ? this.looks + 1 : 1;
			this.pid = found.pid;
			this.file = found.file;
			return found;
		}
		if (found.kind !== 'no writer' || this.looks < enoughLooks || isThere(this.pid)) return found;
		const name = nameOf(this.file);
		return {kind: 'gone', pid: this.pid, why: `pid ${this.pid}, which held ${name} open, is gone`};
	}
}

/** False also for a zombie: what has ended holds nothing open, however late its parent asks how. */
function isThere(pid: number): boolean {
	const process = readProcess(pid);
	return process !== null && !hasEnded(process.state);
}
