import type {FileAccess} from '../../core/files/files.ts';

/** What to say of a file that is there and that nothing can be read from. */
export function cannotRead(files: Pick<FileAccess, 'stat'>, path: string): string {
	if (files.stat(path)?.kind === 'other') return 'Is a pipe, a socket or a device, which is not read; check what it does here';
	return 'Cannot be read; check who may read it';
}
