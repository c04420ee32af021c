/** Terminal control sequences (ECMA-48; OSC as xterm has it). */

// CSI; OSC to BEL or ST; DCS, SOS, PM and APC to ST; other escapes; single control characters but for tab and line feed.
const controls =
	/(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|(?:\x1b\]|\x9d)[^\x07\x1b\x9c\n\r]*(?:\x07|\x1b\\|\x9c)?|(?:\x1b[PX^_]|[\x90\x98\x9e\x9f])[^\x1b\x9c\n\r]*(?:\x1b\\|\x9c)?|\x1b[ -/]*[0-~]?|[\x00-\x08\x0b-\x1f\x7f-\x9f]/g;
const anyControl = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/;

/** True where a text holds anything but printable characters, tabs and line feeds. */
export const hasControls = (text: string): boolean => anyControl.test(text);

/** The text without control sequences and control characters; tabs and line feeds stay. */
export const stripControls = (text: string): string => (anyControl.test(text) ? text.replace(controls, '') : text);
