const assignment = /^([A-Za-z_]\w*)=([\s\S]*)$/;
const secretWords =
	/(?:^|_)(?:KEY|KEYS|TOKEN|TOKENS|SECRET|SECRETS|PASS|PASSWD|PASSWORD|PASSPHRASE|CREDENTIALS?|AUTH|COOKIE|DSN)(?:_|$)|APIKEY|ACCESS_?KEY|PRIVATE/i;
/** A password inside an address: scheme://user:password@host. */
const secretValue = /:\/\/[^/\s:@]+:[^/\s@]+@/;
// These decide what a run computes on and how, and are no secrets: they count as set for it.
const telling = /^(?:\w+_VISIBLE_DEVICES|OMP_NUM_THREADS|MKL_NUM_THREADS|PYTHONHASHSEED|CUBLAS_WORKSPACE_CONFIG|XLA_FLAGS)$/;

/** True for a variable whose value should lie in no file: a key, a token, a password. */
export const isSecret = (name: string, value: string): boolean => secretWords.test(name) || secretValue.test(value);

/** `NAME=VALUE` words that stand before a program are its environment, as in a shell. */
export function splitAssignments(words: readonly string[]): {env: Record<string, string>; argv: string[]} {
	const env: Record<string, string> = {};
	let at = 0;
	for (; at < words.length; at++) {
		const found = assignment.exec(words[at]!);
		if (found === null) break;
		env[found[1]!] = found[2]!;
	}
	return {env, argv: words.slice(at)};
}

/** Reads `--env NAME=VALUE` and `--env NAME`, which takes the value that is there now; the fault in words where one is neither. */
export function readEnvFlags(flags: readonly string[], now: NodeJS.ProcessEnv): {env: Record<string, string>} | {fault: string} {
	const env: Record<string, string> = {};
	for (const flag of flags) {
		const found = assignment.exec(flag);
		if (found !== null) env[found[1]!] = found[2]!;
		else if (!/^[A-Za-z_]\w*$/.test(flag)) return {fault: `--env ${flag} is neither NAME nor NAME=VALUE`};
		else if (now[flag] === undefined)
			return {fault: `--env ${flag}: there is no such variable; give it a value: --env ${flag}=VALUE`};
		else env[flag] = now[flag];
	}
	return {env};
}

/** Variables of this program's environment that count as set for whatever it starts. */
export function tellingVariables(now: NodeJS.ProcessEnv): Record<string, string> {
	const env: Record<string, string> = {};
	for (const [name, value] of Object.entries(now)) if (value !== undefined && telling.test(name)) env[name] = value;
	return env;
}

/** What of the environment goes into the record, and the names of what was left out as a secret. */
export function recordable(env: Record<string, string>, recordsSecrets: boolean): {env: Record<string, string>; left: string[]} {
	const kept: Record<string, string> = {};
	const left: string[] = [];
	for (const [name, value] of Object.entries(env)) {
		if (recordsSecrets || !isSecret(name, value)) kept[name] = value;
		else left.push(name);
	}
	return {env: kept, left};
}
