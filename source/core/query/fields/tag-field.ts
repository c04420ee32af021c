import type {Table} from '../columns/table.ts';
import type {Field} from './field.ts';

/** A tag of a name and a value, as MLflow has them (`team=vision`), asked for as there: `tags.team`; null where no run has one of that name. */
export function findTagField(name: string, label: string, table: Table): Field | null {
	const start = /^tags?\.(.+)$/is.exec(name)?.[1]?.concat('=');
	if (start === undefined) return null;
	const field: Field = {
		label,
		kind: 'mixed',
		source: {from: 'tag', name: start.slice(0, -1)},
		id: `tag ${start}`,
		read: ({tags}) => tags.find(tag => tag.startsWith(start))?.slice(start.length) ?? null,
	};
	return table.count(field, table.places, 0) > 0 ? field : null;
}
