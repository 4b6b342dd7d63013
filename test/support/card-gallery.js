/** Runs in the page, beside the official renderer: cards one below the other. */
globalThis.showCards = (cards, config) => {
  // of Markdown, what our cards use: escapes
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (typed, result) => {
    result.outputHtml = typed.replace(/\\([\\`*_~[\].#+-])/g, '$1').replace(/\n/g, '<br>')
    result.didProcess = true
  }
  for (const { lang: _, ...json } of cards) {
    const card = new AdaptiveCards.AdaptiveCard()
    card.hostConfig = new AdaptiveCards.HostConfig(config)
    card.parse(json)
    const frame = document.createElement('article')
    frame.append(card.render())
    document.body.append(frame)
  }
}
