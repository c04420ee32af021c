import {answerVerb, type CompletedFlag, type CompletionModel, isAsked, type WordKind} from './model.ts';

/** fish 3: `xtui completion fish | source`, or as a file in ~/.config/fish/completions. */

const quote = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;

function argumentsOf(kind: WordKind): string {
	if (kind === 'directory') return "-xa '(__xtui_directories)'";
	if (kind === 'file') return '-rF';
	return isAsked(kind) ? `-xa '(__xtui_ask ${kind})'` : '-x';
}

function flagLine(condition: string, {name, about, takes, choices}: CompletedFlag, program: string): string {
	const values = choices.length > 0 ? `-xa ${quote(choices.join(' '))}` : takes && argumentsOf(takes);
	return `complete -c ${program} -n ${quote(condition)} -l ${name} -d ${quote(about)}${values ? ` ${values}` : ''}`;
}

export function fishScript({program, commands, flags}: CompletionModel): string {
	const none = 'test -z (__xtui_verb)';
	return [
		`# Completion of ${program} for fish: ${program} completion fish | source`,
		'function __xtui_verb',
		'\tset -l words (commandline -opc)',
		`\tif set -q words[2]; and contains -- $words[2] ${commands.map(({name}) => name).join(' ')}`,
		'\t\techo $words[2]',
		'\telse',
		'\t\techo ""',
		'\tend',
		'end',
		'function __xtui_first',
		'\ttest (count (commandline -opc)) -eq 1',
		'end',
		'function __xtui_no_verb',
		'\tset -l word (commandline -ct)',
		`\t__xtui_first; and test -n "$word"; and not string match -q -- "$word*" ${commands.map(({name}) => name).join(' ')}`,
		'end',
		'function __xtui_directories',
		"\tstring match -qr '[:=<>~(]' -- (commandline -ct); or __fish_complete_directories",
		'end',
		'function __xtui_ask',
		"\tset -l word (commandline -ct | string unescape 2>/dev/null; or commandline -ct | string trim -lc '\\'\"')",
		"\tset word (string replace -r '^--[a-z-]+=' '' -- \"$word\")",
		`\t${program} ${answerVerb} $argv[1] -- "$word" (commandline -opc)[2..-1] 2>/dev/null`,
		'end',
		`complete -c ${program} -f`,
		`complete -c ${program} -n '${none}' -xa '(__xtui_directories)'`,
		`complete -c ${program} -n '${none}; and not __xtui_first' -xa '(__xtui_ask query)'`,
		`complete -c ${program} -n __xtui_no_verb -xa '(__xtui_ask query)'`,
		...flags.map(flag => flagLine(none, flag, program)),
		`complete -c ${program} -n '${none}' -l help -d 'Show the usage'`,
		`complete -c ${program} -n '${none}' -l version -d 'Show the version'`,
		...commands.flatMap(command => {
			const condition = `test (__xtui_verb) = ${command.name}`;
			const words = command.words.map(kind => `complete -c ${program} -n ${quote(condition)} ${argumentsOf(kind)}`);
			const choices =
				command.choices.length > 0
					? [`complete -c ${program} -n ${quote(condition)} -xa ${quote(command.choices.join(' '))}`]
					: [];
			return [
				`complete -c ${program} -n __xtui_first -xa ${command.name} -d ${quote(command.about)}`,
				...command.flags.map(flag => flagLine(condition, flag, program)),
				...choices,
				...words,
			];
		}),
		'',
	].join('\n');
}
