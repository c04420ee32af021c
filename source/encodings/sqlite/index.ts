export {Database, describeCut, describeSchemaDamage, type Taken, type TakeOutcome, type Wanted} from './database.ts';
export {isDatabase, isTreePage} from './header.ts';
export {RowCursor, type SqlValue} from './row-cursor.ts';
export {type Place, TakenTable, tableStart} from './table.ts';
