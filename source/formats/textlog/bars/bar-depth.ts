/** tqdm goes as many lines up behind a bar as it went down before it. Another stream may write behind that, on the same line. */
const goesUp = /(?:\x1b\[A)+(?= *$)|(?<=\])(?:\x1b\[A)+/;
const up = '\x1b[A';

/** How many lines below the first bar a bar was drawn, by what stands behind it before control sequences are taken off. */
export const depthOf = (part: string): number => (part.includes(up) ? (goesUp.exec(part)?.[0].length ?? 0) / up.length : 0);
