import {hasControls, stripControls} from '../../../encodings/text/controls.ts';
import type {EventPlace} from './event-places.ts';

/**
 * What the tags of a run's event files are called: by the directory and the tag, `logs/train#loss`, but in the run's own directory by the tag alone,
 * like what Guild has taken from the output. Where both have a tag, Guild shows its own by that (guild/index.py: the directory that is read last
 * replaces what was there); the program's is another curve and named `.#loss` here.
 */
export class TagNames {
	/** Tags that both have, also of earlier readings. */
	private readonly shared = new Set<string>();
	private readonly ofGuild = new Set<string>();
	private readonly ofProgram = new Set<string>();
	/** True once points got a name that is not theirs: all has to be read again. */
	isOther = false;

	/** All is read from the start. */
	begin(): void {
		this.ofGuild.clear();
		this.ofProgram.clear();
		this.isOther = false;
	}

	/** Gives names to the tags of one directory. */
	of({prefix}: EventPlace, isGuilds: boolean): (tag: string) => string {
		if (prefix !== '') return tag => `${prefix}${tag}`;
		return isGuilds ? tag => this.nameGuilds(tag) : tag => this.namePrograms(tag);
	}

	private nameGuilds(tag: string): string {
		this.ofGuild.add(tag);
		if (this.ofProgram.has(tag) && !this.shared.has(tag)) {
			this.shared.add(tag);
			this.isOther = true;
		}
		return tag;
	}

	private namePrograms(tag: string): string {
		this.ofProgram.add(tag);
		if (this.ofGuild.has(tag)) this.shared.add(tag);
		return this.shared.has(tag) ? `.#${tag}` : tag;
	}
}

/**
 * Words that the output has for tags with escapes in them: a name that is printed in bold is one to Guild with all that makes it bold, and the
 * output is read without.
 */
export const wordsOfStyled = (tags: ReadonlySet<string>): string[] => [...tags].filter(hasControls).map(stripControls);
