import {
	type Entry,
	type FileAccess,
	type FileStat,
	maxRecordBytes,
	type Tail,
	type TailOutcome,
} from '../../source/core/files/files.ts';

interface Held {
	bytes: Uint8Array;
	inode: number;
	modifiedAtMs: number;
	bornAtMs: number;
}

const asBytes = (content: string | Uint8Array) => (typeof content === 'string' ? Buffer.from(content) : content);

/** Files in memory, so that a reader can be shown every way in which a file grows, without a disk. Paths are absolute, with '/'. */
export class MemoryFiles implements FileAccess {
	private readonly held = new Map<string, Held>();
	private inodes = 0;
	/** True where files say when they were made. */
	tellsBirth = false;
	/** What symbolic links say, by their path: each of them is written as the file that it leads to. */
	readonly links = new Map<string, string>();
	/** Paths that are there and may not be read; of a directory it is only its names. */
	readonly locked = new Set<string>();
	/** Modification time of what is written next, milliseconds. */
	nowMs = 1_760_000_000_000;
	/** Paths of which something was read. */
	readonly touched: string[] = [];

	/** Puts a file there; with `inPlace` an existing one keeps its inode, as when it is opened for writing. */
	write(path: string, content: string | Uint8Array, {inPlace = false} = {}): this {
		const inode = inPlace ? (this.held.get(path)?.inode ?? ++this.inodes) : ++this.inodes;
		const bornAtMs = inPlace ? (this.held.get(path)?.bornAtMs ?? this.nowMs) : this.nowMs;
		this.held.set(path, {bytes: asBytes(content), inode, modifiedAtMs: this.nowMs++, bornAtMs});
		return this;
	}

	append(path: string, content: string | Uint8Array): this {
		const before = this.held.get(path)?.bytes ?? new Uint8Array(0);
		return this.write(path, Buffer.concat([before, asBytes(content)]), {inPlace: true});
	}

	remove(path: string): this {
		this.held.delete(path);
		return this;
	}

	list(path: string): Entry[] {
		const entries = new Map<string, Entry>();
		for (const file of this.held.keys()) {
			if (!file.startsWith(`${path}/`)) continue;
			const [name, ...below] = file.slice(path.length + 1).split('/');
			const isLink = this.links.has(`${path}/${name}`);
			entries.set(name!, {name: name!, kind: below.length > 0 ? 'directory' : 'file', ...(isLink && {isLink})});
		}
		return [...entries.values()];
	}

	names(path: string): string[] | null {
		if (this.locked.has(path)) return null;
		return this.list(path).map(({name}) => name);
	}

	exists(path: string): boolean {
		return this.stat(path) !== null;
	}

	stat(path: string): FileStat | null {
		const file = this.held.get(path);
		if (file !== undefined)
			return {
				size: file.bytes.length,
				modifiedAtMs: file.modifiedAtMs,
				...(this.tellsBirth ? {bornAtMs: file.bornAtMs} : {}),
				inode: file.inode,
				device: 1,
				kind: 'file',
			};
		return this.list(path).length > 0 ? {size: 0, modifiedAtMs: 0, inode: 0, device: 1, kind: 'directory'} : null;
	}

	readWhole(path: string, maxBytes: number): Uint8Array | null {
		this.touched.push(path);
		const bytes = this.locked.has(path) ? undefined : this.held.get(path)?.bytes;
		return bytes === undefined || bytes.length > maxBytes ? null : bytes;
	}

	readRange(path: string, offset: number, length: number): Uint8Array | null {
		this.touched.push(path);
		if (this.locked.has(path)) return null;
		return this.held.get(path)?.bytes.subarray(offset, offset + length) ?? null;
	}

	readListed(path: string, maxBytes: number): Uint8Array | null {
		return this.readWhole(path, maxBytes);
	}

	readTold(path: string, maxBytes: number): Uint8Array | null {
		return this.readWhole(path, maxBytes);
	}

	now(): number {
		return this.nowMs;
	}

	linkTarget(path: string): string | null {
		return this.links.get(path) ?? null;
	}

	tail(path: string): Tail {
		return new MemoryTail(
			path,
			() => this.held.get(path),
			() => this.locked.has(path),
		);
	}
}

/** Offers a record in small chunks that grow, as a real tail does, so that readers meet every kind of torn end. */
class MemoryTail implements Tail {
	offset = 0;
	size = 0;
	modifiedAtMs = 0;
	inode = 0;
	private known: Uint8Array = new Uint8Array(0);
	private stuckAtSize = -1;

	constructor(
		readonly path: string,
		private readonly find: () => Held | undefined,
		private readonly isLocked: () => boolean,
		private readonly chunkBytes = 4096,
	) {}

	read(consume: (chunk: Uint8Array) => number, budgetBytes: number): TailOutcome {
		const file = this.find();
		if (file === undefined) return 'missing';
		if (this.isLocked()) return 'unreadable';
		const {bytes} = file;
		const isOther =
			file.inode !== this.inode ||
			bytes.length < this.offset ||
			!bytes.subarray(0, this.offset).every((byte, i) => byte === this.known[i]);
		if (this.inode !== 0 && isOther) {
			this.offset = 0;
			this.inode = 0;
			this.stuckAtSize = -1;
			return 'replaced';
		}
		this.inode = file.inode;
		this.known = bytes;
		this.size = bytes.length;
		this.modifiedAtMs = file.modifiedAtMs;
		if (this.stuckAtSize === this.size || this.offset >= this.size) return 'unchanged';
		const from = this.offset;
		let want = this.chunkBytes;
		while (this.offset < this.size) {
			const chunk = bytes.slice(this.offset, this.offset + want);
			const used = consume(chunk);
			if (used < 0 || used > chunk.length) throw new Error(`${used} of ${chunk.length} bytes used`);
			this.offset += used;
			if (used === 0) {
				if (chunk.length < want || want >= maxRecordBytes) {
					this.stuckAtSize = this.size;
					break;
				}
				want *= 4;
				continue;
			}
			want = this.chunkBytes;
			if (this.offset - from >= budgetBytes && this.offset < this.size) return 'more';
		}
		return this.offset > from ? 'read' : 'unchanged';
	}
}
