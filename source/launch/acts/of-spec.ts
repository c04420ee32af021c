import type {ActSpec} from '../../core/acting/act.ts';
import type {Executor} from '../executor.ts';
import type {Identity} from '../stop.ts';
import type {Act} from './act.ts';
import {customAct} from './custom.ts';
import {restartAct} from './restart.ts';
import {shelveAct} from './shelve.ts';
import {stopAct} from './stop.ts';
import {undoAct} from './undo.ts';
import {purgeAct, restoreAct} from './unshelve.ts';
import {markAct, noteAct, retagAct, tagAct, untagAct, verdictAct} from './words.ts';

export interface ActPlace {
	executor: Executor<Identity>;
	/** Directory that the person is in. */
	cwd: string;
	/** When the runs were looked at. */
	seenAtMs: number;
}

/** The act that a specification asks for, of those on runs that are there. */
export function actOf(spec: Exclude<ActSpec, {act: 'create'}>, {executor, cwd, seenAtMs}: ActPlace): Act {
	switch (spec.act) {
		case 'restart':
			return restartAct(spec.options, executor, seenAtMs);
		case 'stop':
			return stopAct(spec.signals, spec.graceMs, executor);
		case 'archive':
			return shelveAct('archive', spec.moves, cwd);
		case 'delete':
			return shelveAct('trash', spec.moves, cwd);
		case 'restore':
			return restoreAct(cwd);
		case 'purge':
			return purgeAct();
		case 'tag':
			return tagAct(spec.value, cwd);
		case 'untag':
			return untagAct(spec.value, cwd);
		case 'retag':
			return retagAct(spec.tags, spec.of, cwd);
		case 'mark':
			return markAct(spec.value, cwd);
		case 'note':
			return noteAct(spec.value, cwd);
		case 'verdict':
			return verdictAct(spec.verdict, spec.resolution, spec.force, cwd);
		case 'undo':
			return undoAct(cwd, executor);
		case 'command':
			return customAct(spec.words);
	}
}
