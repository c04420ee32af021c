const moment = String.raw`[[(<]?(?:(?:\d{4}[-/])?\d\d[-/]\d\d[T ])?\d\d:\d\d:\d\d(?:[.,]\d+)?(?![.,]?\d)(?:Z|[+-]\d\d:?\d\d)?(?: [\w.]+(?=\]))?[\])>]?`;
const parting = String.raw`(?:[\s:|,]|-\s)*`;
/** "[train]" of Hydra, "train - " of logging, "(main.py 31): " of Swin. */
const place = String.raw`(?:\[[\w.]+\](?=\[)|[A-Za-z_][\w.]* - (?=[A-Z]+ )|\([\w./-]+ \d+\): (?=[A-Z]{4}))`;
/** "trainer.loop:fit:31 - " of loguru, behind its level. */
const loguruPlace = String.raw`(?:[\w.]+:[\w<>]+:\d+ - )`;
const level = String.raw`(?:\[?(?:INFO|DEBUG)\b\]?${parting}${loguruPlace}?)`;

const prefix = new RegExp(
	String.raw`^\s*(?:${moment}${parting}${place}?${level}?|[ID]\d{4} [\d:.]+ +\d+ [\w.-]+:\d+\] |(?:INFO|DEBUG):[\w.]*:)(?=\S)`,
);

/**
 * A line of output without what a logger put before its message: "[2026-03-11 10:00:05,123][train][INFO] - ", "10:00:05 - train - INFO - ". A warning is
 * none of that.
 */
export const withoutPrefix = (line: string): string => line.replace(prefix, '');
