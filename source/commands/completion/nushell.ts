import {answerVerb, askedKinds, type CompletedFlag, type CompletionModel, isAsked, type WordKind} from './model.ts';

/** nushell: `xtui completion nushell | save -f ~/.config/nushell/xtui.nu`, then `source ~/.config/nushell/xtui.nu`. */

function typeOf(kind: WordKind): string {
	if (kind === 'directory') return 'directory';
	if (kind === 'file') return 'path';
	return isAsked(kind) ? `string@"nu-complete xtui ${kind}"` : 'string';
}

const flagLine = ({name, about, takes}: CompletedFlag): string => `\t--${name}${takes ? `: ${typeOf(takes)}` : ''} # ${about}`;

/** A word that may be several things completes as a query or a run, since nushell offers paths by itself. */
function wordsLine(words: readonly WordKind[], choices: readonly string[], name: string): string[] {
	if (choices.length > 0) return [`\tword?: string@"nu-complete xtui ${name} words"`];
	const asked = words.find(isAsked) ?? words[0];
	return asked ? [`\t...words: ${typeOf(asked)}`] : [];
}

function choicesFunction(name: string, choices: readonly string[]): string[] {
	return choices.length > 0
		? [`def "nu-complete xtui ${name} words" [] { [${choices.map(choice => `"${choice}"`).join(' ')}] }`]
		: [];
}

export function nushellScript({program, commands, flags}: CompletionModel): string {
	return [
		`# Completion of ${program} for nushell: ${program} completion nushell | save -f xtui.nu, then source xtui.nu`,
		`def "nu-complete xtui ask" [kind: string, context: string] {`,
		"\tlet word = ($context | split row -r '\\s+' | last | str replace -r '^--[a-z-]+=' '' | str trim -c \"'\" | str trim -c '\"')",
		"\tlet line = ($context | split row -r '\\s+' | skip 1 | drop 1)",
		`\tlet answers = (^${program} ${answerVerb} $kind "--" $word ...$line | complete | get stdout | lines | split column "\\t" value description)`,
		'\t{options: {sort: false, completion_algorithm: "fuzzy"}, completions: $answers}',
		'}',
		...askedKinds.map(kind => `def "nu-complete xtui ${kind}" [context: string] { nu-complete xtui ask ${kind} $context }`),
		...commands.flatMap(({name, choices}) => choicesFunction(name, choices)),
		`export extern "${program}" [`,
		'\t...directories: directory',
		...flags.map(flagLine),
		'\t--help # Show the usage',
		'\t--version # Show the version',
		']',
		...commands.flatMap(command => [
			`# ${command.about}`,
			`export extern "${program} ${command.name}" [`,
			...wordsLine(command.words, command.choices, command.name),
			...command.flags.map(flagLine),
			']',
		]),
		'',
	].join('\n');
}
