import assert from 'node:assert/strict';
import {test} from 'node:test';
import {withoutMojibake} from '../../../source/encodings/text/mojibake.ts';

test('signs in UTF-8 that were read in a code page of Windows are as they were written', () => {
	// "━│█→✓🚀" in code pages 437, 850 and 1252.
	for (const garbled of ['ΓöüΓöéΓûêΓåÆΓ£ô≡ƒÜÇ', 'ÔöüÔöéÔûêÔåÆÔ£ô\u00adƒÜÇ', 'â”\u0081â”‚â–ˆâ†’âœ“ðŸš€'])
		assert.equal(withoutMojibake(`a ${garbled} b`), 'a ━│█→✓🚀 b');
});

test('letters of any language stay as they are', () => {
	for (const text of ['Γ = 0.5, Γ(x)', 'pâté, âge, “â”', 'CONTRÔLE: perte', 'época ≡ ƒ', '┌─┐ ━━━ ✓ 🚀'])
		assert.equal(withoutMojibake(text), text);
});
