/**
 * Runs in the page: every text whose contrast with what lies behind it is under WCAG AA
 * (4.5 : 1, or 3 : 1 from 24 px, or from 18.66 px in bold), by computed colours.
 * `ground` is the luminance of the page itself.
 */
function contrastFaults() {
  const channels = color => (color.match(/[\d.]+/g) ?? []).map(Number)
  const luminance = color => {
    const [r = 0, g = 0, b = 0] = channels(color)
      .map(channel => channel / 255)
      .map(c => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const isClear = color => channels(color)[3] === 0
  const behind = node => {
    const color = getComputedStyle(node).backgroundColor
    if (!isClear(color) || !node.parentElement) return color
    return behind(node.parentElement)
  }
  const hasText = node =>
    [...node.childNodes].some(child => child.nodeType === Node.TEXT_NODE && child.textContent?.trim())
  const texts = [...document.querySelectorAll('body *')].filter(
    node => hasText(node) && !node.closest('.unseen, noscript') && node.getClientRects().length > 0,
  )
  const faults = texts.flatMap(node => {
    const { color, fontSize, fontWeight } = getComputedStyle(node)
    const [darker = 0, lighter = 0] = [luminance(color), luminance(behind(node))].sort((a, b) => a - b)
    const ratio = (lighter + 0.05) / (darker + 0.05)
    const size = Number.parseFloat(fontSize)
    const isLarge = size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700)
    return ratio < (isLarge ? 3 : 4.5) ? [`${ratio.toFixed(2)} ${node.outerHTML.slice(0, 80)}`] : []
  })
  return { faults, checked: texts.length, ground: luminance(getComputedStyle(document.body).backgroundColor) }
}
contrastFaults()
