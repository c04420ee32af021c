import type {Signal} from '../../core/acting/act.ts';
import {isLive} from '../../core/acting/target.ts';
import {stopAct} from '../../launch/acts/stop.ts';
import {localExecutor} from '../../launch/executor.ts';
import {stopSignals} from '../../launch/stop.ts';
import type {CommandInput, ExitStatus} from '../command.ts';
import {runnerCommand} from '../runner/runner-verb.ts';
import {actOnAll} from './act.ts';
import {findTargets} from './targets.ts';

const defaultGraceS = 10;

function readSignals(flag: CommandInput['flags'][string]): readonly Signal[] {
	if (typeof flag !== 'string') return stopSignals;
	const wanted = `SIG${flag.toUpperCase().replace(/^SIG/, '')}`;
	return stopSignals.filter(signal => signal === wanted);
}

/** `xtui stop RUN…`: INT, then TERM, then KILL, each waited for. */
export async function runStop(input: CommandInput): Promise<ExitStatus> {
	const {flags, words, warn} = input;
	const signals = readSignals(flags.signal);
	if (signals.length === 0) {
		warn('xtui: --signal takes INT, TERM or KILL');
		return 2;
	}
	const found = findTargets(input, words, isLive);
	if (found === null) return 1;
	const graceMs = (typeof flags.grace === 'number' ? Math.max(0, flags.grace) : defaultGraceS) * 1000;
	return actOnAll(input, found.targets, stopAct(signals, graceMs, localExecutor(runnerCommand())));
}
