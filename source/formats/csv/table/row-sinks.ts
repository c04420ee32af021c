import {type CsvScanner, cellKinds} from '../../../encodings/csv.ts';
import type {SeriesSink} from '../../format.ts';
import {dataOf, nameForData, ownDataOf} from '../../plain/names/data-words.ts';
import type {ApartRow} from '../../plain/rows/blocks.ts';
import type {Curves} from '../../plain/rows/curves.ts';
import {NamedSinks, type Sinks, SinksByData} from '../../plain/rows/sinks.ts';
import {type Columns, roles} from '../columns/columns.ts';
import type {TableHandlers} from './table-handlers.ts';

/** Where the values of the row at hand go, by the data and the curve that the row is of. */
export class RowSinks {
	/** Data that the row is about, empty for training. */
	data = '';
	private readonly byData = new SinksByData();
	/** Of the data and the curve of the row at hand. */
	sinks: Sinks = this.byData.of('');
	private readonly named = new NamedSinks();

	constructor(
		private readonly scanner: CsvScanner,
		private readonly curves: Curves,
		private readonly handlers: Pick<TableHandlers, 'series' | 'nameOf'>,
	) {}

	/** Called where the file has other columns from here on. */
	clear(): void {
		this.byData.clear();
		this.sinks = this.byData.of('');
		this.data = '';
	}

	/** Reads what columns such as `split` say. */
	readData({data: columns}: Columns): void {
		this.data = '';
		for (let i = 0; i < columns.length && this.data === ''; i++) {
			const {at, isOwn} = columns[i]!;
			const text = this.scanner.text(at);
			this.data = isOwn ? ownDataOf(text) : dataOf(text);
		}
		this.sinks = this.byData.of(this.data);
	}

	/** Reads which of several curves the row is of; true where that counts its steps on its own. */
	readCurve({curves, curveNames}: Columns): boolean {
		const {kinds, values} = this.scanner;
		const cellAt = (i: number) => (kinds[curves[i]!] === cellKinds.number ? values[curves[i]!]! : this.scanner.text(curves[i]!));
		this.curves.take(curveNames, cellAt);
		this.sinks = this.byData.of(this.data, this.curves.label);
		return this.curves.isCounted;
	}

	/** True where a metric of the row has come to this step already. */
	comesAgain({names, roles: all, metricName, metricValue}: Columns, step: number): boolean {
		const {kinds, count} = this.scanner;
		const width = Math.min(count, names.length);
		for (let i = 0; i < width; i++)
			if (all[i] === roles.metric && kinds[i] !== cellKinds.empty && this.sinks.hasCome(i, step)) return true;
		return metricValue >= 0 && metricValue < width && this.named.hasCome(this.nameOf(this.scanner.text(metricName)), step);
	}

	/** The row at hand, which has this step, by the columns that may set it apart from rows of another curve, which stand before it. */
	apart(columns: Columns, step: number): ApartRow {
		const {apart, apartNames} = columns;
		return {
			names: apartNames,
			step,
			wordAt: i => this.scanner.text(apart[i]!),
			comesAgain: () => this.comesAgain(columns, step),
		};
	}

	/** True where a value of a column may stand at this step: see `Sinks`. */
	takes(column: number, step: number, isWritten: boolean): boolean {
		return this.sinks.takes(column, step, isWritten);
	}

	/** True where a column has had a value. */
	isOpen(column: number): boolean {
		return this.sinks.sinks[column] !== undefined;
	}

	/** Sink of a column, null where it is left out. */
	at(columns: Columns, column: number): SeriesSink | null {
		const {sinks} = this.sinks;
		let sink = sinks[column];
		if (sink === undefined) {
			const name = columns.names[column]!;
			sink = this.handlers.series(this.nameOf(this.handlers.nameOf?.(name, columns) ?? name));
			sinks[column] = sink;
		}
		return sink;
	}

	/** Sink of the metric that the row names in a cell, null where that is empty or the metric is left out. */
	atName({metricName}: Columns, step: number): SeriesSink | null {
		const text = this.scanner.text(metricName);
		return text === '' ? null : this.named.at(this.nameOf(text), step, this.handlers.series);
	}

	private nameOf(metric: string): string {
		return this.curves.nameOf(nameForData(this.data, metric));
	}
}
