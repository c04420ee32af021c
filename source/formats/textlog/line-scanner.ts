import {ownLines} from '../plain/names/own-names.ts';
import {BarRows} from './bars/bar-rows.ts';
import {readBar} from './bars/bars.ts';
import {taskBar} from './bars/task-bars.ts';
import {Dialects} from './dialects/dialects.ts';
import {FailureReader} from './ending/failures.ts';
import type {Ending} from './ending/process-death.ts';
import {byForm} from './line/by-form.ts';
import {readDict} from './line/dicts/dict.ts';
import {withPlainDicts} from './line/dicts/ordered-dict.ts';
import {PrintedBlock} from './line/dicts/printed-block.ts';
import {dictsOf, isTornDict, readBehindTorn} from './line/dicts/torn-dict.ts';
import {BuildSteps} from './line/others/build-steps.ts';
import {isOfLibrary, saysSetup} from './line/others/of-libraries.ts';
import {ComposePrefix} from './line/prefix/compose-prefix.ts';
import {LineDates} from './line/prefix/dates.ts';
import {type Message, stripPrefix} from './line/prefix/prefix.ts';
import {announcesBest} from './line/recall.ts';
import {readPlannedEpochs, readPlannedTotal, readToldTotal} from './line/settings/planned-total.ts';
import {areArguments, SettingsBlock} from './line/settings/settings.ts';
import {withLeading} from './line/statement/leading-numbers.ts';
import {type Pair, recallAll} from './line/statement/said.ts';
import {readStatement} from './line/statement/statement.ts';
import {withEnglishCounts} from './line/wording/foreign-counts.ts';
import {SlashedNames} from './line/wording/slashed-names.ts';
import type {LineResult, LineScanner, StepAxis} from './line-result.ts';
import {type LogHabits, unknownLog} from './log-habits.ts';
import {OutputState} from './output-state.ts';
import {OwnLineScanner} from './own-lines.ts';
import {ClientRows, placeOfClients} from './rows/client-rows.ts';
import {LastRows} from './rows/counts/last-rows.ts';
import {NamedCounts} from './rows/counts/named-counts.ts';
import {PlannedLines} from './rows/counts/planned-lines.ts';
import {RoundedSteps} from './rows/counts/rounded-steps.ts';
import {DictRows} from './rows/dict-rows.ts';
import {OddRows} from './rows/odd-rows.ts';
import {RankFilter} from './rows/ranks.ts';
import {StatementRows} from './rows/statement-rows.ts';
import {Trials} from './rows/trials.ts';
import {ColumnTable} from './tables/column-table.ts';
import {TableReader} from './tables/printed-table.ts';
import {type YoloRow, YoloTable} from './tables/yolo-table.ts';

const longestLine = 8000;
/** What words of an end say of how good it was: "Training finished. Best val acc: 0.9". */
const behindEnd = /[.!] +((?:best|final|test|val)[a-z]*\b.*)$/i;
/** What a line has in it that is more than words. */
const saysSomething = byForm(/\d|nan|inf|---|\||:$/i);

export type {LineResult, LineScanner, StepAxis} from './line-result.ts';

/**
 * Makes a scanner for the output of one process.
 * @param onProblem called with what a person's own expressions find wrongly
 */
export function createLineScanner(habits: LogHabits = unknownLog, onProblem: (message: string) => void = () => {}): LineScanner {
	const own = ownLines();
	const usual = new Scanner(habits);
	return Object.keys(own).length === 0 ? usual : new OwnLineScanner(usual, own, onProblem);
}

/** Takes off what is before a message, leaves out what is of others or no message, and asks each kind of reader whether the rest is its own. */
class Scanner implements LineScanner {
	private readonly output = new OutputState();
	private readonly compose = new ComposePrefix();
	private readonly dates = new LineDates();
	private readonly ranks = new RankFilter(() => this.output.show('leading numbers are ranks'));
	private readonly failures = new FailureReader();
	private readonly builds = new BuildSteps();
	private readonly settings = new SettingsBlock();
	private readonly printed = new PrintedBlock();
	private readonly slashed = new SlashedNames();
	private readonly columns = new ColumnTable(this.output);
	private readonly table = new TableReader();
	private readonly yolo = new YoloTable();
	private readonly trials = new Trials(this.output);
	private readonly dialects = new Dialects(this.output);
	private readonly bars = new BarRows(this.output, pairs => this.noteCommas(pairs));
	private readonly planned = new PlannedLines();
	private readonly counts = new NamedCounts(this.output);
	private readonly rounded = new RoundedSteps();
	private readonly statements = new StatementRows(this.output, this.bars);
	private readonly oddRows = new OddRows(this.output, this.bars, this.statements);
	private readonly clients = new ClientRows(this.output, this.statements);
	private readonly lastRows = new LastRows();
	private readonly dicts: DictRows;
	/** True where the line before said that this one repeats an earlier row. */
	private isBestNext = false;
	/** How many lines below the first bar the bar of this line was drawn. */
	private depth = 0;

