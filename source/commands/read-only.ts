import type {CommandInput} from './command.ts';

/** True, and said, where nothing may be done: `--readonly` or XTUI_READONLY. */
export function refusesToAct({flags, warn}: Pick<CommandInput, 'flags' | 'warn'>, act: string): boolean {
	const variable = process.env.XTUI_READONLY;
	const isSet = variable !== undefined && variable !== '' && variable !== '0';
	if (flags.readonly !== true && !isSet) return false;
	const reason = flags.readonly === true ? '--readonly was given' : 'XTUI_READONLY is set';
	warn(`xtui: ${act} was refused: ${reason}, so nothing is changed or started`);
	return true;
}
