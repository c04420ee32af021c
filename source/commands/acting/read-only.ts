import type {CommandInput} from '../command.ts';
import {settingsInForce} from '../settings/in-force.ts';

/**
 * Why nothing may be done: `--readonly`, the settings, or XTUI_READONLY; null where all may be. Settings of which nobody can say whether they forbid it do.
 */
export function reasonAgainst(flags: CommandInput['flags']): string | null {
	if (flags.readonly === true) return '--readonly was given, so nothing is changed or started';
	const {settings, file, hidesReadonly} = settingsInForce();
	if (hidesReadonly) return `mend the settings first (see xtui settings): whether ${file} says readonly cannot be told`;
	if (settings.readonly) return `readonly is set in ${file}, so nothing is changed or started`;
	const variable = process.env.XTUI_READONLY;
	if (variable === undefined || variable === '' || variable === '0') return null;
	return 'XTUI_READONLY is set, so nothing is changed or started';
}

/** True, and said, where nothing may be done. */
export function refusesToAct({flags, warn}: Pick<CommandInput, 'flags' | 'warn'>, act: string): boolean {
	const reason = reasonAgainst(flags);
	if (reason !== null) warn(`xtui: ${act} was refused: ${reason}`);
	return reason !== null;
}