	constructor(private readonly habits: LogHabits) {
		this.output.habits = habits;
		this.output.globals.arePreferred = habits.has('global_step counts');
		this.ranks.areSure = habits.has('leading numbers are ranks');
		this.dicts = new DictRows(this.output, this.bars, this.statements);
	}

	get axis(): StepAxis {
		return this.dialects.clientRound === null ? this.output.axis : 'step';
	}

	get epoch(): number | null {
		return this.output.epochs.current;
	}

	scan(line: string, depth = 0): LineResult {
		this.depth = depth;
		const own = this.compose.strip(line);
		const whole = own.length > longestLine ? own.slice(0, longestLine) : own;
		const said = stripPrefix(whole, this.dates);
		const message = {...said, text: withEnglishCounts(said.text)};
		const result = this.output.begin(message.wallMs, message.logger);
		result.ending = this.failures.take(said.text, said.indent);
		if (!isOfLibrary(line)) this.readMessage(message, result);
		if (result.ending !== null) this.bars.takeEnding(result.ending);
		if (result.progress?.from === 'counter') {
			result.progress = this.lastRows.take(result.progress, result.metrics.length > 0, this.output.epochs.first);
		}
		const round = this.dialects.clientRound;
		if (round !== null) placeOfClients(result, round);
		this.output.end();
		return result;
	}

	private readMessage(message: Message, result: LineResult): void {
		const {output} = this;
		const {text} = message;
		this.statements.takeLine(text, message.indent);
		this.slashed.takeLine(text);
		this.oddRows.takeLine(text);
		this.dialects.takeLine(text);
		this.bars.takeLine(text);
		const yolo = this.yolo.take(text);
		if (yolo !== null) {
			this.pushYolo(yolo, text);
			return;
		}
		if (this.dialects.takeDict(text)) return;
		const row = this.columns.take(text, message.indent, this.statements.heading);
		if (row?.isSummary) return;
		if (row !== null) {
			const unit = row.isEpoch ? 'epoch' : 'step';
			output.noteAxis(unit);
			output.push(row.step, row.metrics);
			if (row.total !== null) output.result.progress = {step: row.step, total: row.total, unit, isOfPart: false, from: 'counter'};
			return;
		}
		if (this.failures.isInside) this.takeBarBefore(text);
		if (result.ending !== null) this.readEnd(text, result.ending);
		if (this.settings.take(text) || areArguments(text)) {
			output.result.total = readToldTotal(text);
			return;
		}
		if (
			saysSetup(text) ||
			this.builds.take(text) ||
			!this.ranks.accepts(message) ||
			this.failures.isInside ||
			result.ending !== null ||
			this.takeOfBlock(message) ||
			!saysSomething.test(text)
		)
			return;
		for (const earlier of this.settings.takenBack()) this.readText(earlier);
		const leading = message.isBare && !this.ranks.areSure ? message.rank : null;
		this.readLine(text, leading);
		if ((result.metrics.length > 0 || result.progress !== null) && this.ranks.takeRow() && output.axis === 'row') {
			output.rows.restart();
			result.metrics.length = 0;
			this.readText(text);
		}
	}

	/** Reads what a line that says an end tells of results, and whether the next one does. */
	private readEnd(text: string, {strength}: Ending): void {
		const [, best] = (strength === 0 ? behindEnd.exec(text) : null) ?? [];
		if (best !== undefined) this.readText(best);
		this.isBestNext = announcesBest(text);
	}

	/** True for a line of a dict that goes on over more of them; it is read where it ends. */
	private takeOfBlock({text, wallMs}: Message): boolean {
		const {printed, output} = this;
		const isOfBlock = printed.take(text, wallMs);
		for (const earlier of printed.takenBack()) this.readLine(earlier);
		const whole = printed.takeWhole();
		if (whole === null) return isOfBlock;
		if (Number.isNaN(output.result.wallMs)) output.result.wallMs = printed.wallMs;
		const bar = readBar(whole);
		if (bar !== null) this.bars.take(bar, this.depth);
		const rest = bar?.rest ?? whole;
		const isFirst = output.lastStep === null;
		const dict = readDict(rest, isFirst, !isFirst && output.axis === 'row');
		if (dict === null || this.isBestNext || announcesBest(dict.before.trim())) return true;
		if (this.dicts.takePrinted(dict, rest, printed.hasRows)) printed.noteRow();
		return true;
	}

