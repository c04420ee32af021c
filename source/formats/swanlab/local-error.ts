/** What the hook of the first versions wrote: the time, the class, the error as `repr` has it, and a place for each call. */
const firstForm = /^([^\n]*\n)?<class '[^\n]+'>\n(\w[^\n]*)\n([\s\S]*)$/;
/** `ValueError('no such file')`, `OSError(2, 'no such file')`, `KeyboardInterrupt()`: one text alone is without its quotes. */
const repr = /^(\w+)\((?:(["'])((?:(?!\2)[^\\]|\\.)*)\2|(.*))\)$/;

/** The text of `console/error.log` as the trace that Python prints, whose last line is the error. */
export function asTrace(text: string): string {
	const [, time = '', error, places] = firstForm.exec(text.replaceAll('\r\n', '\n')) ?? [];
	if (error === undefined || places === undefined) return text;
	const [, name = error, , quoted, args = quoted] = repr.exec(error) ?? [];
	const lines = places.split('\n').filter(line => line.trim() !== '');
	return [`${time}Traceback (most recent call last):`, ...lines, args ? `${name}: ${args}` : name].join('\n');
}
