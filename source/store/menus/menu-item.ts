/** A line of a dialog. */
export interface MenuItem {
	id: string;
	label: string;
	/** What stands behind the label: "in 12 runs". */
	note: string;
	/** ↑ or ↓ for a sort key; on or off for a choice; null for neither. */
	mark: 'up' | 'down' | 'on' | 'off' | null;
}
