import type {FileAccess} from '../../../core/files/files.ts';
import {type Kept, listSources, nothingKept, readRequirements, readSmallText} from '../../kept.ts';
import type {Attributes} from '../attributes/attributes.ts';
import {splitWords} from '../attributes/operation.ts';
import {fileNames, type Place} from '../layout.ts';

/** Source files as Guild's manifest lists them (`s <path in the run> <sha1> <path in the project>`); before 0.9 they were all in one directory. */
export function readKept(files: FileAccess, {path}: Place, attributes: Attributes): Kept {
	const own = `${path}/${fileNames.own}`;
	const manifest = readSmallText(files, `${own}/${fileNames.manifest}`) ?? '';
	const listed = manifest.split('\n').flatMap((line): [string, string][] => {
		const [kind, copy, , original] = splitWords(line) ?? [];
		return kind === 's' && copy !== undefined ? [[original ?? copy, `${path}/${copy}`]] : [];
	});
	attributes.refresh(['pip_freeze']);
	const freeze = attributes.list('pip_freeze').filter(line => typeof line === 'string');
	return {
		...nothingKept,
		sources: listed.length > 0 ? new Map(listed) : listSources(files, `${own}/sourcecode`),
		packages: readRequirements(freeze),
	};
}
