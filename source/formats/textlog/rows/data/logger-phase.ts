import {isPhase, isTraining} from '../../line/words.ts';

/** Knows loggers that are named after data. A program may well log all its rows as "test"; that says something where another logger had rows before. */
export class LoggerPhase {
	/** Data that the logger of the line is named after, null for the run's own. */
	current: string | null = null;
	/** Logger of the first row; '' where none is named. */
	private first: string | null = null;
	private logger = '';

	/** Takes the logger of a line. */
	take(logger: string | null): void {
		this.logger = logger ?? '';
		const isOther = this.first !== null && this.logger !== this.first && isPhase(this.logger);
		this.current = isOther && !isTraining(this.logger) ? this.logger : null;
	}

	/** Says that the line was a row. */
	noteRow(): void {
		this.first ??= this.logger;
	}
}
