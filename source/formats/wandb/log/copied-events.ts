import {nameOf} from '../../../core/files/paths.ts';
import type {CopiedFile} from '../../../core/run.ts';
import {bytesType, type WireReader} from '../../../encodings/records/protobuf.ts';
import {isEventFile} from '../../tfevents/file-name.ts';
import {readTexts} from './messages.ts';

const firstField = new Set([1]);
const noFields = new Set<number>();

/** A directory without what only leads to it from the place where a program was started. */
function plain(directory: string): string {
	const parts = directory.split('/').filter(part => part !== '' && part !== '.');
	const from = parts.findIndex(part => part !== '..');
	return (directory.startsWith('/') ? '/' : '') + (from < 0 ? [] : parts.slice(from)).join('/');
}

/**
 * Event files of TensorBoard that wandb copies as they grow (`sync_tensorboard`). It links each into `files/` of its own run, and a FilesRecord names the link:
 * by its path from where the program was started, or by what of that lies below the directory that all have in common (wandb/sdk/internal/tb_watcher.py,
 * core/internal/tensorboard). Most versions write a TBRecord for each directory too, named as the program has it.
 */
export class CopiedEvents {
	private readonly links: string[] = [];
	private readonly directories: string[] = [];
	private made: CopiedFile[] | null = null;

	/** The same list until more is known. */
	get all(): CopiedFile[] {
		this.made ??= this.links.map(link => this.fileOf(link));
		return this.made;
	}

	/** Reads a FilesRecord. */
	takeFiles(wire: WireReader, end: number): void {
		readTexts(wire, end, noFields, limit => {
			if (wire.field !== 1 || wire.type !== bytesType) wire.skip(limit);
			else for (const file of this.readFirst(wire, wire.length(limit))) if (isEventFile(nameOf(file))) this.add(this.links, file);
		});
	}

	/** Reads a TBRecord. */
	takeDirectory(wire: WireReader, end: number): void {
		for (const directory of this.readFirst(wire, end)) this.add(this.directories, plain(directory));
	}

	private readFirst(wire: WireReader, end: number): string[] {
		return readTexts(wire, end, firstField).get(1) ?? [];
	}

	private add(to: string[], found: string): void {
		if (to.includes(found)) return;
		to.push(found);
		this.made = null;
	}

	private fileOf(link: string): CopiedFile {
		const name = nameOf(link);
		const below = plain(link.slice(0, -name.length));
		const told = this.directories.filter(directory => below === '' || directory === below || directory.endsWith(`/${below}`));
		return {name, directories: told.length > 0 ? told : [below]};
	}
}
