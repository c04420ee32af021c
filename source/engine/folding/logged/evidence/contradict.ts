import type {JsonObject} from '../../../../core/run.ts';
import type {Layer} from '../../../model/layer.ts';

/** Settings that tell one run of a sweep from the next. Ultralytics changes others, such as `lr0`, after it has written them down. */
const telling = ['seed', 'data_seed', 'learning_rate'];

const numberIn = (config: JsonObject, name: string): number => {
	const value = config[name];
	return typeof value === 'number' || (typeof value === 'string' && value.trim() !== '') ? Number(value) : Number.NaN;
};

/** The first label of a host's name; null for addresses, of which a machine has several. */
const labelOf = (host: string | null): string | null =>
	host === null || /^[\d.:]+$/.test(host) ? null : host.split('.')[0]!.toLowerCase();

function differInSettings(one: JsonObject, other: JsonObject): boolean {
	return telling.some(name => {
		const [a, b] = [numberIn(one, name), numberIn(other, name)];
		return Math.abs(a - b) > 1e-9 * Math.max(Math.abs(a), Math.abs(b));
	});
}

/** True where what a tracker says of its run cannot be said of the one that these layers tell of: another machine, process, seed or learning rate. */
export function contradicts({factsNow: told}: Layer, layers: readonly Layer[]): boolean {
	return layers.some(({factsNow: own}) => {
		const [a, b] = [labelOf(told.host), labelOf(own.host)];
		if (a !== null && b !== null && a !== b) return true;
		return (told.pid !== null && own.pid !== null && told.pid !== own.pid) || differInSettings(told.config, own.config);
	});
}
