/** Thumbs.db and desktop.ini are spelt in several ways. */
const named = /^(?:\.ds_store|thumbs\.db|ehthumbs\.db|desktop\.ini)$/i;

/** What Windows says of where a file came from, a file of its own wherever NTFS's second streams are no more: copied into WSL, or onto a share. */
const zone = /[:\uf03a]Zone\.Identifier(?::\$DATA)?$/;
/** Where rsync writes until a file is whole, and leaves it where it is stopped; six letters and digits of any kind, which no word is. */
const halfSent = /^\..+\.(?=[A-Za-z0-9]{6}$)(?=.*[A-Z]|.*[a-z].*\d|.*\d.*[a-z])[A-Za-z0-9]*$/;
/** The same of Syncthing and of rclone. */
const syncing = /^\.syncthing\..+\.tmp$/;
const fetching = /\.[0-9a-f]{8}\.partial$/;

/**
 * True for the name of a file that a desktop leaves beside others: an AppleDouble half (`._events.out…`, which bears the name of the file that it
 * belongs to, so that it looks like one more), a folder's looks and pictures, the lock of an open Office document; and for what a copy that was
 * stopped leaves of the file that it was about (`.events.out….kJ3x9Q`). None is ever a tracker's.
 */
export function isLitter(name: string): boolean {
	const first = name.charCodeAt(0);
	// '.' and '~' start most of them, and few names end in 'r', 'A' or 'l'; the rest have a length of their own. Few are looked at any closer.
	if (first === 46) {
		if (name.charCodeAt(1) === 95 || (name.length === 9 && named.test(name))) return true;
		if (name.charCodeAt(name.length - 7) === 46 && halfSent.test(name)) return true;
		if (syncing.test(name)) return true;
	} else if (first === 126 && name.charCodeAt(1) === 36) return true;
	else if (name.length >= 9 && name.length <= 11 && named.test(name)) return true;
	const last = name.charCodeAt(name.length - 1);
	if (last === 114 || last === 65) return zone.test(name);
	return last === 108 && fetching.test(name);
}
