import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'

export const THEMES = ['light', 'dark', 'contrast'] as const
type Theme = (typeof THEMES)[number]

/** The colours of Teams' themes: text, subtle text, links, the ground of a card and of a part in emphasis. */
const COLOURS: Readonly<Record<Theme, Record<'text' | 'subtle' | 'accent' | 'ground' | 'emphasis', string>>> =
  {
    light: { text: '#242424', subtle: '#616161', accent: '#4f52b2', ground: '#ffffff', emphasis: '#f5f5f5' },
    dark: { text: '#ffffff', subtle: '#adadad', accent: '#9ea2ff', ground: '#292929', emphasis: '#1f1f1f' },
    contrast: {
      text: '#ffffff',
      subtle: '#ffffff',
      accent: '#ffff01',
      ground: '#000000',
      emphasis: '#000000',
    },
  }

const require = createRequire(import.meta.url)
const renderer = readFileSync(require.resolve('adaptivecards/dist/adaptivecards.min.js'), 'utf8')
const css = readFileSync(require.resolve('adaptivecards/dist/adaptivecards.css'), 'utf8')
const gallery = readFileSync(new URL('card-gallery.js', import.meta.url), 'utf8')

/** How Teams sets up the renderer, as near as is known: sizes, distances, colours, at most six buttons in front. */
function hostConfig(theme: Theme): object {
  const { text, subtle, accent, ground, emphasis } = COLOURS[theme]
  const colour = (plain: string, faint = plain) => ({ default: plain, subtle: faint })
  const style = (backgroundColor: string) => ({
    backgroundColor,
    foregroundColors: { default: colour(text, subtle), accent: colour(accent) },
  })
  return {
    fontFamily: 'Segoe UI, system-ui, sans-serif',
    supportsInteractivity: true,
    fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 300, default: 400, bolder: 600 },
    lineHeights: { small: 16, default: 20, medium: 22, large: 24, extraLarge: 32 },
    spacing: { none: 0, small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: subtle },
    containerStyles: { default: style(ground), emphasis: style(emphasis) },
    actions: { maxActions: 6, buttonSpacing: 8, actionsOrientation: 'horizontal', actionAlignment: 'left' },
    textStyles: { heading: { size: 'large', weight: 'bolder', color: 'default', isSubtle: false } },
  }
}

const pageStyle = ({ text, accent, ground, emphasis }: (typeof COLOURS)[Theme]): string => `
body { margin: 0; padding: 12px 0; background: ${emphasis}; color: ${text}; font-family: system-ui, sans-serif }
article { margin-bottom: 12px; border: 1px solid #8886; border-width: 1px 0; overflow: hidden; background: ${ground} }
button { padding: 5px 12px; border: 1px solid ${accent}; border-radius: 4px; background: ${ground}; color: ${accent}; font: 600 13px system-ui }
a.ac-anchor:link, a.ac-anchor:visited { color: ${accent} }
.ac-selectable { cursor: pointer }
.ac-textBlock p { margin: 0 }`

/** Cards in a browser by the official renderer, as wide as they stand in Teams. */
export async function showCards(
  browser: Browser,
  cards: readonly object[],
  { theme = 'light', width = 640 }: { theme?: Theme; width?: number } = {},
): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 480 }, deviceScaleFactor: 2 })
  await page.setContent(
    `<!doctype html><title>cards</title><style>${css}${pageStyle(COLOURS[theme])}</style><body>`,
  )
  await page.addScriptTag({ content: renderer })
  await page.addScriptTag({ content: gallery })
  await page.evaluate(`globalThis.showCards(${JSON.stringify(cards)}, ${JSON.stringify(hostConfig(theme))})`)
  return page
}
