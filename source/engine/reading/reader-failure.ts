import type {Problem} from '../../core/run.ts';
import type {Format} from '../../formats/format.ts';

/** What is said where a reader throws, which none should. */
export function readerFailure({title}: Format, file: string, error: unknown): Problem {
	const reason = error instanceof Error ? error.message : String(error);
	return {file, message: `The ${title} reader failed here (${reason}); please report it`};
}
