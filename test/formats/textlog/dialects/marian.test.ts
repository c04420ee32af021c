import assert from 'node:assert/strict';
import {test} from 'node:test';
import {scan} from '../scan-lines.ts';

test("reads Marian's updates and validations", () => {
	assert.deepEqual(
		scan(
			'[2021-07-17 12:54:33] Training started',
			'[2021-07-17 12:54:33] Ep. 1 : Up. 14000 : Sen. 965,843 : Cost 5.20174599 : Time 359.59s : 3007.81 words/s',
			'[2021-07-17 13:49:01] Saving model weights and runtime parameters to model/model.npz.orig.npz',
			'[2021-07-17 13:50:36] [valid] Ep. 1 : Up. 20000 : cross-entropy : 130.97 : new best',
			'[2021-07-17 13:51:53] [valid] Ep. 1 : Up. 20000 : translation : 2.35 : stalled 1 times (last best: 2.55)',
			'[2019-08-17 06:15:04] Ep. 2 : Up. 431000 : Sen. 3,671,375 : Cost 2.77856088 : Time 572.16s : 16904.19 words/s : L.r. 5.7802e-05',
			'[task 2025-08-18T08:21:36.099+00:00] [2025-08-18 08:21:36] Ep. 3 : Up. 448000 : Sen. 646,271,229 : Cost 2.25614715 * 1,334,103 @ 2,345 after 5,203,488 : Time 764.99s : 54784.49 words/s : gNorm 0.3467 : L.r. 4.0089e-05',
		),
		[
			'14000 Cost=5.20174599 words/s=3007.81',
			'20000 valid cross-entropy=130.97',
			'20000 valid translation=2.35',
			'431000 Cost=2.77856088 words/s=16904.19 L.r.=0.000057802',
			'448000 Cost=2.25614715 words/s=54784.49 gNorm=0.3467 L.r.=0.000040089',
		],
	);
	assert.deepEqual(scan('Ep. 1 : Up. 10 : pages 3', '[valid] Ep. 1 : Up. 10 : none'), []);
});
