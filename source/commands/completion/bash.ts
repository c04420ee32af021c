import {answerVerb, type CompletedCommand, type CompletedFlag, type CompletionModel, isAsked, type WordKind} from './model.ts';

/** Bash 4 and later, with or without the bash-completion package: `eval "$(xtui completion bash)"`. */

const flagWords = (flags: readonly CompletedFlag[]): string => flags.map(({name}) => `--${name}`).join(' ');

function offerKind(kind: WordKind, program: string): string {
	if (kind === 'directory') return '_xtui_paths -d';
	if (kind === 'file') return '_xtui_paths -f';
	return isAsked(kind) ? `_xtui_ask ${program} ${kind}` : ':';
}

function valueCases(command: string, flags: readonly CompletedFlag[], program: string): string[] {
	return flags.flatMap(({name, takes, choices}) => {
		if (takes === null) return [];
		const offer = choices.length > 0 ? `_xtui_words '${choices.join(' ')}'` : offerKind(takes, program);
		return [`		'${command} --${name}') ${offer}; return ;;`];
	});
}

function wordCase({name, flags, words, choices}: CompletedCommand, program: string): string {
	const offers = [`_xtui_words '${choices.join(' ')}'`, ...words.map(kind => offerKind(kind, program))];
	return `		'${name}') if [[ $cur == -* ]]; then _xtui_words '${flagWords(flags)}'; else ${offers.join('; ')}; fi ;;`;
}

/** Readline replaces a word only from the last of its break letters on, so `_xtui_add` takes what stands before off the answers. */
const helpers = `_xtui_add() {
	local value=$1 head=''
	if [[ -z $quote && $COMP_WORDBREAKS == *:* ]]; then head=\${cur%"\${cur##*[:=]}"}; fi
	[[ $value == "$head"* ]] || return
	value=\${value#"$head"}
	if [[ -z $quote ]]; then printf -v value '%q' "$value"; fi
	COMPREPLY+=("$value")
}
_xtui_words() {
	local word
	for word in $1; do if [[ $word == "$cur"* ]]; then _xtui_add "$word"; fi; done
}
_xtui_paths() {
	local word
	while IFS= read -r word; do compopt -o filenames 2>/dev/null; COMPREPLY+=("$word"); done < <(compgen "$1" -- "$cur")
}
_xtui_ask() {
	local value about
	compopt -o nospace 2>/dev/null
	while IFS=$'\\t' read -r value about; do if [[ $value == "$cur"* ]]; then _xtui_add "$value"; fi; done < <("$1" ${answerVerb} "$2" -- "$cur" "\${words[@]:1}" 2>/dev/null)
}`;

/** Takes the line apart as the shell would, since COMP_WORDS is split at colons and signs too. */
const split = `	local line=\${COMP_LINE:0:COMP_POINT} letter quote='' cur='' flag='' command='' i words=()
	COMPREPLY=()
	for ((i = 0; i < \${#line}; i++)); do
		letter=\${line:i:1}
		if [[ -n $quote ]]; then
			if [[ $letter == "$quote" ]]; then quote=''; else cur+=$letter; fi
		elif [[ $letter == [\\'\\"] ]]; then quote=$letter
		elif [[ $letter == \\\\ ]]; then i=$((i + 1)); cur+=\${line:i:1}
		elif [[ $letter == [[:space:]] ]]; then if [[ -n $cur ]]; then words+=("$cur"); fi; cur=''
		else cur+=$letter; fi
	done
	if [[ \${#words[@]} -gt 1 ]]; then flag=\${words[\${#words[@]} - 1]}; fi`;

export function bashScript({program, commands, flags}: CompletionModel): string {
	const verbs = commands.map(({name}) => name).join(' ');
	return `# Completion of ${program} for bash. In ~/.bashrc: eval "$(${program} completion bash)"
${helpers}
_xtui() {
${split}
	case " ${verbs} " in *" \${words[1]:-} "*) command=\${words[1]:-} ;; esac
	local whole=$cur
	if [[ $cur == --*=* ]]; then flag=\${cur%%=*}; cur=\${cur#*=}; fi
	case "$command $flag" in
${[...commands.flatMap(command => valueCases(command.name, command.flags, program)), ...valueCases('', flags, program)].join('\n')}
	esac
	cur=$whole
	case "$command" in
${commands.map(command => wordCase(command, program)).join('\n')}
		'') if [[ $cur == -* ]]; then _xtui_words '${flagWords(flags)} --help --version'; else if [[ \${#words[@]} -le 1 ]]; then _xtui_words '${verbs}'; else ${offerKind('query', program)}; fi; _xtui_paths -d
		if [[ -n $cur && \${#words[@]} -le 1 && \${#COMPREPLY[@]} -eq 0 ]]; then ${offerKind('query', program)}; fi; fi ;;
	esac
}
complete -F _xtui ${program}
`;
}
