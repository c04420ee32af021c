import path from 'node:path';
import type {RankedClaim} from './resolve.ts';

/** Files that runs own below their own directories, with the ranks of their formats. */
export class OwnedAbove {
	private readonly ranks = new Map<string, number>();

	/** True while no run owns any. */
	get isEmpty(): boolean {
		return this.ranks.size === 0;
	}

	/** Takes note of what claims on a directory own below it, and leaves out those whose files a stronger format owns from a directory above. */
	leaveTo(claims: RankedClaim[], directory: string): RankedClaim[] {
		for (const {ownsFiles, files, rank} of claims) {
			if (ownsFiles !== true) continue;
			for (const file of files) if (path.dirname(file) !== directory) this.ranks.set(file, rank);
		}
		if (this.isEmpty) return claims;
		return claims.filter(({files, rank}) => files.length === 0 || !files.every(file => (this.ranks.get(file) ?? rank) > rank));
	}
}
