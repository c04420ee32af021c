import type {FileAccess} from '../../core/files/files.ts';
import {sizeOf} from '../../core/files/size-of.ts';
import type {RunSink, Source} from '../../formats/format.ts';

/**
 * Has a source say the latest values at the end of its files, where they are longer than what is read at once.
 * @param run where that goes until the run is read to its end
 */
export function readPreview(source: Source, files: FileAccess, budgetBytes: number, run: (key: string) => RunSink): void {
	if (source.preview === undefined) return;
	if (sizeOf(source.watched(), files) > budgetBytes) source.preview({run, problem: () => {}, renew: () => {}});
}
