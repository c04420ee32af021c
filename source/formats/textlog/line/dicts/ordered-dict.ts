const printed = /OrderedDict\(\[((?:\('[^'()]+', [^\s'"()[\]{}]+\)(?:, )?)+)\]\)/g;
const pair = /\(('[^'()]+'), ([^\s'"()[\]{}]+)\)/g;

/**
 * A line with the dicts in it that Python before 3.12 prints as pairs, "OrderedDict([('loss', 0.5)])", spelt as all others are,
 * "{'loss': 0.5}".
 */
export const withPlainDicts = (line: string): string =>
	line.includes('OrderedDict([(') ? line.replace(printed, (_, pairs: string) => `{${pairs.replace(pair, '$1: $2')}}`) : line;
