import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cut, escapeText, unescapeText } from '../../../adapters/slack/mrkdwn.ts'

/** Strings of what means something to Slack, and of what a careless cut tears. */
const hostile = fc.string({
  unit: fc.constantFrom(
    ...'<>&*_~`@!#|;: \n\u202Eaé1😀\uD83D',
    'here',
    'channel',
    'everyone',
    '&lt;',
    '&amp;',
  ),
})

describe('a plain text', () => {
  it.each([
    [
      '<!channel> & <@U1> <https://a.example|b>',
      '&lt;!channel&gt; &amp; &lt;@U1&gt; &lt;https://a.example|b&gt;',
    ],
    ['*bold* _it_ ~gone~ `code`', '∗bold∗ ˍitˍ ∼gone∼ ˋcodeˋ'],
    ['first_last@iom.int, a*b', 'first_last@iom.int, a*b'],
    ['@here @Channel @everyone @hereby', '@\u2060here @\u2060Channel @\u2060everyone @hereby'],
    ['> quoted', '› quoted'],
    ['one\ntwo\t three', 'one two three'],
    ['\u202Eabc\u2066', 'abc'],
    ['L’unité « Santé » d’Abidjan', 'L’unité « Santé » d’Abidjan'],
  ])('%j is written %j', (plain, written) => {
    expect(escapeText(plain)).toBe(written)
  })

  it('never speaks markup, whatever it holds', () => {
    fc.assert(
      fc.property(hostile, text => {
        const written = escapeText(text)
        expect(written).not.toMatch(/[<>\n`]|&(?!amp;|lt;|gt;)|^&gt;|@(here|channel|everyone)\b/)
      }),
    )
  })
})

it('what Slack escaped is read as it was typed', () => {
  expect(unescapeText('R&amp;D &lt;b&gt; &amp;lt;')).toBe('R&D <b> &lt;')
})

describe('cutting', () => {
  it.each([
    ['short', 10, 'short'],
    ['one two three', 10, 'one two…'],
    ['onetwothree', 5, 'onet…'],
    ['aaaa &amp; b', 9, 'aaaa…'],
    ['aaaaaa&amp;b', 10, 'aaaaaa…'],
    ['aaa😀b', 5, 'aaa…'],
  ])('%j to %i characters gives %j', (text, most, expected) => {
    expect(cut(text, most)).toBe(expected)
  })

  it('keeps within its bound', () => {
    fc.assert(
      fc.property(hostile, fc.integer({ min: 1, max: 50 }), (text, most) => {
        expect(cut(text, most).length).toBeLessThanOrEqual(most)
      }),
    )
  })
})
