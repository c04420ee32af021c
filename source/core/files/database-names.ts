const databaseEnding = /\.(?:db|db3|sqlite|sqlite3|sqlitedb|sql3|sdb)$/i;

/** True for a file that is called like an SQLite database: a store of runs may be one, and most databases are none. */
export const isDatabaseName = (name: string): boolean => databaseEnding.test(name);
