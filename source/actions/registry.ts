import type {ChosenCommand} from '../store/acting/dialog.ts';
import type {Action} from './action.ts';
import {actActions, ownCommandActions} from './commands/act.ts';
import {alignLogsActions} from './commands/align-logs.ts';
import {appearanceActions} from './commands/appearance.ts';
import {backActions} from './commands/back.ts';
import {chartZoomActions} from './commands/chart-zoom.ts';
import {columnActions} from './commands/columns.ts';
import {compareActions} from './commands/compare.ts';
import {compareMomentActions} from './commands/compare-moment.ts';
import {comparePaneActions} from './commands/compare-panes.ts';
import {copyActions} from './commands/copy.ts';
import {findActions} from './commands/find.ts';
import {groupActions} from './commands/groups.ts';
import {markActions} from './commands/mark.ts';
import {moveActions} from './commands/move.ts';
import {openActions} from './commands/open.ts';
import {paneActions} from './commands/panes.ts';
import {programActions} from './commands/program.ts';
import {rankActions} from './commands/rank.ts';
import {resizePaneActions} from './commands/resize-panes.ts';
import {runHelpActions} from './commands/run-help.ts';
import {sidewaysActions} from './commands/sideways.ts';
import {sortActions} from './commands/sort.ts';
import {viewActions} from './commands/views.ts';
import {type Rebinding, rebind} from './keys.ts';

/** Every user command. A new one is a file in commands/ and a line here. */
export const allActions: readonly Action[] = [
	...moveActions,
	...sidewaysActions,
	...openActions,
	...runHelpActions,
	...backActions,
	...sortActions,
	...groupActions,
	...findActions,
	...viewActions,
	...markActions,
	...actActions,
	...compareActions,
	...compareMomentActions,
	...alignLogsActions,
	...comparePaneActions,
	...resizePaneActions,
	...rankActions,
	...columnActions,
	...paneActions,
	...chartZoomActions,
	...appearanceActions,
	...copyActions,
	...programActions,
];

/** All of them with the person's own commands and keys. */
export function actionsFor(keys: Rebinding, commands: readonly ChosenCommand[]): Action[] {
	const own = Object.fromEntries(commands.filter(({key}) => key.length > 0).map(({name, key}) => [`command:${name}`, key]));
	return rebind([...allActions, ...ownCommandActions(commands)], {...keys, ...own});
}
