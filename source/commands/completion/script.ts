import {nameOf} from '../../core/files/paths.ts';
import {bashScript} from './bash.ts';
import {fishScript} from './fish.ts';
import type {CompletionModel} from './model.ts';
import {nushellScript} from './nushell.ts';
import {zshScript} from './zsh.ts';

const scripts = {bash: bashScript, zsh: zshScript, fish: fishScript, nushell: nushellScript} as const;
export type ShellName = keyof typeof scripts;
export const shellNames = Object.keys(scripts) as ShellName[];

/** A shell by what people call it (`nu`, `/usr/bin/zsh`); null where none is meant. */
export function findShell(name: string): ShellName | null {
	const base = nameOf(name).toLowerCase();
	return shellNames.find(shell => shell === (base === 'nu' ? 'nushell' : base)) ?? null;
}

/** The script that teaches a shell to complete the command line. */
export const completionScript = (shell: ShellName, model: CompletionModel): string => scripts[shell](model);
