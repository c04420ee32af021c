import {sections} from '../../actions/action.ts';
import {showAllKeys} from '../../actions/keys.ts';
import {actionsFor} from '../../actions/registry.ts';
import {namedCommands} from '../../core/settings/settings.ts';
import {jsonText} from '../../core/text/safe-output.ts';
import type {CommandInput, ExitStatus} from '../command.ts';
import {settingsInForce} from '../settings/in-force.ts';

/** The key map as lines of `keys, what they do`, by section, made from the registry of actions. */
function listKeys(): {id: string; section: string; keys: string; title: string}[] {
	const {settings} = settingsInForce();
	const actions = actionsFor(settings.keys, namedCommands(settings));
	return sections.flatMap(section =>
		actions
			.filter(action => action.section === section && action.keys.length > 0)
			.map(({id, keys, title}) => ({id, section, keys: showAllKeys(keys).join('  '), title})),
	);
}

/** The same as the Markdown table that README holds. */
export function keysAsMarkdown(): string {
	const inCell = (text: string) => text.replaceAll('|', '\\|');
	return [
		'| keys | does |',
		'| --- | --- |',
		...listKeys().map(({keys, title}) => `| \`${inCell(keys)}\` | ${inCell(title)} |`),
	].join('\n');
}

/** `xtui keys`: the key map. */
export async function runKeys(input: CommandInput): Promise<ExitStatus> {
	if (input.flags.md === true) input.print(keysAsMarkdown());
	else if (input.flags.json === true) input.print(jsonText(listKeys(), 1));
	else {
		let before = '';
		for (const {section, keys, title} of listKeys()) {
			if (section !== before) input.print(before === '' ? section : `\n${section}`);
			before = section;
			input.print(`  ${keys.padEnd(24)} ${title}`);
		}
	}
	return 0;
}
