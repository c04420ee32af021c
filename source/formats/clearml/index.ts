import {nameOf} from '../../core/files/paths.ts';
import {decodeText} from '../../encodings/text/text.ts';
import type {Format} from '../format.ts';
import {openSession} from '../session.ts';
import {zipNames} from '../zip-names.ts';
import {clearmlKind} from './session.ts';

const named = /^offline-[0-9a-f]{32}$/;
const mostBytes = 16 * 1024 * 1024;

/** ClearML's offline tasks, `~/.clearml/cache/offline/offline-<id>`, and the archives that they are packed into. */
export const clearml: Format = {
	id: 'clearml',
	title: 'ClearML',
	rank: 77,
	alone: true,
	logsPrograms: true,
	detect({path, entries}, files) {
		const names = new Set(entries.flatMap(({name, kind}) => (kind === 'file' ? [name] : [])));
		if (names.has(clearmlKind.about) && clearmlKind.logs.some(name => names.has(name))) {
			const about = `${path}/${clearmlKind.about}`;
			const isNamed = named.test(nameOf(path));
			if (isNamed || decodeText(files.readWhole(about, mostBytes) ?? new Uint8Array(0)).includes('"offline_folder"'))
				return [{format: 'clearml', path, files: [about], ownsSubtree: true}];
		}
		const folders = new Set(entries.flatMap(({name, kind}) => (kind === 'directory' ? [`${name}.zip`] : [])));
		return (
			[...names]
				.filter(name => name.endsWith('.zip') && named.test(name.slice(0, -4)) && !folders.has(name))
				.map(name => `${path}/${name}`)
				// One that was cut has no list of what it holds.
				.filter(file => zipNames(file, files)?.has(clearmlKind.about) ?? true)
				.map(file => ({format: 'clearml', path: file, files: [file], ownsSubtree: false}))
		);
	},
	open: ({path}, files) => openSession(path, clearmlKind, files),
};
