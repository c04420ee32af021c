const pageBytes = 32_768;
const columns = ['task_id', 'task_info', 'result_info', 'status', 'node', 'error', 'ts_start', 'ts_end', 'snapshot', 'tag'];

export type TaskColumns = Partial<Record<string, string>>;

/** A tasks database of a few rows as SQLite lays it out: a page with the schema, and one with the table. Without records it is one of 0.2. */
export function tasksDatabase(rows: readonly TaskColumns[], withRecords = true): Uint8Array {
	const names = withRecords ? columns : columns.slice(0, 8);
	const sql = `CREATE TABLE tasks (${names.map(name => `${name} TEXT`).join(', ')})`;
	const schema = leafPage([record(['table', 'tasks', 'tasks', 2, sql])], 100);
	schema.write('SQLite format 3\0', 0, 'latin1');
	schema.writeUInt16BE(pageBytes, 16);
	schema.set([1, 1, 0, 64, 32, 32], 18);
	for (const [at, value] of [
		[24, 1],
		[28, 2],
		[40, 1],
		[44, 4],
		[56, 1],
		[92, 1],
	] as const)
		schema.writeUInt32BE(value, at);
	const table = leafPage(
		rows.map(row => record(names.map(name => row[name] ?? null))),
		0,
	);
	return Buffer.concat([schema, table]);
}

/** Cells are numbered from 1 and fill the page from its end. */
function leafPage(records: readonly Buffer[], at: number): Buffer {
	const page = Buffer.alloc(pageBytes);
	let end = pageBytes;
	records.forEach((bytes, i) => {
		const cell = Buffer.concat([varint(bytes.length), varint(i + 1), bytes]);
		end -= cell.length;
		cell.copy(page, end);
		page.writeUInt16BE(end, at + 8 + 2 * i);
	});
	page[at] = 13;
	page.writeUInt16BE(records.length, at + 3);
	page.writeUInt16BE(end, at + 5);
	return page;
}

function record(values: readonly (string | number | null)[]): Buffer {
	const bodies = values.map(value =>
		typeof value === 'string' ? Buffer.from(value) : Buffer.from(value === null ? [] : [value]),
	);
	const types = values.map((value, i) => varint(value === null ? 0 : typeof value === 'number' ? 1 : 13 + 2 * bodies[i]!.length));
	const header = Buffer.concat(types);
	return Buffer.concat([varint(header.length + 1), header, ...bodies]);
}

function varint(value: number): Buffer {
	const bytes = [value & 0x7f];
	for (let rest = value >> 7; rest > 0; rest >>= 7) bytes.unshift((rest & 0x7f) | 0x80);
	return Buffer.from(bytes);
}
