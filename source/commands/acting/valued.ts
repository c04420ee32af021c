import path from 'node:path';
import type {Act} from '../../launch/acts/act.ts';
import {copyAct} from '../../launch/acts/copy.ts';
import {labelAct} from '../../launch/acts/label.ts';
import {markAct, tagAct, untagAct} from '../../launch/acts/words.ts';
import type {CommandInput, ExitStatus} from '../command.ts';
import {actOnAll} from './act.ts';
import {findValued} from './value.ts';

/** A verb that takes runs and one word more. */
const valued =
	(usage: string, actOf: (value: string) => Act) =>
	async (input: CommandInput): Promise<ExitStatus> => {
		const found = findValued(input, usage);
		return typeof found === 'number' ? found : actOnAll(input, found.targets, actOf(found.value));
	};

/** `xtui tag RUN… TAG`. */
export const runTag = valued('tag takes runs and a tag: xtui tag RUN… TAG', tag => tagAct(tag, process.cwd()));

/** `xtui untag RUN… TAG`: also hides a tag of the tracker's own record. */
export const runUntag = valued('untag takes runs and a tag: xtui untag RUN… TAG', tag => untagAct(tag, process.cwd()));

/** `xtui mark RUN… best|interesting|none`; none takes all marks away. */
export const runMark = valued('mark takes runs and a mark: xtui mark RUN… best (or interesting, any other word, none)', mark =>
	markAct(mark, process.cwd()),
);

/** `xtui label RUN… TEXT`: sets the label that a tracker (Guild, Gage) keeps of its runs; `none` takes it away. */
export const runLabel = valued('label takes runs and a text: xtui label RUN… TEXT (or none)', labelAct);

/** `xtui copy RUN… DIR`: copies the directories of runs whole into another one. */
export const runCopy = valued('copy takes runs and a directory: xtui copy RUN… DIR', directory =>
	copyAct(path.resolve(directory)),
);
