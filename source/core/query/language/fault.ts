import {Fault, type QueryFault} from './syntax.ts';

/** Runs `work` and hands a fault back as a value; the span is kept inside the text. */
export function catchFault<T>(text: string, work: () => T): {ok: true; value: T} | {ok: false; error: QueryFault} {
	try {
		return {ok: true, value: work()};
	} catch (error) {
		if (!(error instanceof Fault)) throw error;
		const {fault} = error;
		const from = Math.max(0, Math.min(fault.from, text.length - 1));
		return {ok: false, error: {...fault, from, to: Math.max(Math.min(fault.to, text.length), Math.min(from + 1, text.length))}};
	}
}
