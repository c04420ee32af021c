import {statfsSync} from 'node:fs';
import {orNull} from '../core/or-null.ts';

// From statfs(2) and the kernel's magic.h: file systems on which another machine's writes cause no event here.
const remote = new Map<number, string>([
	[0x6969, 'NFS'],
	[0x65735546, 'FUSE'],
	[0xff534d42, 'SMB'],
	[0xfe534d42, 'SMB'],
	[0x517b, 'SMB'],
	[0x0bd00bd0, 'Lustre'],
	[0x01021997, '9p'],
	[0x00c36400, 'Ceph'],
	[0x47504653, 'GPFS'],
	[0x19830326, 'BeeGFS'],
	[0x5346414f, 'AFS'],
]);

/** Name of the network or user-space file system that a path is on; null for one whose changes this machine's kernel reports. */
export const findRemoteFileSystem = (path: string): string | null =>
	orNull(() => remote.get(Number(statfsSync(path).type) >>> 0) ?? null);
