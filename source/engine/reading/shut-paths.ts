import {dirname, resolve} from 'node:path';
import type {FileAccess} from '../../core/files/files.ts';
import {isWithin} from '../../core/files/paths.ts';
import type {Problem} from '../../core/run.ts';
import type {Claim} from '../../formats/format.ts';
import {leaveShut, type Shut, tellShut} from '../model/layer/shut.ts';
import type {Layer} from '../model/layer.ts';

/**
 * What of a source's own files and directories refused itself while it was read. Readers take such ones for absent, each in its own way; that
 * they are there is told here, for all formats alike.
 */
export class ShutPaths {
	private readonly found = new Map<string, Shut>();
	private readonly examined = new Set<string>();

	constructor(
		/** A renewed claim may name other files. */
		private readonly source: {readonly claim: Pick<Claim, 'path' | 'files'>},
		private readonly files: FileAccess,
	) {}

	/** Does something with the source; what refuses itself meanwhile is found here afterwards. */
	hear<Result>(act: () => Result): Result {
		if (this.files.hearShut === undefined) return act();
		return this.files.hearShut((path, isDirectory, why) => this.take(path, isDirectory, why), act);
	}

	/** What was found so far. */
	get all(): readonly Shut[] {
		return this.found.size === 0 ? none : [...this.found.values()];
	}

	/**
	 * To be called when something was read: tells the run what may not be read, or says it of the source itself where that has not one run.
	 * @param said what the source said of itself
	 * @returns what there is to say of it
	 */
	tell(said: readonly Problem[], layers: readonly Layer[]): readonly Problem[] {
		// A listing of discovery has shown them, by which readers never ask for them.
		this.hear(() => {
			for (const path of this.files.othersIn?.(this.source.claim.path) ?? []) this.files.stat(path);
		});
		const only = layers.length === 1 ? layers[0] : undefined;
		this.examine(said);
		if (only !== undefined) this.examine(only.problemsTold);
		const {all} = this;
		only?.takeShut(all);
		return only === undefined ? tellShut(said, all) : leaveShut(said, all);
	}

	/** Looks whether that which is blamed may be read: what runs share was read for another one of them, so that nothing was heard of it here. */
	private examine(said: readonly Problem[]): void {
		for (const {file} of said) {
			if (this.examined.has(file)) continue;
			this.examined.add(file);
			this.hear(() => {
				// A directory can be to blame as well.
				if (this.files.stat(file)?.kind !== 'directory') this.files.readRange(file, 0, 1);
			});
		}
	}

	/** True where something of it can be read by now, or is gone. */
	get isOpened(): boolean {
		for (const {file, isDirectory} of this.found.values()) if (this.files.isShut?.(file, !isDirectory) !== true) return true;
		return false;
	}

	forget(): void {
		this.found.clear();
		this.examined.clear();
	}

	private take(file: string, isDirectory: boolean, why: string): void {
		if (this.found.has(file)) return;
		const message = isDirectory ? `Cannot look into this directory: ${why}` : `Cannot be read: ${why}`;
		this.found.set(file, {file, message, why, isDirectory, isOwn: this.isOwn(file)});
	}

	/** Also what a link in it leads to may lie outside. */
	private isOwn(file: string): boolean {
		const {path, files} = this.source.claim;
		if (!isWithin(file, path) && !isWithin(path, file) && !files.some(each => isWithin(each, file))) return false;
		const target = this.files.linkTarget?.(file) ?? null;
		return target === null || isWithin(resolve(dirname(file), target), path);
	}
}

const none: readonly Shut[] = [];
