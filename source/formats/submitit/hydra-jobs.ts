import type {FileAccess} from '../../core/files/files.ts';
import {decodeText} from '../../encodings/text/text.ts';

const mostBytes = 1 << 20;

/** The directories of a sweep's jobs by the ids that Hydra was given for them; each is read once. */
export class HydraJobs {
	private readonly byId = new Map<string, string>();
	private readonly read = new Set<string>();

	constructor(
		private readonly sweep: string,
		private readonly files: FileAccess,
	) {}

	/** Absolute; null where no job of that id has begun. */
	find(id: string): string | null {
		return this.byId.get(id) ?? this.look(id);
	}

	private look(id: string): string | null {
		for (const {name, kind} of this.files.list(this.sweep) ?? []) {
			if (kind !== 'directory' || name.startsWith('.') || this.read.has(name)) continue;
			const bytes = this.files.readWhole(`${this.sweep}/${name}/.hydra/hydra.yaml`, mostBytes);
			const found = bytes === null ? undefined : /^ {2}job:\n(?: {4}.*\n)*? {4}id: '?([\w.-]+)'?$/m.exec(decodeText(bytes))?.[1];
			if (found === undefined) continue;
			this.read.add(name);
			this.byId.set(found, `${this.sweep}/${name}`);
			if (found === id) return `${this.sweep}/${name}`;
		}
		return null;
	}
}