	private pushYolo({isTraining, epoch, epochs, countsFromZero, metrics}: YoloRow, text: string): void {
		const {output} = this;
		output.epochs.enter(epoch, epochs, countsFromZero);
		const bar = readBar(text);
		// Numbers in front of a bar would make another one of it each time.
		if (bar !== null) this.bars.take({...bar, label: isTraining ? 'Epoch' : 'val', epoch, epochs, countsFromZero});
		output.noteAxis('epoch');
		if (metrics.length > 0) output.push(epoch, metrics);
	}

	/** @param leading the number before the line, where that may count something; null where none stands there */
	private readLine(text: string, leading: number | null = null): void {
		const bar = readBar(text);
		if (bar !== null) this.bars.take(bar, this.depth);
		if (bar === null) this.readText(text, leading);
		else if (bar.rest.trim() !== '') this.readBehindBar(bar.rest);
	}

	/** Reads the bar that was under way when it failed: the traceback begins on its line. */
	private takeBarBefore(line: string): void {
		const bar = line.includes('Traceback (') ? readBar(line) : null;
		if (bar?.rest.includes('Traceback (')) this.bars.take(bar, this.depth);
	}

	/** Reads what another stream wrote behind a bar, on the same line: it is a line of its own. */
	private readBehindBar(line: string): void {
		const {text, indent} = stripPrefix(line, this.dates);
		const ending = this.failures.take(text, indent);
		if (ending !== null) this.output.result.ending = ending;
		else if (!this.failures.isInside && text.trim() !== '') this.readText(text);
	}

	private readText(line: string, leading: number | null = null): void {
		const {output} = this;
		if (output.lastStep !== null && taskBar.test(line)) return;
		const text = this.slashed.apply(withPlainDicts(line));
		const table = this.table.take(text);
		if (table !== null) {
			if (table.step !== null) output.noteAxis('step');
			output.push(table.step ?? output.lastStep ?? output.rows.next(), table.metrics);
			return;
		}
		// Flower has rounds of its own, which its clients do not need to name.
		const mayBeOfClient = this.dialects.clientRound === null;
		if (this.trials.take(text) || (mayBeOfClient && this.clients.take(text))) return;
		const several = dictsOf(text);
		if (several !== null) {
			for (const one of several) this.readText(one);
			return;
		}
		const isFirst = output.lastStep === null;
		const whole = readDict(text, isFirst, !isFirst && output.axis === 'row');
		// A row that is torn may have lost its step, or the end of a number.
		const isTorn = whole === null && this.dicts.hasRows && isTornDict(text);
		const dict = isTorn ? readBehindTorn(text) : whole;
		if (isTorn && dict === null) return;
		if (dict !== null) {
			this.dicts.take(dict, text);
			if (dict.around) this.readText(dict.around);
			return;
		}
		if (this.dialects.take(text) || this.oddRows.take(text)) return;
		const planned = this.habits.countsTotals ? null : readPlannedTotal(text);
		if (planned !== null) {
			output.result.total = planned.total > 0 ? planned : null;
			return;
		}
		const epochs = readPlannedEpochs(text);
		if (epochs !== null) {
			output.epochs.total = epochs;
			return;
		}
		const said = readStatement(text);
		const statement = leading === null ? said : withLeading(said, leading);
		if (statement !== said) this.ranks.noteCounted();
		const isPlan = this.planned.take(text, statement, output.lastStep === null && output.announced === null);
		for (const earlier of this.planned.takenBack()) this.statements.take(readStatement(earlier));
		if (isPlan) return;
		if (mayBeOfClient) this.clients.takeStatement(statement);
		this.noteCommas(statement.pairs);
		if (this.isBestNext) recallAll(statement);
		this.isBestNext = announcesBest(text);
		this.rounded.apply(statement);
		this.statements.takeNumbered(this.counts.apply(statement), text);
	}

	/** Leaves out values whose comma may part thousands, where it does not. */
	private noteCommas(pairs: readonly Pair[]): void {
		const commas = pairs.filter(({isGrouped, unread}) => isGrouped || unread !== undefined);
		if (commas.length === 0) return;
		for (const pair of commas)
			if (pair.isGrouped && this.habits.partsDecimals(pair.name)) pair.unread = pair.value.toLocaleString('en');
		this.output.result.commas = commas.map(({name, value, isGrouped, unread}) => ({
			name,
			text: unread ?? String(value),
			isGrouped,
			isRead: unread === undefined,
		}));
	}
}
