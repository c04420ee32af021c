import {byForm} from '../line/by-form.ts';

/**
 * The bar that mmcv and BasicSR draw of what is evaluated (`mmcv/utils/progressbar.py`), which counts no steps of a training:
 * "[>>>>    ] 20/117, 2.4 task/s, elapsed: 8s, ETA: 40s".
 */
export const taskBar = byForm(/\[[> -]*\] \d+\/\d+, (?:\d+(?:\.\d+)? task\/s, )?elapsed: \d+s, ETA:/);
