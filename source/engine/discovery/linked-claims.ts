import type {FileAccess} from '../../core/files/files.ts';
import type {Claim} from '../../formats/format.ts';
import type {Registry} from '../registry.ts';

/** A claim on what a symbolic link leads to, and how to open it. */
interface Waiting {
	claim: Claim;
	open: () => void;
}

/**
 * Claims on files and directories by symbolic links, which wait until all else was looked at, as linked directories do in the walk: what lies in
 * the tree is listed where it lies, and not again by the link to it. Two links to one directory are one too; two links to one file may be two runs
 * in a store of contents, which keeps equal files once.
 */
export class LinkedClaims {
	private waiting: Waiting[] = [];
	/** Paths of links whose claims were opened. */
	private readonly opened = new Set<string>();

	constructor(
		private readonly files: FileAccess,
		private readonly registry: Registry,
	) {}

	get size(): number {
		return this.waiting.length;
	}

	add(claim: Claim, open: () => void): void {
		this.waiting.push({claim, open});
	}

	/**
	 * Opens what is found by links alone.
	 * @param pass is told of all others: the path of the link and why it is not opened
	 */
	settle(pass: (path: string, why: string) => void): void {
		if (this.waiting.length === 0) return;
		const {waiting} = this;
		this.waiting = [];
		const places = this.placesOf(new Set(waiting.map(({claim}) => claim.format)));
		for (const {claim, open} of waiting) {
			const path = listedPath(claim);
			const identity = this.identityOf(claim);
			const known = places.get(identity ?? '');
			if (identity === null) continue;
			if (known !== undefined && known !== path) {
				pass(path, `the same as ${known}`);
				continue;
			}
			this.opened.add(path);
			open();
			if (this.files.stat(path)?.kind === 'directory') places.set(identity, path);
		}
	}

	/** Where what is open of some formats lies, by its identity. */
	private placesOf(formats: ReadonlySet<string>): Map<string, string> {
		const places = new Map<string, string>();
		for (const {claim} of this.registry.handles.values()) {
			const path = listedPath(claim);
			if (!formats.has(claim.format) || this.opened.has(path)) continue;
			const identity = this.identityOf(claim);
			if (identity !== null) places.set(identity, path);
		}
		return places;
	}

	private identityOf(claim: Claim): string | null {
		const stat = this.files.stat(listedPath(claim));
		return stat === null ? null : `${claim.format}:${stat.device}:${stat.inode}`;
	}
}

const listedPath = ({path, listedAt}: Claim): string => listedAt ?? path;
