import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {homeDirectory} from '../../io/home.ts';
import {runQuietly} from '../../io/run-quietly.ts';

const namespace = 'xtui';

async function gitSetting(name: string, cwd: string, kind: 'path' | 'text' = 'text'): Promise<string | null> {
	const {code, stdout} = await runQuietly(['git', 'config', ...(kind === 'path' ? ['--type=path'] : []), '--get', name], {cwd});
	const text = stdout.toString('utf8').trim();
	return code === 0 && text !== '' ? text : null;
}

async function inDirectory<T>(use: (directory: string) => Promise<T>): Promise<T> {
	const directory = mkdtempSync(path.join(os.tmpdir(), 'xtui-sign-'));
	try {
		return await use(directory);
	} finally {
		rmSync(directory, {recursive: true, force: true});
	}
}

/**
 * SSH signature of a text by the key that git signs with (`user.signingkey`, where `gpg.format` is ssh).
 * @returns the armoured signature, or why there is none; the reason is null where no key is configured
 */
export async function sign(text: string, cwd: string): Promise<{sig: string} | {reason: string | null}> {
	const [key, format] = await Promise.all([gitSetting('user.signingkey', cwd), gitSetting('gpg.format', cwd)]);
	if (key === null) return {reason: null};
	const literal = key.replace(/^key::/, '');
	const isLiteral = /^(?:ssh-|ecdsa-|sk-)/.test(literal);
	// Without the format git means an OpenPGP key, which has no path.
	if (format !== 'ssh' && !isLiteral && !key.includes('/')) return {reason: null};
	return inDirectory(async directory => {
		const file = isLiteral ? path.join(directory, 'key.pub') : key.replace(/^~(?=\/)/, homeDirectory());
		if (isLiteral) writeFileSync(file, `${literal}\n`);
		const {code, stdout, stderr} = await runQuietly(['ssh-keygen', '-Y', 'sign', '-q', '-n', namespace, '-f', file], {
			input: text,
			env: {SSH_ASKPASS_REQUIRE: 'never'},
		});
		if (code === 0) return {sig: stdout.toString('utf8').trim()};
		return {reason: stderr.trim().split('\n').at(-1) || 'ssh-keygen failed'};
	});
}

/** What is known of a signature; `why` for one that is not verified. */
export type Verification = {verified: true; by: string} | {verified: false; why: string};

/**
 * Checks the signature of a line of a journal against git's allowed signers.
 * @param line the line as it stands in the journal, with its signature
 */
export async function verify(line: string, cwd: string): Promise<Verification> {
	const allowed = await gitSetting('gpg.ssh.allowedSignersFile', cwd, 'path');
	const {sig, ...rest}: {sig?: unknown} = JSON.parse(line);
	if (typeof sig !== 'string') return {verified: false, why: 'not signed'};
	if (allowed === null) return {verified: false, why: 'git names no gpg.ssh.allowedSignersFile'};
	return inDirectory(async directory => {
		const file = path.join(directory, 'line.sig');
		writeFileSync(file, `${sig}\n`);
		const common = ['-n', namespace, '-f', allowed, '-s', file];
		const found = await runQuietly(['ssh-keygen', '-Y', 'find-principals', ...common]);
		const [by] = found.stdout.toString('utf8').trim().split('\n');
		if (found.code !== 0 || !by) return {verified: false, why: 'its key is not among the allowed signers'};
		const checked = await runQuietly(['ssh-keygen', '-Y', 'verify', '-I', by, ...common], {input: JSON.stringify(rest)});
		return checked.code === 0 ? {verified: true, by} : {verified: false, why: 'the line is not what was signed'};
	});
}
