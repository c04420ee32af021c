import {answerVerb, askedKinds, type CompletedFlag, type CompletionModel, isAsked, type WordKind} from './model.ts';

/** nushell: `xtui completion nushell | save -f ~/.config/nushell/xtui.nu`, then `source ~/.config/nushell/xtui.nu`. */

const completer = (kinds: readonly string[]): string => `string@"nu-complete xtui ${kinds.join(' or ')}"`;

function typeOf(kind: WordKind): string {
	if (kind === 'directory') return 'directory';
	if (kind === 'file') return 'path';
	return isAsked(kind) ? completer([kind]) : 'string';
}

const flagLine = ({name, about, takes}: CompletedFlag): string => `\t--${name}${takes ? `: ${typeOf(takes)}` : ''} # ${about}`;

/** What a command's words complete as: nushell offers paths by itself only where nothing else is asked for. */
function kindsOfWords(words: readonly WordKind[]): readonly WordKind[] {
	const kinds = words.filter(kind => kind !== 'text');
	return kinds.some(isAsked) ? kinds.map(kind => (kind === 'file' ? 'directory' : kind)) : kinds.slice(0, 1);
}

function wordsLine(words: readonly WordKind[], choices: readonly string[], name: string): string[] {
	if (choices.length > 0) return [`\tword?: ${completer([name, 'words'])}`];
	const kinds = kindsOfWords(words);
	const [first] = kinds;
	if (first === undefined) return [];
	return [`\t...words: ${kinds.length === 1 ? typeOf(first) : completer(kinds)}`];
}

/** Several kinds together, in the order that the usage names them. */
function mixedFunctions(all: readonly (readonly WordKind[])[]): string[] {
	const mixed = new Map(all.filter(kinds => kinds.length > 1).map(kinds => [kinds.join(' or '), kinds]));
	return Array.from(mixed, ([name, kinds]) => {
		const parts = kinds.map(kind =>
			kind === 'directory' ? '(nu-complete xtui directories $context)' : `(nu-complete xtui ask ${kind} $context)`,
		);
		return `def "nu-complete xtui ${name}" [context: string] { nu-complete xtui offer [${parts.join(' ')}] }`;
	});
}

/**
 * The words as they were typed are divided as nushell divides them, so that an open quote is one word. What is put in is quoted where nushell would
 * take it for something else; older versions filter it once more, by letters.
 */
const helpers = (program: string): string => `def "nu-complete xtui words" [context: string] {
	let words = ($context | parse --regex '(?P<word>(?:"[^"]*(?:"|$)|\\x27[^\\x27]*(?:\\x27|$)|\`[^\`]*(?:\`|$)|[^\\s"\\x27\`])+)' | get word)
	if ($words | is-empty) or not ($context | str ends-with ($words | last)) { $words | append "" } else { $words }
}
def "nu-complete xtui plain" [word: string] {
	$word | str replace --regex '^--[a-z-]+=' "" | str replace --all --regex '["\\x27\`]' ""
}
def "nu-complete xtui quoted" [text: string] {
	if ($text =~ '^[\\w./:=<>,~%@+*?!-]+$') { $text } else if ($text =~ '\\x27') { $text | to json } else { "'" + $text + "'" }
}
def "nu-complete xtui offer" [parts: list<any>] {
	{options: {sort: false, filter: false, completion_algorithm: "fuzzy"}, completions: ($parts | flatten)}
}
def "nu-complete xtui ask" [kind: string, context: string] {
	let words = (nu-complete xtui words $context)
	# A quote that is not shut is a part of nushell's line, not of the query.
	let word = ($words | last | str replace --regex '^--[a-z-]+=' "" | str replace --regex '^["\\x27\`]' "" | str replace --regex '\\x27$' "")
	let line = ($words | skip 1 | drop 1 | each {|one| nu-complete xtui plain $one})
	(^${program} ${answerVerb} $kind "--" $word ...$line | complete | get stdout | lines | split column "\\t" value description
		| each {|one| {value: (nu-complete xtui quoted $one.value), description: $one.description}})
}
def "nu-complete xtui directories" [context: string] {
	let word = (nu-complete xtui plain (nu-complete xtui words $context | last))
	try {
		ls ($word + "*" | into glob) | where type == dir
			| each {|one| {value: (nu-complete xtui quoted ($one.name + "/")), description: "directory"}}
	} catch { [] }
}`;

export function nushellScript({program, commands, flags}: CompletionModel): string {
	const ofScreen: readonly WordKind[] = ['directory', 'query'];
	const choices = commands.filter(command => command.choices.length > 0);
	return [
		`# Completion of ${program} for nushell: ${program} completion nushell | save -f xtui.nu, then source xtui.nu`,
		helpers(program),
		...askedKinds.map(
			kind =>
				`def "nu-complete xtui ${kind}" [context: string] { nu-complete xtui offer [(nu-complete xtui ask ${kind} $context)] }`,
		),
		...mixedFunctions([ofScreen, ...commands.map(({words}) => kindsOfWords(words))]),
		...choices.map(
			({name, choices}) => `def "nu-complete xtui ${name} or words" [] { [${choices.map(choice => `"${choice}"`).join(' ')}] }`,
		),
		// A verb goes before a query, and is added by nushell itself.
		`def "nu-complete xtui place" [context: string] {
	let words = (nu-complete xtui words $context)
	let is_verb = ([${commands.map(({name}) => `"${name}"`).join(' ')}] | any {|verb| $verb | str starts-with ($words | last)})
	if ($words | length) == 2 and $is_verb { nu-complete xtui offer [(nu-complete xtui directories $context)] } else { nu-complete xtui ${ofScreen.join(' or ')} $context }
}`,
		`export extern "${program}" [`,
		`\t...words: ${completer(['place'])}`,
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
