import path from 'node:path';
import type {FileAccess} from '../../core/files/files.ts';
import type {Claim} from '../../formats/format.ts';
import type {TrackedRun} from '../model/tracked-run.ts';
import type {SourceHandle} from '../reading/source-handle.ts';
import {type ClaimName, keyOf, type Registry} from '../registry.ts';

/** Closes what was opened in a directory that is claimed otherwise by now. */
export class RenewedClaims {
	constructor(
		private readonly registry: Registry,
		private readonly files: FileAccess,
	) {}

	/**
	 * Closes what was claimed in a directory and has none of its files left. A file that is only empty for a moment is still there.
	 * @param claims what is claimed there now: some runs go on in files that take the place of older ones, such as checkpoints of which two are kept
	 * @param changed paths at which a directory lies now and no file, or the other way round
	 */
	closeEmptied(directory: string, claims: readonly ClaimName[], changed: ReadonlySet<string> = new Set()): void {
		const renewed = new Set(claims.map(keyOf));
		const isEmptied = ({key, claim: {path: at, files}}: SourceHandle) =>
			(at === directory || path.dirname(at) === directory) &&
			!renewed.has(key) &&
			files.length > 0 &&
			files.every(file => changed.has(file) || this.files.stat(file) === null);
		this.registry.close([...this.registry.handles.values()].filter(isEmptied));
	}

	/**
	 * Closes what was claimed before and is claimed otherwise now: a second log beside the only one of a directory makes each of them a run of its own.
	 * What nobody claims any more stays where its files may be so for a moment only: they are empty, or may not be read.
	 * @param isDecided true for a file that says what it is, so that whoever does not claim it now will not do so in a moment
	 * @returns claims of before that stay, although they are not among those of now
	 */
	closeReplaced<Before extends ClaimName>(
		before: readonly Before[],
		claims: readonly Claim[],
		isDecided: (file: string) => boolean,
	): Before[] {
		if (before.length === 0) return [];
		const renewed = new Set(claims.map(keyOf));
		const isReplaced = ({format, claim: {files}}: SourceHandle) => {
			const left = files.filter(file => this.files.stat(file) !== null);
			const isClaimed = (file: string) => claims.some(claim => claim.format === format.id && claim.files.includes(file));
			const isOther = (file: string) => isDecided(file) && (this.files.readRange(file, 0, 1)?.length ?? 0) > 0;
			return left.length > 0 && left.every(file => isClaimed(file) || isOther(file));
		};
		const others = before.filter(claim => !renewed.has(keyOf(claim)));
		this.registry.close(others.flatMap(claim => this.registry.handleOf(claim) ?? []).filter(isReplaced));
		return others.filter(claim => this.registry.isOpen(claim));
	}

	/**
	 * Closes runs of one file each that are claimed by another path now, which come by the same key there: the only log of a directory stands for
	 * that, and beside a second one for itself.
	 * @param kept the run that goes on whatever is claimed; null for none
	 */
	handOver(before: readonly ClaimName[], claims: readonly Claim[], kept: TrackedRun | null): void {
		const {registry} = this;
		const renewed = new Set(claims.map(keyOf));
		for (const {format, path: at, files, listedAt = at} of claims) {
			const [file] = files;
			const old = before.find(claim => {
				const held = registry.handleOf(claim)?.claim.files;
				return claim.format === format && claim.path !== at && held?.length === 1 && held[0] === file;
			});
			if (files.length !== 1 || old === undefined || renewed.has(keyOf(old))) continue;
			const run = registry.runOf(old);
			if (run === null || run === kept || run.layers.length > 1 || run.parts.size > 0 || run.part !== '') continue;
			registry.handTo(listedAt, old, run);
		}
	}

	/** Closes the source of one of these claims, where it is open and adds to another run than it should by now: it is opened anew then. */
	leaveOwner(claim: Claim, before: readonly ClaimName[], owner: TrackedRun | null): void {
		const handle = this.registry.handleOf(claim);
		if (handle !== undefined && handle.owner !== owner && before.some(each => keyOf(each) === handle.key))
			this.registry.close([handle]);
	}
}
