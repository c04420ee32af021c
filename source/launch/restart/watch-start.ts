import {existsSync} from 'node:fs';
import path from 'node:path';
import type {Target} from '../../core/acting/target.ts';
import {placeOf} from '../../formats/gage/layout.ts';
import {Meta} from '../../formats/gage/meta.ts';
import {parseOperation} from '../../formats/gage/operation.ts';
import {nodeFiles} from '../../io/files.ts';
import {isDirectory, namesAt, textAt} from '../../io/look.ts';

/** Finds the run that a tracker makes when it starts one again, what was not beside the old one before, and whether it was started. */

const idForm = /^[0-9a-f-]{32,36}$/;

/** What shows that a tracker does what it was told to. */
export interface StartWatch {
	/** True where a new run is made, false where the old one goes on. */
	makesRun: boolean;
	/**
	 * The id of the run that was made since, or its path where its tracker's ids are only known from its files; null where none is seen yet, or
	 * more than one.
	 */
	seeMade(): string | null;
	/** True where that run, or the one that goes on, says that it was started since. */
	hasBegun(): boolean;
}

/** Notes what is there now, for looks at what has changed since. */
export function watchStart(target: Target, goesOn: boolean): StartWatch {
	const {format, path: old} = target;
	const directory = path.dirname(old);
	const startOf = (id: string): string | null => {
		if (format === 'gage') return textOfGage(directory, id, 'started');
		return textAt(path.resolve(directory, id, format === 'guild' ? '.guild/attrs/started' : 'run.lock'));
	};
	if (goesOn) {
		const oldId = format === 'gage' ? target.id : path.basename(old);
		const startedBefore = startOf(oldId);
		const hasBegun = () => ![null, startedBefore].includes(startOf(oldId));
		return {makesRun: false, seeMade: () => null, hasBegun};
	}
	const idsIn = () => new Set(namesAt(directory).flatMap(name => (format === 'gage' ? (gageIdOf(name) ?? []) : name)));
	const before = idsIn();
	const seeMade = () => {
		const made = madeAmong(
			target,
			[...idsIn()].filter(id => !before.has(id)),
		);
		return made.length === 1 ? made[0]! : null;
	};
	const hasBegun = () => {
		const made = seeMade();
		return made !== null && startOf(made) !== null;
	};
	return {makesRun: true, seeMade, hasBegun};
}

/** Those of the new names beside a run that are runs made from it, by their ids or paths. */
function madeAmong({format, path: old, id, facts}: Target, names: readonly string[]): string[] {
	const directory = path.dirname(old);
	if (format === 'guild') return madeByGuild(directory, names, id);
	if (format === 'gage')
		return names.filter(name => parseOperation(textOfGage(directory, name, 'opref') ?? '')?.name === facts.group);
	return names.map(name => path.join(directory, name)).filter(at => !path.basename(at).startsWith('.') && isDirectory(at));
}

/**
 * Runs of Guild that were made from that one, as their parameters say (guildai 0.9.0, run_params). The trials of a batch say that too: they are the
 * batch's, which has a link to each.
 */
function madeByGuild(directory: string, names: readonly string[], id: string): string[] {
	const made = names.filter(name => {
		const parameters = idForm.test(name) ? textAt(path.join(directory, name, '.guild/attrs/run_params')) : null;
		return parameters?.includes(`\nproto: ${id}\n`) ?? false;
	});
	const isTrial = (name: string) => made.some(other => other !== name && existsSync(path.join(directory, other, name)));
	return made.filter(name => !isTrial(name));
}

/** By the meta of a run, which git HEAD's Gage makes an archive of once it has ended. */
const gageIdOf = (name: string): string | null => placeOf(`/${name}`)?.id ?? null;

function textOfGage(directory: string, id: string, name: string): string | null {
	for (const ending of ['.meta', '.meta.zip']) {
		const place = placeOf(path.join(directory, `${id}${ending}`));
		const text = place === null ? null : new Meta(nodeFiles, place).text(name);
		if (text !== null) return text;
	}
	return null;
}
