import {countWords} from '../../core/text/count-words.ts';
import type {CommandInput} from '../command.ts';
import {settingsInForce} from './in-force.ts';
import {faultLines} from './read-settings.ts';

/** Commands that tell the faults themselves, and those that heed no settings. */
const silent = new Set(['settings', 'doctor', 'completion']);
/** What the screen alone heeds, which tells its faults at its foot. */
const ofScreen = /^(?:background|mouse|ascii|keys|commands)(?:\.|$)/;
const mostTold = 3;

/** Tells on the error output what of the settings a command cannot heed, so that nobody takes what it does without them for what they asked for. */
export function warnOfSettings(command: string, {warn}: Pick<CommandInput, 'warn'>): void {
	const {faults, ...found} = settingsInForce();
	// Where there may be none, as in the home of somebody else, only what they could forbid stops for it.
	if (silent.has(command) || !found.exists) return;
	const heard = faults.filter(({place}) => !ofScreen.test(place));
	for (const line of faultLines({...found, faults: heard.slice(0, mostTold)})) warn(`xtui: ${line}`);
	const more = heard.length - mostTold;
	if (more > 0) warn(`xtui: ${countWords(more, 'more fault')} of the settings; xtui settings names them all`);
}
