import { expect, test } from 'vitest'
import { plainText } from '../../../adapters/teams/text.ts'

test.each([
  ['<at>OIM</at> trésorerie', 'trésorerie'],
  ['<at>OIM</at>&nbsp;qui est <at>Awa</at>&nbsp;?\r\n', 'qui est ?'],
  ['<at id="0">Bot (test) [v2.*]</at> a', 'a'],
  ['<div>une <b>banque</b><br/>suisse</div>', 'une banque suisse'],
  ['R&amp;D &lt;script&gt; &quot;x&quot; &#39;y&#39; &#xE9; &apos;', "R&D <script> \"x\" 'y' é '"],
  ['&amp;lt; stays once decoded', '&lt; stays once decoded'],
  ['a < b > c', 'a < b > c'],
  ['<at>unfinished', '<at>unfinished'],
  ['&#0; &#99999999; &#x110000; &unknown;', '&#0; &#99999999; &#x110000; &unknown;'],
  ['', ''],
  ['\u200b 🙂', '\u200b 🙂'],
])('%j reads %j', (sent, typed) => {
  expect(plainText(sent)).toBe(typed)
})

test('no flood of half tags slows it down', () => {
  const flood = '<at '.repeat(1_000) + '<div '.repeat(1_000) + '&#'.repeat(1_000)
  expect(plainText(flood).length).toBeGreaterThan(0)
})
