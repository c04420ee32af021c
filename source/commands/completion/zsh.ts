import {answerVerb, type CompletedCommand, type CompletedFlag, type CompletionModel, isAsked, type WordKind} from './model.ts';

/** zsh with compinit: `eval "$(xtui completion zsh)"`, or as a file `_xtui` in the fpath. */

const quote = (text: string): string => `'${text.replace(/'/g, "'\\''")}'`;

/** Letters at which `_arguments` and `_describe` divide, taken out of force. */
const describe = (text: string): string => text.replace(/[[\]:\\]/g, '\\$&');

function actionOf(kind: WordKind): string {
	if (kind === 'directory') return '_files -/';
	if (kind === 'file') return '_files';
	// A blank before it keeps zsh from putting its own options in.
	return isAsked(kind) ? ` _xtui_ask ${kind}` : ' ';
}

function flagSpec({name, about, takes, choices}: CompletedFlag): string {
	const text = `[${describe(about)}]`;
	if (takes === null) return quote(`--${name}${text}`);
	const action = choices.length > 0 ? `(${choices.join(' ')})` : actionOf(takes);
	return quote(`*--${name}=${text}:${takes}:${action}`);
}

function wordSpecs({words, choices}: CompletedCommand): string[] {
	if (choices.length > 0) return [quote(`1:word:(${choices.join(' ')})`)];
	if (words.length === 0) return [];
	if (words.length === 1) return [quote(`*:${words[0]}:${actionOf(words[0]!)}`)];
	return [quote(`*:word: _alternative ${words.map(kind => `"${kind}:${kind}:${actionOf(kind)}"`).join(' ')}`)];
}

function commandCase(command: CompletedCommand): string {
	const specs = [...command.flags.map(flagSpec), ...wordSpecs(command)].join(' ');
	return `		${command.name}) _arguments -S ${specs || quote('*: : ')} ;;`;
}

const screenFlags = ['--help[Show the usage]', '--version[Show the version]', '*:directory or query:_xtui_place'].map(quote);

export function zshScript({program, commands, flags}: CompletionModel): string {
	return `#compdef ${program}
# Completion of ${program} for zsh. In ~/.zshrc, after compinit: eval "$(${program} completion zsh)"
_xtui_ask() {
	local line word=\${(Q)PREFIX} tab=$'\\t'
	local -a values texts
	[[ $word == --* ]] && return 1
	for line in "\${(@f)$(${program} ${answerVerb} $1 -- "$word" "\${(@Q)words[2,-2]}" 2>/dev/null)}"; do
		[[ -n $line && \${line[1,$#word]} == "$word" ]] || continue
		values+=("\${line%%$tab*}")
		texts+=("\${line%%$tab*}  \${line#*$tab}")
	done
	(( $#values )) && compadd -S '' -d texts -a values
}
_xtui_place() {
	_xtui_ask query
	_files -/
}
_xtui() {
	local -a verbs
	verbs=(
${commands.map(({name, about}) => `		${quote(`${name}:${describe(about)}`)}`).join('\n')}
	)
	if (( CURRENT == 2 )) && [[ $PREFIX != -* ]]; then
		local -i none=1
		_describe -t commands command verbs && none=0
		_files -/ && none=0
		(( none )) && [[ -n $PREFIX ]] && _xtui_ask query && none=0
		return none
	fi
	local verb=$words[2]
	if (( CURRENT > 2 )) && (( \${verbs[(I)$verb:*]} )); then shift words; (( CURRENT-- )); else verb=; fi
	case $verb in
${commands.map(commandCase).join('\n')}
		*) _arguments -S ${[...flags.map(flagSpec), ...screenFlags].join(' ')} ;;
	esac
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _xtui "$@"; else compdef _xtui ${program}; fi
`;
}
