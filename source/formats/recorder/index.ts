import type {FileAccess} from '../../core/files/files.ts';
import {directoryOf} from '../../core/files/paths.ts';
import type {Claim, Format} from '../format.ts';
import {CollectionSource} from './collection.ts';
import {collectionFiles, detectRecorder, isLive, mayBecomeLive, picklePattern} from './detect.ts';
import {LiveSource} from './live.ts';
import {SavedTreeSource} from './saved-tree.ts';

/** What rigorous-recorder (jeff-hykin/rigorous_recorder) writes: collections, saved recorders and live files. */
export const recorder: Format = {
	id: 'recorder',
	title: 'rigorous-recorder',
	rank: 85,
	localIds: true,
	detect: detectRecorder,
	undecided: mayBecomeLive,
	open({path}: Claim, files: FileAccess) {
		const inCollection = path.endsWith(`/${collectionFiles.records}`) && files.stat(path)?.kind === 'file';
		if (files.stat(path)?.kind === 'directory') return new CollectionSource(files, path);
		if (inCollection) return new CollectionSource(files, directoryOf(path));
		return /\.ya?ml$/i.test(path) || (!picklePattern.test(path) && isLive(path, files))
			? new LiveSource(files, path)
			: new SavedTreeSource(files, path);
	},
};
