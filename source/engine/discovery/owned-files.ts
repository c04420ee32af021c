import path from 'node:path';
import type {RankedClaim} from './resolve.ts';

/** Files that a run owns below its own directory, with the rank of its format. */
export class OwnedFiles {
	private readonly ranks = new Map<string, number>();

	/** True while no run owns any. */
	get isEmpty(): boolean {
		return this.ranks.size === 0;
	}

	/** Notes what the claims on a directory own below it, and leaves out those of which a stronger format owns all files from above. */
	leave(claims: RankedClaim[], directory: string): RankedClaim[] {
		for (const {ownsFiles, files, rank} of claims) {
			if (ownsFiles !== true) continue;
			for (const file of files) if (path.dirname(file) !== directory) this.ranks.set(file, rank);
		}
		if (this.isEmpty) return claims;
		return claims.filter(({files, rank}) => files.length === 0 || !files.every(file => (this.ranks.get(file) ?? rank) > rank));
	}
}
